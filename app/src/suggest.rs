//! What a search field proposes while somebody types.

use domain::Language;
use storage::bodies::{self, Filter, Listed, Sort};

use crate::address::Address;
use crate::error::AppError;
use crate::page::Reading;

/// More proposals than fit under a field help nobody.
const MOST: i64 = 8;
/// A longer text is no name.
const LONGEST: usize = 100;

/// A body that fits what was typed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Suggestion {
    /// Its official key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What tells it apart from another of the same name: type, district, Land.
    pub detail: String,
    /// Its page.
    pub address: String,
}

/// At most eight bodies that fit, the likeliest first: one query.
///
/// # Errors
/// When the database fails.
pub async fn suggestions(reading: &Reading, typed: &str) -> Result<Vec<Suggestion>, AppError> {
    let name: String = typed.trim().chars().take(LONGEST).collect();
    if name.is_empty() {
        return Ok(Vec::new());
    }
    let filter = Filter { name, sort: Sort::Population, limit: MOST, ..Filter::default() };
    let rows = bodies::page(&reading.db, &filter).await?;
    Ok(rows.into_iter().map(|row| suggestion(row, reading.language)).collect())
}

fn suggestion(row: Listed, language: Language) -> Suggestion {
    let closed = row.body.closed_on.map(|_| language.pick("aufgelöst", "dissolved").to_owned());
    let parts = [Some(row.body.kind), Some(row.kreis), Some(row.land), closed];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    Suggestion {
        address: Address::new(format!("/kommunen/{}", row.body.key)).in_language(language),
        key: row.body.key.to_string(),
        name: row.body.name,
        detail: parts.join(", "),
    }
}
