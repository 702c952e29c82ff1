//! What charts made of rows share: words at a height, blocks of words, and a value axis that runs across.

use domain::{Exactness, Language};

use crate::geometry::{Spot, count};
use crate::labels::{LINE, muted, paragraph};
use crate::marks::ARROW;
use crate::plot::SMALL;
use crate::scene::{Anchor, Dash, Item, Run, Scene, Text, runs_width};
use crate::text::{ASCENT, DESCENT, Weight, shorten, width, wrap, wrap_within};
use crate::theme::Pen;
use crate::ticks::{Lines, ValueAxis};
use crate::{Scale, Size, words};

/// Words whose middle has the height of the spot.
pub(super) fn centred(spot: Spot, size: f64, anchor: Anchor, run: Run) -> Text {
    Text::new(spot.moved(0.0, size * (ASCENT - DESCENT) / 2.0), size, vec![run]).anchored(anchor)
}

/// Lines of equal words.
#[derive(Debug, Clone)]
pub(super) struct Lined {
    lines: Vec<String>,
    size: f64,
    weight: Weight,
    pen: Pen,
}

impl Lined {
    /// Words in at most this many lines no wider than this.
    pub(super) fn new(words: &str, size: f64, run: &Run, most: f64, lines: usize) -> Self {
        let lines = wrap_within(words, size, run.weight, most, lines);
        Self { lines, size, weight: run.weight, pen: run.pen }
    }

    pub(super) fn width(&self) -> f64 {
        self.lines.iter().map(|line| width(line, self.size, self.weight)).fold(0.0, f64::max)
    }

    pub(super) fn height(&self) -> f64 {
        count(self.lines.len()) * self.distance()
    }

    fn distance(&self) -> f64 {
        (self.size * LINE / crate::labels::SIZE).ceil()
    }

    /// Draws the lines round the height of the spot.
    pub(super) fn draw(&self, scene: &mut Scene, spot: Spot, anchor: Anchor, halo: Option<Pen>) {
        let mut y = spot.y - self.height() / 2.0 + self.distance() / 2.0;
        for line in &self.lines {
            let run = Run { text: line.clone(), weight: self.weight, pen: self.pen };
            let text = centred(Spot::new(spot.x, y), self.size, anchor, run);
            scene.text(Text { halo, ..text });
            y += self.distance();
        }
    }
}

/// A value axis from left to right.
pub(super) struct Across {
    pub(super) axis: ValueAxis,
    pub(super) left: f64,
    pub(super) right: f64,
}

impl Across {
    pub(super) fn new(scale: &Scale, values: &[f64], size: Size, language: Language) -> Self {
        let lines = if size == Size::Wide { Lines::Five } else { Lines::Four };
        Self { axis: ValueAxis::new(scale, values, lines, language), left: 0.0, right: size.width() }
    }

    /// Where a value stands.
    pub(super) fn at(&self, value: f64) -> f64 {
        let share = (value - self.axis.low) / (self.axis.high - self.axis.low);
        let share = if self.axis.inverted { 1.0 - share } else { share };
        self.left + share.clamp(0.0, 1.0) * (self.right - self.left)
    }

    /// Where the stems begin.
    pub(super) fn base(&self) -> f64 {
        self.at(self.axis.base)
    }

    /// The lines at the ticks, the one at the base darker.
    pub(super) fn grid(&self, scene: &mut Scene, top: f64, bottom: f64) {
        let mut line = |pen, value| {
            let x = self.at(value).floor() + 0.5;
            scene.line(pen, 1.0, Spot::new(x, top), Spot::new(x, bottom));
        };
        for tick in self.axis.ticks.iter().filter(|tick| (tick.value - self.axis.base).abs() > 1e-12) {
            line(Pen::Grid, tick.value);
        }
        line(Pen::Axis, self.axis.base);
    }

