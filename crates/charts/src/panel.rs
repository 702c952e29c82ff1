//! Series over time: panels below each other, each with its own value axis.

use std::collections::BTreeSet;

use domain::{Day, Exactness, Language};

use crate::figures::{Figure, LARGEST, tidy};
use crate::scene::Scene;
use crate::theme::SERIES_COLOURS;
use crate::{ChartError, Kind, Size, phone, wide};

/// One plot with its own value axis: series in the same panel are counted in the same way.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// Printed above the panel's axis: "Hamburg, eigene Zählung".
    pub heading: Option<String>,
    /// How neighbouring values are joined.
    pub kind: Kind,
    /// The value axis.
    pub axis: Axis,
    /// The series, in the order of their names in lists.
    pub series: Vec<Series>,
}

/// A value axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// Short, printed at the top of the axis.
    pub unit: String,
    /// Which values the axis spans.
    pub scale: Scale,
}

/// How a value axis is laid out.
#[derive(Debug, Clone, PartialEq)]
pub enum Scale {
    /// From zero to a round number.
    Amount,
    /// From 0 to 100, further only when a value lies outside.
    Percent,
    /// Places: 1 on top, whole numbers only.
    Rank,
    /// Points: from zero to the most that can be reached.
    Score {
        /// The most that can be reached, where the source says so.
        max: Option<f64>,
    },
    /// Named levels, the first one is level 0.
    Levels(Vec<String>),
}

/// The values of one town.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// The name at the end of the line.
    pub name: String,
    /// The place in the palette, which stays with the town.
    pub slot: Slot,
    /// The values. The order does not matter; they are drawn by date.
    pub points: Vec<Point>,
    /// Neighbours further apart than this many days are joined by dots instead of a line.
    pub gap_days: i32,
}

/// One of the eight places in the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(u8);

impl Slot {
    /// How many places there are.
    pub const COUNT: usize = SERIES_COLOURS;

    /// The place with this number, counted from zero; beyond the last it starts again.
    #[expect(clippy::cast_possible_truncation, reason = "the remainder of a division by eight fits")]
    pub const fn new(number: usize) -> Self {
        Self((number % Self::COUNT) as u8)
    }

    /// The number of the place, counted from zero.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// One reported value.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The day it is drawn at. A value without one stands in the tinted lane beside the time axis.
    pub on: Option<Day>,
    /// The date as the reader sees it: "2025", "3. Quartal 2025".
    pub date: String,
    /// Where it stands on the axis.
    pub value: f64,
    /// The value as the reader sees it: "rund 175".
    pub text: String,
    /// Hollow points and arrows come from this.
    pub exactness: Exactness,
    /// No line comes from the point before: another method, or another length of period.
    pub breaks_line: bool,
}

impl Figure for Vec<Panel> {
    fn check(&self) -> Result<(), ChartError> {
        let names: BTreeSet<&str> = series(self).map(|series| series.name.as_str()).collect();
        let most = self.iter().map(|panel| panel.series.len()).chain([names.len()]).max();
        if let Some(count) = most.filter(|&count| count > Slot::COUNT) {
            return Err(ChartError::TooManySeries(count));
        }
        self.iter().try_for_each(Panel::check)
    }

    /// A chart without a panel gets an empty one.
    fn tidy(&mut self) {
        if self.is_empty() {
            let axis = Axis { unit: String::new(), scale: Scale::Amount };
            self.push(Panel { heading: None, kind: Kind::Line, axis, series: Vec::new() });
        }
        self.iter_mut().for_each(Panel::tidy);
    }

    fn layout(&self, size: Size, language: Language) -> Scene {
        match size {
            Size::Wide => wide::layout(self, language),
            Size::Phone => phone::layout(self, language),
        }
    }
}

/// Every series of every panel.
pub(crate) fn series(panels: &[Panel]) -> impl Iterator<Item = &Series> {
    panels.iter().flat_map(|panel| &panel.series)
}

impl Panel {
    fn tidy(&mut self) {
        self.heading.iter_mut().chain([&mut self.axis.unit]).for_each(tidy);
        self.heading = self.heading.take().filter(|heading| !heading.is_empty());
        if let Scale::Levels(names) = &mut self.axis.scale {
            names.iter_mut().for_each(tidy);
        }
        for series in &mut self.series {
            tidy(&mut series.name);
            for point in &mut series.points {
                tidy(&mut point.date);
                tidy(&mut point.text);
            }
        }
    }

    fn check(&self) -> Result<(), ChartError> {
        self.axis.scale.check()?;
        let drawable = |value: f64| value.is_finite() && value.abs() <= LARGEST;
        for series in &self.series {
            if let Some(point) = series.points.iter().find(|point| !drawable(point.value)) {
                return Err(ChartError::NotFinite { series: series.name.clone(), date: point.date.clone() });
            }
        }
        Ok(())
    }
}

impl Scale {
    /// Whether an axis can be laid out.
    pub(crate) fn check(&self) -> Result<(), ChartError> {
        match self {
            Self::Score { max: Some(max) } if !(*max > 0.0 && *max <= LARGEST) => Err(ChartError::Top(*max)),
            _ => Ok(()),
        }
    }
}
