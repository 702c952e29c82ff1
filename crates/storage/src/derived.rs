//! Shares derived from services and departments, as each release stored them.

use domain::derived::{Derived, Measure, Tally};
use domain::{BodyKey, Day};
use sqlx::FromRow;

use crate::row::day;
use crate::{AsOf, Db, StorageError};

type Result<T> = std::result::Result<T, StorageError>;

/// A stored share with what it was computed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// The share.
    pub derived: Derived,
    /// Version of the rule.
    pub rule: i64,
    /// Edition of the catalogue of services.
    pub edition: i64,
}

#[derive(FromRow)]
pub(crate) struct DerivedRow {
    measure: String,
    valid_on: i64,
    rule: i64,
    edition: i64,
    numerator: i64,
    denominator: i64,
    known: i64,
    unknown: i64,
    newest_input: Option<i64>,
}

/// The columns of a [`DerivedRow`].
macro_rules! columns {
    () => {
        "d.measure AS measure, d.valid_on AS valid_on, d.rule AS rule, d.edition AS edition, \
         d.numerator AS numerator, d.denominator AS denominator, d.known AS known, d.unknown AS unknown, \
         d.newest_input AS newest_input "
    };
}
pub(crate) use columns;

impl DerivedRow {
    pub(crate) fn into_stored(self) -> Result<Stored> {
        let measure = Measure::from_word(&self.measure)
            .ok_or_else(|| StorageError::inconsistent("derived_value", "measure", self.measure))?;
        let DerivedRow { numerator, denominator, known, unknown, .. } = self;
        Ok(Stored {
            derived: Derived {
                measure,
                valid_on: (self.valid_on != i64::MAX).then(|| day(self.valid_on)),
                tally: Tally { numerator, denominator, known, unknown },
                newest_input: self.newest_input.map(day),
            },
            rule: self.rule,
            edition: self.edition,
        })
    }
}

const OF_BODY: &str = concat!(
    "SELECT ",
    columns!(),
    "FROM derived_value d WHERE d.known_from <= $1 AND d.known_to > $1 ",
    "AND d.body = (SELECT id FROM body WHERE key = $2) ORDER BY d.measure, d.valid_on"
);

/// Every stored share of a body, by measure, oldest first; the one over everything on record comes last.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn of_body(db: &Db, body: &BodyKey, known: AsOf) -> Result<Vec<Stored>> {
    let rows = db.all::<DerivedRow>(OF_BODY, vec![known.known_number().into(), body.as_str().into()]).await?;
    rows.into_iter().map(DerivedRow::into_stored).collect()
}

/// The shares as of a day out of all stored ones: the last point on or before it; without a day, the one over
/// everything on record.
pub fn as_of(stored: &[Stored], valid: Option<Day>) -> Vec<Stored> {
    let fits = |point: &&Stored| match (valid, point.derived.valid_on) {
        (None, on) => on.is_none(),
        (Some(day), Some(on)) => on <= day,
        (Some(_), None) => false,
    };
    let newest = |measure: Measure| {
        let points = stored.iter().filter(fits).filter(move |point| point.derived.measure == measure);
        points.max_by_key(|point| point.derived.valid_on).copied()
    };
    Measure::ALL.iter().filter_map(|measure| newest(*measure)).collect()
}
