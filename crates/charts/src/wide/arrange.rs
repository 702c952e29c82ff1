//! Finds the places of the labels of one wide plot, whose top is at zero.

use super::{Sides, View, WIDTH};
use crate::geometry::{Frame, Spot};
use crate::labels::{Block, muted};
use crate::marks::{self, Placed};
use crate::place::{Obstacles, Wish, column, over};
use crate::plane::Plane;
use crate::plot::{Ready, SMALL};
use crate::scene::{Dash, Item, Scene, Text};
use crate::text::{ASCENT, DESCENT, Weight, width};
use crate::theme::Pen;
use crate::{Point, Series};

/// A leader that is longer than this is dotted.
const LONG: f64 = 30.0;

/// A plot with its labels in place.
pub(super) struct Arranged<'r, 'a> {
    pub(super) ready: &'r Ready<'a>,
    pub(super) sides: Sides,
    pub(super) plane: Plane,
    placed: Vec<Placed<'a>>,
    labels: Vec<Label>,
    firsts: Vec<Text>,
}

/// A label and where its line ends.
struct Label {
    block: Block,
    frame: Frame,
    /// The number of the series.
    series: usize,
    /// Drawn from the end of the line to the label.
    leader: Option<Vec<Spot>>,
    in_column: bool,
}

impl<'r, 'a> Arranged<'r, 'a> {
    pub(super) fn new(view: &View<'a>, ready: &'r Ready<'a>, sides: Sides) -> Self {
        let frame = Frame::new(sides.left, 0.0, sides.right, view.height(ready));
        let time = view.span.as_ref().map_or((0, 1), crate::time::Span::ends);
        let plane = Plane::new(frame, time, &ready.axis);
        let placed = marks::place(&ready.series, ready.panel.kind, &plane, sides.lane);
        let mut obstacles = obstacles(&placed, &plane, ready.axis.base);
        let bounds = Frame::new(sides.left + 2.0, 2.0 - ready.headroom(), sides.right, frame.y1 - 3.0);
        let mut labels = Vec::new();
        let mut aside = Vec::new();
        for (number, series) in placed.iter().enumerate() {
            let Some(last) = series.dated.last() else { continue };
            let far = last.spot.x > sides.right - 40.0 && !view.is_tight();
            let blocks = if far { Vec::new() } else { view.near_blocks(ready, series.series, last.point) };
            let others = marks::others(&placed, series);
            let near = blocks.into_iter().find_map(|block| {
                let right = block.beside(last.spot.x + 11.0, last.spot.y);
                let over = over(last.frame(), Spot::new(block.width, block.height), bounds);
                let frame = obstacles.first_free([right].into_iter().chain(over), bounds, &others)?;
                Some((block, frame))
            });
            if let Some((block, frame)) = near {
                obstacles.add_box(frame);
                labels.push(Label::new(block, frame, number));
            } else {
                aside.push((number, view.end_block(ready, series.series, last.point), last.spot));
            }
        }
        labels.extend(columned(aside, sides, frame.y1));
        labels.extend(lane_labels(ready, &placed, frame.y1));
        let firsts = first_values(&placed, &mut obstacles, bounds);
        Self { ready, sides, plane, placed, labels, firsts }
    }

    /// How wide the column of labels must be.
    pub(super) fn column_width(&self) -> f64 {
        self.labels.iter().filter(|label| label.in_column).map(|label| label.block.width).fold(0.0, f64::max)
    }

    /// Leaders, series, words: in this order, so that words stand in front.
    pub(super) fn draw(&self, scene: &mut Scene) {
        for leader in self.labels.iter().filter_map(|label| label.leader.as_ref()) {
            for pair in leader.windows(2) {
                if let [from, to] = pair {
                    // A long one must not be taken for a series that stays the same.
                    let dash = if (to.x - from.x).abs() > LONG { Dash::Beads(5) } else { Dash::Solid };
                    let spots = vec![*from, *to];
                    scene.items.push(Item::Stroke { pen: Pen::Leader, width: 1.0, dash, spots });
                }
            }
        }
        for placed in &self.placed {
            placed.draw(scene, 4.0);
        }
        for first in &self.firsts {
            scene.text(first.clone());
        }
        for label in &self.labels {
            let ground = if label.frame.x0 > self.sides.lane { Pen::Lane } else { Pen::Paper };
            label.block.draw(scene, label.frame, &self.placed[label.series], ground);
        }
    }
}

impl Label {
    fn new(block: Block, frame: Frame, series: usize) -> Self {
        Self { block, frame, series, leader: None, in_column: false }
    }
}

/// The latest dated value of a series.
pub(crate) fn last(series: &Series) -> Option<&Point> {
    series.points.iter().filter(|point| point.on.is_some()).max_by_key(|point| point.on)
}

