//! The axis of time: which days it spans and how they are named.
//!
//! Values of a year lie on its last day. Where all values lie on the same day of the year, a tick is a value's day
//! and bears the year. Elsewhere a label names a stretch of time and stands in its middle, so that the end of 2025
//! never appears to be 2026.

mod stretch;

use domain::{Day, Language};

use crate::text::{Weight, width};
use stretch::{Part, Stretch};

/// The size of the words on the axis.
pub(crate) const SIZE: f64 = 14.0;

/// The days that the values lie on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) first: Day,
    pub(crate) last: Day,
    /// Whether all lie on the same day of the year.
    yearly: bool,
    /// The usual distance of neighbours in days.
    spacing: i32,
}

/// What is printed under the axis.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct TimeTicks {
    /// Where short strokes lie.
    pub(crate) strokes: Vec<f64>,
    /// Middle and words.
    pub(crate) labels: Vec<(f64, String)>,
    /// The years, where the labels name parts of them.
    pub(crate) years: Vec<(f64, String)>,
}

/// Space between two labels.
const APART: f64 = 10.0;

impl Span {
    /// What these days span; `None` without any.
    pub(crate) fn of(days: impl IntoIterator<Item = Day>) -> Option<Self> {
        let mut days: Vec<Day> = days.into_iter().collect();
        days.sort_unstable();
        days.dedup();
        let (first, last) = (*days.first()?, *days.last()?);
        let place = |day: Day| (day.month(), if day.month() == 2 { day.day().min(28) } else { day.day() });
        let mut distances: Vec<i32> =
            days.windows(2).map(|pair| pair.iter().fold(0, |sum, day| day.number() - sum)).collect();
        distances.sort_unstable();
        let spacing = distances.get(distances.len() / 2).copied().unwrap_or(366);
        Some(Self { first, last, yearly: days.iter().all(|&day| place(day) == place(first)), spacing })
    }

    /// The numbers of the days at both ends of the axis, which are never equal.
    pub(crate) fn ends(&self) -> (i32, i32) {
        let (first, last) = (self.first.number(), self.last.number());
        if self.yearly {
            return if first == last { (first - 183, last + 183) } else { (first, last) };
        }
        let part = match last - first {
            ..200 => Part::Month,
            200..730 => Part::Quarter,
            _ => Part::Year,
        };
        (part.start(self.first).number(), part.next(part.start(self.last)).number() - 1)
    }

    /// Ticks for an axis between two sides; `across` says where a day, given as its number, stands.
    pub(crate) fn ticks(&self, across: &dyn Fn(f64) -> f64, sides: Sides, language: Language) -> TimeTicks {
        if self.yearly {
            return self.at_days(across, sides);
        }
        let parts = [Part::Month, Part::Quarter].into_iter().filter(|part| self.spacing <= part.days());
        for part in parts {
            if let Some(ticks) = self.parts(part, across, sides, language) {
                return ticks;
            }
        }
        self.years(across, sides)
    }

    /// A tick on the day of each year that the values lie on.
    fn at_days(&self, across: &dyn Fn(f64) -> f64, sides: Sides) -> TimeTicks {
        let years: Vec<i32> = (self.first.year()..=self.last.year()).collect();
        let day = |year: i32| {
            let day = Day::from_ymd(year, self.first.month(), self.first.day());
            day.or_else(|| Day::from_ymd(year, 2, 28)).unwrap_or(self.first)
        };
        let all: Vec<(f64, String)> =
            years.iter().map(|&year| (across(f64::from(day(year).number())), year.to_string())).collect();
        let labels = STEPS.into_iter().find_map(|step| {
            let keep = |year: i32| {
                if step <= 4 { (self.last.year() - year) % step == 0 } else { year % step == 0 }
            };
            let some: Vec<(f64, String)> = all
                .iter()
                .zip(&years)
                .filter(|(_, year)| keep(**year))
                .map(|(label, _)| label.clone())
                .collect();
            fits(&some, sides).then_some(some)
        });
        let labels = inside(labels.unwrap_or_default(), sides);
        TimeTicks {
            strokes: labels.iter().map(|(x, _)| *x).collect(),
            labels: clamped(labels, sides),
            years: Vec::new(),
        }
    }

