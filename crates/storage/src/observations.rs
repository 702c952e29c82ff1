//! Reading what was reported.

mod headlines;

use domain::{BodyKey, Catalogue, Day, Indicator, Observation, Slug};

pub use headlines::{GroupCount, Headline, Order, groups, headlines, without};

use crate::code::{Code, Precision};
use crate::db::Arg;
use crate::row::{ObservationRow, day, observation_columns, observation_names, select_observations};
use crate::{AsOf, Db, StorageError};

type Result<T> = std::result::Result<T, StorageError>;

/// At most this many bodies are compared at once.
pub const MOST_BODIES: usize = 40;

/// Rows known in revision $1 and, unless $2 is the end of time, dated and valid on or before day $2.
macro_rules! as_of {
    () => {
        "o.known_from <= $1 AND o.known_to > $1 AND o.valid_on <= $2 \
         AND ($2 = 9223372036854775807 OR o.date_precision <> 9) "
    };
}
/// Oldest first; undated rows last.
macro_rules! in_time {
    () => {
        "CASE WHEN o.date_precision = 9 THEN 1 ELSE 0 END, o.valid_on, o.voice"
    };
}

impl AsOf {
    fn args(self) -> Vec<Arg> {
        // One below the end of time: current rows end there.
        let known = self.known.map_or(i64::MAX - 1, |revision| revision.0);
        let valid = self.valid.map_or(i64::MAX, |day| i64::from(day.number()));
        vec![known.into(), valid.into()]
    }
}

const OF_BODY: &str = concat!(
    select_observations!(),
    "WHERE ",
    as_of!(),
    "AND o.body = (SELECT id FROM body WHERE key = $3) ORDER BY indicator.slug, ",
    in_time!()
);

/// Everything on record for a body, by indicator, oldest first. Records of indicators that the catalogue no longer
/// has are left out.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn of_body(
    db: &Db,
    catalogue: &Catalogue,
    body: &BodyKey,
    as_of: AsOf,
) -> Result<Vec<Observation>> {
    let mut args = as_of.args();
    args.push(body.as_str().into());
    read(catalogue, db.all(OF_BODY, args).await?)
}

/// The bodies $4 to $43.
macro_rules! bodies {
    () => {
        "(SELECT id FROM body WHERE key IN ($4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, \
         $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, \
         $40, $41, $42, $43)) "
    };
}

const OF_INDICATOR: &str = concat!(
    select_observations!(),
    "WHERE ",
    as_of!(),
    "AND o.indicator = (SELECT id FROM indicator WHERE slug = $3) AND o.body IN ",
    bodies!(),
    "ORDER BY body.key, ",
    in_time!()
);

/// The records of an indicator for up to [`MOST_BODIES`] bodies, oldest first.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn of_indicator(
    db: &Db,
    indicator: &Indicator,
    bodies: &[BodyKey],
    as_of: AsOf,
) -> Result<Vec<Observation>> {
    let mut args = as_of.args();
    args.push(indicator.slug.as_str().into());
    args.extend((0..MOST_BODIES).map(|place| Arg::Text(bodies.get(place).map(ToString::to_string))));
    let rows = db.all::<ObservationRow>(OF_INDICATOR, args).await?;
    rows.into_iter().map(|row| row.into_domain(indicator.kind)).collect()
}

const REPORTED: &str = concat!(
    "SELECT body.key AS key, indicator.slug AS slug FROM observation o JOIN body ON body.id = o.body ",
    "JOIN indicator ON indicator.id = o.indicator WHERE ",
    as_of!(),
    "AND o.state = $3 AND o.body IN ",
    bodies!(),
    "GROUP BY body.key, indicator.slug ORDER BY body.key, indicator.slug"
);

/// Which indicators have a reported value, for each of up to [`MOST_BODIES`] bodies.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn reported(db: &Db, bodies: &[BodyKey], as_of: AsOf) -> Result<Vec<(BodyKey, Slug)>> {
    let mut args = as_of.args();
    args.push(0_i64.into());
    args.extend((0..MOST_BODIES).map(|place| Arg::Text(bodies.get(place).map(ToString::to_string))));
    let parse = |(key, slug): (String, String)| {
        let body = BodyKey::parse(&key).ok_or_else(|| StorageError::inconsistent("body", "key", key))?;
        let slug = Slug::parse(&slug).ok_or_else(|| StorageError::inconsistent("indicator", "slug", slug))?;
        Ok((body, slug))
    };
    db.all::<(String, String)>(REPORTED, args).await?.into_iter().map(parse).collect()
}

const NEWEST: &str = concat!(
    select_observations!(),
    "WHERE ",
    as_of!(),
    "AND o.date_precision <> 9 AND o.state = 0 ORDER BY o.valid_on DESC, body.key, indicator.slug, o.voice LIMIT $3"
);

/// The newest dated values, newest first.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn newest(db: &Db, catalogue: &Catalogue, limit: i64) -> Result<Vec<Observation>> {
    let mut args = AsOf::default().args();
    args.push(limit.into());
    read(catalogue, db.all(NEWEST, args).await?)
}

fn read(catalogue: &Catalogue, rows: Vec<ObservationRow>) -> Result<Vec<Observation>> {
    let kind = |row: &ObservationRow| {
        Slug::parse(row.slug()).and_then(|slug| catalogue.indicator(&slug)).map(|indicator| indicator.kind)
    };
    rows.into_iter().filter_map(|row| kind(&row).map(|kind| row.into_domain(kind))).collect()
}

const SERIES: &str = "SELECT body.key AS key, COUNT(*) AS points, MAX(o.valid_on) AS newest FROM observation o \
     JOIN body ON body.id = o.body WHERE o.indicator = (SELECT id FROM indicator WHERE slug = $1) \
     AND o.known_to = 9223372036854775807 AND o.state = 0 AND o.date_precision <> $2 GROUP BY body.key \
     ORDER BY COUNT(*) DESC, MAX(o.valid_on) DESC, body.key LIMIT $3";

/// The bodies with the longest dated series of an indicator: key, number of dates, newest day.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn longest(db: &Db, indicator: &Indicator, limit: i64) -> Result<Vec<(BodyKey, i64, Day)>> {
    let args = vec![indicator.slug.as_str().into(), Precision::Undated.code().into(), limit.into()];
    let rows = db.all::<(String, i64, i64)>(SERIES, args).await?;
    let parse = |(key, points, newest): (String, i64, i64)| {
        let key = BodyKey::parse(&key).ok_or_else(|| StorageError::inconsistent("body", "key", key))?;
        Ok((key, points, day(newest)))
    };
    rows.into_iter().map(parse).collect()
}

const ALL: &str =
    concat!(select_observations!(), "WHERE ", as_of!(), "ORDER BY body.key, indicator.slug, ", in_time!());

/// Every record that holds now, by body and indicator, oldest first.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn all(db: &Db, catalogue: &Catalogue) -> Result<Vec<Observation>> {
    read(catalogue, db.all(ALL, AsOf::default().args()).await?)
}
