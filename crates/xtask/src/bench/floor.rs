//! What is physical: the same statements through the same driver, and bytes written by hand.

use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use super::data::World;
use super::load::Load;
use super::services::{ALL, LIST, STAGES_OF_TOWN, Services, TOWN};
use super::table::Table;
use super::{Options, example};
use crate::guardian::{Guardian, wait};
use crate::postgres::free_port;
use crate::workspace::Workspace;

/// The jobs that the floor can do.
const FLOORS: [&str; 7] =
    ["P2 ranking page", "P4 series of eight towns, JSON", "P5 town page", LIST, ALL, STAGES_OF_TOWN, TOWN];

/// Runs the floor (`crates/storage/examples/floor.rs`) over the database of the product, and asks it for the same.
pub(super) fn measure(
    workspace: &Workspace,
    database: &str,
    world: &World,
    options: &Options,
    load: Load,
    table: &mut Table,
) -> Result<()> {
    let services = options.wants("services").then(|| Services::make(world)).transpose()?;
    let services = services.iter().flat_map(|services| services.jobs(world));
    let jobs = super::jobs(world).into_iter().chain(services);
    let jobs: Vec<_> =
        jobs.filter(|(number, title, _)| FLOORS.contains(title) && options.wants(number)).collect();
    if jobs.is_empty() {
        return Ok(());
    }
    let binary = example(workspace, "storage", "floor")?;
    let place = format!("127.0.0.1:{}", free_port()?);
    let mut child = Command::new(&binary)
        .args([database, &place])
        .stdin(Stdio::null())
        .spawn()
        .with_context(|| format!("could not start {}", binary.display()))?;
    let guardian = Guardian::start(r#"kill -TERM "$1""#, &[&child.id().to_string()])?;
    let mut patience = 200;
    while std::net::TcpStream::connect(&place).is_err() {
        patience -= 1;
        if patience == 0 {
            bail!("the floor did not start");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    for (number, title, paths) in jobs {
        let figures = load.run(&place, &paths)?;
        table.job(title, "floor", &figures);
        if let Some(rate) = table.product(title) {
            let least = if number == "P2" { 0.3 } else { 0.1 };
            table.goal(title, rate / figures.rate().max(f64::EPSILON), least, "floor");
        }
    }
    drop(guardian);
    wait(&mut child, Duration::from_secs(5));
    Ok(())
}
