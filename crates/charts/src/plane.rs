//! From day and value to pixels, by the plotting library's coordinate system.

use std::ops::Range;

use domain::Day;
use plotters::coord::CoordTranslate;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};

use crate::geometry::{Frame, Spot, tenths};
use crate::ticks::ValueAxis;

/// A stretch of one axis. The library's own one rounds down and cannot be empty.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Linear {
    low: f64,
    high: f64,
}

impl Ranged for Linear {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        let (from, to) = (f64::from(limit.0), f64::from(limit.1));
        let length = self.high - self.low;
        let share = if length > 0.0 { (value - self.low) / length } else { 0.5 };
        tenths((from + share * (to - from)) / 10.0)
    }

    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<f64> {
        Vec::new()
    }

    fn range(&self) -> Range<f64> {
        self.low..self.high
    }
}

/// The plane of one plot.
pub(crate) struct Plane {
    coordinates: Cartesian2d<Linear, Linear>,
    /// What the plot fills; the axis of time keeps a little away from its sides.
    pub(crate) frame: Frame,
}

/// How far the first and last day keep away from the sides of the plot.
const PAD: f64 = 8.0;

impl Plane {
    /// The plane of a plot in this frame; time is a pair of day numbers.
    pub(crate) fn new(frame: Frame, time: (i32, i32), axis: &ValueAxis) -> Self {
        let days = Linear { low: f64::from(time.0), high: f64::from(time.1) };
        let values = Linear { low: axis.low, high: axis.high };
        let (bottom, top) = if axis.inverted { (frame.y0, frame.y1) } else { (frame.y1, frame.y0) };
        let across = tenths(frame.x0 + PAD)..tenths(frame.x1 - PAD);
        let coordinates = Cartesian2d::new(days, values, (across, tenths(bottom)..tenths(top)));
        Self { coordinates, frame }
    }

    /// Where a value of a day stands.
    pub(crate) fn spot(&self, day: Day, value: f64) -> Spot {
        self.spot_at(f64::from(day.number()), value)
    }

    /// Where a value stands in the height.
    pub(crate) fn height(&self, value: f64) -> f64 {
        self.spot_at(0.0, value).y
    }

    /// Where a day, given as its number, stands in the width.
    pub(crate) fn across(&self, day: f64) -> f64 {
        self.spot_at(day, 0.0).x
    }

    fn spot_at(&self, day: f64, value: f64) -> Spot {
        let (x, y) = self.coordinates.translate(&(day, value));
        Spot::new(f64::from(x) / 10.0, f64::from(y) / 10.0)
    }
}
