//! How the bodies with a service moved between the stages, and on which documents that rests.

use domain::{Day, Reuse, Slug};
use sqlx::FromRow;

use super::{Result, Statement, args, changes_where, its_slug, records, sources_where};
use crate::code::Code;
use crate::row::day;
use crate::{AsOf, Db};

/// How many more than before are at each of [`super::STAGES`] from a day on, by dated records; fewer where it is
/// negative. Where the records of a day only repeat what held, all are nought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The last day of the date that the records state.
    pub on: Day,
    /// How many more.
    pub amounts: [i64; 4],
}

/// The title of documents on which dated stages rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// The title.
    pub title: String,
    /// Whether their figures may be passed on.
    pub reuse: Reuse,
    /// How many records rest on them.
    pub records: i64,
}

/// One statement over what is kept of a service, and over the same worked out.
macro_rules! statement {
    ($before:expr, $kept:literal, $worked_out:ident, $after:expr) => {
        Statement {
            now: concat!($before, $kept, " AS c WHERE c.service = ", its_slug!(), $after),
            then: concat!($before, "(", $worked_out!(records!()), ") AS c", $after),
        }
    };
}

/// The sum of the changes at a place.
macro_rules! at {
    ($place:literal, $name:literal) => {
        concat!("CAST(SUM(CASE WHEN c.place = ", $place, " THEN c.amount ELSE 0 END) AS BIGINT) AS ", $name)
    };
}
const CHANGES: Statement = statement!(
    concat!(
        "SELECT c.valid_on AS valid_on, ",
        at!("0", "live"),
        ", ",
        at!("1", "in_work"),
        ", ",
        at!("2", "planned"),
        ", ",
        at!("3", "not_offered"),
        " FROM "
    ),
    "stage_change",
    changes_where,
    " GROUP BY c.valid_on ORDER BY c.valid_on"
);
const SOURCES: Statement = statement!(
    "SELECT c.title AS title, c.reuse AS reuse, CAST(SUM(c.records) AS BIGINT) AS records FROM ",
    "stage_source",
    sources_where,
    " GROUP BY c.title, c.reuse ORDER BY c.title, c.reuse"
);

#[derive(FromRow)]
struct ChangeRow {
    valid_on: i64,
    live: i64,
    in_work: i64,
    planned: i64,
    not_offered: i64,
}

/// How the bodies with a service moved between the stages, oldest first. Summed up they tell how many were at each on
/// a day.
///
/// # Errors
/// When the database fails.
pub async fn changes(db: &Db, service: &Slug, moment: AsOf) -> Result<Vec<Change>> {
    let rows = db.all::<ChangeRow>(CHANGES.at(moment), args(service.as_str(), moment)).await?;
    let change = |row: ChangeRow| Change {
        on: day(row.valid_on),
        amounts: [row.live, row.in_work, row.planned, row.not_offered],
    };
    Ok(rows.into_iter().map(change).collect())
}

/// The titles of the documents on which [`changes`] rest, by title.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn sources(db: &Db, service: &Slug, moment: AsOf) -> Result<Vec<Cited>> {
    let rows = db.all::<(String, i64, i64)>(SOURCES.at(moment), args(service.as_str(), moment)).await?;
    let cited = |(title, reuse, records)| Ok(Cited { title, reuse: Reuse::from_code(reuse)?, records });
    rows.into_iter().map(cited).collect()
}
