//! The tables of services and departments as files: what is on record, and empty ones to fill in. `import
//! services-status` and `import departments` read both.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use storage::StorageError;

use crate::AppState;

/// What is on record about services.
pub async fn services(State(state): State<AppState>) -> Response {
    let statuses = storage::services::statuses(state.db()).await;
    written("leistungen.csv", statuses.map(|statuses| exchange::services::write(&statuses)))
}

/// What is on record about departments.
pub async fn departments(State(state): State<AppState>) -> Response {
    let statuses = storage::departments::statuses(state.db()).await;
    written("aemter.csv", statuses.map(|statuses| exchange::departments::write(&statuses)))
}

/// The empty table of services.
pub async fn empty_services() -> Response {
    file("vorlage-leistungen.csv", &exchange::services::write(&[]))
}

/// The empty table of departments.
pub async fn empty_departments() -> Response {
    file("vorlage-aemter.csv", &exchange::departments::write(&[]))
}

fn written(name: &str, text: Result<String, StorageError>) -> Response {
    match text {
        Ok(text) => file(name, &text),
        Err(error) => {
            tracing::error!(error = format!("{error:?}"), name, "a table could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// A file to save. The byte order mark tells spreadsheets that it is UTF-8.
fn file(name: &str, text: &str) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8; header=present".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CACHE_CONTROL, "public, max-age=300".to_owned()),
    ];
    (headers, format!("\u{feff}{text}")).into_response()
}
