//! Reading what was reported.

mod headlines;

use domain::{BodyKey, Catalogue, Day, Indicator, Observation, Slug};

pub use headlines::{GroupCount, Headline, Order, groups, headlines, without};

use crate::db::Arg;
use crate::row::{
    ObservationRow, bodies, day, its_record, observation_columns, observation_names, select_observations,
};
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

pub mod past;

impl AsOf {
    /// The revision as statements compare it: one below the end of time for the newest, because current rows end there.
    pub(crate) fn known_number(self) -> i64 {
        self.known.map_or(i64::MAX - 1, |revision| revision.0)
    }

    /// The first two arguments of every statement that reads as of something.
    pub(crate) fn args(self) -> Vec<Arg> {
        let known = self.known_number();
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

const ABOUT: &str = concat!(
    select_observations!(),
    "WHERE ",
    as_of!(),
    "AND o.body = (SELECT id FROM body WHERE key = $3) ",
    "AND o.indicator IN (SELECT id FROM indicator WHERE $4 LIKE '% ' || slug || ' %') ORDER BY indicator.slug, ",
    in_time!()
);

/// As [`of_body`], for some indicators only.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn about<'a>(
    db: &Db,
    catalogue: &Catalogue,
    body: &BodyKey,
    indicators: impl IntoIterator<Item = &'a str>,
    as_of: AsOf,
) -> Result<Vec<Observation>> {
    let mut args = as_of.args();
    args.push(body.as_str().into());
    args.push(indicators.into_iter().fold(" ".to_owned(), |slugs, slug| slugs + slug + " ").into());
    read(catalogue, db.all(ABOUT, args).await?)
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

// The inner order is that of an index, so that the newest are read and no more.
const NEWEST: &str = concat!(
    "SELECT ",
    observation_columns!(),
    "FROM (SELECT indicator, body, valid_on, date_precision, voice FROM current_value \
     WHERE state = 0 AND date_precision <> 9 ORDER BY valid_on DESC, indicator DESC, body DESC LIMIT $1) AS c ",
    its_record!(),
    observation_names!(),
    "ORDER BY o.valid_on DESC, body.key, indicator.slug, o.voice"
);

/// The newest dated headlines, newest first: one record at most of each body and indicator.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn newest(db: &Db, catalogue: &Catalogue, limit: i64) -> Result<Vec<Observation>> {
    read(catalogue, db.all(NEWEST, vec![limit.into()]).await?)
}

/// Rows as the domain knows them; those of indicators that the catalogue no longer has are left out.
pub(crate) fn read(catalogue: &Catalogue, rows: Vec<ObservationRow>) -> Result<Vec<Observation>> {
    let kind = |row: &ObservationRow| {
        Slug::parse(row.slug()).and_then(|slug| catalogue.indicator(&slug)).map(|indicator| indicator.kind)
    };
    rows.into_iter().filter_map(|row| kind(&row).map(|kind| row.into_domain(kind))).collect()
}

const SERIES: &str = "SELECT body.key AS key, c.points AS points, c.valid_on AS newest FROM (SELECT body, points, \
     valid_on FROM current_value WHERE indicator = (SELECT id FROM indicator WHERE slug = $1) AND points > 0 \
     ORDER BY points DESC, valid_on DESC, body DESC LIMIT $2) AS c JOIN body ON body.id = c.body \
     ORDER BY c.points DESC, c.valid_on DESC, body.key";

/// The bodies with the longest dated series of an indicator: key, number of dates, newest day.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn longest(db: &Db, indicator: &Indicator, limit: i64) -> Result<Vec<(BodyKey, i64, Day)>> {
    let args = vec![indicator.slug.as_str().into(), limit.into()];
    let rows = db.all::<(String, i64, i64)>(SERIES, args).await?;
    let parse = |(key, points, newest): (String, i64, i64)| {
        let key = BodyKey::parse(&key).ok_or_else(|| StorageError::inconsistent("body", "key", key))?;
        Ok((key, points, day(newest)))
    };
    rows.into_iter().map(parse).collect()
}

const ALL: &str =
    concat!(select_observations!(), "WHERE ", as_of!(), "ORDER BY body.key, indicator.slug, ", in_time!());

/// Hands over every record that holds now, by body and indicator, oldest first, one after the other in bounded memory.
/// All are of one moment.
///
/// # Errors
/// When the database fails, a row breaks a rule, or `take` fails.
pub async fn each<E: From<StorageError>>(
    db: &Db,
    catalogue: &Catalogue,
    mut take: impl FnMut(Observation) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    db.each::<ObservationRow, E>(ALL, AsOf::default().args(), |row| {
        for observation in read(catalogue, vec![row])? {
            take(observation)?;
        }
        Ok(())
    })
    .await
}
