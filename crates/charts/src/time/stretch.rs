//! Years, quarters and months as stretches of the axis of time.

use domain::{Day, Language};

/// A year, quarter or month on the axis.
pub(super) struct Stretch {
    pub(super) start: Day,
    pub(super) from: f64,
    pub(super) centre: f64,
    /// The middle of what lies on the axis.
    pub(super) middle: f64,
    /// How much of it lies on the axis.
    pub(super) length: f64,
    pub(super) whole: bool,
}

#[derive(Clone, Copy)]
pub(super) enum Part {
    Month,
    Quarter,
    Year,
}

impl Part {
    const fn months(self) -> u8 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }

    /// The longest usual distance of values for which such a part is fine enough.
    pub(super) const fn days(self) -> i32 {
        match self {
            Self::Month => 45,
            _ => 130,
        }
    }

    pub(super) fn start(self, day: Day) -> Day {
        let month = (day.month() - 1) / self.months() * self.months() + 1;
        Day::from_ymd(day.year(), month, 1).unwrap_or(day)
    }

    pub(super) fn next(self, start: Day) -> Day {
        let month = start.month() + self.months();
        let next = if month > 12 {
            Day::from_ymd(start.year() + 1, 1, 1)
        } else {
            Day::from_ymd(start.year(), month, 1)
        };
        next.unwrap_or(start)
    }

    pub(super) fn name(self, start: Day, language: Language) -> String {
        match self {
            Self::Year => start.year().to_string(),
            Self::Quarter => format!("Q{}", start.month().div_ceil(3)),
            Self::Month => {
                let (german, english) =
                    MONTHS.get(usize::from(start.month()) - 1).copied().unwrap_or_default();
                language.pick(german, english).to_owned()
            }
        }
    }
}

const MONTHS: [(&str, &str); 12] = [
    ("Jan", "Jan"),
    ("Feb", "Feb"),
    ("März", "Mar"),
    ("Apr", "Apr"),
    ("Mai", "May"),
    ("Juni", "June"),
    ("Juli", "July"),
    ("Aug", "Aug"),
    ("Sep", "Sept"),
    ("Okt", "Oct"),
    ("Nov", "Nov"),
    ("Dez", "Dec"),
];
