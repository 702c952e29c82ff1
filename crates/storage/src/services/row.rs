//! Rows of services and their records, and the way to the domain.

use domain::service::{Chain, Mode, ScaleLevel, Stage, Step, Tier, Usage};
use domain::{BodyKey, Exactness, NoValue, Reuse, Service, ServiceStatus, Slug, Source, SourceKind, Voice};
use sqlx::FromRow;

use crate::StorageError;
use crate::code::Code;
use crate::row::{day, partial, partial_or_none};

type Result<T> = std::result::Result<T, StorageError>;

#[derive(FromRow)]
pub(crate) struct ServiceRow {
    service_slug: String,
    service_name: String,
    name_en: String,
    leika: String,
    bundle: String,
    bundle_name: String,
    field: String,
    fee: i64,
    catalogue: String,
}

/// The columns of a [`ServiceRow`].
macro_rules! service_columns {
    () => {
        "service.slug AS service_slug, service.name AS service_name, service.name_en AS name_en, \
         service.leika AS leika, service.bundle AS bundle, service.bundle_name AS bundle_name, \
         service.field AS field, service.fee AS fee, service.catalogue AS catalogue "
    };
}
pub(crate) use service_columns;

impl TryFrom<ServiceRow> for Service {
    type Error = StorageError;

    fn try_from(row: ServiceRow) -> Result<Self> {
        let slug = Slug::parse(&row.service_slug);
        Ok(Self {
            slug: slug.ok_or_else(|| StorageError::inconsistent("service", "slug", row.service_slug))?,
            name: row.service_name,
            name_en: row.name_en,
            leika: row.leika,
            bundle: row.bundle,
            bundle_name: row.bundle_name,
            field: row.field,
            fee: Option::<bool>::from_code(row.fee)?,
            catalogue: row.catalogue,
        })
    }
}

/// The columns of a [`SourceRow`].
macro_rules! source_columns {
    () => {
        "source.title AS title, source.address AS source_address, source.published AS published, \
         source.published_precision AS published_precision, source.retrieved_on AS retrieved_on, \
         source.kind AS source_kind, source.reuse AS reuse "
    };
}
pub(crate) use source_columns;

/// The source of a record.
#[derive(FromRow)]
pub(crate) struct SourceRow {
    title: String,
    source_address: String,
    published: Option<i64>,
    published_precision: Option<i64>,
    retrieved_on: i64,
    source_kind: i64,
    reuse: i64,
}

impl TryFrom<SourceRow> for Source {
    type Error = StorageError;

    fn try_from(row: SourceRow) -> Result<Self> {
        Ok(Self {
            published: partial_or_none(row.published, row.published_precision)?,
            title: row.title,
            address: row.source_address,
            retrieved_on: day(row.retrieved_on),
            kind: SourceKind::from_code(row.source_kind)?,
            reuse: Reuse::from_code(row.reuse)?,
        })
    }
}

/// A record about a service, with the names of what it refers to.
#[derive(FromRow)]
pub(crate) struct StatusRow {
    body_key: String,
    service_slug: String,
    valid_on: i64,
    date_precision: i64,
    voice: i64,
    reason: i64,
    stage: Option<String>,
    scale: Option<String>,
    scale_version: Option<i64>,
    level: Option<i64>,
    blocking: String,
    live_since: Option<i64>,
    live_since_precision: Option<i64>,
    due: Option<i64>,
    due_precision: Option<i64>,
    mode: Option<String>,
    responsible: Option<String>,
    address: String,
    payment: i64,
    payment_means: String,
    product: String,
    login: String,
    land_portal: i64,
    federal_portal: i64,
    chain: String,
    period_start: Option<i64>,
    cases: Option<i64>,
    online_cases: Option<i64>,
    exactness: i64,
    statement: String,
    page: String,
    note: String,
    #[sqlx(flatten)]
    source: SourceRow,
}

/// The tables that name what a record refers to.
macro_rules! names {
    () => {
        "JOIN body ON body.id = s.body JOIN service ON service.id = s.service JOIN source ON source.id = s.source "
    };
}
pub(crate) use names;

