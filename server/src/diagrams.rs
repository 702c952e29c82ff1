//! `/diagramme/{id}.{svg,csv,json}`: any chart as a picture or as numbers, with the query of its page.

use std::sync::Arc;

use app::address::{Address, path_in};
use app::comparison::{self, Comparison, Known};
use app::error::AppError;
use app::measured::Measured;
use app::page::Reading;
use app::query::Query;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use charts::{Mode, Size};
use domain::Language;
use exchange::export::Format;

use crate::AppState;
use crate::answer::{Encoding, Stored};
use crate::cache::Key;
use crate::headers::PICTURE;
use crate::site::{error_page, overlong, see_other};

/// What a chart can be taken away as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Picture,
    Numbers(Format),
}

impl Kind {
    fn from_extension(extension: &str) -> Option<Self> {
        if extension == "svg" {
            return Some(Self::Picture);
        }
        Format::ALL.into_iter().find(|format| format.extension() == extension).map(Self::Numbers)
    }
}

/// Charts by name. Every chart of the site is a comparison in some state.
const CHARTS: [&str; 1] = ["vergleich"];

/// Under the German address.
pub async fn german(
    state: State<AppState>,
    file: Path<String>,
    query: RawQuery,
    headers: HeaderMap,
) -> Response {
    serve(state.0, &file.0, &query.0.unwrap_or_default(), Language::German, &headers).await
}

/// Under the English address.
pub async fn english(
    state: State<AppState>,
    file: Path<String>,
    query: RawQuery,
    headers: HeaderMap,
) -> Response {
    serve(state.0, &file.0, &query.0.unwrap_or_default(), Language::English, &headers).await
}

async fn serve(
    state: AppState,
    file: &str,
    query: &str,
    language: Language,
    headers: &HeaderMap,
) -> Response {
    match answer(&state, file, query, language, headers).await {
        Ok(response) => response,
        Err(error) => error_page(&state, &error, &format!("/diagramme/{file}"), language, headers).await,
    }
}

async fn answer(
    state: &AppState,
    file: &str,
    query: &str,
    language: Language,
    headers: &HeaderMap,
) -> Result<Response, Arc<AppError>> {
    if let Some(error) = overlong(file, query) {
        return Err(error.into());
    }
    let (name, extension) = file.rsplit_once('.').ok_or(AppError::NotFound)?;
    let kind =
        Kind::from_extension(extension).filter(|_| CHARTS.contains(&name)).ok_or(AppError::NotFound)?;
    let query = Query::parse(query);
    let comparison = Comparison::parse(&query)?;
    let address: Address = comparison.address(&path_in(&format!("/diagramme/{file}"), Language::German));
    if query.sent(comparison::KNOWN) != address.query() {
        return Ok(see_other(&address.in_language(language)));
    }
    let reading = state.reading(language);
    let key = Key {
        revision: reading.edition.revision,
        day: reading.today,
        address: address.in_language(language),
        encoding: Encoding::of(headers),
    };
    // A day is resolved to a revision anew each time; only a revision stands for ever.
    let frozen = matches!(comparison.known, Some(Known::Revision(_)));
    let stored = state.cache().get(key, make(reading, comparison, kind)).await?;
    let stored = if frozen { Arc::new(Stored::clone(&stored).for_ever()) } else { stored };
    Ok(stored.respond(StatusCode::OK, headers))
}

async fn make(reading: Reading, comparison: Comparison, kind: Kind) -> Result<Stored, AppError> {
    let measured = Measured::load(&reading, comparison).await?;
    if measured.cite_only() {
        return Err(AppError::CiteOnly);
    }
    let base = &reading.site.base;
    let name = format!(
        "digitalstand-{}",
        measured.parts.first().map_or("vergleich", |part| part.indicator.slug.as_str())
    );
    Ok(match kind {
        Kind::Picture => {
            if !measured.has_numbers() {
                return Err(AppError::NothingToDraw);
            }
            let drawing = charts::render(&measured.picture("diagramm", base), Size::Wide, Mode::Light)?;
            Stored::new("image/svg+xml", drawing.svg.into_bytes())
                .secured(PICTURE)
                .saved_as(&format!("{name}.svg"))
        }
        Kind::Numbers(format) => Stored::new(format.media_type(), format.write(&measured.extract(base)))
            .saved_as(&format!("{name}.{}", format.extension())),
    })
}
