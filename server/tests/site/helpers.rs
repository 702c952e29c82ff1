//! The application as production builds it, with one method for each thing a reader can do.

use std::io::Read as _;
use std::sync::Arc;

use app::page::{Assets, Site};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request};
use domain::{Catalogue, Day, Observation};
use http_body_util::BodyExt as _;
use server::AppState;
use server::clock::Clock;
use server::state::Parts;
use storage::{Actor, Db, StorageError};
use tower::ServiceExt as _;

use crate::html::Html;

/// Public address of the installation in tests.
pub(crate) const BASE: &str = "https://digitalstand.example";
/// The day on which all tests take place.
pub(crate) const TODAY: &str = "2026-11-22";

pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub(crate) fn catalogue() -> Catalogue {
    Catalogue::bundled().unwrap()
}

/// The whole site over one database.
pub(crate) struct TestApp {
    state: AppState,
    router: Router,
}

impl TestApp {
    /// One application with the bundled facts for each kind of database.
    pub(crate) async fn all() -> Vec<Self> {
        let mut apps = Vec::new();
        for db in storage::testing::databases().await {
            apps.push(Self::over(db).await);
        }
        apps
    }

    /// The application with the bundled facts on the embedded database, for what no database can change.
    pub(crate) async fn one() -> Self {
        Self::over(storage::testing::sqlite().await).await
    }

    /// The application of an operator who has set these texts.
    pub(crate) async fn with_legal(legal: app::legal::Legal) -> Self {
        Self::made(storage::testing::sqlite().await, legal).await
    }

    /// One application with the bundled bodies and no fact for each kind of database.
    pub(crate) async fn all_empty() -> Vec<Self> {
        let mut apps = Vec::new();
        for db in storage::testing::databases().await {
            let mut tx = db.begin().await.unwrap();
            let (actor, on) = (Actor::command_line(), day(TODAY));
            storage::release::catalogue(&mut tx, &actor, &catalogue()).await.unwrap();
            let bodies = exchange::bundled::bodies().unwrap();
            storage::release::bodies(&mut tx, &actor, on, "bodies", &bodies).await.unwrap();
            tx.commit().await.unwrap();
            apps.push(Self::on(db, Arc::new(catalogue()), app::legal::Legal::default()).await);
        }
        apps
    }

    async fn over(db: Db) -> Self {
        Self::made(db, app::legal::Legal::default()).await
    }

    async fn made(db: Db, legal: app::legal::Legal) -> Self {
        let catalogue = Arc::new(catalogue());
        server::commands::load_bundle(&db, &catalogue).await.unwrap();
        Self::on(db, catalogue, legal).await
    }

    async fn on(db: Db, catalogue: Arc<Catalogue>, legal: app::legal::Legal) -> Self {
        let site = Site {
            base: BASE.to_owned(),
            operator: "Prüfverein".to_owned(),
            contact: "post@digitalstand.example".to_owned(),
            legal,
        };
        let assets = Assets {
            style: "style-1.css".to_owned(),
            fonts: vec!["text-1.woff2".to_owned()],
            favicon: "favicon-1.svg".to_owned(),
            islands: "islands-1".to_owned(),
        };
        let clock = Clock::Fixed(day(TODAY));
        let parts = Parts { db, catalogue, site, assets, clock, cache_bytes: 8 << 20 };
        let state = AppState::new(parts).await.unwrap();
        Self { router: server::router(state.clone()), state }
    }

    pub(crate) fn db(&self) -> &Db {
        self.state.db()
    }

    /// The routes, for a listener.
    pub(crate) fn router(&self) -> Router {
        self.router.clone()
    }

    pub(crate) async fn get(&self, address: &str) -> Reply {
        self.get_with(address, &[]).await
    }

    pub(crate) async fn get_with(&self, address: &str, headers: &[(&str, &str)]) -> Reply {
        self.send("GET", address, headers, Vec::new()).await
    }

