//! `/daten/{file}`: everything that may be passed on, as files. Long tables are streamed body by body at one revision;
//! the small files, and a table of one body (`?kommune=`), are kept like pages.

mod pages;
mod streamed;

use std::sync::Arc;

use app::error::AppError;
use app::page::Reading;
use app::query::Query;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use domain::{BodyKey, Day, Language};
use exchange::open_data::{self, KnownBody};

use crate::AppState;
use crate::answer::{Encoding, Stored, has};
use crate::cache::Key;
use crate::site::error_page;

pub(crate) use streamed::Streamed;

const CSV: &str = "text/csv; charset=utf-8; header=present";

/// The small files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum File {
    /// Who has facts.
    Bodies,
    /// What is measured, as a table.
    Indicators,
    /// What is measured, with choices and scales.
    Catalogue,
    /// The columns of a file of facts.
    Template,
    /// The template with a few facts.
    Example,
    /// The columns of a file of services.
    Services,
    /// The columns of a file of departments.
    Departments,
}

impl File {
    const ALL: [Self; 7] = [
        Self::Bodies,
        Self::Indicators,
        Self::Catalogue,
        Self::Template,
        Self::Example,
        Self::Services,
        Self::Departments,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Bodies => "kommunen.csv",
            Self::Indicators => "kennzahlen.csv",
            Self::Catalogue => "kennzahlen.json",
            Self::Template => "vorlage.csv",
            Self::Example => "beispiel.csv",
            Self::Services => "vorlage-leistungen.csv",
            Self::Departments => "vorlage-aemter.csv",
        }
    }

    async fn make(self, reading: &Reading) -> Result<Stored, AppError> {
        let (media_type, bytes) = match self {
            Self::Bodies => (CSV, open_data::bodies_csv(&bodies(reading).await?)),
            Self::Indicators => (CSV, open_data::indicators_csv(&reading.catalogue)),
            Self::Catalogue => ("application/json", open_data::catalogue_json(&reading.catalogue)),
            Self::Template => (CSV, open_data::template()),
            Self::Example => {
                // A test keeps facts that break a rule from being released.
                let Ok(example) = open_data::example(&reading.catalogue) else {
                    return Err(AppError::NotFound);
                };
                (CSV, example)
            }
            Self::Services => (CSV, exchange::services::write(&[]).into_bytes()),
            Self::Departments => (CSV, exchange::departments::write(&[]).into_bytes()),
        };
        Ok(Stored::new(media_type, bytes).with(CONTENT_DISPOSITION, &attached(self.name())))
    }
}

fn attached(name: &str) -> String {
    format!("attachment; filename=\"digitalstand-{name}\"")
}

/// Answers with a file.
pub async fn serve(
    State(state): State<AppState>,
    Path(name): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let query = Query::parse(uri.query().unwrap_or_default());
    let table = Streamed::ALL.into_iter().find(|table| table.name() == name);
    let answer = match (table, query.one("kommune")) {
        (Some(table), None) => return long(&state, table, &headers),
        (Some(table), Some(_)) => of_body(&state, table, &query, &headers).await,
        (None, _) => small(&state, &name, &headers).await,
    };
    match answer {
        Ok(response) => response,
        Err(error) => error_page(&state, &error, &format!("/daten/{name}"), Language::German, &headers).await,
    }
}

async fn small(state: &AppState, name: &str, headers: &HeaderMap) -> Result<Response, Arc<AppError>> {
    let file = File::ALL.into_iter().find(|file| file.name() == name).ok_or(AppError::NotFound)?;
    let make = |reading: Reading| async move { file.make(&reading).await };
    kept(state, format!("/daten/{}", file.name()), make, headers).await
}

/// A file that is made once in an edition, under this address.
async fn kept<F>(
    state: &AppState,
    address: String,
    make: impl FnOnce(Reading) -> F,
    headers: &HeaderMap,
) -> Result<Response, Arc<AppError>>
where
    F: Future<Output = Result<Stored, AppError>> + Send,
{
    let reading = state.reading(Language::German);
    let key = Key {
        revision: reading.edition.revision,
        day: reading.today,
        address,
        encoding: Encoding::of(headers),
    };
    Ok(state.cache().get(key, make(reading)).await?.respond(StatusCode::OK, headers))
}

/// The part of a long table that is about one body: what its administration corrects, adds to and imports again.
async fn of_body(
    state: &AppState,
    table: Streamed,
    query: &Query,
    headers: &HeaderMap,
) -> Result<Response, Arc<AppError>> {
    let (german, english) = ("ein Schlüssel des Verzeichnisses", "a key of the register");
    let unknown = |text: &str| AppError::bad("kommune", text, german, english);
    let body = query.read("kommune", BodyKey::parse, german, english)?.ok_or_else(|| unknown(""))?;
    let address = format!("/daten/{}?kommune={body}", table.name());
    let make = |reading: Reading| async move {
        let (db, revision) = (&reading.db, reading.edition.revision);
        storage::bodies::find(db, &body).await?.ok_or_else(|| unknown(body.as_str()))?;
        let text = table.of_body(db, &reading.catalogue, revision, &body).await?;
        let name = attached(&format!("{body}-{}", table.name()));
        Ok(Stored::new(CSV, text.into_bytes()).with(CONTENT_DISPOSITION, &name))
    };
    kept(state, address, make, headers).await
}

async fn bodies(reading: &Reading) -> Result<Vec<KnownBody>, AppError> {
    let day = |day: Day| day.to_string();
    let known = |found: storage::open::Described| KnownBody {
        key: found.body.key.to_string(),
        name: found.body.name,
        kind: found.body.kind,
        population: found.body.population.map(|(count, on)| (count, day(on))),
        topics: found.topics,
        values: found.values,
        newest: found.newest.map(day).unwrap_or_default(),
    };
    Ok(storage::open::bodies(&reading.db).await?.into_iter().map(known).collect())
}

/// A long table. Its bytes follow from the revision and the program, so that the tag need not read them.
fn long(state: &AppState, table: Streamed, request: &HeaderMap) -> Response {
    let reading = state.reading(Language::German);
    let (name, revision) = (table.name(), reading.edition.revision.0);
    let tag = format!("W/\"{name}-{}-r{revision}\"", env!("CARGO_PKG_VERSION"));
    let etag = HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("W/\"table\""));
    let packed = Encoding::of(request) != Encoding::Identity;
    let mut response = if has(request, &etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Body::new(pages::Pages::start(reading, table, packed)).into_response()
    };
    let fresh = response.status() == StatusCode::OK;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(CSV));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(ETAG, etag);
    headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Ok(name) = HeaderValue::from_str(&attached(name)) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    if packed && fresh {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    response
}
