//! Bodies: added or brought up to date. Their names are kept by revision.

use std::collections::BTreeSet;

use domain::{Body, BodyKey, Day, Revision, search};

use super::{Release, Result};
use crate::db::Arg;
use crate::row::{BodyRow, body_columns, body_group};
use crate::{StorageError, Tx};

const FIND: &str = concat!("SELECT ", body_columns!(), "FROM body WHERE key = $1");
const ADD: &str = "INSERT INTO body (key, ars, name, kind, population, population_on, latitude, longitude, area, \
     postcode, kreis, verband, closed_on, successor, sort_key, search_key) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
const CHANGE: &str = "UPDATE body SET ars = $2, name = $3, kind = $4, population = $5, population_on = $6, \
     latitude = $7, longitude = $8, area = $9, postcode = $10, kreis = $11, verband = $12, closed_on = $13, \
     successor = $14, sort_key = $15, search_key = $16 WHERE key = $1";
const CLOSE_NAME: &str = "UPDATE body_name SET known_to = $2 WHERE known_to = 9223372036854775807 \
     AND body = (SELECT id FROM body WHERE key = $1)";
const ADD_NAME: &str =
    "INSERT INTO body_name (body, known_from, name) SELECT id, $2, name FROM body WHERE key = $1";

const OPEN: &str =
    concat!("SELECT ", body_columns!(), "FROM body WHERE closed_on IS NULL AND LENGTH(key) > 2 ORDER BY key");

/// Adds a body, or changes its description.
pub(super) async fn add(release: &mut Release<'_>, body: &Body) -> Result<()> {
    let key = body.key.as_str();
    let Some(current) = find(release, &body.key).await? else {
        release.outcome.added += 1;
        let revision = release.revision().await?;
        release.tx.run(ADD, columns(body)).await?;
        release.tx.run(ADD_NAME, vec![key.into(), revision.into()]).await?;
        return Ok(());
    };
    let body = body.clone().completed_by(&current);
    // A bundled description never overwrites one that somebody may have corrected.
    if body == current || release.actor.is_bundled() {
        release.outcome.unchanged += 1;
        return Ok(());
    }
    release.outcome.corrected += 1;
    let revision = release.revision().await?;
    release.tx.run(CHANGE, columns(&body)).await?;
    if body.name != current.name {
        release.tx.run(CLOSE_NAME, vec![key.into(), revision.into()]).await?;
        release.tx.run(ADD_NAME, vec![key.into(), revision.into()]).await?;
    }
    Ok(())
}

/// The word of the group that a body belongs to now; a closed one belongs to none.
macro_rules! group_now {
    () => {
        concat!("CASE WHEN body.closed_on IS NULL THEN ", body_group!(), " ELSE '' END")
    };
}
const CLOSE_GROUPS: &str = concat!(
    "UPDATE body_group SET known_to = $1 WHERE known_to = 9223372036854775807 AND word <> (SELECT ",
    group_now!(),
    " FROM body WHERE body.id = body_group.body)"
);
const ADD_GROUPS: &str = concat!(
    "INSERT INTO body_group (body, known_from, word) SELECT body.id, $1, ",
    group_now!(),
    " FROM body WHERE NOT EXISTS (SELECT 1 FROM body_group g WHERE g.body = body.id \
     AND g.known_to = 9223372036854775807)"
);

/// Notes since which revision bodies belong to another group than before.
pub(super) async fn keep_groups(tx: &mut Tx, revision: Revision) -> Result<()> {
    tx.run(CLOSE_GROUPS, vec![revision.0.into()]).await?;
    tx.run(ADD_GROUPS, vec![revision.0.into()]).await.map(drop)
}

/// Closes open bodies that are not present any more, and returns them.
pub(super) async fn close_missing(release: &mut Release<'_>, present: &[Body], on: Day) -> Result<Vec<Body>> {
    let present: BTreeSet<&BodyKey> = present.iter().map(|body| &body.key).collect();
    let mut closed = Vec::new();
    for row in release.tx.all::<BodyRow>(OPEN, Vec::new()).await? {
        let body = Body::try_from(row)?;
        if !present.contains(&body.key) {
            closed.push(Body { closed_on: Some(on), ..body });
        }
    }
    for body in &closed {
        add(release, body).await?;
    }
    Ok(closed)
}

/// Notes which body took over a closed one.
pub(super) async fn succeed(release: &mut Release<'_>, closed: &BodyKey, successor: &BodyKey) -> Result<()> {
    let unknown = |what, key: &BodyKey| StorageError::Unknown { what, name: key.to_string() };
    let body = find(release, closed).await?.filter(|body| body.closed_on.is_some());
    let body = body.ok_or_else(|| unknown("closed body", closed))?;
    find(release, successor).await?.ok_or_else(|| unknown("body", successor))?;
    add(release, &Body { successor: Some(successor.clone()), ..body }).await
}

async fn find(release: &mut Release<'_>, key: &BodyKey) -> Result<Option<Body>> {
    release.tx.optional::<BodyRow>(FIND, vec![key.as_str().into()]).await?.map(Body::try_from).transpose()
}

fn columns(body: &Body) -> Vec<Arg> {
    let key = |key: &Option<BodyKey>| Arg::Text(key.as_ref().map(ToString::to_string));
    vec![
        body.key.as_str().into(),
        body.ars.as_str().into(),
        body.name.as_str().into(),
        body.kind.as_str().into(),
        body.population.map(|(count, _)| count).into(),
        body.population.map(|(_, on)| i64::from(on.number())).into(),
        body.place.map(|(latitude, _)| latitude).into(),
        body.place.map(|(_, longitude)| longitude).into(),
        body.area.into(),
        body.postcode.as_str().into(),
        key(&body.kreis),
        key(&body.verband),
        body.closed_on.map(|day| i64::from(day.number())).into(),
        key(&body.successor),
        search::sort_key(&body.name).into(),
        search::fold(&body.name).into(),
    ]
}
