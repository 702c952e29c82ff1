//! `digitalstand import` and `digitalstand export`.

use std::io::Write;
use std::path::Path;

use anyhow::Context;
use storage::release::{self, Outcome, Release};
use storage::{Actor, departments, observations, services};

use crate::clock::Clock;
use crate::config::{Common, Export, Import};

pub(super) async fn import(common: &Common, what: Import) -> anyhow::Result<()> {
    let (db, catalogue) = super::prepared(common).await?;
    let actor = Actor::command_line();
    let today = Clock::System.today();
    let mut tx = db.begin().await?;
    let outcome = match what {
        Import::Facts { file, reason } => {
            let facts = exchange::facts::read(&contents(&file)?, &catalogue)?;
            release::facts(&mut tx, &actor, today, &reason, &facts).await?
        }
        Import::Bodies { file, reason } => {
            let list = exchange::bodies::read(&contents(&file)?)?;
            release::bodies(&mut tx, &actor, today, &reason, &list).await?
        }
        Import::ServicesStatus { file, reason } => {
            let known = services::all(&db).await?.into_iter().map(|service| service.slug).collect();
            let starter = catalogue.services();
            let statuses = exchange::services::read(&contents(&file)?, starter, &known)?;
            let mut release = Release::begin(&mut tx, &actor, today, &reason).await?;
            release.services(starter, &statuses).await?;
            release.finish().await?
        }
        Import::Departments { file, reason } => {
            let statuses = exchange::departments::read(&contents(&file)?)?;
            let mut release = Release::begin(&mut tx, &actor, today, &reason).await?;
            release.departments(catalogue.services(), &statuses).await?;
            release.finish().await?
        }
        Import::Register { file, population_on, close_many } => {
            let register = exchange::register::read(&contents(&file)?, population_on)?;
            let reason = format!("register of {}", register.valid_on);
            let mut release = Release::begin(&mut tx, &actor, today, &reason).await?;
            release.bodies(&register.bodies).await?;
            release.derive_all(catalogue.services()).await?;
            let closed = release.close_missing(&register.bodies, register.valid_on).await?;
            if closed.len() * 20 > register.bodies.len() && !close_many {
                let count = closed.len();
                anyhow::bail!(
                    "{count} bodies are missing from the file; nothing was imported (see --close-many)"
                );
            }
            for body in closed {
                say(&format!("closed: {} {}", body.key, body.name));
            }
            release.finish().await?
        }
        Import::Successors { file } => {
            let pairs = exchange::successors::read(&contents(&file)?)?;
            let mut release = Release::begin(&mut tx, &actor, today, "successors").await?;
            for (closed, successor) in &pairs {
                release.succeed(closed, successor).await?;
            }
            release.finish().await?
        }
    };
    tx.commit().await?;
    say(&told(outcome));
    Ok(())
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
    let text = match what {
        Export::Facts => exchange::facts::write(&observations::all(&db, &catalogue).await?),
        Export::ServicesStatus => exchange::services::write(&services::statuses(&db).await?),
        Export::Departments => exchange::departments::write(&departments::statuses(&db).await?),
    };
    std::io::stdout().lock().write_all(text.as_bytes()).context("standard output is closed")
}

fn contents(file: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))
}

#[expect(clippy::print_stdout, reason = "a person at the command line reads this")]
fn say(text: &str) {
    println!("{text}");
}
