//! The table of the page as a file: every body on record with the service, and how far it is there.

use domain::service::{Stage, Standing};
use domain::{ServiceStatus, search};
use exchange::listing::{Field, Listing};
use storage::services;
use storage::services::standings::{self, STAGES, Told};

use super::OneService;
use crate::error::AppError;
use crate::listing::{of_edition, proof};
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
    "live_since_source",
    "live_by",
    "due",
    "due_date",
    "due_source",
    "product",
    "product_date",
    "product_source",
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
        let mut towns = standings::page(&reading.db, &self.slug, moment.kept(), (ALL, 0)).await?;
        // By the names of the edition, which a frozen file keeps.
        towns.sort_by_cached_key(|town| {
            let stage = Standing::of(&town.records).stage();
            let place = STAGES.iter().position(|found| Some(*found) == stage).unwrap_or(STAGES.len());
            (place, search::sort_key(&town.name), town.key.clone())
        });
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
        row.extend(
            record.into_iter().flat_map(|told| proof(&told.source, told.voice, &told.page, &told.note)),
        );
        row.resize(COLUMNS.len(), Field::Nothing);
        row
    }
}

/// How far it is. What another record says than that of the stage has its own date and source.
fn state(standing: &Standing<'_>, record: Option<&ServiceStatus>) -> [Field; 14] {
    let level = standing.level();
    let source = |record: &ServiceStatus| record.source.address.clone();
    let since = standing.live_since();
    // Promised it was, kept or not.
    let due = standing.newest(|record| record.due);
    let product = standing.product();
    [
        standing.stage().map(Stage::word).into(),
        record.and_then(|record| record.valid_on).into(),
        level.map(|level| &level.scale).into(),
        level.map_or(Field::Nothing, |level| Field::Whole(level.version)),
        level.map_or(Field::Nothing, |level| Field::Whole(level.level)),
        since.map(|(date, _)| date).into(),
        since.map(|(_, record)| source(record)).into(),
        standing.live_by().map(|(date, _)| date).into(),
        due.map(|(date, _)| date).into(),
        due.and_then(|(_, record)| record.valid_on).into(),
        due.map(|(_, record)| source(record)).into(),
        product.map(|(product, _)| product).into(),
        product.and_then(|(_, record)| record.valid_on).into(),
        product.map(|(_, record)| source(record)).into(),
    ]
}
