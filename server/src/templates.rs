//! Empty tables to fill in: the headings that `import services-status` and `import departments` read.

use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;

/// The table of services.
pub async fn services() -> impl IntoResponse {
    file("vorlage-leistungen.csv", exchange::services::write(&[]))
}

/// The table of departments.
pub async fn departments() -> impl IntoResponse {
    file("vorlage-aemter.csv", exchange::departments::write(&[]))
}

/// A file to save. The byte order mark tells spreadsheets that it is UTF-8.
fn file(name: &str, text: String) -> impl IntoResponse + use<> {
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8; header=present".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CACHE_CONTROL, "public, max-age=3600".to_owned()),
    ];
    (headers, format!("\u{feff}{text}"))
}
