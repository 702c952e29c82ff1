//! How a chart looks: a [`ChartSpec`] becomes SVG.
//!
//! This crate knows towns, values and words only as far as a specification names them. It must never read a clock, a
//! file or the network, never measure with the browser's fonts, and never write a `style` attribute, a script or an
//! address of another file into a drawing. The same specification gives the same bytes on every machine.
//!
//! The way of a chart: [`ChartSpec`] → layout (`wide` or `phone`: words are measured, axes found, labels placed) →
//! a scene, in which everything has its place → drawing (`draw`: marks through plotters and an own surface ten times
//! as large as the picture, words straight into the same writer). A drawing in [`Mode::Light`] or [`Mode::Dark`]
//! stands alone and gets title, notes and source from `frame`; in [`Mode::Inline`] the page provides them, and
//! [`css`] the colours. Widths of words come from tables of the chart font (`metrics`, written by `metrics.py`).
//!
//! **To add a kind of content** write `figures/<name>.rs` with its type and `impl Figure` (check, tidy, layout) and add
//! its line to the registry in `figures.rs`; frame, drawing, modes and accessibility follow. Add a sample to
//! `tests/samples/kind.rs`: the tests run over every sample, and `examples/gallery.rs` draws it.
//!
//! **To join values over time in another way** write `kinds/<name>.rs` with its `MANNER`, add the variant to [`Kind`],
//! to [`Kind::ALL`] and to the one `match` in `kind.rs`.
//!
//! # How to build a specification
//!
//! [`ChartSpec::content`] says which kind of chart it is. The caller orders, ranks and words; charts never sort what
//! has an order, never round a value's words and add no judgement.
//!
//! | content | for | what to give |
//! |---|---|---|
//! | [`Content::Time`] | series over time | [`Panel`]s; what is counted differently gets its own |
//! | [`Content::Ranking`] | bodies by value, amounts by category | [`Row`]s in their order, shared ranks as "3–5"; [`Form::Stems`] or [`Form::Bars`] |
//! | [`Content::Strip`] | how a group is distributed | [`StripRow`]s on one scale; median and quartiles are computed |
//! | [`Content::Map`] | where | [`Place`]s with a class from 0 to 4, or `None` for no value |
//! | [`Content::Matrix`] | bodies against topics or indicators | [`MatrixRow`]s with one [`Cell`] for each column |
//! | [`Content::Stack`] | states of a whole over time | [`Moment`]s with one count for each state |
//! | [`Content::Promises`] | promised against real | [`PromiseRow`]s with every date that was ever promised |
//! | [`Content::Chain`] | media breaks of services | [`ChainRow`]s with one [`Link`] for each station |
//!
//! # What a page finds inside an inlined drawing
//!
//! * The root `<svg>` has `data-plot="x0 y0 x1 y1"`: the plot of the first panel (on the phone: all its strips), in
//!   the same pixels as everything else. It is missing where there is nothing to draw.
//! * Each series of each panel is a `<g data-series="name">`. `data-x` and `data-y` are the places of its values,
//!   separated by spaces; `data-label` has as many entries ("2025: rund 175"), separated by U+001F, which no label
//!   contains. Values are ordered by date, those without a date last.
//! * The words of a series are in a `<g data-words="name">`, so that they can be dimmed with it.
//! * Ids begin with the chart's id and `-w` or `-p`, for the two sizes may share a page.
//!
//! Drawings that stand alone carry none of the `data-x`, `data-y`, `data-label`: XML knows no U+001F.

mod card;
mod draw;
mod error;
mod figures;
mod frame;
mod geometry;
mod kind;
mod kinds;
mod labels;
mod marks;
mod metrics;
mod panel;
mod phone;
mod place;
mod plane;
mod plot;
#[cfg(feature = "png")]
mod png;
mod scene;
mod spec;
mod svg;
pub mod text;
mod theme;
mod ticks;
mod time;
mod wide;
mod words;

pub use card::{CARD, Card, framed};
pub use error::ChartError;
pub use figures::{
    Cell, Chain, ChainRow, Content, Dated, Dot, Form, Known, Link, Map, Matrix, MatrixRow, Moment, Place,
    PromiseRow, Promises, Ranking, Row, Stack, Strip, StripRow,
};
pub use kind::Kind;
pub use panel::{Axis, Panel, Point, Scale, Series, Slot};
#[cfg(feature = "png")]
pub use png::png;
pub use spec::ChartSpec;
pub use theme::{Mode, css};

use geometry::Spot;
use scene::Scene;
use svg::Escaped;

/// Draws a chart for a column of this size.
///
/// # Errors
/// When the specification fails its [check](ChartSpec::check).
pub fn render(spec: &ChartSpec, size: Size, mode: Mode) -> Result<Drawing, ChartError> {
    spec.check()?;
    let spec = spec.cleaned();
    let scene = layout(&spec, size, mode);
    let boxes = scene.boxes();
    let (attributes, head) = accessible(&spec, &scene, size);
    let svg = draw::draw(&scene, mode)?.finish(Spot::new(scene.width, scene.height), &attributes, &head);
    Ok(Drawing { svg, width: scene.width, height: scene.height, boxes })
}

/// For which column a chart is drawn. The two layouts differ; neither is a scaled picture of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// 720 px.
    Wide,
    /// 340 px.
    Phone,
}

impl Size {
    /// Both sizes.
    pub const ALL: [Self; 2] = [Self::Wide, Self::Phone];

    /// The width of an inlined drawing in CSS pixels.
    pub const fn width(self) -> f64 {
        match self {
            Self::Wide => wide::WIDTH,
            Self::Phone => phone::WIDTH,
        }
    }

    const fn letter(self) -> char {
        match self {
            Self::Wide => 'w',
            Self::Phone => 'p',
        }
    }
}

/// A finished drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// One `<svg>` element, ending in a line break.
    pub svg: String,
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// Where the words are.
    pub boxes: Vec<TextBox>,
}

/// The box that a line of words fills.
#[derive(Debug, Clone, PartialEq)]
pub struct TextBox {
    /// The left side.
    pub x: f64,
    /// The top.
    pub y: f64,
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
    /// How the box is turned; `None` where the words run straight.
    pub turn: Option<Turn>,
    /// The words.
    pub text: String,
}

/// A turn of a box round a spot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turn {
    /// Clockwise.
    pub degrees: f64,
    /// The spot, from the left.
    pub x: f64,
    /// The spot, from the top.
    pub y: f64,
}

fn layout(spec: &ChartSpec, size: Size, mode: Mode) -> Scene {
    let body = spec.layout(size);
    let margin = match size {
        Size::Wide => 20.0,
        Size::Phone => 16.0,
    };
    if mode.stands_alone() { frame::framed(body, spec, margin) } else { body }
}

/// The attributes of the root and what people who do not see the picture are told.
fn accessible(spec: &ChartSpec, scene: &Scene, size: Size) -> (String, String) {
    let stem = format!("{}-{}", spec.id, size.letter());
    let plot = scene.plot.map(|plot| format!(" data-plot=\"{}\"", svg::lengths(plot))).unwrap_or_default();
    let language = spec.language.tag();
    let attributes =
        format!(" lang=\"{language}\" role=\"img\" aria-labelledby=\"{stem}-title {stem}-desc\"{plot}");
    let (title, description) = (Escaped(&spec.title), Escaped(&spec.description));
    let head = format!(
        "<title id=\"{stem}-title\">{title}</title>\n<desc id=\"{stem}-desc\">{description}</desc>\n"
    );
    (attributes, head)
}
