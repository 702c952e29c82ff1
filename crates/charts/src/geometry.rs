//! Spots, boxes and whether they meet. Pixels grow to the right and down.

/// A place in the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Spot {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

impl Spot {
    pub(crate) const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    pub(crate) fn moved(self, x: f64, y: f64) -> Self {
        Self { x: self.x + x, y: self.y + y }
    }
}

/// A box whose sides are parallel to the axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Frame {
    pub(crate) x0: f64,
    pub(crate) y0: f64,
    pub(crate) x1: f64,
    pub(crate) y1: f64,
}

impl Frame {
    pub(crate) const fn new(x0: f64, y0: f64, x1: f64, y1: f64) -> Self {
        Self { x0, y0, x1, y1 }
    }

    /// The box of this half width and half height round a spot.
    pub(crate) fn round(spot: Spot, half_width: f64, half_height: f64) -> Self {
        Self::new(spot.x - half_width, spot.y - half_height, spot.x + half_width, spot.y + half_height)
    }

    pub(crate) fn moved(self, x: f64, y: f64) -> Self {
        Self::new(self.x0 + x, self.y0 + y, self.x1 + x, self.y1 + y)
    }

    /// Larger by this much on every side.
    pub(crate) fn grown(self, by: f64) -> Self {
        Self::new(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)
    }

    /// Wider by this much on both sides, and half as much higher.
    pub(crate) fn widened(self, by: f64) -> Self {
        Self::new(self.x0 - by, self.y0 - by / 2.0, self.x1 + by, self.y1 + by / 2.0)
    }

    /// The spot within the box that is nearest to this one.
    pub(crate) fn clamped(self, spot: Spot) -> Spot {
        Spot::new(spot.x.max(self.x0).min(self.x1), spot.y.max(self.y0).min(self.y1))
    }

    pub(crate) fn overlaps(self, other: Self) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1 && self.y0 < other.y1 && other.y0 < self.y1
    }

    pub(crate) fn holds(self, other: Self) -> bool {
        self.x0 <= other.x0 && other.x1 <= self.x1 && self.y0 <= other.y0 && other.y1 <= self.y1
    }

    /// Whether the straight line between two spots passes through this box.
    pub(crate) fn crossed_by(self, from: Spot, to: Spot) -> bool {
        let (mut start, mut end) = (0.0_f64, 1.0_f64);
        let sides = [(from.x, to.x - from.x, self.x0, self.x1), (from.y, to.y - from.y, self.y0, self.y1)];
        for (origin, length, low, high) in sides {
            if length.abs() < 1e-9 {
                if origin < low || origin > high {
                    return false;
                }
            } else {
                let (a, b) = ((low - origin) / length, (high - origin) / length);
                start = start.max(a.min(b));
                end = end.min(a.max(b));
            }
        }
        start <= end
    }
}

/// A length in tenths of a pixel, the unit in which everything is written down.
#[expect(clippy::cast_possible_truncation, reason = "clamped to what fits")]
pub(crate) fn tenths(length: f64) -> i32 {
    (length * 10.0).round().clamp(-1e9, 1e9) as i32
}

/// A count as a length.
pub(crate) fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_crosses_a_box_or_not() {
        let frame = Frame::new(10.0, 10.0, 20.0, 20.0);
        assert!(frame.crossed_by(Spot::new(0.0, 0.0), Spot::new(30.0, 30.0)));
        assert!(frame.crossed_by(Spot::new(0.0, 15.0), Spot::new(30.0, 15.0)));
        assert!(!frame.crossed_by(Spot::new(0.0, 5.0), Spot::new(30.0, 5.0)));
        assert!(!frame.crossed_by(Spot::new(0.0, 0.0), Spot::new(9.0, 9.0)));
        assert!(!frame.crossed_by(Spot::new(0.0, 18.0), Spot::new(10.0, 30.0)));
    }
}
