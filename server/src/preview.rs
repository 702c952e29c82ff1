//! Pictures that networks and messengers show beside a link: `/vorschau.png?seite=/kommunen/12054000`.
//!
//! Only what a page of the site says can be drawn: its chart, or a card with its title and description.

use std::sync::Arc;

use app::address::{Address, language_of};
use app::error::AppError;
use app::page::{Answer, Document, Page, Preview, Reading, preview_of};
use app::query::Query;
use app::routes;
use app::text::SITE;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use charts::{Card, Mode, Size};
use domain::{Day, Language, Revision};

use crate::AppState;
use crate::answer::{Encoding, Stored};
use crate::assets;
use crate::cache::Key;
use crate::raster::Raster;
use crate::site::{error_page, overlong, see_other};

const PNG: &str = "image/png";

/// The preview picture of a page.
pub async fn serve(State(state): State<AppState>, uri: Uri, headers: HeaderMap) -> Response {
    let (language, _) = language_of(uri.path());
    match answer(&state, uri.query().unwrap_or_default(), language, &headers).await {
        Ok(response) => response,
        Err(error) => error_page(&state, &error, "/", language, &headers).await,
    }
}

async fn answer(
    state: &AppState,
    raw: &str,
    language: Language,
    headers: &HeaderMap,
) -> Result<Response, Arc<AppError>> {
    if let Some(error) = overlong("/vorschau.png", raw) {
        return Err(error.into());
    }
    let query = Query::parse(raw);
    let page = asked(query.one("seite").unwrap_or_default())?;
    let address = preview_of(&page.address());
    if query.sent(&["seite"]) != address.query() {
        return Ok(see_other(&address.in_language(language)));
    }
    let reading = state.reading(language);
    let key = Key {
        revision: reading.edition.revision,
        day: reading.today,
        address: address.in_language(language),
        encoding: Encoding::Identity,
    };
    let stored = state.cache().get(key, make(state.raster(), reading, page)).await?;
    Ok(stored.respond(StatusCode::OK, headers))
}

/// The page at an address without language.
fn asked(address: &str) -> Result<Box<dyn Page>, AppError> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let parsed = routes::parse(path, query)?;
    if parsed.language == Language::German { Ok(parsed.page) } else { Err(AppError::NotFound) }
}

async fn make(raster: &Raster, reading: Reading, page: Box<dyn Page>) -> Result<Stored, AppError> {
    let Answer::Document(document) = page.load(&reading).await? else { return Err(AppError::NotFound) };
    // A card says the same in every state of its page: one is enough.
    if document.preview_address() != Some(preview_of(&page.address())) {
        return Err(AppError::NotFound);
    }
    Ok(Stored::new(PNG, raster.png(picture(&document, &reading)?, 1.0).await?))
}

fn picture(document: &Document, reading: &Reading) -> Result<String, AppError> {
    if let Preview::Chart(spec) = &document.preview {
        return Ok(charts::framed(&charts::render(spec, Size::Wide, Mode::Light)?));
    }
    let page = Address::new(document.address.path()).in_language(reading.language);
    let base = reading.site.base.trim_start_matches("https://").trim_start_matches("http://");
    let card = Card {
        site: SITE.to_owned(),
        title: document.title.clone(),
        text: document.description.clone(),
        address: format!("{base}{page}"),
    };
    Ok(card.draw()?)
}

/// The icon's own width, and what home screens show.
const ICON: (f32, f32) = (32.0, 180.0);

/// The icon for home screens.
pub async fn touch_icon(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let reading = state.reading(Language::German);
    let key = Key {
        revision: Revision(0),
        day: Day::from_number(0),
        address: "/apple-touch-icon.png".to_owned(),
        encoding: Encoding::Identity,
    };
    let make = async {
        let icon = assets::icon(&reading.assets.favicon).ok_or(AppError::NotFound)?;
        Ok(Stored::new(PNG, state.raster().png(icon, ICON.1 / ICON.0).await?))
    };
    match state.cache().get(key, make).await {
        Ok(stored) => stored.respond(StatusCode::OK, &headers),
        Err(error) => error_page(&state, &error, "/", Language::German, &headers).await,
    }
}
