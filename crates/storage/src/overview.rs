//! What is known in the whole country.

use domain::{Day, Revision, Slug};

use crate::row::day;
use crate::{Db, StorageError};

/// The state of the data as of a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edition {
    /// The newest revision; 0 when nothing was released yet.
    pub revision: Revision,
    /// The day it was released.
    pub released_on: Option<Day>,
}

const EDITION: &str = "SELECT id, released_on FROM revision ORDER BY id DESC LIMIT 1";

/// The newest edition.
///
/// # Errors
/// When the database fails.
pub async fn edition(db: &Db) -> Result<Edition, StorageError> {
    let row = db.optional::<(i64, i64)>(EDITION, Vec::new()).await?;
    Ok(Edition { revision: Revision(row.map_or(0, |row| row.0)), released_on: row.map(|row| day(row.1)) })
}

/// Counts for the start page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Municipalities, associations and districts in the register that exist today.
    pub bodies: i64,
    /// Municipalities with at least one reported value.
    pub with_values: i64,
    /// Records that hold now.
    pub observations: i64,
    /// Documents.
    pub sources: i64,
}

const BODIES: &str = "SELECT COUNT(*) FROM body WHERE LENGTH(key) > 2 AND closed_on IS NULL";
const WITH_VALUES: &str = "SELECT COUNT(DISTINCT c.body) FROM current_value c JOIN body ON body.id = c.body \
     WHERE c.state = 0 AND LENGTH(body.key) = 8 AND body.closed_on IS NULL";
const OBSERVATIONS: &str = "SELECT COUNT(*) FROM observation WHERE known_to = 9223372036854775807";
const SOURCES: &str = "SELECT COUNT(*) FROM source";

/// Counts of what is known.
///
/// # Errors
/// When the database fails.
pub async fn counts(db: &Db) -> Result<Counts, StorageError> {
    Ok(Counts {
        bodies: db.number(BODIES, Vec::new()).await?,
        with_values: db.number(WITH_VALUES, Vec::new()).await?,
        observations: db.number(OBSERVATIONS, Vec::new()).await?,
        sources: db.number(SOURCES, Vec::new()).await?,
    })
}

const TOPICS: &str = "SELECT indicator.topic AS topic, COUNT(DISTINCT current_value.body) AS bodies \
     FROM current_value JOIN indicator ON indicator.id = current_value.indicator WHERE current_value.state = 0 \
     GROUP BY indicator.topic ORDER BY indicator.topic";

/// How many bodies have a reported value, by topic. Topics without any are missing.
///
/// # Errors
/// When the database fails.
pub async fn topics(db: &Db) -> Result<Vec<(Slug, i64)>, StorageError> {
    let rows = db.all::<(String, i64)>(TOPICS, Vec::new()).await?;
    let parse = |(topic, bodies): (String, i64)| {
        let slug =
            Slug::parse(&topic).ok_or_else(|| StorageError::inconsistent("indicator", "topic", topic))?;
        Ok((slug, bodies))
    };
    rows.into_iter().map(parse).collect()
}

const INDICATORS: &str = "SELECT indicator.slug AS slug, COUNT(*) AS bodies, \
     MAX(CASE WHEN c.date_precision <> 9 THEN c.valid_on END) AS newest FROM current_value c \
     JOIN indicator ON indicator.id = c.indicator WHERE c.state = 0 GROUP BY indicator.slug ORDER BY indicator.slug";

/// How much is on record for an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorCount {
    /// The indicator.
    pub indicator: Slug,
    /// Bodies with a reported value.
    pub bodies: i64,
    /// The newest dated value.
    pub newest: Option<Day>,
}

/// How much is on record for each indicator. Indicators without any value are missing.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn indicators(db: &Db) -> Result<Vec<IndicatorCount>, StorageError> {
    let rows = db.all::<(String, i64, Option<i64>)>(INDICATORS, Vec::new()).await?;
    let parse = |(slug, bodies, newest): (String, i64, Option<i64>)| {
        let indicator =
            Slug::parse(&slug).ok_or_else(|| StorageError::inconsistent("indicator", "slug", slug))?;
        Ok(IndicatorCount { indicator, bodies, newest: newest.map(day) })
    };
    rows.into_iter().map(parse).collect()
}

const EDITION_OF: &str = "SELECT id, released_on FROM revision WHERE id = $1";
const EDITION_ON: &str =
    "SELECT id, released_on FROM revision WHERE released_on <= $1 ORDER BY id DESC LIMIT 1";

/// The edition with this number.
///
/// # Errors
/// When the database fails.
pub async fn edition_of(db: &Db, revision: Revision) -> Result<Option<Edition>, StorageError> {
    one(db, EDITION_OF, revision.0).await
}

/// The last edition released on or before a day.
///
/// # Errors
/// When the database fails.
pub async fn edition_on(db: &Db, on: Day) -> Result<Option<Edition>, StorageError> {
    one(db, EDITION_ON, i64::from(on.number())).await
}

async fn one(db: &Db, sql: &'static str, arg: i64) -> Result<Option<Edition>, StorageError> {
    let row = db.optional::<(i64, i64)>(sql, vec![arg.into()]).await?;
    Ok(row.map(|(id, on)| Edition { revision: Revision(id), released_on: Some(day(on)) }))
}
