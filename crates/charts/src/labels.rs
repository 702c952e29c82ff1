//! Labels: blocks of one or more lines with a name in bold and a value behind or below it.

use crate::geometry::{Frame, Spot, count};
use crate::marks::Placed;
use crate::scene::{Group, Item, Run, Scene, Text, runs_width};
use crate::text::{ASCENT, DESCENT, Weight, wrap_within};
use crate::theme::Pen;

/// The size of names and values.
pub(crate) const SIZE: f64 = 16.0;

/// The distance of lines.
pub(crate) const LINE: f64 = 19.0;

/// A label, measured.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Block {
    lines: Vec<Vec<Run>>,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Block {
    /// A name with a value, in one line where it fits into this width; else the value stands below the name.
    pub(crate) fn named(name: &str, value: &str, most: f64) -> Self {
        let one = vec![Run::bold(name), Run::regular(Pen::Text, format!(" {value}"))];
        if runs_width(&one, SIZE) <= most {
            return Self::of(vec![one]);
        }
        Self::stacked(name, value, most)
    }

    /// A name with a value below.
    pub(crate) fn stacked(name: &str, value: &str, most: f64) -> Self {
        let names =
            wrap_within(name, SIZE, Weight::Bold, most, 2).into_iter().map(|line| vec![Run::bold(line)]);
        Self::of(names.chain(value_lines(value, most)).collect())
    }

    /// A value alone.
    pub(crate) fn value(value: &str, most: f64) -> Self {
        Self::of(value_lines(value, most).collect())
    }

    fn of(lines: Vec<Vec<Run>>) -> Self {
        let width = lines.iter().map(|line| runs_width(line, SIZE)).fold(0.0, f64::max);
        let height = count(lines.len()) * LINE;
        Self { lines, width, height }
    }

    /// The box of the block whose left side begins here and whose middle has this height.
    pub(crate) fn beside(&self, x: f64, middle: f64) -> Frame {
        Frame::new(x, middle - self.height / 2.0, x + self.width, middle + self.height / 2.0)
    }

    /// Puts the block into the picture; `ground` is what it stands on.
    pub(crate) fn draw(&self, scene: &mut Scene, frame: Frame, placed: &Placed, ground: Pen) {
        let (pen, name) = (placed.pen, &placed.series.name);
        scene.items.push(Item::Open(Group { pen, name: name.clone(), values: None }));
        let inset = (LINE - SIZE * (ASCENT + DESCENT)) / 2.0;
        for (number, line) in self.lines.iter().enumerate() {
            let baseline = frame.y0 + count(number) * LINE + inset + SIZE * ASCENT;
            scene.text(Text::new(Spot::new(frame.x0, baseline), SIZE, line.clone()).with_halo(ground));
        }
        scene.items.push(Item::Close);
    }
}

/// A value in as many lines as it needs, within reason: half a number would be another number.
fn value_lines(value: &str, most: f64) -> impl Iterator<Item = Vec<Run>> {
    let lines = wrap_within(value, SIZE, Weight::Regular, most, 4);
    lines.into_iter().map(|line| vec![Run::regular(Pen::Text, line)])
}

/// Lines of plain words one below the other; gives the height below the last one.
pub(crate) fn paragraph(
    scene: &mut Scene,
    lines: &[String],
    spot: Spot,
    size: f64,
    run: fn(String) -> Run,
) -> f64 {
    let distance = (size * 1.3).round();
    let mut top = spot.y;
    for line in lines {
        let baseline = top + (distance - size * (ASCENT + DESCENT)) / 2.0 + size * ASCENT;
        scene.text(Text::new(Spot::new(spot.x, baseline), size, vec![run(line.clone())]));
        top += distance;
    }
    top
}

/// Words in bold.
pub(crate) fn bold(words: String) -> Run {
    Run::bold(words)
}

/// Words of second rank.
pub(crate) fn muted(words: String) -> Run {
    Run::regular(Pen::Muted, words)
}
