//! Services and what is reported about them.

use domain::{Body, PartialDate, Service, ServiceStatus, Source, Voice, search};

use super::Result;
use super::names::{BODY, Kind, SERVICE};
use super::records::{Record, Table, table};
use super::sources::stored_date;
use crate::Tx;
use crate::code::Code;
use crate::db::Arg;
use crate::services::write_chain;

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

const TOUCHED: &str = "SELECT body.key AS key FROM body \
     WHERE body.id IN (SELECT s.body FROM service_status s WHERE s.known_from = $1)";

impl Record for ServiceStatus {
    const TABLE: Table = Table {
        touched: Some(TOUCHED),
        ..table!("service_status", "staged_service", ["body", "service"], [
            "reason" "BIGINT", "stage" "TEXT", "scale" "TEXT", "scale_version" "BIGINT", "level" "BIGINT",
            "blocking" "TEXT", "live_since" "BIGINT", "live_since_precision" "BIGINT", "due" "BIGINT",
            "due_precision" "BIGINT", "mode" "TEXT", "responsible" "TEXT", "address" "TEXT", "payment" "BIGINT",
            "payment_means" "TEXT", "product" "TEXT", "login" "TEXT", "land_portal" "BIGINT",
            "federal_portal" "BIGINT", "chain" "TEXT", "period_start" "BIGINT", "cases" "BIGINT",
            "online_cases" "BIGINT", "exactness" "BIGINT", "statement" "TEXT", "page" "TEXT", "note" "TEXT",
        ])
    };

    fn subject(&self) -> [(Kind, &str); 2] {
        [(BODY, self.body.as_str()), (SERVICE, self.service.as_str())]
    }

    fn valid_on(&self) -> Option<PartialDate> {
        self.valid_on
    }

    fn voice(&self) -> Voice {
        self.voice
    }

    fn document(&self) -> &Source {
        &self.source
    }

    fn columns(&self) -> Vec<Arg> {
        let date = |date: Option<PartialDate>| {
            let stored = date.map(|date| stored_date(Some(date), self.source.retrieved_on));
            [Arg::from(stored.map(|date| date.0)), Arg::from(stored.map(|date| date.1))]
        };
        let word = |word: Option<&'static str>| Arg::from(word.map(str::to_owned));
        let level = self.level.as_ref();
        let [live_since, live_since_precision] = date(self.live_since);
        let [due, due_precision] = date(self.due);
        vec![
            self.missing.code().into(),
            word(self.stage.map(domain::service::Stage::word)),
            level.map(|level| level.scale.to_string()).into(),
            level.map(|level| level.version).into(),
            level.map(|level| level.level).into(),
            self.blocking.as_str().into(),
            live_since,
            live_since_precision,
            due,
            due_precision,
            word(self.mode.map(domain::service::Mode::word)),
            word(self.responsible.map(domain::service::Tier::word)),
            self.address.as_str().into(),
            self.payment.code().into(),
            self.payment_means.as_str().into(),
            self.product.as_str().into(),
            self.login.as_str().into(),
            self.land_portal.code().into(),
            self.federal_portal.code().into(),
            write_chain(self.chain).into(),
            self.usage.map(|usage| i64::from(usage.from.number())).into(),
            self.usage.and_then(|usage| usage.cases).into(),
            self.usage.and_then(|usage| usage.online).into(),
            domain::Exactness::code(self.exactness).into(),
            self.statement.as_str().into(),
            self.page.as_str().into(),
            self.note.as_str().into(),
        ]
    }
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
