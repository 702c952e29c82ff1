//! Pages: from a request to an answer.

use std::any::Any;
use std::sync::Arc;

use app::address::language_of;
use app::error::AppError;
use app::page::Answer;
use app::routes::{self, Parsed};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::Language;

use crate::AppState;
use crate::answer::{Encoding, Stored};
use crate::cache::Key;
use crate::render::render;

/// A longer address is no address of ours.
const LONGEST_ADDRESS: usize = 4_000;

/// Why there is no finished page.
enum Instead {
    Redirect(String),
    Error(AppError),
    Broken(axum::Error),
}

impl From<axum::Error> for Instead {
    fn from(error: axum::Error) -> Self {
        Self::Broken(error)
    }
}

impl From<AppError> for Instead {
    fn from(error: AppError) -> Self {
        Self::Error(error)
    }
}

/// Answers any address that has no handler of its own.
pub async fn page(State(state): State<AppState>, request: Request) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return method_not_allowed().await;
    }
    let (path, query) =
        (request.uri().path().to_owned(), request.uri().query().unwrap_or_default().to_owned());
    let headers = request.headers();
    let (language, _) = language_of(&path);
    if let Some(error) = overlong(&path, &query) {
        return error_page(&state, &error, "/", language, headers).await;
    }
    let parsed = match routes::parse(&path, &query) {
        Ok(parsed) => parsed,
        Err(error) => return error_page(&state, &error, &path, language, headers).await,
    };
    if let Some(address) = parsed.redirect {
        return see_other(&address);
    }
    match stored(&state, parsed, headers).await {
        Ok(stored) => stored.respond(StatusCode::OK, headers),
        Err(instead) => match &*instead {
            Instead::Redirect(address) => see_other(address),
            Instead::Error(error) => error_page(&state, error, &path, language, headers).await,
            Instead::Broken(error) => panicked(Box::new(error.to_string())),
        },
    }
}

/// The refusal of an address that no page of ours can have.
pub(crate) fn overlong(path: &str, query: &str) -> Option<AppError> {
    let (german, english) =
        ("eine Adresse von höchstens 4.000 Zeichen", "an address of at most 4,000 characters");
    (path.len() + query.len() > LONGEST_ADDRESS).then(|| AppError::bad("Adresse", "…", german, english))
}

async fn stored(state: &AppState, parsed: Parsed, headers: &HeaderMap) -> Result<Arc<Stored>, Arc<Instead>> {
    let Parsed { language, page, .. } = parsed;
    let reading = state.reading(language);
    let key = Key {
        revision: reading.edition.revision,
        day: reading.today,
        address: page.address().in_language(language),
        encoding: Encoding::of(headers),
    };
    let waiting = state.clone();
    let render = async move {
        let _turn = waiting.turn().await;
        match page.load(&reading).await? {
            Answer::Redirect(address) => Err(Instead::Redirect(address.in_language(language))),
            Answer::Document(document) => Ok(render(*document, reading).await?),
        }
    };
    state.cache().get(key, render).await
}

/// The page of an error. Causes are logged here, once.
pub async fn error_page(
    state: &AppState,
    error: &AppError,
    path: &str,
    language: Language,
    headers: &HeaderMap,
) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if status.is_server_error() {
        tracing::error!(error = format!("{error:?}"), path, "a page failed");
    }
    let (_, inner) = language_of(path);
    // The page links to itself in the other language, and browsers read `//host` and `/\host` as another site.
    let foreign = inner.get(1..).is_some_and(|rest| rest.starts_with(['/', '\\']));
    let document = app::shell::error_document(error, if foreign { "/" } else { inner }, language);
    let stored = match render(document, state.reading(language)).await {
        Ok(stored) => stored,
        Err(error) => return panicked(Box::new(error.to_string())),
    };
    stored.encoded(Encoding::of(headers)).respond(status, headers)
}

/// 303 to another page of this site.
pub fn see_other(address: &str) -> Response {
    let location = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response()
}

/// 405.
pub async fn method_not_allowed() -> Response {
    (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")], "only GET and HEAD\n").into_response()
}

/// The answer when a handler panicked or rendering broke off: the process lives on.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands it over")]
pub fn panicked(cause: Box<dyn Any + Send + 'static>) -> axum::http::Response<Body> {
    let cause = cause
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| cause.downcast_ref::<&str>().map(|text| (*text).to_owned()));
    tracing::error!(cause = cause.unwrap_or_default(), "a handler broke off");
    let page = "<!DOCTYPE html><html lang=\"de\"><meta charset=\"utf-8\"><title>Fehler – Digitalstand</title>\
         <h1>Das hat nicht geklappt</h1><p>Der Fehler liegt bei uns und ist vermerkt. <a href=\"/\">Zur Startseite</a></p></html>";
    (StatusCode::INTERNAL_SERVER_ERROR, [(CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}
