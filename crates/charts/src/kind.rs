//! The kinds of charts: one registry, one module for each.

use crate::geometry::Spot;
use crate::kinds::{line, step};

/// How neighbouring values are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A straight line from value to value.
    Line,
    /// A value holds until the next one.
    Step,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Line, Self::Step];

    /// What a kind does its own way.
    pub(crate) const fn manner(self) -> Manner {
        match self {
            Self::Line => line::MANNER,
            Self::Step => step::MANNER,
        }
    }
}

/// What a kind does its own way. Axes, labels, gaps and points are the same for all.
#[derive(Clone, Copy)]
pub(crate) struct Manner {
    /// The way from one value to the next.
    pub(crate) between: fn(Spot, Spot) -> Vec<Spot>,
    /// How many pixels series stand apart that would run on top of each other.
    pub(crate) apart: f64,
}
