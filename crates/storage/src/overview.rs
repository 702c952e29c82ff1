//! What is known in the whole country.

use domain::{BodyKey, Day, Revision, Slug};

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

/// Municipalities in Germany, from the official register: Destatis, GV100AD, 31 August 2025.
pub const MUNICIPALITIES: i64 = 10_751;

/// Counts that are kept in the transaction of each release.
const TALLY: &str = "SELECT amount FROM tally WHERE name = $1";

/// Counts of what is known.
///
/// # Errors
/// When the database fails.
pub async fn counts(db: &Db) -> Result<Counts, StorageError> {
    Ok(Counts {
        bodies: tally(db, "bodies").await?,
        with_values: tally(db, "with-values").await?,
        observations: tally(db, "facts").await?,
        sources: tally(db, "sources").await?,
    })
}

async fn tally(db: &Db, name: &str) -> Result<i64, StorageError> {
    db.number(TALLY, vec![name.into()]).await
}

// A nought is the sign after a stroke: all names that begin so.
const TOPICS: &str =
    "SELECT name, amount FROM tally WHERE name >= 'topic/' AND name < 'topic0' AND amount > 0 ORDER BY name";

/// How many bodies have a reported value, by topic. Topics without any are missing.
///
/// # Errors
/// When the database fails.
pub async fn topics(db: &Db) -> Result<Vec<(Slug, i64)>, StorageError> {
    let rows = db.all::<(String, i64)>(TOPICS, Vec::new()).await?;
    let parse = |(name, amount): (String, i64)| {
        let slug = name.strip_prefix("topic/").and_then(Slug::parse);
        Ok((slug.ok_or_else(|| StorageError::inconsistent("tally", "name", name))?, amount))
    };
    rows.into_iter().map(parse).collect()
}

/// A municipality on the map of what is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Town {
    /// Official key.
    pub key: BodyKey,
    /// Name.
    pub name: String,
    /// Degrees north and east.
    pub place: (f64, f64),
    /// In how many topics it has a reported value.
    pub topics: i64,
    /// The newest dated value.
    pub newest: Option<Day>,
}

const TOWNS: &str = "SELECT body.key AS key, body.name AS name, body.latitude AS latitude, body.longitude AS longitude, \
     known.topics AS topics, known.newest AS newest FROM body_tally AS known JOIN body ON body.id = known.body \
     WHERE known.topics > 0 AND LENGTH(body.key) = 8 AND body.closed_on IS NULL AND body.latitude IS NOT NULL \
     AND body.longitude IS NOT NULL ORDER BY known.topics DESC, body.population DESC, body.key LIMIT $1";

/// Municipalities with values whose place is known: most topics first, of equal ones the largest.
///
/// # Errors
/// When the database fails.
pub async fn towns(db: &Db, limit: i64) -> Result<Vec<Town>, StorageError> {
    let rows = db.all::<(String, String, f64, f64, i64, Option<i64>)>(TOWNS, vec![limit.into()]).await?;
    let town =
        |(key, name, latitude, longitude, topics, newest): (String, String, f64, f64, i64, Option<i64>)| {
            let key = BodyKey::parse(&key).ok_or_else(|| StorageError::inconsistent("body", "key", key))?;
            Ok(Town { key, name, place: (latitude, longitude), topics, newest: newest.map(day) })
        };
    rows.into_iter().map(town).collect()
}

// A nought is the sign after a stroke: all names that begin so.
const INDICATORS: &str = "SELECT known.name AS name, known.amount AS bodies, newest.amount AS newest FROM tally AS known \
     LEFT JOIN tally AS newest ON newest.name = 'newest/' || SUBSTR(known.name, 11) \
     WHERE known.name >= 'indicator/' AND known.name < 'indicator0' AND known.amount > 0 ORDER BY known.name";

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
    let parse = |(name, bodies, newest): (String, i64, Option<i64>)| {
        let slug = name.strip_prefix("indicator/").and_then(Slug::parse);
        let indicator = slug.ok_or_else(|| StorageError::inconsistent("tally", "name", name))?;
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
