//! Values: what kind they are, how exact, and the five reasons for having none.

use crate::{PartialDate, Slug, words};

words! {
    /// What kind of value an indicator carries.
    pub enum ValueKind {
        /// A share in percent, with numerator and denominator where known.
        Share = "share",
        /// A number of things.
        Count = "count",
        /// A level on a versioned scale, 0 upwards.
        Level = "level",
        /// Yes or no.
        YesNo = "yes_no",
        /// A date.
        Date = "date",
        /// A place in a ranking, 1 is first.
        Rank = "rank",
        /// Points.
        Score = "score",
        /// One entry of a versioned list.
        Choice = "choice",
        /// A short statement in own words.
        Statement = "statement",
    }
}

impl ValueKind {
    /// Whether values of this kind are numbers that a chart can draw.
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Share | Self::Count | Self::Level | Self::Rank | Self::Score)
    }
}

words! {
    /// How exactly a source states a number.
    pub enum Exactness {
        /// As it stands.
        Exact = "genau",
        /// "rund", "knapp", "etwa".
        About = "rund",
        /// "über", "mehr als": a lower bound.
        AtLeast = "mindestens",
        /// "bis zu", "weniger als": an upper bound.
        AtMost = "hoechstens",
    }
}

words! {
    /// Why a cell that is on record has no value. "Not asked" is the absence of a record and is never stored.
    pub enum NoValue {
        /// It is on record that nobody knows.
        Unknown = "unbekannt",
        /// Asked, and no answer is on record.
        Unanswered = "ohne-antwort",
        /// The question does not apply to this body.
        NotApplicable = "trifft-nicht-zu",
        /// The body refused to answer.
        Refused = "verweigert",
        /// A value was withdrawn.
        Withdrawn = "zurueckgezogen",
    }
}

/// A reported value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number: share in percent, count, level, rank or score; finite.
    Number(f64),
    /// Yes or no.
    YesNo(bool),
    /// A date.
    Date(PartialDate),
    /// The slug of an entry of the indicator's list.
    Choice(Slug),
    /// A short statement.
    Statement(String),
}

impl Value {
    /// The number, when it is one.
    pub const fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Whether this value is of the given kind.
    pub const fn is(&self, kind: ValueKind) -> bool {
        match self {
            Self::Number(_) => kind.is_number(),
            Self::YesNo(_) => matches!(kind, ValueKind::YesNo),
            Self::Date(_) => matches!(kind, ValueKind::Date),
            Self::Choice(_) => matches!(kind, ValueKind::Choice),
            Self::Statement(_) => matches!(kind, ValueKind::Statement),
        }
    }
}

/// What a record says: a value with its exactness, or why there is none.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A value was reported.
    Reported {
        /// The value.
        value: Value,
        /// How exactly the source states it.
        exactness: Exactness,
        /// Numerator and denominator of a share, where the source gives them.
        ratio: Option<(i64, i64)>,
    },
    /// There is no value, for this reason.
    Missing(NoValue),
}

impl Cell {
    /// The word of the state in files and in the database: `belegt` or that of the reason.
    pub const fn state(&self) -> &'static str {
        match self {
            Self::Reported { .. } => "belegt",
            Self::Missing(reason) => reason.word(),
        }
    }

    /// The reported value.
    pub const fn value(&self) -> Option<&Value> {
        match self {
            Self::Reported { value, .. } => Some(value),
            Self::Missing(_) => None,
        }
    }

    /// Whether two voices cannot both be right: their values do not meet even within their exactness. "rund" is given
    /// a tenth to either side. Statements are never set against each other, and a missing value contradicts nothing.
    pub fn contradicts(&self, other: &Self) -> bool {
        let (
            Self::Reported { value: one, exactness: first, .. },
            Self::Reported { value: two, exactness: second, .. },
        ) = (self, other)
        else {
            return false;
        };
        match (one, two) {
            (Value::Number(one), Value::Number(two)) => {
                let ((low, high), (from, to)) = (first.range(*one), second.range(*two));
                high < from || to < low
            }
            (Value::Date(one), Value::Date(two)) => {
                one.last_day() < two.first_day() || two.last_day() < one.first_day()
            }
            (Value::Statement(_), _) | (_, Value::Statement(_)) => false,
            (one, two) => one != two,
        }
    }
}

impl Exactness {
    /// The least and the greatest number that a statement of this exactness allows for.
    fn range(self, number: f64) -> (f64, f64) {
        let tenth = number.abs() / 10.0;
        match self {
            Self::Exact => (number, number),
            Self::About => (number - tenth, number + tenth),
            Self::AtLeast => (number, f64::INFINITY),
            Self::AtMost => (f64::NEG_INFINITY, number),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: f64, exactness: Exactness) -> Cell {
        Cell::Reported { value: Value::Number(value), exactness, ratio: None }
    }

    #[test]
    fn voices_contradict_each_other_only_beyond_their_exactness() {
        use Exactness::{About, AtLeast, AtMost, Exact};
        for (one, two, contradict) in [
            (number(82.0, Exact), number(82.0, Exact), false),
            (number(82.0, Exact), number(83.0, Exact), true),
            (number(80.0, About), number(83.0, Exact), false),
            (number(80.0, About), number(100.0, Exact), true),
            (number(200.0, AtLeast), number(260.0, Exact), false),
            (number(200.0, AtLeast), number(150.0, AtMost), true),
            (number(82.0, Exact), Cell::Missing(NoValue::Unknown), false),
        ] {
            assert_eq!(one.contradicts(&two), contradict, "{one:?} {two:?}");
            assert_eq!(two.contradicts(&one), contradict, "{two:?} {one:?}");
        }
    }
}
