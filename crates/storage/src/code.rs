//! The codes by which words of the domain are stored. They are written in databases: append, never renumber.

use domain::{Exactness, NoValue, Reuse, SourceKind, Voice};

use crate::StorageError;

/// Something stored as a small number.
pub(crate) trait Code: Copy + PartialEq + 'static {
    const TABLE: &'static [(i64, Self)];
    const COLUMN: &'static str;

    fn code(self) -> i64 {
        Self::TABLE.iter().find(|(_, value)| *value == self).map_or(-1, |(code, _)| *code)
    }

    fn from_code(code: i64) -> Result<Self, StorageError> {
        let found = Self::TABLE.iter().find(|(known, _)| *known == code);
        found
            .map(|(_, value)| *value)
            .ok_or_else(|| StorageError::inconsistent("observation", Self::COLUMN, code))
    }
}

impl Code for Voice {
    // The order of headlines: the smallest code speaks first.
    const TABLE: &'static [(i64, Self)] = &[
        (1, Self::Administration),
        (2, Self::Register),
        (3, Self::Council),
        (4, Self::Study),
        (5, Self::Press),
        (6, Self::Vendor),
    ];
    const COLUMN: &'static str = "voice";
}

impl Code for Exactness {
    const TABLE: &'static [(i64, Self)] =
        &[(1, Self::Exact), (2, Self::About), (3, Self::AtLeast), (4, Self::AtMost)];
    const COLUMN: &'static str = "exactness";
}

impl Code for SourceKind {
    const TABLE: &'static [(i64, Self)] = &[
        (1, Self::Website),
        (2, Self::CouncilPaper),
        (3, Self::Press),
        (4, Self::Study),
        (5, Self::Dataset),
    ];
    const COLUMN: &'static str = "source.kind";
}

impl Code for Reuse {
    const TABLE: &'static [(i64, Self)] = &[(1, Self::Open), (2, Self::CiteOnly)];
    const COLUMN: &'static str = "source.reuse";
}

/// `None` is "reported".
impl Code for Option<NoValue> {
    const TABLE: &'static [(i64, Self)] = &[
        (0, None),
        (1, Some(NoValue::Unknown)),
        (2, Some(NoValue::Unanswered)),
        (3, Some(NoValue::NotApplicable)),
        (4, Some(NoValue::Refused)),
        (5, Some(NoValue::Withdrawn)),
    ];
    const COLUMN: &'static str = "state";
}

/// An answer that may be unknown.
impl Code for Option<bool> {
    const TABLE: &'static [(i64, Self)] = &[(0, None), (1, Some(true)), (2, Some(false))];
    const COLUMN: &'static str = "answer";
}

/// How precisely a date is known; `Undated` rows carry the day they were entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Precision {
    Known(&'static str),
    Undated,
}

impl Code for Precision {
    const TABLE: &'static [(i64, Self)] = &[
        (1, Self::Known("d")),
        (2, Self::Known("m")),
        (3, Self::Known("q")),
        (4, Self::Known("y")),
        (9, Self::Undated),
    ];
    const COLUMN: &'static str = "date_precision";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_a_code() {
        assert!(Voice::ALL.iter().all(|word| Voice::from_code(word.code()).is_ok()));
        assert!(Exactness::ALL.iter().all(|word| Exactness::from_code(word.code()).is_ok()));
        assert!(SourceKind::ALL.iter().all(|word| SourceKind::from_code(word.code()).is_ok()));
        assert!(Reuse::ALL.iter().all(|word| Reuse::from_code(word.code()).is_ok()));
        assert!(NoValue::ALL.iter().all(|word| Option::<NoValue>::from_code(Some(*word).code()).is_ok()));
        assert!(["d", "m", "q", "y"].iter().all(|p| Precision::Known(p).code() > 0));
    }
}
