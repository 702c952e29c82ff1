//! How far the services of one body were, and when.

use domain::service::Stage;
use domain::{BodyKey, ServiceStatus, Slug, Voice};
use sqlx::FromRow;

use super::{Result, args};
use crate::code::Code;
use crate::row::partial;
use crate::services::{SourceRow, as_of, source_columns, word};
use crate::{AsOf, Db, StorageError};

#[derive(FromRow)]
struct Row {
    service_slug: String,
    valid_on: i64,
    date_precision: i64,
    voice: i64,
    stage: Option<String>,
    #[sqlx(flatten)]
    source: SourceRow,
}

const STAGES_OF_BODY: &str = concat!(
    "SELECT service.slug AS service_slug, s.valid_on AS valid_on, s.date_precision AS date_precision, ",
    "s.voice AS voice, s.stage AS stage, ",
    source_columns!(),
    "FROM service_status s JOIN service ON service.id = s.service JOIN source ON source.id = s.source ",
    "WHERE s.body = (SELECT id FROM body WHERE key = $3) AND s.stage IS NOT NULL AND ",
    as_of!(),
    "ORDER BY s.service, s.valid_on, s.date_precision, s.voice"
);

/// The records of a body that name a stage, by service, oldest first. Of each only the stage is read, its date, voice
/// and source.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn stages_of_body(db: &Db, body: &BodyKey, moment: AsOf) -> Result<Vec<ServiceStatus>> {
    let rows = db.all::<Row>(STAGES_OF_BODY, args(body.as_str(), moment)).await?;
    rows.into_iter().map(|row| row.into_domain(body)).collect()
}

impl Row {
    fn into_domain(self, body: &BodyKey) -> Result<ServiceStatus> {
        let service = Slug::parse(&self.service_slug)
            .ok_or_else(|| StorageError::inconsistent("service", "slug", &self.service_slug))?;
        let valid_on = partial(self.valid_on, self.date_precision)?;
        let (voice, source) = (Voice::from_code(self.voice)?, self.source.try_into()?);
        Ok(ServiceStatus {
            stage: word("stage", self.stage, Stage::from_word)?,
            ..ServiceStatus::new(body.clone(), service, valid_on, voice, source)
        })
    }
}