/// A statement that reads records about services, up to its conditions; with further columns and tables, if any.
macro_rules! select {
    () => {
        $crate::services::select!("", "")
    };
    ($columns:expr, $tables:expr) => {
        concat!(
            "SELECT body.key AS body_key, service.slug AS service_slug, s.valid_on AS valid_on, ",
            "s.date_precision AS date_precision, s.voice AS voice, s.reason AS reason, s.stage AS stage, ",
            "s.scale AS scale, s.scale_version AS scale_version, s.level AS level, s.blocking AS blocking, ",
            "s.live_since AS live_since, s.live_since_precision AS live_since_precision, s.due AS due, ",
            "s.due_precision AS due_precision, s.mode AS mode, s.responsible AS responsible, s.address AS address, ",
            "s.payment AS payment, s.payment_means AS payment_means, s.product AS product, s.login AS login, ",
            "s.land_portal AS land_portal, s.federal_portal AS federal_portal, s.chain AS chain, ",
            "s.period_start AS period_start, s.cases AS cases, s.online_cases AS online_cases, ",
            "s.exactness AS exactness, s.statement AS statement, s.page AS page, s.note AS note, ",
            $crate::services::source_columns!(),
            $columns,
            "FROM service_status s ",
            $crate::services::names!(),
            $tables
        )
    };
}
pub(crate) use select;

impl StatusRow {
    /// The domain's form.
    pub(crate) fn into_domain(self) -> Result<ServiceStatus> {
        let wrong = |column, found: String| StorageError::inconsistent("service_status", column, found);
        let body = BodyKey::parse(&self.body_key).ok_or_else(|| wrong("body", self.body_key.clone()))?;
        let service =
            Slug::parse(&self.service_slug).ok_or_else(|| wrong("service", self.service_slug.clone()))?;
        Ok(ServiceStatus {
            body,
            service,
            valid_on: partial(self.valid_on, self.date_precision)?,
            voice: Voice::from_code(self.voice)?,
            missing: Option::<NoValue>::from_code(self.reason)?,
            level: level(self.scale.as_deref(), self.scale_version, self.level)?,
            live_since: partial_or_none(self.live_since, self.live_since_precision)?,
            due: partial_or_none(self.due, self.due_precision)?,
            stage: word("stage", self.stage, Stage::from_word)?,
            mode: word("mode", self.mode, Mode::from_word)?,
            responsible: word("responsible", self.responsible, Tier::from_word)?,
            blocking: self.blocking,
            address: self.address,
            payment: Option::<bool>::from_code(self.payment)?,
            payment_means: self.payment_means,
            product: self.product,
            login: self.login,
            land_portal: Option::<bool>::from_code(self.land_portal)?,
            federal_portal: Option::<bool>::from_code(self.federal_portal)?,
            chain: read_chain(&self.chain).ok_or_else(|| wrong("chain", self.chain.clone()))?,
            usage: self.period_start.map(|from| Usage {
                from: day(from),
                cases: self.cases,
                online: self.online_cases,
            }),
            exactness: Exactness::from_code(self.exactness)?,
            statement: self.statement,
            source: self.source.try_into()?,
            page: self.page,
            note: self.note,
        })
    }
}

/// A stored level.
pub(crate) fn level(
    scale: Option<&str>,
    version: Option<i64>,
    level: Option<i64>,
) -> Result<Option<ScaleLevel>> {
    let Some(((name, version), level)) = scale.zip(version).zip(level) else { return Ok(None) };
    let scale =
        Slug::parse(name).ok_or_else(|| StorageError::inconsistent("service_status", "scale", name))?;
    Ok(Some(ScaleLevel { scale, version, level }))
}

/// A stored word; an unknown one is an inconsistency.
pub(crate) fn word<T>(
    column: &'static str,
    text: Option<String>,
    read: fn(&str) -> Option<T>,
) -> Result<Option<T>> {
    text.map(|text| read(&text).ok_or_else(|| StorageError::inconsistent("status", column, text))).transpose()
}

/// A chain as six letters.
pub(crate) fn write_chain(chain: Chain) -> String {
    chain.iter().map(|step| step.letter()).collect()
}

fn read_chain(text: &str) -> Option<Chain> {
    let steps: Option<Vec<Step>> = text.chars().map(Step::from_letter).collect();
    steps?.try_into().ok()
}
