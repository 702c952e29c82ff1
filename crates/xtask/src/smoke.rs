//! Proves that the binary needs no file but itself.

use std::path::Path;

use anyhow::{Result, ensure};

use crate::islands;
use crate::running::RunningServer;
use crate::workspace::Workspace;

/// Starts the binary alone in an empty folder and asks for a page and for all that the page loads.
pub(crate) fn smoke(workspace: &Workspace, binary: &Path) -> Result<()> {
    let server = RunningServer::start(binary)?;
    let page = server.get("/")?;
    ensure!(page.status == 200, "/ answered {}:\n{}", page.status, server.log());
    let mut paths = assets_of(&String::from_utf8_lossy(&page.body));
    ensure!(paths.iter().any(|path| ending(path) == "css"), "/ names no style sheet below /pkg");
    let name = islands::output_name(&workspace.pkg())?;
    paths.push(format!("/pkg/{name}.js"));
    paths.push(format!("/pkg/{name}_bg.wasm"));
    paths.sort();
    paths.dedup();
    for path in &paths {
        let answer = server.get(path)?;
        ensure!(answer.status == 200 && !answer.body.is_empty(), "{path} answered {}", answer.status);
        let media_type = media_type(path);
        ensure!(answer.head.contains(media_type), "{path} is not sent as {media_type}:\n{}", answer.head);
        println!("{path}: {} bytes", answer.body.len());
    }
    server.stop()
}

/// Returns the addresses below `/pkg` that a page names.
fn assets_of(page: &str) -> Vec<String> {
    let parts = page.match_indices("/pkg/").map(|(start, _)| &page[start..]);
    let ends = |character: char| matches!(character, '"' | '\'' | '>' | ')' | ' ');
    let paths = parts.filter_map(|part| part.split(ends).next()).map(str::to_owned);
    paths.filter(|path| path.contains('.')).collect()
}

fn media_type(path: &str) -> &'static str {
    match ending(path) {
        "css" => "text/css",
        "js" => "text/javascript",
        "wasm" => "application/wasm",
        "woff2" => "font/woff2",
        "svg" => "image/svg+xml",
        _ => "content-type",
    }
}

fn ending(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_assets_of_a_page_are_found_in_attributes_and_in_scripts() {
        let page = r#"<link href="/pkg/style-1.css"><script>import('/pkg/a.js')</script><a href=/pkg/>"#;
        assert_eq!(assets_of(page), ["/pkg/style-1.css", "/pkg/a.js"]);
    }
}
