//! Promises: what was said about them.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use domain::promise::{Event, EventKind, Story};
use domain::{BodyKey, Catalogue, Exactness, Observation, Promise, Slug, Voice};
use sqlx::FromRow;

use crate::code::Code;
use crate::db::Arg;
use crate::observations::read as read_observations;
use crate::row::{observation_columns, observation_names, partial, partial_or_none, read_value};
use crate::services::{SourceRow, as_of};
use crate::{AsOf, Db, StorageError};

type Result<T> = std::result::Result<T, StorageError>;

/// A statement about a promise, with the names of what it refers to.
#[derive(FromRow)]
pub(crate) struct EventRow {
    slug: String,
    body_key: String,
    indicator: String,
    service: String,
    kind: String,
    valid_on: i64,
    date_precision: i64,
    voice: i64,
    statement: String,
    due: Option<i64>,
    due_precision: Option<i64>,
    value: Option<f64>,
    text: Option<String>,
    exactness: Option<i64>,
    page: String,
    note: String,
    #[sqlx(flatten)]
    source: SourceRow,
}

/// A statement that reads what was said about promises, up to its conditions; with further columns and tables, if any.
macro_rules! select {
    () => {
        $crate::promises::select!("", "")
    };
    ($columns:expr, $tables:expr) => {
        concat!(
            "SELECT promise.slug AS slug, body.key AS body_key, indicator.slug AS indicator, ",
            "promise.service AS service, s.kind AS kind, s.valid_on AS valid_on, ",
            "s.date_precision AS date_precision, s.voice AS voice, s.statement AS statement, s.due AS due, ",
            "s.due_precision AS due_precision, s.value AS value, s.text AS text, s.exactness AS exactness, ",
            "s.page AS page, s.note AS note, ",
            $crate::services::source_columns!(),
            $columns,
            "FROM promise_event s JOIN promise ON promise.id = s.promise JOIN body ON body.id = promise.body ",
            "JOIN indicator ON indicator.id = promise.indicator JOIN source ON source.id = s.source ",
            $tables
        )
    };
}
pub(crate) use select;

impl EventRow {
    /// The domain's form; `None` when the catalogue no longer has the indicator.
    pub(crate) fn into_domain(self, catalogue: &Catalogue) -> Result<Option<(Promise, Event)>> {
        let wrong = |column, found: &str| StorageError::inconsistent("promise", column, found);
        let slug = |column, text: &str| Slug::parse(text).ok_or_else(|| wrong(column, text));
        let indicator = slug("indicator", &self.indicator)?;
        let Some(kind) = catalogue.indicator(&indicator).map(|indicator| indicator.kind) else {
            return Ok(None);
        };
        let target = match self.exactness {
            None => None,
            Some(code) => {
                let value = read_value(kind, self.value, self.text.as_deref());
                let value = value.ok_or_else(|| wrong("value", self.text.as_deref().unwrap_or_default()))?;
                Some((value, Exactness::from_code(code)?))
            }
        };
        let promise = Promise {
            id: slug("slug", &self.slug)?,
            body: BodyKey::parse(&self.body_key).ok_or_else(|| wrong("body", &self.body_key))?,
            indicator,
            service: (!self.service.is_empty()).then(|| slug("service", &self.service)).transpose()?,
        };
        let event = Event {
            kind: EventKind::from_word(&self.kind).ok_or_else(|| wrong("kind", &self.kind))?,
            said_on: partial(self.valid_on, self.date_precision)?,
            statement: self.statement,
            due: partial_or_none(self.due, self.due_precision)?,
            target,
            voice: Voice::from_code(self.voice)?,
            source: self.source.try_into()?,
            page: self.page,
            note: self.note,
        };
        Ok(Some((promise, event)))
    }
}

