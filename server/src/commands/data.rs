//! `digitalstand import` and `digitalstand export`.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use domain::{Catalogue, Day};
use storage::release::{self, Outcome, Release};
use storage::{Actor, Db, bodies, promises};

use super::progress::Progress;
use super::{By, export_facts, import_facts, import_services};
use crate::clock::Clock;
use crate::config::{Common, Export, Import, Register, SmallImport};
use crate::data::Streamed;

pub(super) async fn import(common: &Common, what: Import) -> anyhow::Result<()> {
    let (db, catalogue) = super::prepared(common).await?;
    let (actor, on) = (&Actor::command_line(), Clock::System.today());
    let outcome = match what {
        Import::Facts(table) => {
            let (input, progress) = Progress::of(open(&table.file)?);
            let by = By { actor, on, reason: &table.reason };
            import_facts(&db, &catalogue, input, by, |count| progress.tell(count)).await?
        }
        Import::ServicesStatus(table) => {
            let (input, progress) = Progress::of(open(&table.file)?);
            let by = By { actor, on, reason: &table.reason };
            import_services(&db, &catalogue, input, by, |count| progress.tell(count)).await?
        }
        Import::Small(what) => small(&db, &catalogue, (actor, on), what).await?,
    };
    say(&told(outcome));
    Ok(())
}

/// Imports a file that is read as a whole.
async fn small(
    db: &Db,
    catalogue: &Catalogue,
    (actor, on): (&Actor, Day),
    what: SmallImport,
) -> anyhow::Result<Outcome> {
    let mut tx = db.begin().await?;
    let outcome = match what {
        SmallImport::Bodies(table) => {
            let list = exchange::bodies::read(&contents(&table.file)?)?;
            release::bodies(&mut tx, actor, on, &table.reason, &list).await?
        }
        SmallImport::Departments(table) => {
            let known = bodies::keys(db).await?;
            let statuses = exchange::departments::read(&contents(&table.file)?, Some(&known))?;
            let mut release = Release::begin(&mut tx, actor, on, &table.reason).await?;
            release.departments(catalogue.services(), &statuses).await?;
            release.finish().await?
        }
        SmallImport::Promises(table) => {
            let said = exchange::promises::read(&contents(&table.file)?, catalogue)?;
            let mut release = Release::begin(&mut tx, actor, on, &table.reason).await?;
            release.promises(catalogue, &said).await?;
            release.finish().await?
        }
        SmallImport::Register(settings) => register(&mut tx, actor, on, catalogue, settings).await?,
        SmallImport::Services { file, edition } => {
            let list = exchange::service_list::read(open(&file)?, &edition)?;
            say(&list.to_string());
            let reason = format!("catalogue {edition}");
            let mut release = Release::begin(&mut tx, actor, on, &reason).await?;
            release.service_list(&list.services).await?;
            release.finish().await?
        }
        SmallImport::Successors { file } => {
            let pairs = exchange::successors::read(&contents(&file)?)?;
            let mut release = Release::begin(&mut tx, actor, on, "successors").await?;
            for (closed, successor) in &pairs {
                release.succeed(closed, successor).await?;
            }
            release.finish().await?
        }
    };
    tx.commit().await?;
    Ok(outcome)
}

/// Brings in an edition of the official register, with the places of another file where one is given.
async fn register(
    tx: &mut storage::Tx,
    actor: &Actor,
    on: Day,
    catalogue: &Catalogue,
    settings: Register,
) -> anyhow::Result<Outcome> {
    let mut register = exchange::register::read(&contents(&settings.file)?, settings.population_on)?;
    if let Some(file) = &settings.places {
        let places = exchange::places::read(&contents(file)?)?;
        let unknown = register.place(&places);
        say(&format!("places: {} of {} are of no body in the register", unknown, places.len()));
    }
    let reason = format!("register of {}", register.valid_on);
    let mut release = Release::begin(tx, actor, on, &reason).await?;
    release.bodies(&register.bodies).await?;
    release.derive_all(catalogue.services()).await?;
    let closed = release.close_missing(&register.bodies, register.valid_on).await?;
    if closed.len() * 20 > register.bodies.len() && !settings.close_many {
        let count = closed.len();
        anyhow::bail!("{count} bodies are missing from the file; nothing was imported (see --close-many)");
    }
    say(&register.to_string());
    for body in closed {
        say(&format!("closed: {} {}", body.key, body.name));
    }
    Ok(release.finish().await?)
}

fn told(outcome: Outcome) -> String {
    let Outcome { revision, added, corrected, unchanged } = outcome;
    match revision {
        Some(revision) => {
            format!("revision {}: {added} added, {corrected} corrected, {unchanged} unchanged", revision.0)
        }
        None => format!("nothing changed: all {unchanged} stand in the database already"),
    }
}

pub(super) async fn export(common: &Common, what: Export) -> anyhow::Result<()> {
    let (db, catalogue) = super::prepared(common).await?;
    let mut output = std::io::stdout().lock();
    let text = match what {
        Export::Facts => return export_facts(&db, &catalogue, output).await,
        Export::ServicesStatus => return table(&db, &catalogue, Streamed::Services, output).await,
        Export::Promises => exchange::promises::write(&promises::all(&db, &catalogue).await?),
        Export::Departments => return table(&db, &catalogue, Streamed::Departments, output).await,
    };
    output.write_all(text.as_bytes()).context("standard output is closed")
}

/// Writes a long table, body by body.
async fn table(
    db: &Db,
    catalogue: &Catalogue,
    table: Streamed,
    mut output: impl Write,
) -> anyhow::Result<()> {
    let known = storage::overview::edition(db).await?.revision;
    let (mut text, mut after) = (table.heading(), None);
    loop {
        output.write_all(text.as_bytes()).context("standard output is closed")?;
        let (lines, next) = table.lines(db, catalogue, known, after.as_ref()).await?;
        if next.is_none() {
            return Ok(());
        }
        (text, after) = (lines, next);
    }
}

fn open(file: &Path) -> anyhow::Result<File> {
    File::open(file).with_context(|| format!("{} cannot be read", file.display()))
}

fn contents(file: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))
}

#[expect(clippy::print_stdout, reason = "a person at the command line reads this")]
fn say(text: &str) {
    println!("{text}");
}
