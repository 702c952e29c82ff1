//! From a document to the bytes of a page and the policy that protects it.

use std::sync::{Arc, OnceLock};

use app::page::{Document, Reading};
use app::shell::shell;
use axum::body::Body;
use axum::extract::Request;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http_body_util::BodyExt;
use leptos::nonce::use_nonce;
use sha2::{Digest, Sha256};

use crate::answer::Stored;
use crate::headers::page_policy;

/// Renders a document.
///
/// The framework marks its own scripts with a random nonce. Their hashes go into the policy and the nonce goes out of
/// the page, so that the same bytes can be sent many times. A script that came in with data has no nonce, therefore
/// no hash, and does not run.
/// # Errors
/// When the framework breaks off, so that half a page is never kept.
pub async fn render(document: Document, reading: Reading) -> Result<Stored, axum::Error> {
    let nonce: Arc<OnceLock<String>> = Arc::default();
    let seen = nonce.clone();
    let (document, reading) = (Arc::new(document), Arc::new(reading));
    let view = move || {
        if let Some(nonce) = use_nonce() {
            let _ = seen.set(nonce.to_string());
        }
        shell(&document, &reading)
    };
    let handler = leptos_axum::render_app_async_with_context(|| (), view);
    let response = handler(Request::new(Body::empty())).await;
    let bytes = response.into_body().collect().await?.to_bytes();
    let html = String::from_utf8_lossy(&bytes);
    let (html, hashes) = without_nonce(&html, nonce.get().map_or("", String::as_str));
    Ok(Stored::new("text/html; charset=utf-8", html.into_bytes()).secured(&page_policy(&hashes)))
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
    fn no_nonce_stays_in_a_page() {
        let page = "<link rel=\"preload\" crossorigin=\"N\"><script type=\"module\" nonce=\"N\">a()</script>";
        assert!(!without_nonce(page, "N").0.contains('N'));
    }
}
