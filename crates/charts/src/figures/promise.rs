//! What was promised for when, how often it was put off, and when it came.

use domain::{Day, Language};

use super::rows::{Lined, centred, nothing};
use super::{Figure, at_most, tidy};
use crate::geometry::{Frame, Spot, count};
use crate::labels::SIZE;
use crate::plane::Plane;
use crate::plot::{self, SMALL};
use crate::scene::{Anchor, Dash, Item, Run, Scene};
use crate::text::{Weight, shorten, width};
use crate::theme::Pen;
use crate::ticks::{Lines, ValueAxis};
use crate::time::Span;
use crate::{ChartError, Scale, Size};

/// Promises on one axis of time, one row for each.
#[derive(Debug, Clone, PartialEq)]
pub struct Promises {
    /// At most 60 rows.
    pub rows: Vec<PromiseRow>,
    /// The day until which open promises are drawn.
    pub until: Day,
}

/// One promise.
#[derive(Debug, Clone, PartialEq)]
pub struct PromiseRow {
    /// What was promised, and by whom.
    pub name: String,
    /// When it was made.
    pub made: Dated,
    /// At most twelve promised dates: the first, then each to which it was put off, in the order of the announcements.
    pub promised: Vec<Dated>,
    /// When it was kept, if it was.
    pub kept: Option<Dated>,
    /// What became of it: "12 Monate später", "seit 5 Monaten überfällig".
    pub outcome: String,
    /// Whether it is open although the last promised date has passed.
    pub overdue: bool,
}

/// A day together with its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Dated {
    /// The day it is drawn at.
    pub on: Day,
    /// As the reader sees it: "Ende 2024".
    pub date: String,
}

impl Figure for Promises {
    fn check(&self) -> Result<(), ChartError> {
        at_most(self.rows.len(), 60)?;
        self.rows.iter().try_for_each(|row| at_most(row.promised.len(), 12))
    }

    fn tidy(&mut self) {
        for row in &mut self.rows {
            [&mut row.name, &mut row.outcome].into_iter().for_each(tidy);
            let dated = row.promised.iter_mut().chain(&mut row.kept).chain([&mut row.made]);
            dated.for_each(|dated| tidy(&mut dated.date));
        }
    }

    fn layout(&self, size: Size, language: Language) -> Scene {
        let mut scene = Scene { width: size.width(), ..Scene::default() };
        let open = self.rows.iter().filter(|row| row.overdue).map(|_| self.until);
        let Some(span) = Span::of(self.rows.iter().flat_map(PromiseRow::days).chain(open)) else {
            scene.height = nothing(&mut scene, 0.0, language);
            return scene;
        };
        let axis = ValueAxis::new(&Scale::Amount, &[], Lines::Four, language);
        let plane = |top: f64, bottom: f64| {
            Plane::new(Frame::new(8.0, top, size.width() - 8.0, bottom), span.ends(), &axis)
        };
        let mut y = 0.0;
        for row in &self.rows {
            y = self.row(&mut scene, row, &plane(y, y + 1.0), y) + 14.0;
        }
        let y = y.floor() + 0.5;
        scene.line(Pen::Axis, 1.0, Spot::new(0.0, y), Spot::new(size.width(), y));
        let below = plot::time_axis(&mut scene, &plane(0.0, y), Some(&span), size.width(), language);
        scene.height = below.ceil();
        scene
    }
}

impl PromiseRow {
    fn days(&self) -> impl Iterator<Item = Day> {
        let dated = self.promised.iter().chain(&self.kept).chain([&self.made]);
        dated.map(|dated| dated.on)
    }
}

impl Promises {
    /// One promise; gives the height below it.
    fn row(&self, scene: &mut Scene, row: &PromiseRow, plane: &Plane, top: f64) -> f64 {
        let edge = scene.width;
        let name = Lined::new(&row.name, SIZE, &Run::bold(""), edge, 3);
        name.draw(scene, Spot::new(0.0, top + name.height() / 2.0), Anchor::Start, None);
        let at = |day: Day| plane.across(f64::from(day.number()));
        let end = match (&row.kept, row.overdue) {
            (Some(kept), _) => Some(at(kept.on)),
            (None, true) => Some(at(self.until)),
            (None, false) => None,
        };
        let last = row.promised.last().map_or(at(row.made.on), |dated| at(dated.on));
        let mut under = top + name.height();
        let pen = if row.kept.is_some() { Pen::Text } else { Pen::Open };
        let outcome = Run::regular(pen, shorten(&row.outcome, SMALL, Weight::Regular, edge));
        let wide = width(&outcome.text, SMALL, Weight::Regular);
        let middle = end.map_or(last, |end| f64::midpoint(last, end));
        let x = (middle - wide / 2.0).min(edge - wide).max(0.0);
        if wide > 0.0 {
            scene.text(centred(Spot::new(x, under + 11.0), SMALL, Anchor::Start, outcome));
            under += 18.0;
        }
        let y = under + 14.0;
        line(scene, row, &at, end, y);
        dates(scene, row, &at, y + 12.0)
    }
}

