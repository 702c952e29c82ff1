//! One or two series in one plot, their labels above or below the end of the line.

use super::{View, WIDTH};
use crate::geometry::{Frame, Spot};
use crate::labels::{Block, muted, paragraph};
use crate::marks::{self, Placed};
use crate::place::over;
use crate::plane::Plane;
use crate::plot::{self, Ready, SMALL};
use crate::scene::{Scene, Text};
use crate::text::{Weight, wrap};
use crate::theme::Pen;
use crate::wide::{first_values, obstacles};

/// A plot whose labels have found their places.
pub(super) struct Single<'r, 'a> {
    view: &'r View,
    ready: &'r Ready<'a>,
    plane: Plane,
    placed: Vec<Placed<'a>>,
    labels: Vec<(Block, Frame)>,
    firsts: Vec<Text>,
}

/// How high the plot is.
const HEIGHT: f64 = 190.0;

impl<'r, 'a> Single<'r, 'a> {
    /// `None` where there are too many series, values without a date, or no room for a label.
    pub(super) fn new(view: &'r View, ready: &'r Ready<'a>) -> Option<Self> {
        if ready.series.len() > 2 || ready.has_undated() {
            return None;
        }
        let frame = Frame::new(view.left, 0.0, WIDTH, HEIGHT);
        let plane = Plane::new(frame, view.span.as_ref()?.ends(), &ready.axis);
        let placed = marks::place(&ready.series, ready.panel.kind, &plane, WIDTH);
        let mut obstacles = obstacles(&placed, &plane, ready.axis.base);
        let bounds = Frame::new(view.left, 2.0 - room(ready), WIDTH, HEIGHT - 3.0);
        let mut labels = Vec::new();
        for series in &placed {
            let last = series.dated.last()?;
            let block = if ready.is_named_above(series.series) {
                Block::value(&last.point.text, WIDTH - view.left)
            } else {
                Block::named(&series.series.name, &last.point.text, WIDTH - view.left - 20.0)
            };
            let size = Spot::new(block.width, block.height);
            let frame = obstacles.first_free(
                over(last.frame(), size, bounds),
                bounds,
                &marks::others(&placed, series),
            )?;
            obstacles.add_box(frame);
            labels.push((block, frame));
        }
        let firsts = first_values(&placed, &mut obstacles, bounds);
        Some(Self { view, ready, plane, placed, labels, firsts })
    }

    pub(super) fn draw(&self, scene: &mut Scene, top: f64) {
        let unit = wrap(&self.ready.panel.axis.unit, SMALL, Weight::Regular, WIDTH);
        let under = paragraph(scene, &unit, Spot::new(0.0, top), SMALL, muted);
        let plot_top = (under + room(self.ready)).round();
        let mut body = Scene::default();
        plot::grid(&mut body, &self.plane, &self.ready.axis, &[(self.view.left, WIDTH)]);
        plot::tick_labels(&mut body, &self.plane, &self.ready.axis, &self.ready.tick_lines(WIDTH));
        let below =
            plot::time_axis(&mut body, &self.plane, self.view.span.as_ref(), WIDTH, self.view.language);
        for placed in &self.placed {
            placed.draw(&mut body, 4.0);
        }
        for first in &self.firsts {
            body.text(first.clone());
        }
        for (placed, (block, frame)) in self.placed.iter().zip(&self.labels) {
            block.draw(&mut body, *frame, placed, Pen::Paper);
        }
        body.shift(0.0, plot_top);
        scene.items.append(&mut body.items);
        scene.plot = Some(self.plane.frame.moved(0.0, plot_top));
        scene.height = plot_top + below;
    }
}

/// The room above the plot, with a line for a label of the highest value.
fn room(ready: &Ready) -> f64 {
    ready.headroom() + 20.0
}
