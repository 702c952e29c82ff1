//! Days and dates that are only known to the month, quarter or year.

use std::fmt;

use time::{Date, Month};

/// A civil day. Ordered, cheap to copy, stored as the number of days since 1 January 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// Julian day number of 1 January 1970.
const EPOCH: i32 = 2_440_588;

impl Day {
    /// The day of a year, month (1 to 12) and day of month; `None` when the calendar has no such day.
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<Self> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        let month = Month::try_from(month).ok()?;
        let date = Date::from_calendar_date(year, month, day).ok()?;
        Some(Self(date.to_julian_day() - EPOCH))
    }

    /// The day with this number, days since 1 January 1970, clamped to the years 1 to 9999.
    pub fn from_number(number: i32) -> Self {
        Self(number.clamp(-719_162, 2_932_896))
    }

    /// Days since 1 January 1970.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The calendar year.
    pub fn year(self) -> i32 {
        self.date().year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        u8::from(self.date().month())
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.date().day()
    }

    /// Reads `2025-06-30`.
    pub fn parse(text: &str) -> Option<Self> {
        match PartialDate::parse(text)? {
            PartialDate::Day(day) => Some(day),
            _ => None,
        }
    }

    fn date(self) -> Date {
        Date::from_julian_day(self.0 + EPOCH).unwrap_or(Date::MAX)
    }

    fn last_of_month(year: i32, month: u8) -> Option<Self> {
        let length = Month::try_from(month).ok()?.length(year);
        Self::from_ymd(year, month, length)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

/// A date as precisely as its source states it.
///
/// A value is valid on the [last day](PartialDate::last_day) of the stated period, so that a question for a
/// reference date never claims more than what is proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// Known to the year.
    Year(i32),
    /// Known to the quarter: year and 1 to 4.
    Quarter(i32, u8),
    /// Known to the month: year and 1 to 12.
    Month(i32, u8),
    /// Known to the day.
    Day(Day),
}

impl PartialDate {
    /// Reads `2025`, `2025-Q3`, `2025-06` or `2025-06-30`.
    pub fn parse(text: &str) -> Option<Self> {
        if !text.is_ascii() || text.len() < 4 {
            return None;
        }
        let (year, rest) = text.split_at(4);
        let year: i32 = digits(year)?.try_into().ok()?;
        if year == 0 {
            return None;
        }
        let Some(rest) = rest.strip_prefix('-') else {
            return rest.is_empty().then_some(Self::Year(year));
        };
        if let Some(quarter) = rest.strip_prefix('Q') {
            let quarter = u8::try_from(digits(quarter)?).ok()?;
            return ((1..=4).contains(&quarter) && rest.len() == 2).then_some(Self::Quarter(year, quarter));
        }
        match rest.split_once('-') {
            None if rest.len() == 2 => {
                let month = u8::try_from(digits(rest)?).ok()?;
                (1..=12).contains(&month).then_some(Self::Month(year, month))
            }
            Some((month, day)) if month.len() == 2 && day.len() == 2 => {
                Day::from_ymd(year, u8::try_from(digits(month)?).ok()?, u8::try_from(digits(day)?).ok()?)
                    .map(Self::Day)
            }
            _ => None,
        }
    }

    /// The last day of the stated period.
    pub fn last_day(self) -> Day {
        let (year, month) = match self {
            Self::Day(day) => return day,
            Self::Year(year) => (year, 12),
            Self::Quarter(year, quarter) => (year, quarter * 3),
            Self::Month(year, month) => (year, month),
        };
        Day::last_of_month(year, month).unwrap_or(Day::from_number(i32::MAX))
    }

    /// The first day of the stated period.
    pub fn first_day(self) -> Day {
        let (year, month) = match self {
            Self::Day(day) => return day,
            Self::Year(year) => (year, 1),
            Self::Quarter(year, quarter) => (year, quarter * 3 - 2),
            Self::Month(year, month) => (year, month),
        };
        Day::from_ymd(year, month, 1).unwrap_or(Day::from_number(i32::MAX))
    }

    /// The letter that says how precise the date is, as stored: `y`, `q`, `m` or `d`.
    pub const fn precision(self) -> &'static str {
        match self {
            Self::Year(_) => "y",
            Self::Quarter(..) => "q",
            Self::Month(..) => "m",
            Self::Day(_) => "d",
        }
    }

    /// The date again from its last day and its [precision](Self::precision).
    pub fn restore(last_day: Day, precision: &str) -> Option<Self> {
        let (year, month) = (last_day.year(), last_day.month());
        Some(match precision {
            "y" => Self::Year(year),
            "q" => Self::Quarter(year, month.div_ceil(3)),
            "m" => Self::Month(year, month),
            "d" => Self::Day(last_day),
            _ => return None,
        })
    }
}

impl fmt::Display for PartialDate {
    /// Writes the form that [`PartialDate::parse`] reads.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => day.fmt(f),
        }
    }
}

fn digits(text: &str) -> Option<u32> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_period_counts_from_its_last_day() {
        let last = |text: &str| PartialDate::parse(text).unwrap().last_day().to_string();
        assert_eq!(last("2024"), "2024-12-31");
        assert_eq!(last("2025-Q1"), "2025-03-31");
        assert_eq!(last("2024-02"), "2024-02-29");
        assert_eq!(last("2025-06-30"), "2025-06-30");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "25",
            "2025-",
            "2025-13",
            "2025-Q5",
            "2025-Q",
            "2025-02-30",
            "2025-6",
            "0000",
            "2025-06-3O",
            "２０２５",
        ] {
            assert_eq!(PartialDate::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn writing_and_reading_a_date_keeps_it(number in -700_000..2_900_000_i32, kind in 0..4_u8) {
            let day = Day::from_number(number);
            let date = match kind {
                0 => PartialDate::Year(day.year()),
                1 => PartialDate::Quarter(day.year(), day.month().div_ceil(3)),
                2 => PartialDate::Month(day.year(), day.month()),
                _ => PartialDate::Day(day),
            };
            prop_assert_eq!(PartialDate::parse(&date.to_string()), Some(date));
            prop_assert_eq!(PartialDate::restore(date.last_day(), date.precision()), Some(date));
            prop_assert!(date.last_day() >= day);
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in ".{0,14}") {
            let _ = PartialDate::parse(&text);
        }
    }
}