/// The end of every list: by promise, then in time.
macro_rules! in_order {
    () => {
        "ORDER BY promise.slug, s.valid_on, s.date_precision, s.kind, s.voice"
    };
}
/// Every body when $3 is empty.
macro_rules! of_body {
    () => {
        "AND ($3 = '' OR body.key = $3) "
    };
}
const EVENTS: &str = concat!(select!(), "WHERE ", as_of!(), of_body!(), in_order!());
/// Records that could prove a promise kept.
///
/// The few promises come first; `CROSS JOIN` keeps `SQLite` from reading every observation.
const PROOFS: &str = concat!(
    "SELECT ",
    observation_columns!(),
    "FROM (SELECT DISTINCT promise.indicator AS indicator, promise.body AS body FROM promise \
     JOIN body ON body.id = promise.body WHERE $3 = '' OR body.key = $3) AS p CROSS JOIN observation o ",
    observation_names!(),
    "WHERE o.indicator = p.indicator AND o.body = p.body AND o.known_from <= $1 AND o.known_to > $1 \
     AND o.valid_on <= $2 AND o.date_precision <> 9 AND o.state = 0 ",
    "ORDER BY body.key, indicator.slug, o.valid_on, o.voice"
);

/// The stories of all promises, or of those of one body, by name of the promise.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn stories(
    db: &Db,
    catalogue: &Catalogue,
    body: Option<&BodyKey>,
    as_of: AsOf,
) -> Result<Vec<Story>> {
    let mut args = as_of.args();
    args.push(Arg::from(body.map_or("", BodyKey::as_str)));
    let rows = db.all::<EventRow>(EVENTS, args.clone()).await?;
    let mut told: BTreeMap<Slug, (Promise, Vec<Event>)> = BTreeMap::new();
    for row in rows {
        if let Some((promise, event)) = row.into_domain(catalogue)? {
            told.entry(promise.id.clone()).or_insert_with(|| (promise, Vec::new())).1.push(event);
        }
    }
    let mut records: BTreeMap<(BodyKey, Slug), Vec<Observation>> = BTreeMap::new();
    for record in read_observations(catalogue, db.all(PROOFS, args).await?)? {
        records.entry((record.body.clone(), record.indicator.clone())).or_default().push(record);
    }
    let story = |(promise, events): (Promise, Vec<Event>)| {
        let indicator = catalogue.indicator(&promise.indicator)?;
        let own = records.get(&(promise.body.clone(), promise.indicator.clone()));
        Story::new(promise, events, indicator, own.map_or(&[], Vec::as_slice))
    };
    Ok(told.into_values().filter_map(story).collect())
}

/// Every statement that holds now, by promise and in order, as `import promises` reads them.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn all(db: &Db, catalogue: &Catalogue) -> Result<Vec<(Promise, Event)>> {
    let stories = stories(db, catalogue, None, AsOf::default()).await?;
    let flat = |story: Story| story.events.into_iter().map(move |event| (story.promise.clone(), event));
    Ok(stories.into_iter().flat_map(flat).collect())
}

/// The few promises come first, as in [`PROOFS`].
const NAMES: &str = "SELECT body.key AS key, COALESCE(n.name, body.name) AS name FROM (SELECT DISTINCT body FROM promise) AS p \
     CROSS JOIN body LEFT JOIN body_name n ON n.body = body.id AND n.known_from <= $1 AND n.known_to > $1 \
     WHERE body.id = p.body AND ($2 = '' OR body.key = $2) ORDER BY body.sort_key, body.key";

/// Key and name of every body with a promise, or of this one alone, by name, as they were known then.
///
/// # Errors
/// When the database fails.
pub async fn bodies(db: &Db, body: Option<&BodyKey>, as_of: AsOf) -> Result<Vec<(BodyKey, String)>> {
    let args = vec![as_of.known_number().into(), Arg::from(body.map_or("", BodyKey::as_str))];
    let rows = db.all::<(String, String)>(NAMES, args).await?;
    let parse = |(key, name): (String, String)| {
        BodyKey::parse(&key)
            .map(|parsed| (parsed, name))
            .ok_or_else(|| StorageError::inconsistent("body", "key", key))
    };
    rows.into_iter().map(parse).collect()
}
