//! The list of municipalities as rows of a file.

use domain::Language;
use exchange::export::bodies::Body;
use storage::bodies::{self, Filter};

use crate::address::Address;
use crate::error::AppError;
use crate::page::Reading;
use crate::pages::municipalities::Listing;

/// More bodies than the country has, so that the file is never cut.
const ALL: i64 = 100_000;

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
