//! Who is how far with a service, as a table of bodies.

use domain::service::{ScaleLevel, Stage};
use domain::{BodyKey, NoValue, ServiceStatus, Slug, Voice};
use sqlx::FromRow;

use super::{Result, Statement, args, its_slug, records, stages_where};
use crate::code::Code;
use crate::db::Arg;
use crate::row::{partial, partial_or_none};
use crate::services::{SourceRow, as_of, level, source_columns, word};
use crate::{AsOf, Db, StorageError};

/// A body on record with a service.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Its key.
    pub key: BodyKey,
    /// Its name, as it was known at the moment.
    pub name: String,
    /// Everything on record about the service there, oldest first. Of each record only what a table of bodies tells is
    /// read: date, voice, stage, level, since when, for when, product, source, page and note.
    pub records: Vec<ServiceStatus>,
}

#[derive(FromRow)]
struct Row {
    body_key: String,
    name: String,
    valid_on: i64,
    date_precision: i64,
    voice: i64,
    reason: i64,
    stage: Option<String>,
    scale: Option<String>,
    scale_version: Option<i64>,
    level: Option<i64>,
    live_since: Option<i64>,
    live_since_precision: Option<i64>,
    due: Option<i64>,
    due_precision: Option<i64>,
    product: String,
    page: String,
    note: String,
    #[sqlx(flatten)]
    source: SourceRow,
}

/// The records about the service $3 in some of the bodies: $4 of them after the first $5, the furthest first. `CAST`
/// keeps `SQLite` from preparing the statement anew for every number of rows, and `CROSS JOIN` from another order.
macro_rules! told {
    ($name:literal, $names:literal, $source:expr) => {
        concat!(
            "SELECT body.key AS body_key, ",
            $name,
            " AS name, s.valid_on AS valid_on, ",
            "s.date_precision AS date_precision, s.voice AS voice, s.reason AS reason, s.stage AS stage, ",
            "s.scale AS scale, s.scale_version AS scale_version, s.level AS level, s.live_since AS live_since, ",
            "s.live_since_precision AS live_since_precision, s.due AS due, s.due_precision AS due_precision, ",
            "s.product AS product, s.page AS page, s.note AS note, ",
            source_columns!(),
            "FROM (SELECT c.place, c.sort_key, c.body FROM ",
            $source,
            " AS c WHERE c.service = ",
            its_slug!(),
            " ORDER BY c.place, c.sort_key, c.body LIMIT CAST($4 AS BIGINT) OFFSET CAST($5 AS BIGINT)) AS page ",
            "CROSS JOIN service_status s CROSS JOIN body CROSS JOIN source ",
            $names,
            "WHERE s.service = ",
            its_slug!(),
            " AND s.body = page.body AND body.id = page.body AND source.id = s.source AND ",
            as_of!(),
            " ORDER BY page.place, page.sort_key, page.body, s.valid_on, s.date_precision, s.voice"
        )
    };
}
const TOLD: Statement = Statement {
    now: told!("body.name", "", "current_stage"),
    then: told!(
        "COALESCE(n.name, body.name)",
        "LEFT JOIN body_name n ON n.body = body.id AND n.known_from <= $1 AND n.known_to > $1 ",
        concat!("(", stages_where!(records!()), ")")
    ),
};

/// Some of the bodies on record with a service, the furthest first and then by name: so many after the first so many.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn page(db: &Db, service: &Slug, moment: AsOf, (limit, offset): (i64, i64)) -> Result<Vec<Told>> {
    let mut args = args(service.as_str(), moment);
    args.extend([Arg::from(limit), Arg::from(offset)]);
    let mut told: Vec<Told> = Vec::new();
    for row in db.all::<Row>(TOLD.at(moment), args).await? {
        if told.last().is_none_or(|last| last.key.as_str() != row.body_key) {
            told.push(Told { key: row.key()?, name: row.name.clone(), records: Vec::new() });
        }
        if let Some(last) = told.last_mut() {
            last.records.push(row.into_domain(&last.key, service)?);
        }
    }
    Ok(told)
}

impl Row {
    fn key(&self) -> Result<BodyKey> {
        let wrong = || StorageError::inconsistent("service_status", "body", &self.body_key);
        BodyKey::parse(&self.body_key).ok_or_else(wrong)
    }

    fn into_domain(self, body: &BodyKey, service: &Slug) -> Result<ServiceStatus> {
        let valid_on = partial(self.valid_on, self.date_precision)?;
        let level: Option<ScaleLevel> = level(self.scale.as_deref(), self.scale_version, self.level)?;
        let (voice, source) = (Voice::from_code(self.voice)?, self.source.try_into()?);
        Ok(ServiceStatus {
            missing: Option::<NoValue>::from_code(self.reason)?,
            stage: word("stage", self.stage, Stage::from_word)?,
            level,
            live_since: partial_or_none(self.live_since, self.live_since_precision)?,
            due: partial_or_none(self.due, self.due_precision)?,
            product: self.product,
            page: self.page,
            note: self.note,
            ..ServiceStatus::new(body.clone(), service.clone(), valid_on, voice, source)
        })
    }
}
