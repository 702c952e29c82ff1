//! `/anfragen/entwurf.txt`: the draft of an inquiry as a text file.

use std::sync::Arc;

use app::error::AppError;
use app::page::Reading;
use app::pages::draft::{Draft, FILE, KNOWN};
use app::query::Query;
use axum::extract::{RawQuery, State};
use axum::http::header::CONTENT_DISPOSITION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::Language;

use crate::AppState;
use crate::answer::{Encoding, Stored};
use crate::cache::Key;
use crate::site::{error_page, overlong, see_other};

/// Under the German address.
pub async fn german(state: State<AppState>, query: RawQuery, headers: HeaderMap) -> Response {
    serve(&state.0, &query.0.unwrap_or_default(), Language::German, &headers).await
}

/// Under the English address: the letter is the same, errors are English.
pub async fn english(state: State<AppState>, query: RawQuery, headers: HeaderMap) -> Response {
    serve(&state.0, &query.0.unwrap_or_default(), Language::English, &headers).await
}

async fn serve(state: &AppState, query: &str, language: Language, headers: &HeaderMap) -> Response {
    match answer(state, query, language, headers).await {
        Ok(response) => response,
        Err(error) => error_page(state, &error, FILE, language, headers).await,
    }
}

async fn answer(
    state: &AppState,
    query: &str,
    language: Language,
    headers: &HeaderMap,
) -> Result<Response, Arc<AppError>> {
    if let Some(error) = overlong(FILE, query) {
        return Err(error.into());
    }
    let query = Query::parse(query);
    let draft = Draft::parse(&query)?;
    let address = draft.address_at(FILE);
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
    let stored = state.cache().get(key, make(reading, draft)).await?;
    Ok(stored.respond(StatusCode::OK, headers))
}

async fn make(reading: Reading, draft: Draft) -> Result<Stored, AppError> {
    let (text, name) = draft.file(&reading).await?;
    let stored = Stored::new("text/plain; charset=utf-8", text.into_bytes());
    Ok(stored.with(CONTENT_DISPOSITION, &format!("attachment; filename=\"{name}\"")))
}