/// The way from the promise to where it was kept.
fn line(scene: &mut Scene, row: &PromiseRow, at: &dyn Fn(Day) -> f64, end: Option<f64>, y: f64) {
    let spot = |x: f64| Spot::new(x, y);
    let mut stroke = |pen, dash, spots| scene.items.push(Item::Stroke { pen, width: 1.5, dash, spots });
    let made = at(row.made.on);
    stroke(Pen::Text, Dash::Solid, vec![spot(made).moved(0.0, -5.0), spot(made).moved(0.0, 5.0)]);
    if let Some(first) = row.promised.first() {
        stroke(Pen::Text, Dash::Dashed, vec![spot(made), spot(at(first.on))]);
    }
    for pair in row.promised.windows(2) {
        let [from, to] = pair else { continue };
        let (from, to) = (at(from.on), at(to.on));
        let side = if to >= from { 1.0 } else { -1.0 };
        let tip = to - side * 9.0;
        stroke(Pen::Open, Dash::Solid, vec![spot(from), spot(tip)]);
        stroke(
            Pen::Open,
            Dash::Solid,
            vec![spot(tip - side * 5.0).moved(0.0, -4.0), spot(tip), spot(tip - side * 5.0).moved(0.0, 4.0)],
        );
    }
    if let (Some(last), Some(end)) = (row.promised.last(), end) {
        let (pen, dash) =
            if row.kept.is_some() { (Pen::Leader, Dash::Solid) } else { (Pen::Open, Dash::Dotted) };
        stroke(pen, dash, vec![spot(at(last.on)), spot(end)]);
    }
    for dated in &row.promised {
        diamond(scene, spot(at(dated.on)));
    }
    if let Some(kept) = &row.kept {
        scene.items.push(Item::Dot { pen: Pen::ACCENT, spot: spot(at(kept.on)), radius: 5.5 });
    }
}

fn diamond(scene: &mut Scene, spot: Spot) {
    let corners = [(0.0, -7.0), (7.0, 0.0), (0.0, 7.0), (-7.0, 0.0), (0.0, -7.0)];
    let spots = corners.map(|(x, y)| spot.moved(x, y)).to_vec();
    scene.items.push(Item::Shape { pen: Pen::Paper, spots: spots.clone() });
    scene.items.push(Item::Stroke { pen: Pen::Text, width: 1.8, dash: Dash::Solid, spots });
}

/// The dates below their marks, each in the highest line where it does not touch another; gives the height below.
fn dates(scene: &mut Scene, row: &PromiseRow, at: &dyn Fn(Day) -> f64, top: f64) -> f64 {
    let edge = scene.width;
    let marks = [&row.made].into_iter().chain(&row.promised);
    let words = marks.map(|dated| (dated, false)).chain(row.kept.iter().map(|kept| (kept, true)));
    let mut taken: Vec<(usize, f64, f64)> = Vec::new();
    for (dated, kept) in words.filter(|(dated, _)| !dated.date.is_empty()) {
        let weight = if kept { Weight::Bold } else { Weight::Regular };
        let text = shorten(&dated.date, SMALL, weight, edge);
        let wide = width(&text, SMALL, weight);
        let x = (at(dated.on) - wide / 2.0).min(edge - wide).max(0.0);
        let touches = |lane: usize| {
            taken.iter().any(|&(other, from, to)| other == lane && x < to + 8.0 && from < x + wide + 8.0)
        };
        let lane = (0..=taken.len()).find(|&lane| !touches(lane)).unwrap_or_default();
        taken.push((lane, x, x + wide));
        let run = Run { text, weight, pen: if kept { Pen::Text } else { Pen::Muted } };
        scene.text(centred(Spot::new(x, top + 8.0 + count(lane) * 17.0), SMALL, Anchor::Start, run));
    }
    let lanes = taken.iter().map(|(lane, _, _)| lane + 1).max().unwrap_or_default();
    top + count(lanes) * 17.0
}
