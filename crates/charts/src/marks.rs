//! The marks of a series: where its points stand, how they are joined and what shape they have.

use domain::Exactness;

use crate::geometry::{Frame, Spot, count};
use crate::kind::Manner;
use crate::plane::Plane;
use crate::scene::{Dash, Group, Item, Scene};
use crate::theme::Pen;
use crate::{Kind, Point, Series};

/// A series with its marks in the picture.
#[derive(Clone)]
pub(crate) struct Placed<'a> {
    pub(crate) series: &'a Series,
    pub(crate) pen: Pen,
    /// By date.
    pub(crate) dated: Vec<Mark<'a>>,
    /// In the lane of values without a date.
    pub(crate) undated: Vec<Mark<'a>>,
    pub(crate) strokes: Vec<Stroke>,
}

/// A point in the picture.
#[derive(Clone)]
pub(crate) struct Mark<'a> {
    pub(crate) point: &'a Point,
    pub(crate) spot: Spot,
}

/// A line without change of style.
#[derive(Clone)]
pub(crate) struct Stroke {
    pub(crate) dotted: bool,
    pub(crate) spots: Vec<Spot>,
}

/// Places the series of a panel. `lane` is the left edge of the lane of values without a date.
pub(crate) fn place<'a>(series: &[&'a Series], kind: Kind, plane: &Plane, lane: f64) -> Vec<Placed<'a>> {
    let manner = kind.manner();
    let mut all: Vec<Placed<'a>> = Vec::new();
    let mut levels: Vec<usize> = Vec::new();
    for series in series {
        let mut placed = Placed::new(series, plane, manner);
        if manner.apart > 0.0 {
            let taken: Vec<usize> = all
                .iter()
                .zip(&levels)
                .filter(|(other, _)| other.covers(&placed))
                .map(|(_, level)| *level)
                .collect();
            levels.push((0..=taken.len()).find(|level| !taken.contains(level)).unwrap_or_default());
        }
        placed.place_undated(plane, lane, &all);
        all.push(placed);
    }
    for (placed, level) in all.iter_mut().zip(levels) {
        let side = if level % 2 == 0 { 1.0 } else { -1.0 };
        placed.sink(side * manner.apart * count(level.div_ceil(2)));
    }
    all
}

impl<'a> Placed<'a> {
    fn new(series: &'a Series, plane: &Plane, manner: Manner) -> Self {
        let mut dated: Vec<(i32, Mark<'a>)> = Vec::new();
        for point in &series.points {
            if let Some(day) = point.on {
                dated.push((day.number(), Mark { point, spot: plane.spot(day, point.value) }));
            }
        }
        dated.sort_by_key(|(day, _)| *day);
        let strokes = strokes(&dated, series.gap_days, manner);
        let dated = dated.into_iter().map(|(_, mark)| mark).collect();
        let pen = Pen::Series(u8::try_from(series.slot.index()).unwrap_or_default());
        Self { series, pen, dated, undated: Vec::new(), strokes }
    }

    /// Beside each other where they would lie on top of each other.
    fn place_undated(&mut self, plane: &Plane, lane: f64, others: &[Self]) {
        for point in self.series.points.iter().filter(|point| point.on.is_none()) {
            let mut spot = Spot::new(lane + 14.0, plane.height(point.value));
            let taken = |spot: Spot| {
                let marks = others.iter().flat_map(|other| &other.undated).chain(&self.undated);
                marks.into_iter().any(|mark| mark.frame().overlaps(frame(spot, point.exactness)))
            };
            while taken(spot) {
                spot.x += LANE_STEP;
            }
            self.undated.push(Mark { point, spot });
        }
    }

    /// Whether a level stretch of another series lies on one of this series.
    fn covers(&self, other: &Self) -> bool {
        let level = |(a, b): &(Spot, Spot)| (a.y - b.y).abs() < 0.5;
        let (own, theirs): (Vec<_>, Vec<_>) =
            (self.segments().filter(level).collect(), other.segments().filter(level).collect());
        own.iter().any(|(a, b)| theirs.iter().any(|(c, d)| (a.y - c.y).abs() < 3.0 && a.x < d.x && c.x < b.x))
    }

    pub(crate) fn segments(&self) -> impl Iterator<Item = (Spot, Spot)> + '_ {
        let pairs = self.strokes.iter().flat_map(|stroke| stroke.spots.windows(2));
        pairs.filter_map(|pair| Some((*pair.first()?, *pair.last()?)))
    }

    /// Whether a line leads to or from a point.
    fn is_joined(&self, mark: &Mark) -> bool {
        self.strokes.iter().any(|stroke| stroke.spots.contains(&mark.spot))
    }

