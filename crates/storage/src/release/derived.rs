//! Shares derived from services and departments, brought up to date in the transaction of a release.

use std::collections::{BTreeMap, BTreeSet};

use domain::derived::{Derived, Inputs, Measure, RULE, timeline};
use domain::service::Starter;
use domain::{Body, BodyKey, Day};

use super::names::BODY;
use super::{Release, Result};
use crate::db::Arg;
use crate::departments::{self, DepartmentRow};
use crate::derived::{DerivedRow, Stored, columns};
use crate::dialect::{Bulk, bulk};
use crate::row::{BodyRow, body_columns};
use crate::services::{self, StatusRow};

const DESCRIPTION: &str = concat!("SELECT ", body_columns!(), "FROM body WHERE key = $1");
const SERVICES: &str = concat!(
    services::select!(),
    "WHERE s.known_to = 9223372036854775807 AND s.body = (SELECT id FROM body WHERE key = $1) ",
    "ORDER BY service.slug, s.valid_on, s.date_precision, s.voice"
);
const DEPARTMENTS: &str = concat!(
    departments::select!(),
    "WHERE s.known_to = 9223372036854775807 AND department.body = (SELECT id FROM body WHERE key = $1) ",
    "ORDER BY department.slug, s.valid_on, s.date_precision, s.voice"
);
const STORED: &str = concat!(
    "SELECT ",
    columns!(),
    "FROM derived_value d WHERE d.known_to = 9223372036854775807 ",
    "AND d.body = (SELECT id FROM body WHERE key = $1) ORDER BY d.measure, d.valid_on"
);
const CLOSE: &str = "UPDATE derived_value SET known_to = $1 WHERE known_to = 9223372036854775807 \
     AND body = (SELECT id FROM body WHERE key = $2) AND measure = $3 AND valid_on = $4";
const INTO_DERIVED: Bulk = bulk!(
    "derived_value",
    "body",
    "measure",
    "valid_on",
    "known_from",
    "rule",
    "edition",
    "numerator",
    "denominator",
    "known",
    "unknown",
    "newest_input",
);
/// Points that are written together.
const BATCH: usize = 20_000;

/// Computes the shares of bodies anew and stores those that changed.
pub(super) async fn refresh(
    release: &mut Release<'_>,
    starter: &Starter,
    bodies: BTreeSet<BodyKey>,
) -> Result<()> {
    let mut rows = Vec::new();
    for body in bodies {
        refresh_one(release, starter, &body, &mut rows).await?;
        if rows.len() >= BATCH {
            release.tx.write_all(&INTO_DERIVED, &mut rows).await?;
        }
    }
    release.tx.write_all(&INTO_DERIVED, &mut rows).await
}

/// Closes the shares of a body that changed, and gathers what takes their place.
async fn refresh_one(
    release: &mut Release<'_>,
    starter: &Starter,
    key: &BodyKey,
    rows: &mut Vec<Vec<Arg>>,
) -> Result<()> {
    let Some(row) = release.tx.optional::<BodyRow>(DESCRIPTION, vec![key.as_str().into()]).await? else {
        return Ok(());
    };
    let body = Body::try_from(row)?;
    let services = release.tx.all::<StatusRow>(SERVICES, vec![key.as_str().into()]).await?;
    let services = services.into_iter().map(StatusRow::into_domain).collect::<Result<Vec<_>>>()?;
    let records = release.tx.all::<DepartmentRow>(DEPARTMENTS, vec![key.as_str().into()]).await?;
    let departments = records.into_iter().map(DepartmentRow::into_domain).collect::<Result<Vec<_>>>()?;
    let stored = release.tx.all::<DerivedRow>(STORED, vec![key.as_str().into()]).await?;
    let stored = stored.into_iter().map(DerivedRow::into_stored).collect::<Result<Vec<_>>>()?;
    let mut old: BTreeMap<(Measure, Option<Day>), Stored> =
        stored.into_iter().map(|point| ((point.derived.measure, point.derived.valid_on), point)).collect();
    let inputs = Inputs { body: &body, starter, services: &services, departments: &departments };
    for derived in timeline(inputs) {
        let before = old.remove(&(derived.measure, derived.valid_on));
        let now = Stored { derived, rule: RULE, edition: starter.edition };
        if before == Some(now) {
            continue;
        }
        let revision = release.revision().await?;
        if before.is_some() {
            close(release, key, revision, &derived).await?;
        }
        let body = release.id(BODY, key.as_str()).await?;
        rows.push(columns_of(body, revision, &now));
    }
    for gone in old.into_values() {
        let revision = release.revision().await?;
        close(release, key, revision, &gone.derived).await?;
    }
    Ok(())
}

fn day_number(day: Option<Day>) -> i64 {
    day.map_or(i64::MAX, |day| i64::from(day.number()))
}

async fn close(release: &mut Release<'_>, key: &BodyKey, revision: i64, point: &Derived) -> Result<()> {
    let args: Vec<Arg> = vec![
        revision.into(),
        key.as_str().into(),
        point.measure.word().into(),
        day_number(point.valid_on).into(),
    ];
    release.tx.run(CLOSE, args).await.map(drop)
}

fn columns_of(body: i64, revision: i64, point: &Stored) -> Vec<Arg> {
    let Derived { measure, valid_on, tally, newest_input } = point.derived;
    vec![
        body.into(),
        measure.word().into(),
        day_number(valid_on).into(),
        revision.into(),
        point.rule.into(),
        point.edition.into(),
        tally.numerator.into(),
        tally.denominator.into(),
        tally.known.into(),
        tally.unknown.into(),
        newest_input.map(|day| i64::from(day.number())).into(),
    ]
}
