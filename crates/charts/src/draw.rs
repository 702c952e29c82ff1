//! Draws a finished layout: marks go through the plotting library to our own backend, words straight to the writer.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::prelude::{DrawingArea, IntoDrawingArea};
use plotters::style::{RGBColor, ShapeStyle};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use crate::ChartError;
use crate::geometry::{Spot, tenths};
use crate::scene::{Dash, Item, Scene};
use crate::svg::{Ink, Svg};
use crate::theme::{Mode, Pen};

/// Writes everything of a scene.
pub(crate) fn draw(scene: &Scene, mode: Mode) -> Result<Svg, ChartError> {
    let sink = Rc::new(RefCell::new(Svg::new(mode)));
    let size = (tenths(scene.width).unsigned_abs(), tenths(scene.height).unsigned_abs());
    let area = Backend { sink: Rc::clone(&sink), size }.into_drawing_area();
    for item in &scene.items {
        draw_item(item, &area, &sink)?;
    }
    drop(area);
    Rc::into_inner(sink)
        .map(RefCell::into_inner)
        .ok_or_else(|| ChartError::Drawing("the picture is still in use".to_owned()))
}

fn draw_item(item: &Item, area: &DrawingArea<Backend, Shift>, sink: &RefCell<Svg>) -> Result<(), ChartError> {
    let mut drawn = Ok(());
    match item {
        Item::Text(text) => sink.borrow_mut().text(text),
        Item::Open(group) => sink.borrow_mut().open(group),
        Item::Close => sink.borrow_mut().close(),
        Item::Stroke { pen, width, dash, spots } => {
            let places: Vec<BackendCoord> = spots.iter().map(|&spot| place(spot)).collect();
            drawn = area.draw(&PathElement::new(places, style(*pen, *width, *dash, false)));
        }
        Item::Shape { pen, spots } => {
            let places: Vec<BackendCoord> = spots.iter().map(|&spot| place(spot)).collect();
            drawn = area.draw(&Polygon::new(places, style(*pen, 0.0, Dash::Solid, true)));
        }
        Item::Dot { pen, spot, radius } => {
            drawn =
                area.draw(&Circle::new(place(*spot), tenths(*radius), style(*pen, 0.0, Dash::Solid, true)));
        }
        Item::Ring { pen, spot, radius } => {
            let circle = |pen, width, filled| {
                area.draw(&Circle::new(place(*spot), tenths(*radius), style(pen, width, Dash::Solid, filled)))
            };
            drawn = circle(Pen::Paper, 0.0, true).and_then(|()| circle(*pen, 2.5, false));
        }
        Item::Area { pen, frame } => {
            let corners = [place(Spot::new(frame.x0, frame.y0)), place(Spot::new(frame.x1, frame.y1))];
            drawn = area.draw(&Rectangle::new(corners, style(*pen, 0.0, Dash::Solid, true)));
        }
    }
    drawn.map_err(|error| ChartError::Drawing(error.to_string()))
}

fn place(spot: Spot) -> BackendCoord {
    (tenths(spot.x), tenths(spot.y))
}

/// A pen on its way through the plotting library: its number and the way a line is broken travel as a colour.
fn style(pen: Pen, width: f64, dash: Dash, filled: bool) -> ShapeStyle {
    let (kind, distance) = match dash {
        Dash::Solid => (0, 0),
        Dash::Dotted => (1, 0),
        Dash::Dashed => (2, 0),
        Dash::Beads(distance) => (3, distance),
    };
    let colour = RGBColor(pen.number(), kind, distance);
    ShapeStyle { color: colour.into(), filled, stroke_width: tenths(width).unsigned_abs() }
}

/// A surface ten times as large as the picture, because the plotting library knows whole pixels only.
struct Backend {
    sink: Rc<RefCell<Svg>>,
    size: (u32, u32),
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

fn ink(style: &impl BackendStyle) -> Ink {
    let BackendColor { rgb: (pen, kind, distance), .. } = style.color();
    let dash = match kind {
        0 => Dash::Solid,
        1 => Dash::Dotted,
        2 => Dash::Dashed,
        _ => Dash::Beads(distance),
    };
    Ink { pen: Pen::from_number(pen), width: style.stroke_width(), dash }
}

impl DrawingBackend for Backend {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        _: bool,
    ) -> Drawn {
        self.sink.borrow_mut().area(ink(style).pen, from, to);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.sink.borrow_mut().stroke(ink(style), path);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let ink = ink(style);
        let mut svg = self.sink.borrow_mut();
        if fill {
            svg.stroke(Ink { width: radius * 2, ..ink }, [centre, centre]);
        } else {
            svg.circle(ink, centre, radius);
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        self.sink.borrow_mut().shape(ink(style).pen, corners);
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, _: &str, _: &T, _: BackendCoord) -> Drawn {
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        _: &str,
        _: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok((0, 0))
    }
}
