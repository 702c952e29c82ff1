//! What runs: the binary `digitalstand`, as a library so that tests build the same application.
//!
//! [`router`] is the whole site. A page goes through [`site`]: understood by `app::routes`, looked up in the [`cache`],
//! else loaded and rendered by [`render`], which also hashes the framework's scripts for the Content Security Policy.
//!
//! **To add a setting** add a field with its doc comment to `config.rs`: `--help` and the operator's guide follow.

pub mod answer;
pub mod assets;
pub mod cache;
pub mod clock;
pub mod commands;
pub mod config;
pub mod data;
pub mod diagrams;
pub mod headers;
pub mod health;
pub mod legal;
pub mod letters;
pub mod listen;
pub mod listings;
pub mod lists;
pub mod preview;
pub mod raster;
pub mod render;
pub mod site;
pub mod state;
pub mod syndication;
pub use std::time::Duration;

use axum::Router;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

pub use state::AppState;

/// A reader's request is an address; forms that write will set their own limit.
const LARGEST_BODY: usize = 64 * 1024;
/// Longer than any page needs, shorter than a proxy waits.
const LONGEST_REQUEST: Duration = Duration::from_secs(30);

/// The whole site.
pub fn router(state: AppState) -> Router {
    let lists = listings::routes();
    lists
        .fold(Router::new(), |router, file| router.route(&file, get(listings::serve)))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/pkg/{file}", get(assets::serve))
        .route("/favicon.ico", get(assets::favicon))
        .route("/robots.txt", get(syndication::robots))
        .route("/sitemap.xml", get(syndication::sitemaps))
        .route("/sitemaps/{file}", get(syndication::addresses))
        .route("/feed.atom", get(syndication::feed))
        .route("/en/feed.atom", get(syndication::feed))
        .route("/diagramme/{file}", get(diagrams::file))
        .route("/en/diagramme/{file}", get(diagrams::file))
        .route("/einbetten/{name}", get(diagrams::frame))
        .route("/en/einbetten/{name}", get(diagrams::frame))
        .route("/vorschau.png", get(preview::serve))
        .route("/en/vorschau.png", get(preview::serve))
        .route("/apple-touch-icon.png", get(preview::touch_icon))
        .route("/daten/{file}", get(data::serve))
        .route("/anfragen/entwurf.txt", get(letters::german))
        .route("/en/anfragen/entwurf.txt", get(letters::english))
        .route(lists::FILE, get(lists::german))
        .route("/en/kommunen.csv", get(lists::english))
        .route(lists::SUGGESTIONS, get(lists::german_suggestions))
        .route("/en/kommunen/vorschlaege.json", get(lists::english_suggestions))
        .fallback(site::page)
        .method_not_allowed_fallback(site::method_not_allowed)
        .layer(CatchPanicLayer::custom(site::panicked))
        .layer(TimeoutLayer::with_status_code(axum::http::StatusCode::SERVICE_UNAVAILABLE, LONGEST_REQUEST))
        .layer(RequestBodyLimitLayer::new(LARGEST_BODY))
        .layer(axum::middleware::from_fn(headers::complete))
        .with_state(state)
}
