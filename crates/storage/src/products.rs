//! Who uses which software product.

use std::collections::BTreeMap;

use domain::product::Naming;
use domain::{Body, BodyKey, Day, Indicator, Observation, Reuse, Slug, Voice};
use sqlx::FromRow;

use crate::code::Code;
use crate::db::Arg;
use crate::observations::MOST_BODIES;
use crate::row::{
    BodyRow, ObservationRow, bodies, body_columns, day, its_record, observation_columns, observation_names,
    partial,
};
use crate::{AsOf, Db, StorageError};

type Result<T> = std::result::Result<T, StorageError>;

/// How many bodies use a product by their newest record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The entry of the indicator's list.
    pub choice: Slug,
    /// The bodies.
    pub bodies: i64,
    /// The newest dated record of them.
    pub newest: Option<Day>,
}

// Figures that may only be cited (code 2) are in no list.
const COUNTS: &str = concat!(
    "SELECT o.text AS choice, COUNT(*) AS bodies, ",
    "MAX(CASE WHEN c.date_precision <> 9 THEN c.valid_on END) AS newest ",
    "FROM (SELECT indicator, body, valid_on, date_precision, voice FROM current_value ",
    "WHERE indicator = (SELECT id FROM indicator WHERE slug = $1) AND state = 0) AS c ",
    its_record!(),
    "JOIN source ON source.id = o.source WHERE source.reuse <> 2 GROUP BY o.text ORDER BY o.text"
);

/// The choices of an indicator that are the headline of any body, by slug.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn counts(db: &Db, indicator: &Indicator) -> Result<Vec<Count>> {
    let rows = db.all::<(String, i64, Option<i64>)>(COUNTS, vec![indicator.slug.as_str().into()]).await?;
    let read = |(choice, bodies, newest): (String, i64, Option<i64>)| {
        Ok(Count { choice: product(choice)?, bodies, newest: newest.map(day) })
    };
    rows.into_iter().map(read).collect()
}

/// Values of the indicator $3, known in revision $1 and, unless $2 is the end of time, dated and valid by day $2.
macro_rules! values {
    () => {
        "o.known_from <= $1 AND o.known_to > $1 AND o.valid_on <= $2 \
         AND ($2 = 9223372036854775807 OR o.date_precision <> 9) \
         AND o.indicator = (SELECT id FROM indicator WHERE slug = $3) AND o.state = 0 "
    };
}
const KNOWN: &str = concat!(
    "SELECT COUNT(DISTINCT o.body) FROM observation o JOIN source ON source.id = o.source ",
    "WHERE source.reuse <> 2 AND ",
    values!()
);

/// How many bodies are on record with any value of an indicator that may stand in a list: of whom a count is a part.
///
/// # Errors
/// When the database fails.
pub async fn known(db: &Db, indicator: &Indicator, as_of: AsOf) -> Result<i64> {
    let mut args = as_of.args();
    args.push(indicator.slug.as_str().into());
    db.number(KNOWN, args).await
}

/// The bodies with any record that names the product $4; `CROSS JOIN` keeps `SQLite` from reading all records first.
macro_rules! users {
    () => {
        concat!(
            "(SELECT DISTINCT o.body AS body FROM observation o WHERE ",
            values!(),
            "AND o.text = $4) AS users CROSS JOIN observation o "
        )
    };
}
/// By name of the body, oldest first; of one day, the record that is the headline stands first.
macro_rules! in_order {
    () => {
        "ORDER BY body.sort_key, body.key, CASE WHEN o.date_precision = 9 THEN 1 ELSE 0 END, o.valid_on, o.voice, \
         o.date_precision"
    };
}

#[derive(FromRow)]
struct NamingRow {
    key: String,
    text: String,
    valid_on: i64,
    date_precision: i64,
    voice: i64,
    reuse: i64,
}

const NAMINGS: &str = concat!(
    "SELECT body.key AS key, o.text AS text, o.valid_on AS valid_on, o.date_precision AS date_precision, ",
    "o.voice AS voice, source.reuse AS reuse FROM ",
    users!(),
    "JOIN body ON body.id = o.body JOIN source ON source.id = o.source WHERE o.body = users.body AND ",
    values!(),
    in_order!()
);

