//! What every plot has, whatever is drawn in it: lines at the ticks, their labels, the axis of time, the lane.

use domain::Language;

use crate::geometry::{Frame, Spot, count};
use crate::labels::{muted, paragraph};
use crate::plane::Plane;
use crate::scene::{Anchor, Item, Run, Scene, Text};
use crate::text::{ASCENT, DESCENT, Weight, width, wrap, wrap_within};
use crate::theme::Pen;
use crate::ticks::ValueAxis;
use crate::time::{self, Span};
use crate::{Panel, Point, Series, words};

/// The size of ticks, units and notes.
pub(crate) const SMALL: f64 = 14.0;

/// A panel without what has no value.
pub(crate) struct Ready<'a> {
    pub(crate) panel: &'a Panel,
    pub(crate) axis: ValueAxis,
    /// The series that have values.
    pub(crate) series: Vec<&'a Series>,
    /// The names of the others.
    pub(crate) silent: Vec<&'a str>,
}

impl<'a> Ready<'a> {
    pub(crate) fn new(panel: &'a Panel, lines: crate::ticks::Lines, language: Language) -> Self {
        let (series, silent): (Vec<&Series>, Vec<&Series>) =
            panel.series.iter().partition(|series| !series.points.is_empty());
        let values: Vec<f64> =
            series.iter().flat_map(|series| &series.points).map(|point| point.value).collect();
        let axis = ValueAxis::new(&panel.axis.scale, &values, lines, language);
        Self { panel, axis, series, silent: silent.into_iter().map(|series| series.name.as_str()).collect() }
    }

    pub(crate) fn points(&self) -> impl Iterator<Item = &'a Point> {
        self.series.iter().flat_map(|series| &series.points)
    }

    pub(crate) fn has_undated(&self) -> bool {
        self.points().any(|point| point.on.is_none())
    }

    pub(crate) fn has_dated(&self) -> bool {
        self.points().any(|point| point.on.is_some())
    }

    /// How much room the marks need above the plot.
    pub(crate) fn headroom(&self) -> f64 {
        let arrow = self.points().any(|point| point.exactness == domain::Exactness::AtLeast);
        if arrow { 26.0 } else { 12.0 }
    }

    /// The labels of the value axis, each in its lines.
    pub(crate) fn tick_lines(&self, most: f64) -> Vec<Vec<String>> {
        let lines = |label: &String| {
            if self.axis.named {
                wrap_within(label, SMALL, Weight::Regular, most, 3)
            } else {
                vec![label.clone()]
            }
        };
        self.axis.ticks.iter().map(|tick| lines(&tick.label)).collect()
    }

    /// Which series have no value, in words.
    pub(crate) fn draw_silent(&self, scene: &mut Scene, top: f64, most: f64, language: Language) -> f64 {
        if self.silent.is_empty() {
            return top;
        }
        let lines = wrap(&words::nothing_for(&self.silent, language), SMALL, Weight::Regular, most);
        paragraph(scene, &lines, Spot::new(0.0, top + 6.0), SMALL, |line| Run::regular(Pen::Open, line))
    }
}

/// The widest of these texts.
pub(crate) fn widest<'a>(texts: impl IntoIterator<Item = &'a String>) -> f64 {
    texts.into_iter().map(|text| width(text, SMALL, Weight::Regular)).fold(0.0, f64::max)
}

/// The lines at the ticks and the axis, over each of these stretches.
pub(crate) fn grid(scene: &mut Scene, plane: &Plane, axis: &ValueAxis, stretches: &[(f64, f64)]) {
    let line = |scene: &mut Scene, pen, value| {
        let y = plane.height(value).floor() + 0.5;
        for &(from, to) in stretches {
            scene.line(pen, 1.0, Spot::new(from, y), Spot::new(to, y));
        }
    };
    for tick in axis.ticks.iter().filter(|tick| (tick.value - axis.base).abs() > 1e-12) {
        line(scene, Pen::Grid, tick.value);
    }
    line(scene, Pen::Axis, axis.base);
}

/// The labels of the value axis, left of the plot.
pub(crate) fn tick_labels(scene: &mut Scene, plane: &Plane, axis: &ValueAxis, labels: &[Vec<String>]) {
    let x = plane.frame.x0 - 8.0;
    for (tick, lines) in axis.ticks.iter().zip(labels) {
        let distance = 17.0;
        let top = plane.height(tick.value) - distance * count(lines.len()) / 2.0;
        for (number, line) in lines.iter().enumerate() {
            let inset = (distance - SMALL * (ASCENT + DESCENT)) / 2.0;
            let baseline = top + count(number) * distance + inset + SMALL * ASCENT;
            let text = Text::new(Spot::new(x, baseline), SMALL, vec![muted(line.clone())]);
            scene.text(text.anchored(Anchor::End));
        }
    }
}

/// The axis of time below a plot, in a picture that ends at this edge; gives the height below its words.
pub(crate) fn time_axis(
    scene: &mut Scene,
    plane: &Plane,
    span: Option<&Span>,
    edge: f64,
    language: Language,
) -> f64 {
    let bottom = plane.frame.y1;
    let Some(span) = span else { return bottom + 8.0 };
    let (left, right) = (plane.frame.x0, plane.frame.x1);
    let sides = time::Sides { left, right, least: (left - 14.0).max(0.0), most: (right + 14.0).min(edge) };
    let ticks = span.ticks(&|day| plane.across(day), sides, language);
    for x in ticks.strokes.iter().map(|x| x.floor() + 0.5) {
        scene.line(Pen::Axis, 1.0, Spot::new(x, bottom), Spot::new(x, bottom + 5.0));
    }
    let mut rows = vec![(&ticks.labels, bottom + 21.0)];
    if !ticks.years.is_empty() {
        rows.push((&ticks.years, bottom + 39.0));
    }
    let below = rows.last().map_or(bottom, |(_, baseline)| baseline + 5.0);
    for (labels, baseline) in rows {
        for (x, label) in labels {
            let text = Text::new(Spot::new(*x, baseline), time::SIZE, vec![muted(label.clone())]);
            scene.text(text.anchored(Anchor::Middle));
        }
    }
    below
}

/// The tinted ground of the lane.
pub(crate) fn lane(scene: &mut Scene, frame: Frame) {
    scene.items.push(Item::Area { pen: Pen::Lane, frame });
}

/// The heading of a panel; gives the height below it.
pub(crate) fn heading(scene: &mut Scene, panel: &Panel, top: f64, most: f64) -> f64 {
    let Some(heading) = &panel.heading else { return top };
    let lines = wrap(heading, 16.0, Weight::Bold, most);
    paragraph(scene, &lines, Spot::new(0.0, top), 16.0, crate::labels::bold) + 4.0
}

/// A panel about which nothing is known; gives the height below it.
pub(crate) fn empty(scene: &mut Scene, ready: &Ready, top: f64, most: f64, language: Language) -> f64 {
    let bottom = top + 76.0;
    let words = Run::regular(Pen::Open, words::nothing(language));
    let text = Text::new(Spot::new(most / 2.0, top + 44.0), 16.0, vec![words]);
    scene.line(Pen::Grid, 1.0, Spot::new(0.0, top), Spot::new(most, top));
    scene.text(text.anchored(Anchor::Middle));
    scene.line(Pen::Axis, 1.0, Spot::new(0.0, bottom), Spot::new(most, bottom));
    if ready.silent.is_empty() { bottom } else { ready.draw_silent(scene, bottom, most, language) }
}
