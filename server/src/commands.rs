//! What each command does.

mod check;
mod data;
mod progress;
mod serve;
mod tables;

pub use tables::{By, export_facts, import_facts, import_services};

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use domain::Catalogue;
use storage::release::Release;
use storage::{Actor, Db};
use tracing_subscriber::EnvFilter;

use crate::config::{Arguments, Command, Common, LogFormat};

/// Runs a command.
///
/// # Errors
/// When it fails; the message says what and why.
pub async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let common = arguments.common;
    start_log(&common)?;
    match arguments.command {
        Command::Serve(settings) => serve::run(&common, settings).await,
        Command::Migrate => prepared(&common).await.map(drop),
        Command::Import { what } => data::import(&common, what).await,
        Command::Export { what } => data::export(&common, what).await,
        Command::Check => check::run(&common).await,
    }
}

fn start_log(common: &Common) -> anyhow::Result<()> {
    let filter =
        EnvFilter::try_new(&common.log).with_context(|| format!("bad log setting {:?}", common.log))?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match common.log_format {
        LogFormat::Text => builder.init(),
        LogFormat::Json => builder.json().init(),
    }
    Ok(())
}

/// Opens the database, brings it up to date, and loads catalogue and bundled facts when they are new to it.
pub(crate) async fn prepared(common: &Common) -> anyhow::Result<(Db, Arc<Catalogue>)> {
    let db = open(&common.database_url).await?;
    let catalogue = Arc::new(Catalogue::bundled()?);
    load_bundle(&db, &catalogue).await?;
    Ok((db, catalogue))
}

async fn open(address: &str) -> anyhow::Result<Db> {
    if let Some(path) = address.strip_prefix("sqlite:") {
        let file = Path::new(path.trim_start_matches("//").split('?').next().unwrap_or_default());
        if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
        }
    }
    let db = Db::connect(address).await.context("the database cannot be opened")?;
    db.migrate().await?;
    Ok(db)
}

/// Loads the bundled bodies and facts into a database that has not loaded this set before.
///
/// # Errors
/// When a bundled file breaks a rule or the database fails; then nothing is loaded.
pub async fn load_bundle(db: &Db, catalogue: &Catalogue) -> anyhow::Result<()> {
    let (actor, on) = (Actor::bundled(), exchange::bundled::released_on());
    let mut tx = db.begin().await?;
    storage::release::catalogue(&mut tx, &actor, catalogue).await?;
    let new_facts = storage::release::note_bundle(&mut tx, &actor, &exchange::bundled::digest(), on).await?;
    let digest = exchange::bundled::promises_digest();
    let new_promises = storage::release::note_bundle(&mut tx, &actor, &digest, on).await?;
    let digest = exchange::bundled::inquiries_digest();
    let new_inquiries = storage::release::note_bundle(&mut tx, &actor, &digest, on).await?;
    // One release, so that a fresh installation has one edition; an older one gets what it lacks.
    let mut release = Release::begin(&mut tx, &actor, on, "bundled facts").await?;
    if new_facts {
        release.bodies(&exchange::bundled::bodies()?).await?;
        release.facts(&exchange::bundled::facts(catalogue)?).await?;
        let starter = catalogue.services();
        release.services(starter, &exchange::bundled::services(starter)?).await?;
        release.departments(starter, &exchange::bundled::departments()?).await?;
        release.derive_all(starter).await?;
    }
    if new_promises {
        release.promises(catalogue, &exchange::bundled::promises(catalogue)?).await?;
    }
    if new_inquiries {
        release.inquiries(&exchange::bundled::inquiries(catalogue)?).await?;
    }
    let outcome = release.finish().await?;
    if outcome.revision.is_some() {
        tracing::info!(added = outcome.added, corrected = outcome.corrected, "bundled data loaded");
    }
    tx.commit().await?;
    Ok(())
}
