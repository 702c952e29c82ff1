//! How many of a whole are in which state, over time: layers on top of each other.

use domain::{Day, Language, format};

use super::rows::{nothing, unit};
use super::{Figure, at_most, number, tidy};
use crate::geometry::{Frame, Spot, count};
use crate::labels::{LINE, SIZE};
use crate::place::{Wish, column};
use crate::plane::Plane;
use crate::plot;
use crate::scene::{Dash, Item, Run, Scene, Text};
use crate::text::{ASCENT, DESCENT, Weight, width, wrap_within};
use crate::theme::Pen;
use crate::ticks::{Lines, ValueAxis};
use crate::time::Span;
use crate::{ChartError, Scale, Size, words};

/// How many of a whole are in which state, over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Stack {
    /// What is counted, printed above the axis: "Leistungen".
    pub unit: String,
    /// At most five states, the one furthest from the goal first. The last one lies at the bottom.
    pub states: Vec<String>,
    /// The counts, by date.
    pub moments: Vec<Moment>,
    /// Neighbours further apart than this many days are joined by dotted lines instead of filled layers.
    pub gap_days: i32,
}

/// The counts of one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// The day.
    pub on: Day,
    /// How many are in each state, in the order of the states. None is below zero.
    pub counts: Vec<f64>,
}

impl Figure for Stack {
    fn check(&self) -> Result<(), ChartError> {
        at_most(self.states.len(), 5)?;
        at_most(self.moments.len(), 400)?;
        for moment in &self.moments {
            at_most(moment.counts.len(), self.states.len())?;
            for (value, state) in moment.counts.iter().zip(&self.states) {
                number(*value, state)?;
                if *value < 0.0 {
                    return Err(ChartError::Number(state.clone()));
                }
            }
        }
        Ok(())
    }

    fn tidy(&mut self) {
        self.states.iter_mut().chain([&mut self.unit]).for_each(tidy);
        self.moments.sort_by_key(|moment| moment.on);
        self.moments.dedup_by_key(|moment| moment.on);
    }

    fn layout(&self, size: Size, language: Language) -> Scene {
        let mut scene = Scene { width: size.width(), ..Scene::default() };
        let top = unit(&mut scene, &self.unit, size.width());
        let (Some(span), Some(last)) =
            (Span::of(self.moments.iter().map(|moment| moment.on)), self.moments.last())
        else {
            scene.height = nothing(&mut scene, top, language).ceil();
            return scene;
        };
        let labels = self.labels(last, size, language);
        let axis = self.axis(size, language);
        let ticks: Vec<Vec<String>> = axis.ticks.iter().map(|tick| vec![tick.label.clone()]).collect();
        let left = plot::widest(ticks.iter().flatten()).max(14.0) + 10.0;
        let right = size.width() - labels.iter().map(|label| label.width).fold(0.0, f64::max) - 24.0;
        let wanted: f64 = labels.iter().map(|label| label.height() + 4.0).sum();
        let height = wanted.max(if size == Size::Wide { 280.0 } else { 200.0 }).ceil();
        let plot_top = (top + 12.0).round();
        let plane = Plane::new(Frame::new(left, plot_top, right, plot_top + height), span.ends(), &axis);
        plot::grid(&mut scene, &plane, &axis, &[(left, right)]);
        self.layers(&mut scene, &plane);
        plot::tick_labels(&mut scene, &plane, &axis, &ticks);
        let below = plot::time_axis(&mut scene, &plane, Some(&span), right + 12.0, language);
        draw_labels(&mut scene, &labels, &plane, last);
        scene.height = below.max(plane.frame.y1 + 8.0).ceil();
        scene
    }
}

/// A label at the end of a layer.
struct Label {
    lines: Vec<Run>,
    width: f64,
    /// The lower and the upper end of its layer.
    ends: (f64, f64),
}

impl Label {
    fn height(&self) -> f64 {
        count(self.lines.len()) * LINE
    }
}

impl Stack {
    fn axis(&self, size: Size, language: Language) -> ValueAxis {
        let sums: Vec<f64> = self.moments.iter().map(|moment| moment.counts.iter().sum()).collect();
        let lines = if size == Size::Wide { Lines::Five } else { Lines::Four };
        ValueAxis::new(&Scale::Amount, &sums, lines, language)
    }

    /// The colour of a state: the states divide the levels evenly among them.
    fn pen(&self, state: usize) -> Pen {
        let last = self.states.len().saturating_sub(1).max(1);
        Pen::Level(u8::try_from(state * 4 / last).unwrap_or_default())
    }