/// The bodies that were ever on record with a product, by name, each with everything it is on record with for that
/// indicator, oldest first.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn namings(
    db: &Db,
    indicator: &Indicator,
    product: &Slug,
    as_of: AsOf,
) -> Result<Vec<(BodyKey, Vec<Naming>)>> {
    let mut found: Vec<(BodyKey, Vec<Naming>)> = Vec::new();
    for row in db.all::<NamingRow>(NAMINGS, args(indicator, product, as_of)).await? {
        let key = BodyKey::parse(&row.key)
            .ok_or_else(|| StorageError::inconsistent("body", "key", row.key.clone()))?;
        let naming = row.into_domain()?;
        match found.last_mut() {
            Some((last, namings)) if *last == key => namings.push(naming),
            _ => found.push((key, vec![naming])),
        }
    }
    Ok(found)
}

impl NamingRow {
    fn into_domain(self) -> Result<Naming> {
        Ok(Naming {
            product: product(self.text)?,
            valid_on: partial(self.valid_on, self.date_precision)?,
            voice: Voice::from_code(self.voice)?,
            open: Reuse::from_code(self.reuse)? == Reuse::Open,
        })
    }
}

fn product(text: String) -> Result<Slug> {
    Slug::parse(&text).ok_or_else(|| StorageError::inconsistent("observation", "text", text))
}

fn args(indicator: &Indicator, product: &Slug, as_of: AsOf) -> Vec<Arg> {
    let mut args = as_of.args();
    args.extend([indicator.slug.as_str().into(), product.as_str().into()]);
    args
}

/// A body with its records of one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The body, under the name that was known then.
    pub body: Body,
    /// Name of its Land; empty when that is not known.
    pub land: String,
    /// The records, oldest first, undated ones last.
    pub records: Vec<Observation>,
}

#[derive(FromRow)]
struct ToldRow {
    #[sqlx(flatten)]
    body: BodyRow,
    known_name: Option<String>,
    land: Option<String>,
    #[sqlx(flatten)]
    observation: ObservationRow,
}

macro_rules! told {
    ($from:expr, $bodies:expr) => {
        concat!(
            "SELECT ",
            body_columns!(),
            ", n.name AS known_name, land.name AS land, ",
            observation_columns!(),
            "FROM ",
            $from,
            observation_names!(),
            "LEFT JOIN body_name n ON n.body = body.id AND n.known_from <= $1 AND n.known_to > $1 ",
            "LEFT JOIN body land ON land.key = SUBSTR(body.key, 1, 2) WHERE ",
            $bodies,
            values!(),
            in_order!()
        )
    };
}
const TOLD: &str = told!("observation o ", concat!("o.body IN ", bodies!(), "AND "));
const ALL_TOLD: &str = told!(users!(), "o.body = users.body AND ");

/// Everything that these bodies are on record with for an indicator, by key.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn told(
    db: &Db,
    indicator: &Indicator,
    keys: &[&BodyKey],
    as_of: AsOf,
) -> Result<BTreeMap<BodyKey, Told>> {
    let mut found = BTreeMap::new();
    for keys in keys.chunks(MOST_BODIES) {
        let mut args = as_of.args();
        args.push(indicator.slug.as_str().into());
        args.extend((0..MOST_BODIES).map(|place| Arg::Text(keys.get(place).map(ToString::to_string))));
        gather(&mut found, db.all(TOLD, args).await?, indicator)?;
    }
    Ok(found)
}

/// The same for all bodies that were ever on record with a product.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn all_told(
    db: &Db,
    indicator: &Indicator,
    product: &Slug,
    as_of: AsOf,
) -> Result<BTreeMap<BodyKey, Told>> {
    let mut found = BTreeMap::new();
    gather(&mut found, db.all(ALL_TOLD, args(indicator, product, as_of)).await?, indicator)?;
    Ok(found)
}

fn gather(found: &mut BTreeMap<BodyKey, Told>, rows: Vec<ToldRow>, indicator: &Indicator) -> Result<()> {
    for row in rows {
        let observation = row.observation.into_domain(indicator.kind)?;
        if let Some(told) = found.get_mut(&observation.body) {
            told.records.push(observation);
            continue;
        }
        let body = Body::try_from(row.body)?;
        let body = Body { name: row.known_name.unwrap_or(body.name), ..body };
        let told = Told { body, land: row.land.unwrap_or_default(), records: vec![observation] };
        found.insert(told.body.key.clone(), told);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