    pub(crate) async fn send(
        &self,
        method: &str,
        address: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Reply {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if !body.is_empty() {
            request = request.header("content-length", body.len());
        }
        let response = self.router().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Reply {
            asked: format!("{method} {address}"),
            status: parts.status.as_u16(),
            headers: parts.headers,
            body,
        }
    }

    /// Follows redirects as a browser does.
    pub(crate) async fn follow(&self, address: &str) -> Reply {
        let mut reply = self.get(address).await;
        for _ in 0..5 {
            let Some(location) = reply.header("location").map(str::to_owned) else { return reply };
            reply = self.get(&location).await;
        }
        reply
    }

    /// Lets this process see what others released.
    pub(crate) async fn look(&self) -> Result<(), StorageError> {
        self.state.look().await
    }

    /// Releases facts as an editor does, and lets this process see them.
    pub(crate) async fn release(&self, facts: &[Observation]) {
        self.try_release(facts).await.unwrap();
    }

    pub(crate) async fn try_release(&self, facts: &[Observation]) -> Result<(), StorageError> {
        let mut tx = self.db().begin().await?;
        let actor = Actor::command_line();
        storage::release::facts(&mut tx, &actor, day(TODAY), "correction", facts).await?;
        tx.commit().await?;
        self.state.look().await
    }

    /// Releases records about services and departments, and lets this process see them.
    pub(crate) async fn record(
        &self,
        services: &[domain::ServiceStatus],
        departments: &[domain::DepartmentStatus],
    ) -> Result<(), StorageError> {
        let (actor, catalogue) = (Actor::command_line(), catalogue());
        let mut tx = self.db().begin().await?;
        let mut release = storage::release::Release::begin(&mut tx, &actor, day(TODAY), "records").await?;
        release.services(catalogue.services(), services).await?;
        release.departments(catalogue.services(), departments).await?;
        release.finish().await?;
        tx.commit().await?;
        self.state.look().await
    }

    /// Releases statements about promises, and lets this process see them.
    pub(crate) async fn promise(
        &self,
        said: &[(domain::Promise, domain::promise::Event)],
    ) -> Result<(), StorageError> {
        let (actor, catalogue) = (Actor::command_line(), catalogue());
        let mut tx = self.db().begin().await?;
        let mut release = storage::release::Release::begin(&mut tx, &actor, day(TODAY), "promises").await?;
        release.promises(&catalogue, said).await?;
        release.finish().await?;
        tx.commit().await?;
        self.state.look().await
    }

    pub(crate) async fn store(&self, bodies: &[domain::Body]) -> Result<(), StorageError> {
        let mut tx = self.db().begin().await?;
        let actor = Actor::command_line();
        storage::release::bodies(&mut tx, &actor, day(TODAY), "bodies", bodies).await?;
        tx.commit().await?;
        self.state.look().await
    }
}

/// What came back.
pub(crate) struct Reply {
    pub(crate) asked: String,
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Reply {
    /// The reply, when it has this status.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{:.300}", self.asked);
        self
    }

    /// The only value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.get_all(name).iter();
        let value = values.next();
        assert!(values.next().is_none(), "{}: {name} stands twice", self.asked);
        value.map(|value| value.to_str().unwrap())
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn html(&self) -> Html {
        Html::read(self.text())
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The rows of a CSV file by column.
    pub(crate) fn csv(&self) -> Vec<std::collections::BTreeMap<String, String>> {
        let mut reader = csv::Reader::from_reader(&*self.body);
        reader.deserialize().map(|row| row.unwrap()).collect()
    }

    /// The body as it was before it was encoded.
    pub(crate) fn decoded(&self) -> Vec<u8> {
        let mut plain = Vec::new();
        match self.header("content-encoding") {
            None => plain.extend_from_slice(&self.body),
            Some("gzip") => drop(flate2::read::GzDecoder::new(&*self.body).read_to_end(&mut plain).unwrap()),
            Some("br") => drop(brotli::Decompressor::new(&*self.body, 4096).read_to_end(&mut plain).unwrap()),
            other => assert_eq!(other, None, "{}", self.asked),
        }
        plain
    }
}

/// A fact of the bundle: this body, indicator and date.
pub(crate) fn bundled(body: &str, indicator: &str, date: &str) -> Observation {
    let facts = exchange::bundled::facts(&catalogue()).unwrap();
    let wanted = |fact: &&Observation| {
        let on = fact.valid_on.map(|date| date.to_string());
        fact.body.as_str() == body && fact.indicator.as_str() == indicator && on.as_deref() == Some(date)
    };
    facts.iter().find(wanted).unwrap().clone()
}

/// Keys of bundled municipalities.
pub(crate) fn towns(count: usize) -> String {
    let bodies = exchange::bundled::bodies().unwrap();
    let towns = bodies.iter().filter(|body| body.key.level() == domain::Level::Gemeinde);
    let keys: Vec<&str> = towns.take(count).map(|body| body.key.as_str()).collect();
    assert_eq!(keys.len(), count);
    keys.join("~")
}
