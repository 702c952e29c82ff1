//! What happens on bad days: everybody asks for one page at once, and somebody imports while people read.

use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::data::World;
use super::load::Load;
use super::nginx;
use super::product::{self, Product};
use super::table::Table;

/// Connections of a day on which a newspaper links to a page.
const SPIKE: usize = 1_000;
/// Rows that are imported while people read.
const ROWS: usize = 72_000;

/// P11: one page that nobody asked for before, and a thousand connections.
pub(super) fn newspaper(
    binary: &Path,
    database: &str,
    world: &World,
    load: Load,
    table: &mut Table,
) -> Result<()> {
    let title = "P11 a thousand ask for one page";
    let load = Load { connections: SPIKE, ..load };
    let product = Product::start(binary, database, 32)?;
    let path = world.ranking(1);
    let figures = load.run(product.place(), std::slice::from_ref(&path))?;
    table.job(title, "product, cold cache", &figures);
    if let Some(nginx) = nginx::serve(&product.get_gzip(&path)?)? {
        let limit = load.run(nginx.place(), &["/page".to_owned()])?;
        table.job(title, "nginx, the same .gz", &limit);
        let ratio = figures.percentile(99) / limit.percentile(99).max(f64::EPSILON);
        let met = ratio <= 3.0 && figures.failures == 0;
        table.plain(&format!("{title}, p99"), &format!("{ratio:.2} × nginx"), "≤ 3 ×, no error", Some(met));
    }
    product.stop()
}

/// P12: readers while 72,000 rows are imported, and what they see afterwards.
pub(super) fn import_meanwhile(
    binary: &Path,
    database: &str,
    world: &World,
    load: Load,
    table: &mut Table,
) -> Result<()> {
    let title = "P12 series of eight towns, JSON";
    let file = some_rows(world)?;
    let product = Product::start(binary, database, 32)?;
    let paths = world.series("json");
    let idle = load.run(product.place(), &paths)?;
    table.job(title, "product, idle", &idle);
    let (busy, imported) = std::thread::scope(|scope| {
        let import = scope.spawn(|| product::import(binary, database, "facts", &file));
        let busy = load.run(product.place(), &paths);
        (busy, import.join())
    });
    let (busy, imported) = (busy?, imported.ok().context("the import broke off")??);
    table.job(title, "product, meanwhile an import", &busy);
    let ratio = busy.percentile(99) / idle.percentile(99).max(f64::EPSILON);
    let figure = format!("{ratio:.2} × idle; import {:.1} s", imported.seconds);
    table.plain(&format!("{title}, p99"), &figure, "≤ 2 ×", Some(ratio <= 2.0));
    product.stop()
}

/// The first rows of all facts, with other values: every one is a correction.
fn some_rows(world: &World) -> Result<PathBuf> {
    let file = world.folder.join("some.csv");
    let mut output = BufWriter::new(File::create(&file)?);
    for (number, line) in BufReader::new(File::open(&world.facts)?).lines().take(ROWS + 1).enumerate() {
        let line = line?;
        let shifted = if number == 0 { line } else { line.replacen(",belegt,", ",belegt,1", 1) };
        writeln!(output, "{shifted}")?;
    }
    output.flush()?;
    Ok(file)
}
