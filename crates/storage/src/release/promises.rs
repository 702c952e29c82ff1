//! What is said about promises.

use domain::promise::Event;
use domain::{Catalogue, Exactness, Promise};
use sqlx::FromRow;

use super::cell::{Standing, Table, at, put};
use super::names::{BODY, INDICATOR};
use super::sources::{id, stored_date};
use super::{Release, Result};
use crate::StorageError;
use crate::code::Code;
use crate::db::Arg;
use crate::promises::{EventRow, select};
use crate::row::write_value;

const ADD_PROMISE: &str = "INSERT INTO promise (slug, body, indicator, service) VALUES ($1, $2, $3, $4)";
const PROMISE: &str = "SELECT id, body, indicator, service FROM promise WHERE slug = $1";
/// The cell of a statement: arguments $2 to $6.
macro_rules! cell {
    () => {
        "promise = $2 AND kind = $3 AND valid_on = $4 AND date_precision = $5 AND voice = $6"
    };
}
const CURRENT: &str = concat!(
    select!(),
    "WHERE s.known_to = $1 AND s.promise = $2 AND s.kind = $3 AND s.valid_on = $4 AND s.date_precision = $5 ",
    "AND s.voice = $6"
);
const ACTOR: &str = concat!(
    "SELECT revision.actor AS actor FROM promise_event JOIN revision ON revision.id = known_from ",
    "WHERE known_to = $1 AND ",
    cell!()
);
const CLOSE: &str =
    concat!("UPDATE promise_event SET known_to = $1 WHERE known_to = 9223372036854775807 AND ", cell!());
const INSERT: &str = "INSERT INTO promise_event (known_from, promise, kind, valid_on, date_precision, voice, statement, \
     due, due_precision, value, text, exactness, source, page, note) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";

const TABLE: Table = Table { actor: ACTOR, close: CLOSE, insert: INSERT };

/// Adds a statement, or closes the one that stands in its cell and adds this one after it.
pub(super) async fn add(
    release: &mut Release<'_>,
    catalogue: &Catalogue,
    promise: &Promise,
    event: &Event,
) -> Result<()> {
    let name = promise_id(release, promise).await?;
    let (valid_on, precision) = stored_date(event.said_on, event.source.retrieved_on);
    let cell = [
        Arg::from(name),
        event.kind.word().into(),
        valid_on.into(),
        precision.into(),
        event.voice.code().into(),
    ];
    let current = release.tx.optional::<EventRow>(CURRENT, at(i64::MAX, &cell)).await?;
    let current = current.map(|row| row.into_domain(catalogue)).transpose()?.flatten();
    let standing = Standing::of(current.as_ref().map(|(_, current)| current), event);
    put(release, &TABLE, &cell, standing, &event.source, |source| columns(event, source)).await.map(drop)
}

#[derive(FromRow)]
struct PromiseRow {
    id: i64,
    body: i64,
    indicator: i64,
    service: String,
}

/// The integer name of a promise, which is added when it is new. What it is about never changes.
async fn promise_id(release: &mut Release<'_>, promise: &Promise) -> Result<i64> {
    let body = release.id(BODY, promise.body.as_str()).await?;
    let indicator = release.id(INDICATOR, promise.indicator.as_str()).await?;
    let service = promise.service.as_ref().map_or("", |service| service.as_str());
    let slug: Vec<Arg> = vec![promise.id.as_str().into()];
    if let Some(found) = release.tx.optional::<PromiseRow>(PROMISE, slug).await? {
        let same = (found.body, found.indicator, found.service.as_str()) == (body, indicator, service);
        return if same { Ok(found.id) } else { Err(StorageError::Twice(promise.id.to_string())) };
    }
    release.revision().await?;
    let args: Vec<Arg> = vec![promise.id.as_str().into(), body.into(), indicator.into(), service.into()];
    release.tx.run(ADD_PROMISE, args).await?;
    id(release.tx, "SELECT id FROM promise WHERE slug = $1", "promise", promise.id.as_str()).await
}

/// The columns after the key, in the order of the statement.
fn columns(event: &Event, document: i64) -> Vec<Arg> {
    let due = event.due.map(|due| stored_date(Some(due), event.source.retrieved_on));
    let (value, text) = event.target.as_ref().map_or((None, None), |(value, _)| write_value(value));
    let exactness = event.target.as_ref().map(|(_, exactness)| Exactness::code(*exactness));
    vec![
        event.statement.as_str().into(),
        due.map(|due| due.0).into(),
        due.map(|due| due.1).into(),
        value.into(),
        text.into(),
        exactness.into(),
        document.into(),
        event.page.as_str().into(),
        event.note.as_str().into(),
    ]
}
