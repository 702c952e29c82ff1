//! `/diagramme/{name}.{png,svg,csv,xlsx,json}` and `/einbetten/{name}`: any chart as a picture, as numbers or as a page
//! for other people's frames, with the query of its page.

use std::sync::Arc;

use app::address::{Address, language_of};
use app::comparison::Known;
use app::components::figure::Figure;
use app::diagrams::{self, Chart, State};
use app::error::AppError;
use app::page::Reading;
use app::query::Query;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use charts::{Mode, Size};
use exchange::export::Format;

use crate::AppState;
use crate::answer::{Encoding, Stored};
use crate::cache::Key;
use crate::headers::{Framable, PICTURE};
use crate::render::render_frame;
use crate::site::{error_page, overlong, see_other};

/// What a chart can be taken away as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Vector { dark: bool },
    Raster { dark: bool, scale: u8 },
    Numbers(Format),
    Frame,
}

/// Pixels of a PNG for each of the picture's own, unless the reader wants fewer.
const SCALE: u8 = 2;

impl Kind {
    /// Reads the kind of a file from its extension, and how a picture should look from the query.
    fn of_file(extension: &str, query: &Query) -> Result<Self, AppError> {
        match extension {
            "svg" => Ok(Self::Vector { dark: dark(query)? }),
            "png" => Ok(Self::Raster { dark: dark(query)?, scale: scale(query)? }),
            _ => Format::ALL
                .into_iter()
                .find(|format| format.extension() == extension)
                .map(Self::Numbers)
                .ok_or(AppError::NotFound),
        }
    }

    /// The parameters it knows beside those of the chart, in canonical order.
    const fn known(self) -> &'static [&'static str] {
        match self {
            Self::Vector { .. } => &["thema"],
            Self::Raster { .. } => &["thema", "groesse"],
            Self::Numbers(_) | Self::Frame => &[],
        }
    }

    /// The address with what departs from the usual look.
    fn with_look(self, address: Address) -> Address {
        let theme = |dark| if dark { "dunkel" } else { "" };
        match self {
            Self::Vector { dark } => address.with("thema", theme(dark)),
            Self::Raster { dark, scale } => {
                let size = if scale == SCALE { String::new() } else { scale.to_string() };
                address.with("thema", theme(dark)).with("groesse", size)
            }
            Self::Numbers(_) | Self::Frame => address,
        }
    }

    /// Whether compressing pays: what is packed already is sent as it is.
    const fn is_text(self) -> bool {
        !matches!(self, Self::Raster { .. } | Self::Numbers(Format::Xlsx))
    }
}

fn dark(query: &Query) -> Result<bool, AppError> {
    match query.one("thema") {
        None | Some("hell") => Ok(false),
        Some("dunkel") => Ok(true),
        Some(other) => {
            Err(AppError::bad("thema", other, "hell oder dunkel", "hell (light) or dunkel (dark)"))
        }
    }
}

fn scale(query: &Query) -> Result<u8, AppError> {
    match query.one("groesse") {
        None | Some("2") => Ok(SCALE),
        Some("1") => Ok(1),
        Some(other) => Err(AppError::bad("groesse", other, "1 oder 2", "1 or 2")),
    }
}

/// A file.
pub async fn file(state: Shared<AppState>, file: Path<String>, uri: Uri, headers: HeaderMap) -> Response {
    let kind = |query: &Query| {
        let (name, extension) = file.rsplit_once('.').ok_or(AppError::NotFound)?;
        Ok((name, Kind::of_file(extension, query)?))
    };
    serve(&state, kind, &uri, &headers).await
}

/// A page for other people's frames.
pub async fn frame(state: Shared<AppState>, name: Path<String>, uri: Uri, headers: HeaderMap) -> Response {
    let mut response = serve(&state, |_| Ok((name.as_str(), Kind::Frame)), &uri, &headers).await;
    if [StatusCode::OK, StatusCode::NOT_MODIFIED].contains(&response.status()) {
        response.extensions_mut().insert(Framable);
    }
    response
}

async fn serve<'a>(
    state: &AppState,
    kind: impl FnOnce(&Query) -> Result<(&'a str, Kind), AppError>,
    uri: &Uri,
    headers: &HeaderMap,
) -> Response {
    match answer(state, kind, uri, headers).await {
        Ok(response) => response,
        Err(error) => {
            let (language, path) = language_of(uri.path());
            error_page(state, &error, path, language, headers).await
        }
    }
}

async fn answer<'a>(
    state: &AppState,
    kind: impl FnOnce(&Query) -> Result<(&'a str, Kind), AppError>,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Response, Arc<AppError>> {
    let (language, path) = language_of(uri.path());
    let raw = uri.query().unwrap_or_default();
    if let Some(error) = overlong(path, raw) {
        return Err(error.into());
    }
    let query = Query::parse(raw);
    let (name, kind) = kind(&query)?;
    let diagram = diagrams::find(name).ok_or(AppError::NotFound)?;
    let chart = (diagram.parse)(&query)?;
    let address = kind.with_look(chart.address(path));
    if query.sent(&[diagram.known, kind.known()].concat()) != address.query() {
        return Ok(see_other(&address.in_language(language)));
    }
    let reading = state.reading(language);
    let key = Key {
        revision: reading.edition.revision,
        day: reading.today,
        address: address.in_language(language),
        encoding: if kind.is_text() { Encoding::of(headers) } else { Encoding::Identity },
    };
    // A day is resolved to a revision anew each time; only a revision stands for ever. A frame tells the newest.
    let frozen = matches!(chart.known(), Some(Known::Revision(_))) && kind != Kind::Frame;
    let stored = state.cache().get(key, make(state.clone(), reading, chart, kind)).await?;
    let stored = if frozen { Arc::new(Stored::clone(&stored).for_ever()) } else { stored };
    Ok(stored.respond(StatusCode::OK, headers))
}

async fn make(
    app: AppState,
    reading: Reading,
    state: Box<dyn State>,
    kind: Kind,
) -> Result<Stored, AppError> {
    let turn = app.turn().await;
    let chart = state.load(&reading).await?;
    if chart.cite_only() {
        return Err(AppError::CiteOnly);
    }
    let base = &reading.site.base;
    let name = |extension: &str| format!("digitalstand-{}.{extension}", chart.stem());
    Ok(match kind {
        Kind::Vector { dark } => Stored::new("image/svg+xml", picture(&*chart, base, dark)?.into_bytes())
            .secured(PICTURE)
            .saved_as(&name("svg")),
        Kind::Raster { dark, scale } => {
            let drawing = picture(&*chart, base, dark)?;
            // Pictures have turns of their own; who waits for one keeps no page from being made.
            drop(turn);
            let png = app.raster().png(drawing, f32::from(scale)).await?;
            Stored::new("image/png", png).saved_as(&name("png"))
        }
        Kind::Numbers(format) => Stored::new(format.media_type(), format.write(&chart.extract(base)))
            .saved_as(&name(format.extension())),
        Kind::Frame => {
            let figure = Figure::draw(&*chart, "diagramm", &reading)?.ok_or(AppError::NothingToDraw)?;
            render_frame(figure, state.page(), reading).await?
        }
    })
}

/// The picture that stands alone.
fn picture(chart: &dyn Chart, base: &str, dark: bool) -> Result<String, AppError> {
    let spec = chart.picture("diagramm", base).ok_or(AppError::NothingToDraw)?;
    let mode = if dark { Mode::Dark } else { Mode::Light };
    Ok(charts::render(&spec, Size::Wide, mode)?.svg)
}
