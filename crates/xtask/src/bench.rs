//! How fast the product is with the data of a whole country, beside what is physical and beside its peers.
//!
//! Figures of one run stand side by side; only their ratios count, since machines differ and other work disturbs. To
//! add a job: a line in [`jobs`] and its goal in the table of `docs/operating.md`.

mod data;
mod floor;
mod load;
mod nginx;
mod peers;
mod product;
mod services;
mod spikes;
mod table;
mod weight;

use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use clap::{Args, ValueEnum};

use crate::command::run;
use crate::postgres::Cluster;
use crate::workspace::Workspace;
use crate::{serve, setup};

use self::data::World;
use self::load::Load;
use self::product::{Imported, Product};
use self::table::Table;

/// How much data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Size {
    /// 100 municipalities: 72,000 cells.
    S,
    /// All municipalities: 7.7 million cells.
    M,
}

/// What is measured.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// How much data.
    #[arg(long, value_enum, default_value_t = Size::M, ignore_case = true)]
    size: Size,
    /// Only some jobs, such as `P1,P5,services`; the import of facts always runs.
    #[arg(long, value_delimiter = ',')]
    jobs: Vec<String>,
    /// Imports into PostgreSQL too.
    #[arg(long)]
    postgres: bool,
    /// Measures Datasette and matplotlib too; they are installed into a temporary folder.
    #[arg(long)]
    peers: bool,
    /// How long each job is asked for.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// Connections at once.
    #[arg(long, default_value_t = 32)]
    connections: usize,
    /// A binary that is built already; otherwise a release is built.
    #[arg(long)]
    binary: Option<PathBuf>,
}

impl Options {
    fn wants(&self, job: &str) -> bool {
        self.jobs.is_empty() || self.jobs.iter().any(|wanted| wanted.eq_ignore_ascii_case(job))
    }
}

/// Measures, and prints one table.
pub(crate) fn bench(workspace: &Workspace, options: &Options) -> Result<()> {
    let binary = if let Some(binary) = &options.binary {
        binary.canonicalize().with_context(|| format!("{} is not there", binary.display()))?
    } else {
        serve::build(workspace)?;
        workspace.release_binary()
    };
    setup::for_bench()?;
    let world = World::make(workspace, options.size)?;
    let mut table = Table::default();
    let database = imports(&binary, &world, options, &mut table)?;
    let load = Load { connections: options.connections, seconds: options.seconds };
    warm(&binary, &database, &world, options, load, &mut table)?;
    cold(&binary, &database, &world, options, load, &mut table)?;
    if options.wants("P8") {
        weight::measure(workspace, &binary, &database, &world, &mut table)?;
    }
    if options.wants("P11") {
        spikes::newspaper(&binary, &database, &world, load, &mut table)?;
    }
    if options.wants("P12") {
        spikes::import_meanwhile(&binary, &database, &world, load, &mut table)?;
    }
    if options.wants("services") {
        services::measure(&binary, &database, &world, options, load, &mut table)?;
    }
    floor::measure(workspace, &database, &world, options, load, &mut table)?;
    if options.peers {
        peers::measure(&world, options, load, &mut table)?;
    }
    table.print();
    Ok(())
}

/// Imports everything through the product's own command; returns the address of the database.
fn imports(binary: &std::path::Path, world: &World, options: &Options, table: &mut Table) -> Result<String> {
    let file = world.folder.join("bench.sqlite");
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", file.display()));
    }
    let database = format!("sqlite:{}", file.display());
    import_into(binary, world, &database, "SQLite", (180.0, 256), table)?;
    if options.postgres {
        let programs = setup::for_postgres()?.context("PostgreSQL is not there")?;
        let cluster = Cluster::start(&programs)?;
        import_into(binary, world, cluster.address(), "PostgreSQL", (300.0, 256), table)?;
    }
    Ok(database)
}

