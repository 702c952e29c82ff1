//! `digitalstand import` and `digitalstand export`.

use std::io::Write;
use std::path::Path;

use anyhow::Context;
use storage::release::{self, Outcome};
use storage::{Actor, bodies, observations};

use crate::clock::Clock;
use crate::config::{Common, Export, Import};

pub(super) async fn import(common: &Common, what: Import) -> anyhow::Result<()> {
    let (db, catalogue) = super::prepared(common).await?;
    let actor = Actor::command_line();
    let mut tx = db.begin().await?;
    match what {
        Import::Facts { file, reason } => {
            let facts = exchange::facts::read(&contents(&file)?, &catalogue)?;
            let outcome = release::facts(&mut tx, &actor, Clock::System.today(), &reason, &facts).await?;
            tx.commit().await?;
            say(&told(outcome));
        }
        Import::Bodies { file } => {
            let list = exchange::bodies::read(&contents(&file)?)?;
            for body in &list {
                bodies::store(&mut tx, &actor, body).await?;
            }
            tx.commit().await?;
            say(&format!("{} bodies are up to date", list.len()));
        }
    }
    Ok(())
}

fn told(outcome: Outcome) -> String {
    let Outcome { revision, added, corrected, unchanged } = outcome;
    match revision {
        Some(revision) => {
            format!("revision {}: {added} added, {corrected} corrected, {unchanged} unchanged", revision.0)
        }
        None => format!("nothing changed: {unchanged} facts stand in the database already"),
    }
}

pub(super) async fn export(common: &Common, what: Export) -> anyhow::Result<()> {
    let (db, catalogue) = super::prepared(common).await?;
    let Export::Facts = what;
    let facts = observations::all(&db, &catalogue).await?;
    std::io::stdout()
        .lock()
        .write_all(exchange::facts::write(&facts).as_bytes())
        .context("standard output is closed")
}

fn contents(file: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))
}

#[expect(clippy::print_stdout, reason = "a person at the command line reads this")]
fn say(text: &str) {
    println!("{text}");
}
