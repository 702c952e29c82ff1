//! P8: what a page weighs in a browser, and when its largest part is painted.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::data::World;
use super::nginx;
use super::product::Product;
use super::table::Table;
use crate::command::output;
use crate::setup;
use crate::workspace::Workspace;

/// Rows of the plain page that the product's is compared with.
const ROWS: usize = 50;

struct Weighed {
    requests: u64,
    kilobytes: BTreeMap<String, f64>,
    /// Milliseconds until the largest contentful paint.
    paint: f64,
}

impl Weighed {
    fn read(printed: &[u8]) -> Option<Self> {
        let figures: Value = serde_json::from_slice(printed).ok()?;
        let kilobytes = figures["kilobytes"].as_object()?.iter();
        Some(Self {
            requests: figures["requests"].as_u64()?,
            kilobytes: kilobytes
                .filter_map(|(kind, length)| Some((kind.clone(), length.as_f64()?)))
                .collect(),
            paint: figures["paint"].as_f64()?,
        })
    }

    fn sum(&self, kinds: &[&str]) -> f64 {
        let kept =
            self.kilobytes.iter().filter(|(kind, _)| kinds.is_empty() || kinds.contains(&kind.as_str()));
        kept.map(|(_, kilobytes)| kilobytes).sum()
    }
}

/// Loads the ranking page in Chromium; nothing where there is none.
pub(super) fn measure(
    workspace: &Workspace,
    binary: &Path,
    database: &str,
    world: &World,
    table: &mut Table,
) -> Result<()> {
    let Some(chromium) = setup::for_browser(workspace)? else {
        println!("Chromium is not there: P8 is left out");
        return Ok(());
    };
    let weigh = |url: &str| -> Result<Weighed> {
        let mut node = workspace.node("end2end", &["weight.mjs", url]);
        let printed = output(node.env("CHROMIUM", &chromium))?;
        Weighed::read(&printed).context("weight.mjs printed no figures")
    };
    let product = Product::start(binary, database, 32)?;
    let page = weigh(&format!("http://{}{}", product.place(), world.ranking(0)))?;
    // Words are read in any font, and without script.
    let needed = page.sum(&["document", "stylesheet"]);
    let figure = format!("{needed:.1} kB without fonts, {:.1} kB with", needed + page.sum(&["font"]));
    table.plain("P8 ranking page, to read it", &figure, "≤ 30 kB", Some(needed <= 30.0));
    let (all, requests) = (page.sum(&[]), page.requests);
    let figure = format!("{all:.1} kB, {requests} requests");
    table.plain("P8 ranking page, with its islands", &figure, "≤ 160 kB", Some(all <= 160.0));
    if let Some(nginx) = nginx::serve(&plain_page()?)? {
        let limit = weigh(&format!("http://{}/page", nginx.place()))?;
        let ratio = page.paint / limit.paint.max(f64::EPSILON);
        let figure = format!("{:.0} ms, {ratio:.2} × a plain table from nginx", page.paint);
        table.plain("P8 ranking page, largest paint", &figure, "≤ 1.25 ×", Some(ratio <= 1.25));
    }
    product.stop()
}

/// A table without style or script, compressed.
fn plain_page() -> Result<Vec<u8>> {
    let mut html =
        "<!doctype html><html lang=\"de\"><meta charset=\"utf-8\"><title>x</title><table>".to_owned();
    for row in 1..=ROWS {
        // Writing to a string cannot fail.
        let _ = write!(html, "<tr><td>{row}</td><td>Musterstadt {row}</td><td>{}</td></tr>", 500 - row * 7);
    }
    let file = tempfile::NamedTempFile::new()?;
    fs::write(file.path(), html + "</table></html>")?;
    output(Command::new("gzip").arg("-9c").arg(file.path()))
}
