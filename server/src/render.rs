//! From a document to the bytes of a page and the policy that protects it.

use std::sync::{Arc, OnceLock};

use app::address::Address;
use app::components::figure::Figure;
use app::error::AppError;
use app::page::{Document, Reading};
use app::shell::{frame, shell};
use axum::body::Body;
use axum::extract::Request;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http_body_util::BodyExt;
use leptos::nonce::use_nonce;
use leptos::prelude::IntoView;
use sha2::{Digest, Sha256};

use crate::answer::Stored;
use crate::headers::{FRAMED, page_policy};

/// Renders a document.
///
/// The framework marks its own scripts with a random nonce. Their hashes go into the policy and the nonce goes out of
/// the page, so that the same bytes can be sent many times. A script that came in with data has no nonce, therefore
/// no hash, and does not run.
///
/// # Errors
/// When the framework breaks off, so that half a page is never kept.
pub async fn render(document: Document, reading: Reading) -> Result<Stored, axum::Error> {
    let (document, reading) = (Arc::new(document), Arc::new(reading));
    let (html, hashes) = written(move || shell(&document, &reading)).await?;
    Ok(Stored::new(HTML, html.into_bytes()).secured(&page_policy(&hashes)))
}

/// Renders a chart for other people's frames; `page` shows it among its values.
///
/// # Errors
/// When the framework breaks off.
pub async fn render_frame(figure: Figure, page: Address, reading: Reading) -> Result<Stored, AppError> {
    let (figure, reading) = (Arc::new(figure), Arc::new(reading));
    let view = move || frame(&figure, &page, &reading);
    let (html, _) = written(view).await.map_err(|error| AppError::Interrupted(error.to_string()))?;
    Ok(Stored::new(HTML, without_scripts(&html).into_bytes()).secured(FRAMED))
}

/// The page without the scripts that the framework adds to every one: nothing in a frame waits for them.
fn without_scripts(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, script)) = rest.split_once("<script") {
        kept.push_str(before);
        rest = script.split_once("</script>").map_or("", |(_, after)| after);
    }
    kept + rest
}

const HTML: &str = "text/html; charset=utf-8";

/// A view as HTML, and the hashes of the framework's scripts in it.
async fn written<V: IntoView + 'static>(
    view: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> Result<(String, Vec<String>), axum::Error> {
    let nonce: Arc<OnceLock<String>> = Arc::default();
    let seen = nonce.clone();
    let view = move || {
        if let Some(nonce) = use_nonce() {
            let _ = seen.set(nonce.to_string());
        }
        view()
    };
    let handler = leptos_axum::render_app_async_with_context(|| (), view);
    let response = handler(Request::new(Body::empty())).await;
    let bytes = response.into_body().collect().await?.to_bytes();
    let html = String::from_utf8_lossy(&bytes);
    Ok(without_nonce(&html, nonce.get().map_or("", String::as_str)))
}

/// The page without its nonce, and the SHA-256 hashes of the scripts that carried it.
fn without_nonce(html: &str, nonce: &str) -> (String, Vec<String>) {
    if nonce.is_empty() {
        return (html.to_owned(), Vec::new());
    }
    let attribute = format!(" nonce=\"{nonce}\"");
    let mut hashes = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find("<script") {
        rest = &rest[start..];
        let Some(open) = rest.find('>') else { break };
        let (tag, after) = rest.split_at(open + 1);
        let Some(end) = after.find("</script>") else { break };
        if tag.contains(&attribute) {
            hashes.push(STANDARD.encode(Sha256::digest(&after.as_bytes()[..end])));
        }
        rest = &after[end..];
    }
    // The framework also writes the nonce into `crossorigin` of its preload links; anonymous is meant.
    let html = html.replace(&attribute, "").replace(&format!("crossorigin=\"{nonce}\""), "crossorigin=\"\"");
    (html, hashes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_with_the_nonce_get_a_hash() {
        let page = "<script nonce=\"N\">a()</script><p>x</p><script>evil()</script><script nonce=\"other\">b()</script>";
        let (html, hashes) = without_nonce(page, "N");
        assert_eq!(hashes, [STANDARD.encode(Sha256::digest(b"a()"))]);
        assert!(html.starts_with("<script>a()</script>"));
    }

    #[test]
    fn a_frame_keeps_everything_but_scripts() {
        let page = "<p>a</p><script>b()</script><p>c</p><script type=\"module\">d()</script><p>e</p>";
        assert_eq!(without_scripts(page), "<p>a</p><p>c</p><p>e</p>");
        assert_eq!(without_scripts("<p>a</p>"), "<p>a</p>");
    }

    #[test]
    fn no_nonce_stays_in_a_page() {
        let page = "<link rel=\"preload\" crossorigin=\"N\"><script type=\"module\" nonce=\"N\">a()</script>";
        assert!(!without_nonce(page, "N").0.contains('N'));
    }
}
