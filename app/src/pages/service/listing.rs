//! The table of the page as a file: every body on record with the service, and how far it is there.

use domain::ServiceStatus;
use domain::service::{Stage, Standing};
use exchange::listing::{Field, Listing};
use storage::services;
use storage::services::standings::{self, Told};

use super::OneService;
use crate::error::AppError;
use crate::listing::of_edition;
use crate::page::Reading;

/// The columns of the file.
const COLUMNS: &[&str] = &[
    "service",
    "key",
    "name",
    "stage",
    "date",
    "scale",
    "scale_version",
    "level",
    "live_since",
    "live_by",
    "due",
    "product",
    "voice",
    "source",
    "source_address",
    "source_date",
    "retrieved_on",
    "page",
    "note",
];

/// More bodies than the country has, so that the file is never cut.
const ALL: i64 = 100_000;

impl OneService {
    /// The file: one line a body, the furthest first and then by name, whatever page of the table is shown.
    ///
    /// # Errors
    /// When there is no such service or edition, or the database fails.
    pub async fn listing(&self, reading: &Reading) -> Result<Listing, AppError> {
        let service = services::find(&reading.db, &self.slug).await?.ok_or(AppError::NotFound)?;
        let moment = self.moment.resolve(reading).await?;
        let towns = standings::page(&reading.db, &self.slug, moment.kept(), (ALL, 0)).await?;
        let rows = towns.iter().map(|town| self.row(town)).collect();
        let title = service.name(reading.language);
        Ok(of_edition(title, &self.under(""), (moment.edition(), reading), COLUMNS, rows))
    }

    /// How far a body is. The source is that of its stage; where none is on record, that of its newest record.
    fn row(&self, town: &Told) -> Vec<Field> {
        let standing = Standing::of(&town.records);
        let record = standing.stage_record().or(standing.records().first().copied());
        let mut row = vec![
            Field::text(self.slug.as_str()),
            Field::text(town.key.as_str()),
            Field::text(town.name.as_str()),
        ];
        row.extend(state(&standing, record));
        row.extend(record.map_or_else(Vec::new, evidence));
        row.resize(COLUMNS.len(), Field::Nothing);
        row
    }
}

fn state(standing: &Standing<'_>, record: Option<&ServiceStatus>) -> [Field; 9] {
    let level = standing.level();
    [
        standing.stage().map(Stage::word).into(),
        record.and_then(|record| record.valid_on).into(),
        level.map(|level| &level.scale).into(),
        level.map_or(Field::Nothing, |level| Field::Whole(level.version)),
        level.map_or(Field::Nothing, |level| Field::Whole(level.level)),
        standing.live_since().map(|(date, _)| date).into(),
        standing.live_by().map(|(date, _)| date).into(),
        standing.due().map(|(date, _)| date).into(),
        standing.product().map(|(product, _)| product).into(),
    ]
}

fn evidence(record: &ServiceStatus) -> Vec<Field> {
    vec![
        Field::text(record.voice.word()),
        Field::text(record.source.title.as_str()),
        Field::text(record.source.address.as_str()),
        record.source.published.into(),
        Field::text(record.source.retrieved_on.to_string()),
        Field::text(record.page.as_str()),
        Field::text(record.note.as_str()),
    ]
}