    fn layers(&self, scene: &mut Scene, plane: &Plane) {
        for state in 0..self.states.len() {
            for run in self.runs() {
                self.layer(scene, plane, state, run);
            }
        }
        for pair in self.moments.windows(2) {
            let [from, to] = pair else { continue };
            if !self.is_gap(from, to) {
                continue;
            }
            for state in 0..self.states.len() {
                let spots = [from, to].map(|moment| plane.spot(moment.on, ends(moment, state).1)).to_vec();
                scene.items.push(Item::Stroke { pen: Pen::Axis, width: 1.5, dash: Dash::Dotted, spots });
            }
        }
    }

    fn is_gap(&self, from: &Moment, to: &Moment) -> bool {
        to.on.number().saturating_sub(from.on.number()) > self.gap_days
    }

    /// The stretches without a gap.
    fn runs(&self) -> impl Iterator<Item = &[Moment]> {
        self.moments.chunk_by(move |from, to| !self.is_gap(from, to))
    }

    /// One layer of one stretch, with a seam on top. A single day is a narrow bar.
    fn layer(&self, scene: &mut Scene, plane: &Plane, state: usize, run: &[Moment]) {
        let aside = if run.len() == 1 { 6.0 } else { 0.0 };
        let spots = |pick: fn((f64, f64)) -> f64| -> Vec<Spot> {
            let at = |moment: &Moment| plane.spot(moment.on, pick(ends(moment, state)));
            run.iter()
                .flat_map(|moment| [at(moment).moved(-aside, 0.0), at(moment).moved(aside, 0.0)])
                .collect()
        };
        let (lower, upper) = (spots(|ends| ends.0), spots(|ends| ends.1));
        let corners = upper.iter().copied().chain(lower.into_iter().rev()).collect();
        scene.items.push(Item::Shape { pen: self.pen(state), spots: corners });
        scene.items.push(Item::Stroke { pen: Pen::Paper, width: 1.5, dash: Dash::Solid, spots: upper });
    }

    /// What the layers are and how many of how many lie in each, the uppermost first.
    fn labels(&self, last: &Moment, size: Size, language: Language) -> Vec<Label> {
        let most = if size == Size::Wide { 180.0 } else { 104.0 };
        let print = |value: f64| format::shortest(value, 1, language);
        let whole = print(last.counts.iter().sum());
        let label = |(state, name): (usize, &String)| {
            let value =
                words::of(&print(last.counts.get(state).copied().unwrap_or_default()), &whole, language);
            let names = wrap_within(name, SIZE, Weight::Bold, most, 2).into_iter().map(Run::bold);
            let values = wrap_within(&value, SIZE, Weight::Regular, most, 2);
            let lines: Vec<Run> =
                names.chain(values.into_iter().map(|line| Run::regular(Pen::Text, line))).collect();
            let width = lines.iter().map(|run| width(&run.text, SIZE, run.weight)).fold(0.0, f64::max);
            Label { lines, width, ends: ends(last, state) }
        };
        self.states.iter().enumerate().map(label).collect()
    }
}

fn draw_labels(scene: &mut Scene, labels: &[Label], plane: &Plane, last: &Moment) {
    let at = |label: &Label| plane.spot(last.on, f64::midpoint(label.ends.0, label.ends.1));
    let wishes: Vec<Wish> =
        labels.iter().map(|label| Wish { centre: at(label).y, height: label.height() + 4.0 }).collect();
    let centres = column(&wishes, plane.frame.y0, plane.frame.y1);
    let x = plane.frame.x1 + 24.0;
    for (label, centre) in labels.iter().zip(centres) {
        let spots = vec![at(label).moved(2.0, 0.0), Spot::new(x - 14.0, centre), Spot::new(x - 5.0, centre)];
        scene.items.push(Item::Stroke { pen: Pen::Leader, width: 1.0, dash: Dash::Solid, spots });
        let mut baseline =
            centre - label.height() / 2.0 + (LINE - SIZE * (ASCENT + DESCENT)) / 2.0 + SIZE * ASCENT;
        for run in &label.lines {
            scene.text(Text::new(Spot::new(x, baseline), SIZE, vec![run.clone()]));
            baseline += LINE;
        }
    }
}
/// The ends of a layer: the last state lies at the bottom.
fn ends(moment: &Moment, state: usize) -> (f64, f64) {
    let below: f64 = moment.counts.iter().skip(state + 1).sum();
    (below, below + moment.counts.get(state).copied().unwrap_or_default())
}
