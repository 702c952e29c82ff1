//! Services and what is reported about them.

use domain::{Body, Service, ServiceStatus, search};

use super::cell::{Standing, Table, at, put};
use super::sources::stored_date;
use super::{Release, Result};
use crate::Tx;
use crate::code::Code;
use crate::db::Arg;
use crate::services::{StatusRow, select, write_chain};

const ADD_SERVICE: &str = "INSERT INTO service (slug, name, name_en, leika, bundle, bundle_name, field, fee, catalogue, \
     sort_key, search_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
     ON CONFLICT (slug) DO UPDATE SET name = excluded.name, name_en = excluded.name_en, leika = excluded.leika, \
     bundle = excluded.bundle, bundle_name = excluded.bundle_name, field = excluded.field, fee = excluded.fee, \
     catalogue = excluded.catalogue, sort_key = excluded.sort_key, search_key = excluded.search_key";

/// Adds a service of a catalogue, or brings its description up to date.
pub(super) async fn describe(tx: &mut Tx, service: &Service) -> Result<()> {
    let args = vec![
        service.slug.as_str().into(),
        service.name.as_str().into(),
        service.name_en.as_str().into(),
        service.leika.as_str().into(),
        service.bundle.as_str().into(),
        service.bundle_name.as_str().into(),
        service.field.as_str().into(),
        service.fee.code().into(),
        service.catalogue.as_str().into(),
        search::sort_key(&service.name).into(),
        search::fold(&format!("{} {}", service.name, service.name_en)).into(),
    ];
    tx.run(ADD_SERVICE, args).await.map(drop)
}

const BODY: &str = "SELECT id FROM body WHERE key = $1";
const SERVICE: &str = "SELECT id FROM service WHERE slug = $1";
const CURRENT: &str = concat!(
    select!(),
    "WHERE s.known_to = $1 AND s.service = $2 AND s.body = $3 AND s.valid_on = $4 AND s.date_precision = $5 ",
    "AND s.voice = $6"
);
const CLOSE: &str = "UPDATE service_status SET known_to = $1 WHERE known_to = 9223372036854775807 AND service = $2 \
     AND body = $3 AND valid_on = $4 AND date_precision = $5 AND voice = $6";
const ACTOR: &str = "SELECT revision.actor AS actor FROM service_status s JOIN revision ON revision.id = s.known_from \
     WHERE s.known_to = $1 AND s.service = $2 AND s.body = $3 AND s.valid_on = $4 AND s.date_precision = $5 \
     AND s.voice = $6";
const INSERT: &str = "INSERT INTO service_status (known_from, service, body, valid_on, date_precision, voice, reason, \
     stage, scale, scale_version, level, blocking, live_since, live_since_precision, due, due_precision, mode, \
     responsible, address, payment, payment_means, product, login, land_portal, federal_portal, chain, period_start, \
     cases, online_cases, exactness, statement, source, page, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, \
     $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, \
     $33, $34)";

const TABLE: Table = Table { actor: ACTOR, close: CLOSE, insert: INSERT };

/// Adds a record, or closes the one that stands in its cell and adds this one after it.
pub(super) async fn add(release: &mut Release<'_>, status: &ServiceStatus) -> Result<()> {
    let (valid_on, precision) = stored_date(status.valid_on, status.source.retrieved_on);
    let service = release.id(SERVICE, "service", status.service.as_str()).await?;
    let body = release.id(BODY, "body", status.body.as_str()).await?;
    let cell = [service, body, valid_on, precision, status.voice.code()].map(Arg::from);
    let current = release.tx.optional::<StatusRow>(CURRENT, at(i64::MAX, &cell)).await?;
    let current = current.map(StatusRow::into_domain).transpose()?;
    let standing = Standing::of(current.as_ref(), status);
    if put(release, &TABLE, &cell, standing, &status.source, |source| columns(status, source)).await? {
        release.touched.insert(status.body.clone());
    }
    Ok(())
}

/// The columns after the key, in the order of the statement.
fn columns(status: &ServiceStatus, source: i64) -> Vec<Arg> {
    let date = |date: Option<domain::PartialDate>| {
        let stored = date.map(|date| stored_date(Some(date), status.source.retrieved_on));
        [Arg::from(stored.map(|date| date.0)), Arg::from(stored.map(|date| date.1))]
    };
    let word = |word: Option<&'static str>| Arg::from(word.map(str::to_owned));
    let level = status.level.as_ref();
    let [live_since, live_since_precision] = date(status.live_since);
    let [due, due_precision] = date(status.due);
    vec![
        status.missing.code().into(),
        word(status.stage.map(domain::service::Stage::word)),
        level.map(|level| level.scale.to_string()).into(),
        level.map(|level| level.version).into(),
        level.map(|level| level.level).into(),
        status.blocking.as_str().into(),
        live_since,
        live_since_precision,
        due,
        due_precision,
        word(status.mode.map(domain::service::Mode::word)),
        word(status.responsible.map(domain::service::Tier::word)),
        status.address.as_str().into(),
        status.payment.code().into(),
        status.payment_means.as_str().into(),
        status.product.as_str().into(),
        status.login.as_str().into(),
        status.land_portal.code().into(),
        status.federal_portal.code().into(),
        write_chain(status.chain).into(),
        status.usage.map(|usage| i64::from(usage.from.number())).into(),
        status.usage.and_then(|usage| usage.cases).into(),
        status.usage.and_then(|usage| usage.online).into(),
        domain::Exactness::code(status.exactness).into(),
        status.statement.as_str().into(),
        source.into(),
        status.page.as_str().into(),
        status.note.as_str().into(),
    ]
}

const ALL_BODIES: &str = concat!(
    "SELECT ",
    crate::row::body_columns!(),
    "FROM body WHERE body.id IN (SELECT body FROM service_status) OR body.id IN (SELECT body FROM department) ",
    "ORDER BY body.key"
);

/// The bodies that something is on record about.
pub(super) async fn bodies(tx: &mut Tx) -> Result<Vec<Body>> {
    let rows = tx.all::<crate::row::BodyRow>(ALL_BODIES, Vec::new()).await?;
    rows.into_iter().map(Body::try_from).collect()
}