    /// Years as stretches, strokes between them; where they are too narrow, some years at their middle.
    fn years(&self, across: &dyn Fn(f64) -> f64, sides: Sides) -> TimeTicks {
        let stretches = self.stretches(Part::Year, across, sides);
        for step in STEPS {
            let kept = stretches.iter().filter(|stretch| stretch.start.year() % step == 0);
            let labels: Vec<(f64, String)> = if step == 1 {
                stretches.iter().map(|stretch| (stretch.middle, stretch.start.year().to_string())).collect()
            } else {
                kept.map(|stretch| (stretch.centre, stretch.start.year().to_string())).collect()
            };
            if step == 1
                && labels.iter().zip(&stretches).all(|((_, label), stretch)| {
                    !stretch.whole || width(label, SIZE, Weight::Regular) + APART <= stretch.length
                })
            {
                return boundaries(labels, &stretches, sides);
            }
            if step > 1 && fits(&labels, sides) {
                let labels = inside(labels, sides);
                let strokes = labels.iter().map(|(x, _)| *x).collect();
                return TimeTicks { strokes, labels: clamped(labels, sides), years: Vec::new() };
            }
        }
        TimeTicks::default()
    }

    /// Months or quarters, with the years below; `None` where they are too narrow.
    fn parts(
        &self,
        part: Part,
        across: &dyn Fn(f64) -> f64,
        sides: Sides,
        language: Language,
    ) -> Option<TimeTicks> {
        let stretches = self.stretches(part, across, sides);
        let labels: Vec<(f64, String)> =
            stretches.iter().map(|stretch| (stretch.middle, part.name(stretch.start, language))).collect();
        let roomy = labels.iter().zip(&stretches).all(|((_, label), stretch)| {
            !stretch.whole || width(label, SIZE, Weight::Regular) + APART <= stretch.length
        });
        if !roomy || stretches.len() > 13 {
            return None;
        }
        let years = self.stretches(Part::Year, across, sides);
        let named = years.iter().map(|year| (year.middle, year.start.year().to_string())).collect();
        let named = roomiest(named, &years);
        Some(TimeTicks { years: clamped(named, sides), ..boundaries(labels, &stretches, sides) })
    }

    /// The stretches of time that the axis touches.
    fn stretches(&self, part: Part, across: &dyn Fn(f64) -> f64, sides: Sides) -> Vec<Stretch> {
        let (first, last) = self.ends();
        let mut start = part.start(Day::from_number(first));
        let mut stretches = Vec::new();
        while start.number() <= last && stretches.len() < 10_000 {
            let next = part.next(start);
            let (from, to) = (across(f64::from(start.number())), across(f64::from(next.number())));
            let (x0, x1) = (from.max(sides.left), to.min(sides.right));
            stretches.push(Stretch {
                start,
                from,
                centre: f64::midpoint(from, to),
                middle: f64::midpoint(x0, x1),
                length: x1 - x0,
                whole: from >= sides.left && to <= sides.right,
            });
            if next <= start {
                break;
            }
            start = next;
        }
        stretches
    }
}

/// The sides of a plot, and how far words below it may reach.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sides {
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) least: f64,
    pub(crate) most: f64,
}

const STEPS: [i32; 8] = [1, 2, 4, 5, 10, 20, 50, 100];

/// Labels in the middle of stretches, strokes between them. What lies only partly on the axis keeps its label where
/// there is room.
fn boundaries(labels: Vec<(f64, String)>, stretches: &[Stretch], sides: Sides) -> TimeTicks {
    let strokes = stretches
        .iter()
        .map(|stretch| stretch.from)
        .filter(|&x| x >= sides.left && x <= sides.right)
        .collect();
    TimeTicks { strokes, labels: roomiest(labels, stretches), years: Vec::new() }
}

fn roomiest(labels: Vec<(f64, String)>, stretches: &[Stretch]) -> Vec<(f64, String)> {
    let pairs = labels.into_iter().zip(stretches);
    pairs
        .filter(|((_, label), stretch)| stretch.length >= width(label, SIZE, Weight::Regular) + 2.0)
        .map(|(label, _)| label)
        .collect()
}

fn inside(labels: Vec<(f64, String)>, sides: Sides) -> Vec<(f64, String)> {
    labels.into_iter().filter(|&(x, _)| x >= sides.left && x <= sides.right).collect()
}

/// Labels moved so that none reaches far beyond the sides.
fn clamped(labels: Vec<(f64, String)>, sides: Sides) -> Vec<(f64, String)> {
    let moved = |(x, label): (f64, String)| {
        let half = width(&label, SIZE, Weight::Regular) / 2.0;
        (x.min(sides.most - half).max(sides.least + half), label)
    };
    labels.into_iter().map(moved).collect()
}

/// Whether labels stand apart and are not too many.
fn fits(labels: &[(f64, String)], sides: Sides) -> bool {
    let labels = clamped(inside(labels.to_vec(), sides), sides);
    let edge = |label: &str| width(label, SIZE, Weight::Regular) / 2.0;
    labels.len() <= 13
        && labels.windows(2).all(|pair| match pair {
            [(a, left), (b, right)] => b - a >= edge(left) + edge(right) + APART,
            _ => true,
        })
}