/// The labels of the values without a date.
pub(super) fn lane_blocks(ready: &Ready) -> Vec<Block> {
    let label = |series: &Series, point: &Point| {
        let clear = ready.panel.series.len() == 1 && (last(series).is_some() || ready.is_named_above(series));
        if clear {
            Block::value(&point.text, LANE_MOST)
        } else {
            Block::named(&series.name, &point.text, LANE_MOST)
        }
    };
    let pairs =
        ready.series.iter().flat_map(|series| series.points.iter().map(move |point| (*series, point)));
    pairs.filter(|(_, point)| point.on.is_none()).map(|(series, point)| label(series, point)).collect()
}

/// How wide the words in the lane may be.
const LANE_MOST: f64 = 150.0;

/// What the axis and the marks of a plot fill.
pub(crate) fn obstacles(placed: &[Placed], plane: &Plane, base: f64) -> Obstacles {
    let mut obstacles = Obstacles::default();
    let y = plane.height(base);
    obstacles.add_line(&[Spot::new(plane.frame.x0, y), Spot::new(plane.frame.x1, y)]);
    for series in placed {
        series.strokes.iter().for_each(|stroke| obstacles.add_line(&stroke.spots));
        series.dated.iter().for_each(|mark| obstacles.add_box(mark.frame()));
    }
    obstacles
}

/// Labels in the column right of the plot, each led to from the end of its line.
fn columned(aside: Vec<(usize, Block, Spot)>, sides: Sides, bottom: f64) -> Vec<Label> {
    let wishes: Vec<Wish> =
        aside.iter().map(|(_, block, end)| Wish { centre: end.y, height: block.height }).collect();
    let centres = column(&wishes, -10.0, bottom + 10.0);
    let labels = aside.into_iter().zip(centres).map(|((series, block, end), centre)| {
        let frame = block.beside(sides.column, centre);
        let label = Label::new(block, frame, series);
        Label { leader: leader(end, centre, sides), in_column: true, ..label }
    });
    labels.collect()
}

fn leader(end: Spot, centre: f64, sides: Sides) -> Option<Vec<Spot>> {
    let (start, knee) = (Spot::new(end.x + 10.0, end.y), Spot::new(sides.right - 2.0, end.y));
    let near = (centre - end.y).abs() < 3.0;
    if near && end.x > sides.right - 16.0 {
        return None;
    }
    let target = Spot::new(sides.column - 5.0, centre);
    let straight =
        if start.x < knee.x { vec![start, knee] } else { vec![Spot::new(knee.x.max(end.x + 8.0), end.y)] };
    Some(straight.into_iter().chain([target]).collect())
}

fn lane_labels(ready: &Ready, placed: &[Placed], bottom: f64) -> Vec<Label> {
    let numbered = placed.iter().enumerate();
    let marks: Vec<(usize, Spot)> = numbered
        .flat_map(|(number, series)| series.undated.iter().map(move |mark| (number, mark.spot)))
        .collect();
    let x = marks.iter().map(|(_, spot)| spot.x).fold(0.0, f64::max) + 12.0;
    let blocks = lane_blocks(ready);
    let wishes: Vec<Wish> = marks
        .iter()
        .zip(&blocks)
        .map(|((_, spot), block)| Wish { centre: spot.y, height: block.height })
        .collect();
    let centres = column(&wishes, 0.0, bottom);
    let labels = marks.iter().zip(blocks).zip(centres).map(|(((series, _), block), centre)| {
        let frame = block.beside(x.min(WIDTH - block.width), centre);
        Label::new(block, frame, *series)
    });
    labels.collect()
}

/// The values that the lines begin with, where there are few lines and there is room.
pub(crate) fn first_values(placed: &[Placed], obstacles: &mut Obstacles, bounds: Frame) -> Vec<Text> {
    let mut texts = Vec::new();
    if placed.len() > 3 {
        return texts;
    }
    for series in placed.iter().filter(|series| series.dated.len() > 1) {
        let Some(mark) = series.dated.first() else { continue };
        let words = muted(mark.point.text.clone());
        let wide = width(&words.text, SMALL, Weight::Regular);
        let size = Spot::new(wide, SMALL * (ASCENT + DESCENT));
        let candidates = over(mark.frame(), size, bounds)
            .into_iter()
            .filter(|frame| (frame.y0 - mark.frame().y1).max(mark.frame().y0 - frame.y1) < 4.0);
        if let Some(frame) = obstacles.first_free(candidates, bounds, &[]) {
            obstacles.add_box(frame);
            texts.push(
                Text::new(Spot::new(frame.x0, frame.y0 + SMALL * ASCENT), SMALL, vec![words])
                    .with_halo(Pen::Paper),
            );
        }
    }
    texts
}
