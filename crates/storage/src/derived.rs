//! Shares derived from services and departments, as each release stored them.

use domain::BodyKey;
use domain::derived::{Derived, Measure, Tally};
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
    "AND d.body = (SELECT id FROM body WHERE key = $3) AND d.valid_on = (SELECT MAX(e.valid_on) ",
    "FROM derived_value e WHERE e.body = d.body AND e.measure = d.measure AND e.known_from <= $1 ",
    "AND e.known_to > $1 AND e.valid_on <= $2)"
);

/// The stored shares of a body as of a moment, one of each measure at most: the last point on or before the day;
/// without a day, the one over everything on record.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn of_body(db: &Db, body: &BodyKey, as_of: AsOf) -> Result<Vec<Stored>> {
    let mut args = as_of.args();
    args.push(body.as_str().into());
    let rows = db.all::<DerivedRow>(OF_BODY, args).await?;
    let mut stored: Vec<Stored> = rows.into_iter().map(DerivedRow::into_stored).collect::<Result<_>>()?;
    stored.sort_by_key(|point| point.derived.measure);
    Ok(stored)
}
