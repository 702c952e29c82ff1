//! What a chart shows. A specification knows towns, values and words, and nothing about pixels.

use std::collections::BTreeSet;

use domain::{Day, Exactness, Language};

use crate::{Kind, text::clean, theme::SERIES_COLOURS};

/// Everything that one chart says.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartSpec {
    /// ASCII slug, unique on its page: every id inside the drawing begins with it.
    pub id: String,
    /// The language of the words that the chart adds itself.
    pub language: Language,
    /// The finding, as a sentence.
    pub title: String,
    /// What is counted, and in which unit.
    pub subtitle: String,
    /// The chart in words, for people who do not see it.
    pub description: String,
    /// Drawn below each other; all share one range of time, each has its own value axis.
    pub panels: Vec<Panel>,
    /// How to read it.
    pub notes: Vec<String>,
    /// Who published the values, and as of when.
    pub source: String,
    /// Under which terms the file may be used.
    pub licence: String,
    /// Where the chart lives.
    pub address: String,
}

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

/// Why a chart cannot be drawn.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ChartError {
    /// The id would not be safe in an address or attribute.
    #[error(
        "chart id {0:?} must consist of 1 to 64 ASCII letters, digits or hyphens and begin with a letter"
    )]
    Id(String),
    /// Colours and labels hold for eight towns, not more.
    #[error("a chart shows at most eight towns, this one has {0}")]
    TooManySeries(usize),
    /// A value is not a number.
    #[error("the value of {series:?} for {date:?} is not a number that can be drawn")]
    NotFinite {
        /// The name of the series.
        series: String,
        /// The date of the point.
        date: String,
    },
    /// The most that can be reached must be a positive number.
    #[error("the top of the value axis, {0}, is not a positive number")]
    Top(f64),
    /// The plotting library gave up.
    #[error("the chart could not be drawn: {0}")]
    Drawing(String),
}

/// The largest magnitude that an axis can label.
const LARGEST: f64 = 1e15;

impl ChartSpec {
    /// Whether the chart can be drawn.
    ///
    /// # Errors
    /// Names what stands in the way: the id, the number of towns, a value, the top of an axis.
    pub fn check(&self) -> Result<(), ChartError> {
        let letters = self.id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !letters || self.id.len() > 64 || !self.id.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return Err(ChartError::Id(self.id.clone()));
        }
        let names: BTreeSet<&str> = self.series().map(|series| series.name.as_str()).collect();
        let most = self.panels.iter().map(|panel| panel.series.len()).chain([names.len()]).max();
        if let Some(count) = most.filter(|&count| count > Slot::COUNT) {
            return Err(ChartError::TooManySeries(count));
        }
        self.panels.iter().try_for_each(Panel::check)
    }

    /// The same with every text as it can be printed. A chart without a panel gets an empty one.
    pub(crate) fn cleaned(&self) -> Self {
        let mut spec = self.clone();
        let texts = [&mut spec.title, &mut spec.subtitle, &mut spec.description, &mut spec.source];
        texts.into_iter().chain([&mut spec.licence, &mut spec.address]).chain(&mut spec.notes).for_each(tidy);
        spec.notes.retain(|note| !note.is_empty());
        if spec.panels.is_empty() {
            let axis = Axis { unit: String::new(), scale: Scale::Amount };
            spec.panels.push(Panel { heading: None, kind: Kind::Line, axis, series: Vec::new() });
        }
        spec.panels.iter_mut().for_each(Panel::tidy);
        spec
    }

    /// Every series of every panel.
    pub(crate) fn series(&self) -> impl Iterator<Item = &Series> {
        self.panels.iter().flat_map(|panel| &panel.series)
    }
}

fn tidy(text: &mut String) {
    *text = clean(text);
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
        if let Scale::Score { max: Some(max) } = self.axis.scale
            && !(max > 0.0 && max <= LARGEST)
        {
            return Err(ChartError::Top(max));
        }
        let drawable = |value: f64| value.is_finite() && value.abs() <= LARGEST;
        for series in &self.series {
            if let Some(point) = series.points.iter().find(|point| !drawable(point.value)) {
                return Err(ChartError::NotFinite { series: series.name.clone(), date: point.date.clone() });
            }
        }
        Ok(())
    }
}
