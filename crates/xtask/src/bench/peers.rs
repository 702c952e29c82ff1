//! Other programs with the same data: Datasette for pages and files, matplotlib for charts.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use super::Options;
use super::data::World;
use super::load::Load;
use super::services::{ALL, LIST, STAGES_OF_TOWN, Services, TOWN};
use super::table::Table;
use crate::command::{output, run_quietly};
use crate::guardian::{Guardian, wait};
use crate::postgres::free_port;

/// The number of the job, its title, the least ratio of the product to it, and addresses.
type Question = (&'static str, &'static str, f64, Vec<String>);

const SCRIPT: &str = include_str!("peers.py");
const PACKAGES: [&str; 2] = ["datasette==0.65.5", "matplotlib"];

/// Installs both into a folder that goes with this run, gives them the data, and asks for the same.
pub(super) fn measure(world: &World, options: &Options, load: Load, table: &mut Table) -> Result<()> {
    let folder = tempfile::Builder::new().prefix("digitalstand-peers-").tempdir()?;
    let programs = install(folder.path())?;
    let script = folder.path().join("peers.py");
    fs::write(&script, SCRIPT)?;
    let file = folder.path().join("peer.db");
    let python = programs.join("python");
    println!("filling the peers' database");
    let services = Services::make(world)?;
    run_quietly(Command::new(&python).arg(&script).arg("database").args([
        &world.facts,
        &world.corrections,
        &services.file,
        &file,
    ]))?;
    datasette(&programs, &file, world, options, load, table)?;
    for (form, least) in [("SVG", 200.0), ("PNG", 10.0)] {
        let title = format!("P7 chart, {form}");
        let Some(rate) = table.product(&title) else { continue };
        let mut draw = Command::new(&python);
        draw.arg(&script).arg("chart").arg(&file).args([form, &options.seconds.to_string()]);
        let peer: f64 = String::from_utf8_lossy(&output(&mut draw)?).trim().parse()?;
        table.plain(&format!("{title}: matplotlib, one process"), &format!("{peer:.1} /s"), "", None);
        table.goal(&title, rate / peer.max(f64::EPSILON), least, "matplotlib");
    }
    Ok(())
}

fn install(folder: &Path) -> Result<PathBuf> {
    let place = folder.join("venv");
    println!("installing {}", PACKAGES.join(", "));
    run_quietly(Command::new("python3").args(["-m", "venv"]).arg(&place))
        .context("install Python 3 with its module venv")?;
    let programs = place.join("bin");
    run_quietly(Command::new(programs.join("pip")).args(["install", "--quiet"]).args(PACKAGES))?;
    Ok(programs)
}

fn datasette(
    programs: &Path,
    file: &Path,
    world: &World,
    options: &Options,
    load: Load,
    table: &mut Table,
) -> Result<()> {
    let port = free_port()?.to_string();
    let mut child = Command::new(programs.join("datasette"))
        .args(["serve", "--port", &port, "--setting", "max_returned_rows", "20000"])
        .args(["--setting", "sql_time_limit_ms", "60000"])
        .arg(file)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let guardian = Guardian::start(r#"kill -TERM "$1""#, &[&child.id().to_string()])?;
    let place = format!("127.0.0.1:{port}");
    let mut patience = 600;
    while std::net::TcpStream::connect(&place).is_err() {
        patience -= 1;
        if patience == 0 {
            bail!("Datasette did not start");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    for (number, title, least, paths) in questions(world).into_iter().chain(of_services(world)?) {
        if !options.wants(number) {
            continue;
        }
        // A job that the product was not asked for has nothing to be compared with.
        let Some(rate) = table.product(title) else { continue };
        // Four connections, which is where it is fastest.
        let figures = Load { connections: 4, ..load }.run(&place, &paths)?;
        table.job(title, "Datasette", &figures);
        table.goal(title, rate / figures.rate().max(f64::EPSILON), least, "Datasette");
    }
    drop(guardian);
    wait(&mut child, Duration::from_secs(10));
    Ok(())
}

/// The job, its title, the least ratio of the product to it, and addresses.
fn questions(world: &World) -> [Question; 4] {
    let (keys, indicators) = world.names();
    let page =
        |slug: &String| format!("/peer/observation?indicator={slug}&date=2025-Q1&_sort_desc=value&_size=100");
    let series = |set: usize| {
        let towns: Vec<String> =
            (0..8).map(|town| format!("'{}'", keys[(set * 131 + town * 977) % keys.len()])).collect();
        let slug = &indicators[set % indicators.len()];
        format!(
            "/peer.json?sql=select+*+from+observation+where+ags+in+({})+and+indicator='{slug}'+order+by+ags,date",
            towns.join(",")
        )
    };
    let town = |number: usize| format!("/peer/observation?ags={}&_size=max", keys[number * 37 % keys.len()]);
    // About as many rows as the group of the product has.
    let ranking = |slug: &String| {
        format!(
            "/peer.json?sql=select+*+from+observation+where+indicator='{slug}'+and+date='2025-Q1'\
             +order+by+value+desc+limit+1500"
        )
    };
    [
        ("P2", "P2 ranking page", 150.0, indicators.iter().map(page).collect()),
        ("P3", "P3 ranking, JSON", 8.0, indicators.iter().map(ranking).collect()),
        ("P4", "P4 series of eight towns, JSON", 10.0, (0..500).map(series).collect()),
        ("P5", "P5 town page", 3.0, (0..500).map(town).collect()),
    ]
}

/// The same about services.
fn of_services(world: &World) -> Result<[Question; 4]> {
    let services = Services::make(world)?;
    let keys = world.names().0;
    let towns = |form: &dyn Fn(&String) -> String| {
        (0..500).map(|number| form(&keys[number * 37 % keys.len()])).collect()
    };
    let slugs = |form: &dyn Fn(&String) -> String| services.slugs().iter().map(form).collect();
    let whole = |slug: &String| {
        format!("/peer.json?sql=select+*+from+status+where+service='{slug}'+order+by+ags,date")
    };
    let of_town =
        |key: &String| format!("/peer.json?sql=select+*+from+status+where+ags='{key}'+order+by+service,date");
    Ok([
        ("P2", LIST, 150.0, slugs(&|slug| format!("/peer/status?service={slug}&_sort=stage&_size=100"))),
        ("P3", ALL, 8.0, slugs(&whole)),
        ("P4", STAGES_OF_TOWN, 10.0, towns(&of_town)),
        ("P5", TOWN, 3.0, towns(&|key| format!("/peer/status?ags={key}&_size=max"))),
    ])
}