fn import_into(
    binary: &std::path::Path,
    world: &World,
    database: &str,
    name: &str,
    (most_seconds, most_mib): (f64, u64),
    table: &mut Table,
) -> Result<()> {
    for (kind, file) in &world.bodies {
        product::import(binary, database, kind, file)?;
    }
    for (title, file) in [("facts", &world.facts), ("corrections of one in a hundred", &world.corrections)] {
        let Imported { seconds, peak_mib, said } = product::import(binary, database, "facts", file)?;
        println!("{said}");
        let rate = format!("{seconds:.1} s, peak {peak_mib} MiB");
        let goal = format!("≤ {most_seconds:.0} s, ≤ {most_mib} MiB");
        let met = seconds <= most_seconds && peak_mib <= most_mib;
        table.plain(&format!("import of {title}, {name}"), &rate, &goal, Some(met));
    }
    Ok(())
}

/// With the cache on: the start, and an answer that was rendered before.
fn warm(
    binary: &std::path::Path,
    database: &str,
    world: &World,
    options: &Options,
    load: Load,
    table: &mut Table,
) -> Result<()> {
    let product = Product::start(binary, database, 32)?;
    table.plain(
        "P10 start to first 200",
        &format!("{:.2} s", product.started_after),
        "≤ 0.3 s",
        Some(product.started_after <= 0.3),
    );
    let cells = world.some_cells(100);
    let wrong = cells.iter().filter(|cell| !product.says(cell).unwrap_or(false)).count();
    ensure!(wrong == 0, "{wrong} of {} cells read back otherwise than they were imported", cells.len());
    println!("{} random cells read back as they were imported", cells.len());
    if options.wants("P1") {
        let path = world.ranking(0);
        let figures = load.run(product.place(), std::slice::from_ref(&path))?;
        table.job("P1 ranking page, cached", "product", &figures);
        match nginx::serve(&product.get_gzip(&path)?)? {
            Some(nginx) => {
                let limit = load.run(nginx.place(), &["/page".to_owned()])?;
                table.job("P1 ranking page, cached", "nginx, the same .gz", &limit);
                table.goal("P1 ranking page, cached", figures.ratio(&limit), 0.5, "nginx");
            }
            None => println!("nginx is not there: P1 stands alone"),
        }
    }
    product.stop()
}

/// The jobs that are rendered anew each time: what they are called, their goal's number, and the addresses.
fn jobs(world: &World) -> [(&'static str, &'static str, Vec<String>); 7] {
    [
        ("P2", "P2 ranking page", world.rankings()),
        ("P3", "P3 ranking, JSON", world.ranking_files("json")),
        ("P4", "P4 series of eight towns, JSON", world.series("json")),
        ("P5", "P5 town page", world.towns()),
        ("P6", "P6 ranking, CSV", world.ranking_files("csv")),
        ("P7", "P7 chart, SVG", world.series("svg")),
        ("P7", "P7 chart, PNG", world.series("png")),
    ]
}

/// With the cache off.
fn cold(
    binary: &std::path::Path,
    database: &str,
    world: &World,
    options: &Options,
    load: Load,
    table: &mut Table,
) -> Result<()> {
    let product = Product::start(binary, database, 0)?;
    for (number, title, paths) in jobs(world) {
        if !options.wants(number) {
            continue;
        }
        if product.status(&paths[0])? == 404 {
            println!("{title}: this build does not serve it");
            continue;
        }
        let figures = load.run(product.place(), &paths)?;
        table.job(title, "product, cache off", &figures);
        let anonymous = product.anonymous_mib()?;
        let figure = format!("{anonymous} MiB");
        table.plain(
            &format!("P9 anonymous memory after {number}"),
            &figure,
            "≤ 64 MiB",
            Some(anonymous <= 64),
        );
    }
    product.stop()
}

/// Compiles an example of a crate for release, and says where it is.
fn example(workspace: &Workspace, package: &str, name: &str) -> Result<PathBuf> {
    let arguments = ["build", "--quiet", "--release", "--package", package, "--example", name];
    run(&mut workspace.cargo(&arguments))?;
    Ok(workspace.target.join("release/examples").join(name))
}
