//! `/kommunen.csv` and `/kommunen/vorschlaege.json`: the list of municipalities as a file, and what a search field
//! proposes.

use std::sync::Arc;

use app::address::{Address, path_in};
use app::error::AppError;
use app::page::Reading;
use app::pages::municipalities::{KNOWN, Listing};
use app::query::Query;
use app::{listing, suggest};
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::Language;

use crate::AppState;
use crate::answer::{Encoding, Stored};
use crate::cache::Key;
use crate::site::{error_page, overlong, see_other};

/// The path of the file, without language.
pub(crate) const FILE: &str = "/kommunen.csv";
/// The path of the proposals, without language.
pub(crate) const SUGGESTIONS: &str = "/kommunen/vorschlaege.json";

/// The list as a file, German address.
pub async fn german(state: State<AppState>, query: RawQuery, headers: HeaderMap) -> Response {
    file(state.0, &query.0.unwrap_or_default(), Language::German, &headers).await
}

/// The list as a file, English address.
pub async fn english(state: State<AppState>, query: RawQuery, headers: HeaderMap) -> Response {
    file(state.0, &query.0.unwrap_or_default(), Language::English, &headers).await
}

async fn file(state: AppState, query: &str, language: Language, headers: &HeaderMap) -> Response {
    match csv(&state, query, language, headers).await {
        Ok(response) => response,
        Err(error) => error_page(&state, &error, FILE, language, headers).await,
    }
}

async fn csv(
    state: &AppState,
    query: &str,
    language: Language,
    headers: &HeaderMap,
) -> Result<Response, Arc<AppError>> {
    if let Some(error) = overlong(FILE, query) {
        return Err(error.into());
    }
    let query = Query::parse(query);
    let listing = Listing::parse(&query)?;
    let address: Address = listing.under(FILE);
    if query.sent(KNOWN) != address.query() {
        return Ok(see_other(&address.in_language(language)));
    }
    let reading = state.reading(language);
    let key = Key {
        revision: reading.edition.revision,
        day: reading.today,
        address: address.in_language(language),
        encoding: Encoding::of(headers),
    };
    let stored = state.cache().get(key, make(reading, listing)).await?;
    Ok(stored.respond(StatusCode::OK, headers))
}

async fn make(reading: Reading, listing: Listing) -> Result<Stored, AppError> {
    let bytes = exchange::export::bodies::write(&listing::rows(&reading, &listing).await?);
    Ok(Stored::new("text/csv; charset=utf-8; header=present", bytes).saved_as("digitalstand-kommunen.csv"))
}

/// What a search field proposes, German words.
pub async fn german_suggestions(state: State<AppState>, query: RawQuery, headers: HeaderMap) -> Response {
    suggestions(state.0, &query.0.unwrap_or_default(), Language::German, &headers).await
}

/// What a search field proposes, English words.
pub async fn english_suggestions(state: State<AppState>, query: RawQuery, headers: HeaderMap) -> Response {
    suggestions(state.0, &query.0.unwrap_or_default(), Language::English, &headers).await
}

/// Not kept in the cache: every letter that somebody types would be an entry, and the query is cheap.
async fn suggestions(state: AppState, query: &str, language: Language, headers: &HeaderMap) -> Response {
    let path = path_in(SUGGESTIONS, language);
    if let Some(error) = overlong(&path, query) {
        return error_page(&state, &error, SUGGESTIONS, language, headers).await;
    }
    let query = Query::parse(query);
    match suggest::suggestions(&state.reading(language), query.one("name").unwrap_or_default()).await {
        Ok(found) => {
            let bytes = serde_json::to_vec(&found).unwrap_or_default();
            Stored::new("application/json", bytes)
                .encoded(Encoding::of(headers))
                .respond(StatusCode::OK, headers)
        }
        Err(error) => error_page(&state, &error, SUGGESTIONS, language, headers).await,
    }
}
