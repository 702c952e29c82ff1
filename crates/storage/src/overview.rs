//! What is known in the whole country.

use domain::{BodyKey, Day, Revision, Slug};
use sqlx::FromRow;

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
    /// Degrees north and east, where that is known.
    pub place: Option<(f64, f64)>,
    /// In how many topics it has a reported value.
    pub topics: i64,
    /// The newest dated value.
    pub newest: Option<Day>,
}

const TOWNS: &str = "SELECT body.key AS key, body.name AS name, body.latitude AS latitude, body.longitude AS longitude, \
     known.topics AS topics, known.newest AS newest FROM body_tally AS known JOIN body ON body.id = known.body \
     WHERE known.topics > 0 AND LENGTH(body.key) = 8 AND body.closed_on IS NULL ORDER BY known.topics DESC, body.population DESC, body.key LIMIT $1";

/// Municipalities with values: most topics first, of equal ones the largest.
///
/// # Errors
/// When the database fails.
pub async fn towns(db: &Db, limit: i64) -> Result<Vec<Town>, StorageError> {
    let rows = db.all::<TownRow>(TOWNS, vec![limit.into()]).await?;
    rows.into_iter().map(Town::try_from).collect()
}

#[derive(FromRow)]
struct TownRow {
    key: String,
    name: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
    topics: i64,
    newest: Option<i64>,
}

impl TryFrom<TownRow> for Town {
    type Error = StorageError;

    fn try_from(row: TownRow) -> Result<Self, StorageError> {
        let key = BodyKey::parse(&row.key);
        Ok(Self {
            key: key.ok_or_else(|| StorageError::inconsistent("body", "key", row.key))?,
            name: row.name,
            place: row.latitude.zip(row.longitude),
            topics: row.topics,
            newest: row.newest.map(day),
        })
    }
}

/// As [`TOWNS`], by the records, names and bodies known in revision $1; a body whose inhabitants are not known belongs to
/// no group, open or closed.
const TOWNS_THEN: &str = "SELECT body.key AS key, COALESCE(n.name, body.name) AS name, body.latitude AS latitude, \
     body.longitude AS longitude, known.topics AS topics, known.newest AS newest FROM (SELECT o.body AS body, \
     COUNT(DISTINCT indicator.topic) AS topics, MAX(CASE WHEN o.date_precision <> 9 THEN o.valid_on END) AS newest \
     FROM observation o JOIN indicator ON indicator.id = o.indicator \
     WHERE o.known_from <= $1 AND o.known_to > $1 AND o.state = 0 GROUP BY o.body) AS known \
     JOIN body ON body.id = known.body \
     LEFT JOIN body_group g ON g.body = body.id AND g.known_from <= $1 AND g.known_to > $1 \
     LEFT JOIN body_name n ON n.body = body.id AND n.known_from <= $1 AND n.known_to > $1 \
     WHERE LENGTH(body.key) = 8 AND (g.word <> '' OR body.population IS NULL) ORDER BY known.topics DESC, body.key";

/// All municipalities with values, as known in a revision: most topics first, then by key.
///
/// # Errors
/// When the database fails.
pub async fn towns_then(db: &Db, known: Revision) -> Result<Vec<Town>, StorageError> {
    let rows = db.all::<TownRow>(TOWNS_THEN, vec![known.0.into()]).await?;
    rows.into_iter().map(Town::try_from).collect()
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