    /// The labels of the ticks round this height, in a picture of this width: both ends, and between them those that
    /// have room.
    pub(super) fn labels(&self, scene: &mut Scene, y: f64, edge: f64) {
        let ticks = &self.axis.ticks;
        let last = ticks.len().saturating_sub(1);
        let order = [0, last].into_iter().chain(1..last);
        let mut taken: Vec<(f64, f64)> = Vec::new();
        for tick in order.filter_map(|number| ticks.get(number)) {
            let label = shorten(&tick.label, SMALL, Weight::Regular, edge / 2.0 - 8.0);
            let wide = width(&label, SMALL, Weight::Regular);
            let x = (self.at(tick.value) - wide / 2.0).min(edge - wide).max(0.0);
            if taken.iter().all(|&(from, to)| x > to + 8.0 || x + wide + 8.0 < from) {
                taken.push((x, x + wide));
                scene.text(centred(Spot::new(x, y), SMALL, Anchor::Start, Run::regular(Pen::Muted, label)));
            }
        }
    }
}

/// A dot for a value: hollow where it is not exact, with an arrow to the side where it is a bound.
pub(super) fn dot(scene: &mut Scene, pen: Pen, spot: Spot, radius: f64, exactness: Exactness) {
    if exactness == Exactness::Exact {
        scene.items.push(Item::Dot { pen, spot, radius });
        return;
    }
    scene.items.push(Item::Ring { pen, spot, radius: radius - 0.5 });
    arrow(scene, pen, spot, radius + 2.5, exactness);
}

/// The arrow of a bound, which begins this far from the spot.
pub(super) fn arrow(scene: &mut Scene, pen: Pen, spot: Spot, away: f64, exactness: Exactness) {
    let side = match exactness {
        Exactness::AtLeast => 1.0,
        Exactness::AtMost => -1.0,
        Exactness::Exact | Exactness::About => return,
    };
    let tip = spot.moved(side * ARROW, 0.0);
    let mut stroke = |spots| scene.items.push(Item::Stroke { pen, width: 2.0, dash: Dash::Solid, spots });
    stroke(vec![spot.moved(side * away, 0.0), tip]);
    stroke(vec![tip.moved(-side * 4.0, -4.0), tip, tip.moved(-side * 4.0, 4.0)]);
}

/// The unit above an axis; gives the height below it.
pub(super) fn unit(scene: &mut Scene, unit: &str, edge: f64) -> f64 {
    paragraph(scene, &wrap(unit, SMALL, Weight::Regular, edge), Spot::new(0.0, 0.0), SMALL, muted)
}

/// A content without anything in it; gives the height below it.
pub(super) fn nothing(scene: &mut Scene, top: f64, language: Language) -> f64 {
    let (bottom, edge) = (top + 76.0, scene.width);
    scene.line(Pen::Grid, 1.0, Spot::new(0.0, top + 0.5), Spot::new(edge, top + 0.5));
    let run = Run::regular(Pen::Open, words::nothing(language));
    scene.text(centred(Spot::new(edge / 2.0, top + 38.0), crate::labels::SIZE, Anchor::Middle, run));
    scene.line(Pen::Axis, 1.0, Spot::new(0.0, bottom - 0.5), Spot::new(edge, bottom - 0.5));
    bottom
}

/// Marks with their words in lines that fill this width; `mark` draws one round a spot. Gives the height below.
pub(super) fn key(
    scene: &mut Scene,
    entries: &[(f64, String)],
    top: f64,
    mut mark: impl FnMut(&mut Scene, usize, Spot),
) -> f64 {
    let edge = scene.width;
    let (mut x, mut y) = (0.0, top + 10.0);
    for (number, (wide, words)) in entries.iter().enumerate() {
        let words = shorten(words, SMALL, Weight::Regular, edge - wide - 8.0);
        let run = Run::regular(Pen::Muted, words);
        let length = wide + 8.0 + runs_width(std::slice::from_ref(&run), SMALL);
        if x > 0.0 && x + length > edge {
            (x, y) = (0.0, y + 22.0);
        }
        mark(scene, number, Spot::new(x + wide / 2.0, y));
        scene.text(centred(Spot::new(x + wide + 8.0, y), SMALL, Anchor::Start, run));
        x += length + 20.0;
    }
    if entries.is_empty() { top } else { y + 12.0 }
}
