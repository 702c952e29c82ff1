//! The contents of charts: one registry, one module for each. A content checks itself, cleans its own words and lays
//! itself out in both sizes; frame, drawing, modes and accessibility are the same for all.

mod chain;
mod glyph;
mod map;
mod matrix;
mod promise;
mod ranking;
mod raster;
mod rows;
mod stack;
mod strip;

use domain::Language;

use crate::scene::Scene;
use crate::text::clean;
use crate::{ChartError, Panel, Size};

pub use chain::{Chain, ChainRow, Link};
pub use glyph::Known;
pub use map::{Map, Place};
pub use matrix::{Cell, Matrix, MatrixRow};
pub use promise::{Dated, PromiseRow, Promises};
pub use ranking::{Form, Ranking, Row};
pub use stack::{Moment, Stack};
pub use strip::{Dot, Strip, StripRow};

/// What a content must know about itself.
pub(crate) trait Figure {
    /// Whether it can be drawn.
    fn check(&self) -> Result<(), ChartError>;
    /// Makes every text one that can be printed.
    fn tidy(&mut self);
    /// Where everything stands.
    fn layout(&self, size: Size, language: Language) -> Scene;
}

macro_rules! contents {
    ($($(#[$doc:meta])* $name:ident($content:ty),)+) => {
        /// What a chart shows, and so how it looks.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Content {
            $($(#[$doc])* $name($content),)+
        }

        impl Content {
            pub(crate) fn figure(&self) -> &dyn Figure {
                match self {
                    $(Self::$name(content) => content,)+
                }
            }

            pub(crate) fn figure_mut(&mut self) -> &mut dyn Figure {
                match self {
                    $(Self::$name(content) => content,)+
                }
            }
        }
    };
}

contents! {
    /// Series over time. Panels stand below each other and share one range of time; each has its own value axis.
    Time(Vec<Panel>),
    /// Bodies in the order of their values, or categories with their amounts.
    Ranking(Ranking),
    /// How the values of a group are distributed, one dot for each body.
    Strip(Strip),
    /// Points on a map of Germany.
    Map(Map),
    /// Bodies against topics or indicators, one mark for each pair.
    Matrix(Matrix),
    /// How many of a whole are in which state, over time.
    Stack(Stack),
    /// What was promised for when, and when it came.
    Promises(Promises),
    /// Where the way of an application stays digital and where it does not.
    Chain(Chain),
}

/// The largest magnitude that an axis can label.
pub(crate) const LARGEST: f64 = 1e15;

/// Whether a number can be drawn; `name` says whose it is.
pub(crate) fn number(value: f64, name: &str) -> Result<(), ChartError> {
    let drawable = value.is_finite() && value.abs() <= LARGEST;
    if drawable { Ok(()) } else { Err(ChartError::Number(name.to_owned())) }
}

/// Whether there are few enough of something.
pub(crate) fn at_most(count: usize, most: usize) -> Result<(), ChartError> {
    if count <= most { Ok(()) } else { Err(ChartError::TooMany { count, most }) }
}

/// Makes a text one that can be printed.
pub(crate) fn tidy(text: &mut String) {
    *text = clean(text);
}
