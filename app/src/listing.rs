//! Lists as files: the list of municipalities, and what stands around the rows of any other list.

use domain::{Language, Source, Voice};
use exchange::export::bodies::Body;
use exchange::listing::Field;
use storage::bodies::{self, Filter};
use storage::overview::Edition;

use crate::address::Address;
use crate::error::AppError;
use crate::page::Reading;
use crate::pages::municipalities::Listing;
use crate::text::LICENCE;

/// More bodies than the country has, so that the file is never cut.
const ALL: i64 = 100_000;

/// A list of an edition as a file. `page` is where people read it.
pub(crate) fn of_edition(
    title: &str,
    page: &Address,
    (edition, reading): (Edition, &Reading),
    columns: &'static [&'static str],
    rows: Vec<Vec<Field>>,
) -> exchange::listing::Listing {
    exchange::listing::Listing {
        language: reading.language,
        title: title.to_owned(),
        address: format!("{}{}", reading.site.base, page.in_language(reading.language)),
        licence: LICENCE.to_owned(),
        revision: edition.revision.0,
        released_on: edition.released_on.map(|day| day.to_string()).unwrap_or_default(),
        columns,
        rows,
    }
}

/// Where a record stands: the cells under `voice`, `source`, `source_address`, `source_date`, `retrieved_on`, `page` and
/// `note`, with which the lists of records end.
pub(crate) fn proof(source: &Source, voice: Voice, page: &str, note: &str) -> [Field; 7] {
    [
        Field::text(voice.word()),
        Field::text(source.title.as_str()),
        Field::text(source.address.as_str()),
        source.published.into(),
        Field::text(source.retrieved_on.to_string()),
        Field::text(page),
        Field::text(note),
    ]
}

/// All rows of a list in its order, not only those of a page.
///
/// # Errors
/// When the database fails.
pub async fn rows(reading: &Reading, listing: &Listing) -> Result<Vec<Body>, AppError> {
    let rows = bodies::page(&reading.db, &Filter { limit: ALL, ..listing.filter() }).await?;
    let base = &reading.site.base;
    let row = |row: bodies::Listed| {
        let page = Address::new(format!("/kommunen/{}", row.body.key)).in_language(Language::German);
        Body {
            address: format!("{base}{page}"),
            key: row.body.key.to_string(),
            name: row.body.name,
            kind: row.body.kind,
            land: row.land,
            district: row.kreis,
            population: row.body.population.map(|(count, on)| (count, on.to_string())),
            topics: row.topics,
            newest_year: row.newest.map(domain::Day::year),
        }
    };
    Ok(rows.into_iter().map(row).collect())
}