    fn sink(&mut self, by: f64) {
        for stroke in &mut self.strokes {
            stroke.spots.iter_mut().for_each(|spot| spot.y += by);
        }
        self.dated.iter_mut().for_each(|mark| mark.spot.y += by);
    }

    /// Draws the series as one group.
    pub(crate) fn draw(&self, scene: &mut Scene, radius: f64) {
        let marks = || self.dated.iter().chain(&self.undated);
        let values = marks().map(|mark| (mark.spot, mark.point.label())).collect();
        scene.items.push(Item::Open(Group {
            pen: self.pen,
            name: self.series.name.clone(),
            values: Some(values),
        }));
        for dash in [Dash::Dotted, Dash::Solid] {
            for stroke in self.strokes.iter().filter(|stroke| stroke.dotted == (dash == Dash::Dotted)) {
                scene.items.push(Item::Stroke {
                    pen: self.pen,
                    width: 2.5,
                    dash,
                    spots: stroke.spots.clone(),
                });
            }
        }
        let dense = self.dated.len() > DENSE;
        for mark in marks().filter(|mark| mark.point.exactness == Exactness::Exact) {
            if !dense || !self.is_joined(mark) {
                scene.items.push(Item::Dot { pen: self.pen, spot: mark.spot, radius });
            }
        }
        for mark in marks().filter(|mark| mark.point.exactness != Exactness::Exact) {
            mark.draw_inexact(scene, self.pen, radius);
        }
        scene.items.push(Item::Close);
    }
}

/// With more points than this the line alone is drawn.
const DENSE: usize = 24;

/// How far values without a date move aside.
pub(crate) const LANE_STEP: f64 = 17.0;

impl Mark<'_> {
    /// What the mark fills.
    pub(crate) fn frame(&self) -> Frame {
        frame(self.spot, self.point.exactness)
    }

    fn draw_inexact(&self, scene: &mut Scene, pen: Pen, radius: f64) {
        let spot = self.spot;
        scene.items.push(Item::Ring { pen, spot, radius: radius + 0.5 });
        let up = match self.point.exactness {
            Exactness::AtLeast => -1.0,
            Exactness::AtMost => 1.0,
            Exactness::Exact | Exactness::About => return,
        };
        let tip = spot.moved(0.0, up * ARROW);
        let mut stroke = |spots| scene.items.push(Item::Stroke { pen, width: 2.5, dash: Dash::Solid, spots });
        stroke(vec![spot.moved(0.0, up * (radius + 3.5)), tip]);
        stroke(vec![tip.moved(-4.0, -up * 4.0), tip, tip.moved(4.0, -up * 4.0)]);
    }
}

/// What the marks of all series but this one fill.
pub(crate) fn others(placed: &[Placed], series: &Placed) -> Vec<Frame> {
    let others = placed.iter().filter(|other| !std::ptr::eq(other.series, series.series));
    others.flat_map(|other| &other.dated).map(Mark::frame).collect()
}

/// How far an arrow reaches from its point.
pub(crate) const ARROW: f64 = 19.0;

fn frame(spot: Spot, exactness: Exactness) -> Frame {
    let mut frame = Frame::round(spot, 8.0, 8.0);
    match exactness {
        Exactness::AtLeast => frame.y0 = spot.y - ARROW - 3.0,
        Exactness::AtMost => frame.y1 = spot.y + ARROW + 3.0,
        Exactness::Exact | Exactness::About => {}
    }
    frame
}

fn strokes(marks: &[(i32, Mark<'_>)], gap_days: i32, manner: Manner) -> Vec<Stroke> {
    let mut strokes: Vec<Stroke> = Vec::new();
    let mut joined = false;
    for pair in marks.windows(2) {
        let [(from_day, from), (to_day, to)] = pair else { continue };
        if to.point.breaks_line {
            joined = false;
            continue;
        }
        let dotted = to_day.saturating_sub(*from_day) > gap_days;
        let way = (manner.between)(from.spot, to.spot);
        match strokes.last_mut().filter(|stroke| joined && stroke.dotted == dotted) {
            Some(stroke) => stroke.spots.extend(way.into_iter().skip(1)),
            None => strokes.push(Stroke { dotted, spots: way }),
        }
        joined = true;
    }
    strokes
}

impl Point {
    /// What someone who points at the value reads.
    pub(crate) fn label(&self) -> String {
        if self.date.is_empty() { self.text.clone() } else { format!("{}: {}", self.date, self.text) }
    }
}
