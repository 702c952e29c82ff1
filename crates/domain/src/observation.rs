//! Observations: who reported what, for when, and since when we know it.

use crate::{BodyKey, Cell, Day, PartialDate, Slug, Source, words};

words! {
    /// Who says it. Where several voices speak for one date, the first in this order is the headline.
    pub enum Voice {
        /// The administration itself.
        Administration = "verwaltung",
        /// A public register.
        Register = "register",
        /// A council paper.
        Council = "rat",
        /// A study or test from outside.
        Study = "studie",
        /// The press.
        Press = "presse",
        /// The vendor of a product.
        Vendor = "hersteller",
    }
}

/// The number of a release of data. It only rises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(pub i64);

/// One record: what a voice reported for a body, an indicator and a date.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// The body it is about.
    pub body: BodyKey,
    /// The indicator.
    pub indicator: Slug,
    /// When the value held, as precisely as the source says; `None` when the source has no date.
    pub valid_on: Option<PartialDate>,
    /// First day of the period a flow was counted over.
    pub period_start: Option<Day>,
    /// Who says it.
    pub voice: Voice,
    /// The value, or why there is none.
    pub cell: Cell,
    /// Version of the indicator's definition it was counted by.
    pub definition: i64,
    /// Where it stands.
    pub source: Source,
    /// Page or section in the source.
    pub page: String,
    /// What restricts it, in own words.
    pub note: String,
}

impl Observation {
    /// Length of the period of a flow in days.
    pub fn period_days(&self) -> Option<i32> {
        let end = self.valid_on?.last_day();
        Some(end.number() - self.period_start?.number() + 1)
    }

    /// Whether a line may join this observation to an `earlier` one: same definition, same length of period, and
    /// periods that do not overlap.
    pub fn continues(&self, earlier: &Self) -> bool {
        if self.definition != earlier.definition {
            return false;
        }
        match (earlier.period_days(), self.period_days(), earlier.valid_on, self.period_start) {
            // Leap years differ by a day; months of one length class by three.
            (Some(before), Some(after), Some(end), Some(start)) => {
                (before - after).abs() <= 3 && start > end.last_day()
            }
            (None, None, ..) => true,
            _ => false,
        }
    }

    /// Order in which records of one cell are read: dated before undated, newest first, then by voice.
    pub fn headline_order(&self) -> impl Ord + use<> {
        (std::cmp::Reverse(self.valid_on.map(PartialDate::last_day)), self.voice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Exactness, Reuse, SourceKind, Value};

    fn yearly(year: i32, start: &str) -> Observation {
        Observation {
            body: BodyKey::parse("12054000").unwrap(),
            indicator: Slug::parse("meldungen").unwrap(),
            valid_on: Some(PartialDate::Year(year)),
            period_start: Day::parse(start),
            voice: Voice::Press,
            cell: Cell::Reported { value: Value::Number(1.0), exactness: Exactness::Exact, ratio: None },
            definition: 1,
            source: Source {
                title: "x".into(),
                address: "https://x.de".into(),
                published: None,
                retrieved_on: Day::from_number(0),
                kind: SourceKind::Press,
                reuse: Reuse::Open,
            },
            page: String::new(),
            note: String::new(),
        }
    }

    #[test]
    fn a_line_joins_equal_periods_only() {
        assert!(yearly(2024, "2024-01-01").continues(&yearly(2023, "2023-01-01")));
        assert!(yearly(2025, "2025-01-01").continues(&yearly(2023, "2023-01-01")));
        // Half a year is not a year, and overlapping years would count the same months twice.
        assert!(!yearly(2024, "2024-07-01").continues(&yearly(2023, "2023-01-01")));
        assert!(!yearly(2024, "2023-11-01").continues(&yearly(2023, "2022-11-01")));
    }

    #[test]
    fn a_line_ends_where_the_definition_changes() {
        let mut later = yearly(2024, "2024-01-01");
        later.definition = 2;
        assert!(!later.continues(&yearly(2023, "2023-01-01")));
    }

    #[test]
    fn the_newest_record_comes_first_and_undated_ones_last() {
        let mut undated = yearly(2024, "2024-01-01");
        undated.valid_on = None;
        let mut all = [undated, yearly(2022, "2022-01-01"), yearly(2024, "2024-01-01")];
        all.sort_by_key(Observation::headline_order);
        assert_eq!(
            all.map(|o| o.valid_on.map(|d| d.to_string())),
            [Some("2024".into()), Some("2022".into()), None]
        );
    }
}
