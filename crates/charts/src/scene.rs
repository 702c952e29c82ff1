//! A finished layout: what stands where, before anything is drawn.

use crate::geometry::{Frame, Spot};
use crate::text::{ASCENT, DESCENT, Weight, width};
use crate::theme::Pen;
use crate::{TextBox, Turn};

/// Everything in a picture, from back to front.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scene {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) items: Vec<Item>,
    /// The plot of the first panel.
    pub(crate) plot: Option<Frame>,
}

/// One thing in a picture.
#[derive(Debug, Clone)]
pub(crate) enum Item {
    Text(Text),
    Stroke {
        pen: Pen,
        width: f64,
        dash: Dash,
        spots: Vec<Spot>,
    },
    /// A filled shape with these corners.
    Shape {
        pen: Pen,
        spots: Vec<Spot>,
    },
    /// A filled disc.
    Dot {
        pen: Pen,
        spot: Spot,
        radius: f64,
    },
    /// A circle with the ground inside.
    Ring {
        pen: Pen,
        spot: Spot,
        radius: f64,
    },
    Area {
        pen: Pen,
        frame: Frame,
    },
    /// Opens the group of a series.
    Open(Group),
    Close,
}

/// How a line is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dash {
    Solid,
    /// Something is missing in between.
    Dotted,
    /// Announced, not reached.
    Dashed,
    /// Round dots at this distance in pixels.
    Beads(u8),
}

/// What a group tells the page about a series: see the contract in the crate's documentation.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) pen: Pen,
    pub(crate) name: String,
    /// `None` for the group of a series' words, which carries no values.
    pub(crate) values: Option<Vec<(Spot, String)>>,
}

/// Where a text begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// One line of words.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    /// On the line that the letters stand on.
    pub(crate) spot: Spot,
    pub(crate) anchor: Anchor,
    pub(crate) size: f64,
    pub(crate) runs: Vec<Run>,
    /// The ground that shines round the letters where lines may pass behind.
    pub(crate) halo: Option<Pen>,
    /// Turned up round its spot, so that words rise to the right.
    pub(crate) slanted: bool,
}

/// By how many degrees slanted words rise.
pub(crate) const SLANT: f64 = 45.0;

/// Words in one weight and colour.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) weight: Weight,
    pub(crate) pen: Pen,
}

impl Run {
    pub(crate) fn regular(pen: Pen, text: impl Into<String>) -> Self {
        Self { text: text.into(), weight: Weight::Regular, pen }
    }

    pub(crate) fn bold(text: impl Into<String>) -> Self {
        Self { text: text.into(), weight: Weight::Bold, pen: Pen::Text }
    }
}

/// The width of runs that follow each other.
pub(crate) fn runs_width(runs: &[Run], size: f64) -> f64 {
    runs.iter().map(|run| width(&run.text, size, run.weight)).sum()
}

impl Text {
    pub(crate) fn new(spot: Spot, size: f64, runs: Vec<Run>) -> Self {
        Self { spot, anchor: Anchor::Start, size, runs, halo: None, slanted: false }
    }

    pub(crate) fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    pub(crate) fn with_halo(self, ground: Pen) -> Self {
        Self { halo: Some(ground), ..self }
    }

    pub(crate) fn width(&self) -> f64 {
        runs_width(&self.runs, self.size)
    }

    /// The box that the letters fill; of slanted ones before they are turned.
    pub(crate) fn frame(&self) -> Frame {
        let width = self.width();
        let x = match self.anchor {
            Anchor::Start => self.spot.x,
            Anchor::Middle => self.spot.x - width / 2.0,
            Anchor::End => self.spot.x - width,
        };
        Frame::new(x, self.spot.y - ASCENT * self.size, x + width, self.spot.y + DESCENT * self.size)
    }
}

impl Scene {
    pub(crate) fn text(&mut self, text: Text) {
        if text.runs.iter().any(|run| !run.text.is_empty()) {
            self.items.push(Item::Text(text));
        }
    }

    pub(crate) fn line(&mut self, pen: Pen, width: f64, from: Spot, to: Spot) {
        self.items.push(Item::Stroke { pen, width, dash: Dash::Solid, spots: vec![from, to] });
    }

    /// Moves everything; the size of the picture stays.
    pub(crate) fn shift(&mut self, x: f64, y: f64) {
        self.plot = self.plot.map(|plot| plot.moved(x, y));
        for item in &mut self.items {
            match item {
                Item::Text(text) => text.spot = text.spot.moved(x, y),
                Item::Dot { spot, .. } | Item::Ring { spot, .. } => *spot = spot.moved(x, y),
                Item::Area { frame, .. } => *frame = frame.moved(x, y),
                Item::Stroke { spots, .. } | Item::Shape { spots, .. } => {
                    for spot in spots.iter_mut() {
                        *spot = spot.moved(x, y);
                    }
                }
                Item::Open(group) => {
                    group.values.iter_mut().flatten().for_each(|(spot, _)| *spot = spot.moved(x, y));
                }
                Item::Close => {}
            }
        }
    }

    /// Where the words are.
    pub(crate) fn boxes(&self) -> Vec<TextBox> {
        let texts = self.items.iter().filter_map(|item| match item {
            Item::Text(text) => Some(text),
            _ => None,
        });
        texts.map(text_box).collect()
    }
}

fn text_box(text: &Text) -> TextBox {
    let frame = text.frame();
    let words = text.runs.iter().map(|run| run.text.as_str()).collect();
    TextBox {
        x: frame.x0,
        y: frame.y0,
        width: frame.x1 - frame.x0,
        height: frame.y1 - frame.y0,
        turn: text.slanted.then_some(Turn { degrees: -SLANT, x: text.spot.x, y: text.spot.y }),
        text: words,
    }
}
