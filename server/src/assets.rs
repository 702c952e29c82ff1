//! Style sheet, fonts, icon and islands, built into the binary.

use std::borrow::Cow;
use std::sync::OnceLock;

use anyhow::Context;
use app::page::Assets;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use rust_embed::RustEmbed;
use serde::Deserialize;

use crate::AppState;
use crate::answer::{Encoding, Stored};
use crate::cache::Key;

#[derive(RustEmbed)]
#[folder = "../target/site/pkg"]
#[allow_missing = true]
struct Files;

#[derive(Deserialize)]
struct StyleManifest {
    style: String,
    fonts: Vec<String>,
    chart_fonts: Vec<String>,
    favicon: String,
}

#[derive(Deserialize)]
struct IslandsManifest {
    output_name: String,
}

/// The names of the built assets.
///
/// # Errors
/// When the binary was built before its assets; `cargo xtask` builds them first.
pub fn names() -> anyhow::Result<Assets> {
    let manifest = |name: &str| {
        Files::get(name).with_context(|| format!("{name} is not built in; build with `cargo xtask build`"))
    };
    let style: StyleManifest = serde_json::from_slice(&manifest("style.json")?.data)?;
    let islands: IslandsManifest = serde_json::from_slice(&manifest("islands.json")?.data)?;
    Ok(Assets {
        style: style.style,
        fonts: style.fonts,
        favicon: style.favicon,
        islands: islands.output_name,
    })
}

/// The fonts of pictures, for drawing words without a browser; none when the assets are not built in.
pub fn chart_fonts() -> &'static [Vec<u8>] {
    static FONTS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    FONTS.get_or_init(|| {
        let manifest = Files::get("style.json")
            .and_then(|manifest| serde_json::from_slice::<StyleManifest>(&manifest.data).ok());
        let names = manifest.map(|manifest| manifest.chart_fonts).unwrap_or_default();
        names.iter().filter_map(|name| Files::get(name)).map(|font| font.data.into_owned()).collect()
    })
}

/// The icon as SVG; nothing when the assets are not built in.
pub fn icon(name: &str) -> Option<String> {
    Files::get(name).map(|icon| String::from_utf8_lossy(&icon.data).into_owned())
}

/// An asset. Its name carries a hash of its contents, so it never changes.
pub async fn serve(State(state): State<AppState>, Path(file): Path<String>, headers: HeaderMap) -> Response {
    let Some((media_type, compress)) = media_type(&file) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Some(found) = Files::get(&file) else { return StatusCode::NOT_FOUND.into_response() };
    if !compress {
        let never = [(CONTENT_TYPE, media_type), (CACHE_CONTROL, FOR_EVER)];
        return (never, found.data.into_owned()).into_response();
    }
    let key = Key {
        revision: domain::Revision(0),
        day: domain::Day::from_number(0),
        address: format!("/pkg/{file}"),
        encoding: Encoding::of(&headers),
    };
    let data: Cow<'static, [u8]> = found.data;
    let encoding = key.encoding;
    let render = async move {
        let stored = Stored::new(media_type, data.into_owned()).for_ever();
        let packed = (encoding == Encoding::Brotli).then(|| Files::get(&format!("{file}.br"))).flatten();
        Ok::<_, std::convert::Infallible>(match packed {
            Some(packed) => stored.packed(encoding, packed.data.into_owned()),
            None => stored,
        })
    };
    match state.cache().get(key, render).await {
        Ok(stored) => stored.respond(StatusCode::OK, &headers),
        Err(never) => match *never {},
    }
}

const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Browsers ask for this name without being told to.
pub async fn favicon(State(state): State<AppState>) -> Redirect {
    Redirect::permanent(&format!("/pkg/{}", state.reading(domain::Language::German).assets.favicon))
}

/// Media type by extension, and whether compressing pays.
fn media_type(file: &str) -> Option<(&'static str, bool)> {
    Some(match file.rsplit_once('.')?.1 {
        "css" => ("text/css; charset=utf-8", true),
        "js" => ("text/javascript; charset=utf-8", true),
        "wasm" => ("application/wasm", true),
        "svg" => ("image/svg+xml", true),
        "woff2" => ("font/woff2", false),
        _ => return None,
    })
}
