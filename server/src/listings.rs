//! Lists as files: `/zusagen.csv`, `/kommunen/{key}/zusagen.json`, `/produkte/{slug}/kommunen.csv`, `/leistungen.xlsx`
//! and the like, with the query of their page.
//!
//! **To add a list** give it a line in [`PAGES`] and a variant in [`List`].

use std::sync::Arc;

use app::address::{Address, language_of, path_in};
use app::error::AppError;
use app::page::Reading;
use app::pages::{inquiries, product, products, promises, service, services, town_promises};
use app::query::Query;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use exchange::export::Format;
use exchange::listing::Listing;

use crate::AppState;
use crate::answer::{Encoding, Stored};
use crate::cache::Key;
use crate::site::{error_page, overlong, see_other};

/// The paths of the lists without extension, as the router writes them.
const PAGES: [&str; 7] = [
    "/zusagen",
    "/kommunen/{key}/zusagen",
    "/produkte/{slug}/kommunen",
    "/produkte",
    "/leistungen",
    "/leistungen/{slug}/kommunen",
    "/anfragen",
];

/// The addresses of all lists in every format and both languages.
pub(crate) fn routes() -> impl Iterator<Item = String> {
    let files = PAGES
        .into_iter()
        .flat_map(|page| Format::ALL.into_iter().map(move |format| format!("{page}.{}", format.extension())));
    files.flat_map(|file| [file.clone(), format!("/en{file}")])
}

/// A list in one of its states.
enum List {
    Promises(promises::Promises),
    TownPromises(town_promises::TownPromises),
    Product(product::OneProduct),
    Products(products::Products),
    Services(services::Services),
    Service(service::OneService),
    Inquiries(inquiries::Inquiries),
}

/// Answers with a file.
pub async fn serve(State(state): State<AppState>, uri: Uri, headers: HeaderMap) -> Response {
    let (path, query) = (uri.path(), uri.query().unwrap_or_default());
    match answer(&state, path, query, &headers).await {
        Ok(response) => response,
        Err(error) => error_page(&state, &error, path, language_of(path).0, &headers).await,
    }
}

async fn answer(
    state: &AppState,
    path: &str,
    raw: &str,
    headers: &HeaderMap,
) -> Result<Response, Arc<AppError>> {
    if let Some(error) = overlong(path, raw) {
        return Err(error.into());
    }
    let (language, inner) = language_of(path);
    let (page, extension) = inner.rsplit_once('.').ok_or(AppError::NotFound)?;
    let format = Format::ALL.into_iter().find(|format| format.extension() == extension);
    let format = format.ok_or(AppError::NotFound)?;
    let query = Query::parse(raw);
    let (list, known) = List::read(page, &query)?;
    let address = list.address(&format!(".{extension}"));
    if query.sent(known) != address.query() || path_in(inner, language) != path {
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
    let frozen = query.one("bekannt").is_some_and(|known| known.starts_with('r'));
    let name = page.trim_start_matches('/').replace('/', "-");
    let make = async move {
        let listing = list.load(&reading).await?;
        let name = format!("digitalstand-{name}.{}", format.extension());
        Ok::<_, AppError>(Stored::new(format.media_type(), listing.write(format)).saved_as(&name))
    };
    let stored = state.cache().get(key, make).await?;
    let stored = if frozen { Arc::new(Stored::clone(&stored).for_ever()) } else { stored };
    Ok(stored.respond(StatusCode::OK, headers))
}

impl List {
    /// Reads the state from path and query, and says which parameters it knows.
    fn read(page: &str, query: &Query) -> Result<(Self, &'static [&'static str]), AppError> {
        match page {
            "/zusagen" => return Ok((Self::Promises(promises::Promises::read(query)?), promises::KNOWN)),
            "/produkte" => return Ok((Self::Products(products::Products::read(query)), products::KNOWN)),
            "/leistungen" => {
                return Ok((Self::Services(services::Services::read(query)?), services::KNOWN_OF_FILES));
            }
            "/anfragen" => {
                return Ok((Self::Inquiries(inquiries::Inquiries::read(query)?), inquiries::KNOWN));
            }
            _ => {}
        }
        if let Some(rest) = page.strip_prefix("/produkte/") {
            let slug = rest.strip_suffix("/kommunen").ok_or(AppError::NotFound)?;
            return Ok((Self::Product(product::OneProduct::read(slug, query)?), product::KNOWN_OF_FILES));
        }
        if let Some(rest) = page.strip_prefix("/leistungen/") {
            let slug = rest.strip_suffix("/kommunen").ok_or(AppError::NotFound)?;
            return Ok((Self::Service(service::OneService::read(slug, query)?), service::KNOWN_OF_FILES));
        }
        let key = page.strip_prefix("/kommunen/").and_then(|rest| rest.strip_suffix("/zusagen"));
        let town = town_promises::TownPromises::read(key.ok_or(AppError::NotFound)?, query)?;
        Ok((Self::TownPromises(town), town_promises::KNOWN))
    }

    fn address(&self, ending: &str) -> Address {
        match self {
            Self::Promises(state) => state.at(&format!("/zusagen{ending}")),
            Self::TownPromises(state) => state.at(ending),
            Self::Product(state) if ending.is_empty() => state.at(""),
            Self::Product(state) => state.at(&format!("/kommunen{ending}")),
            Self::Products(state) => state.under(&format!("/produkte{ending}")),
            Self::Services(state) => state.under(&format!("/leistungen{ending}")),
            Self::Service(state) if ending.is_empty() => state.under(""),
            Self::Service(state) => state.under(&format!("/kommunen{ending}")),
            Self::Inquiries(state) => state.under(&format!("/anfragen{ending}")),
        }
    }

    async fn load(&self, reading: &Reading) -> Result<Listing, AppError> {
        let language = reading.language;
        match self {
            Self::Promises(state) => {
                let (promised, _) = state.promised(reading).await?;
                let title = language.pick("Zusagen", "Promises");
                Ok(promised.listing(title, &self.address(""), reading))
            }
            Self::TownPromises(state) => {
                let (body, promised) = state.promised(reading).await?;
                let title = town_promises::title(&body, language);
                Ok(promised.listing(&title, &self.address(""), reading))
            }
            Self::Product(state) => state.used(reading).await?.listing(&self.address(""), reading).await,
            Self::Products(state) => state.listing(reading).await,
            Self::Services(state) => state.listing(reading).await,
            Self::Service(state) => state.listing(reading).await,
            Self::Inquiries(state) => state.listing(reading).await,
        }
    }
}
