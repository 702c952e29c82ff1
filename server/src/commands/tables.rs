//! Long tables in and out, whatever their length: a file is read, checked and gathered piece by piece.

use std::io::{BufWriter, Read, Write};
use std::sync::Arc;

use anyhow::Context;
use domain::service::Starter;
use domain::{Catalogue, Day};
use exchange::facts::Writer;
use exchange::{Lines, Problem, Problems, Refused, facts, services};
use storage::release::{Import, Outcome, Record};
use storage::{Actor, Db, bodies, observations};
use tokio::sync::mpsc;

/// Records that are handed from the reading thread to the database together, and how many such sets may wait.
const BATCH: usize = 1_000;
const WAITING: usize = 4;

type Batch<T> = Vec<(u64, T)>;

/// Who imports, when and why.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    /// Who.
    pub actor: &'a Actor,
    /// The day of the release.
    pub on: Day,
    /// Why, for the history.
    pub reason: &'a str,
}

/// Imports a file of facts: all of it, or nothing. `progress` is told how many records were read so far.
///
/// # Errors
/// With every problem of the file, by line and column, or when the database fails. Then nothing is changed.
pub async fn import_facts(
    db: &Db,
    catalogue: &Arc<Catalogue>,
    input: impl Read + Send + 'static,
    by: By<'_>,
    progress: impl FnMut(u64),
) -> anyhow::Result<Outcome> {
    let (known, rules) = (bodies::keys(db).await?, catalogue.clone());
    let read = move |to: &_| Ok(send(facts::open(input, &rules, Some(&known))?, to));
    import(db, read, facts::repeated, (by, catalogue.services()), progress).await
}

/// Imports a file of records about services, as [`import_facts`] does one of facts.
///
/// # Errors
/// With every problem of the file, by line and column, or when the database fails. Then nothing is changed.
pub async fn import_services(
    db: &Db,
    catalogue: &Arc<Catalogue>,
    input: impl Read + Send + 'static,
    by: By<'_>,
    progress: impl FnMut(u64),
) -> anyhow::Result<Outcome> {
    let (known, rules) = (bodies::keys(db).await?, catalogue.clone());
    let slugs = storage::services::all(db).await?.into_iter().map(|service| service.slug).collect();
    let read = move |to: &_| Ok(send(services::open(input, rules.services(), &slugs, Some(&known))?, to));
    import(db, read, services::repeated, (by, catalogue.services()), progress).await
}

/// Imports what `read` sends. Reading and checking take one core, the database another.
async fn import<T: Record + Send + 'static>(
    db: &Db,
    read: impl FnOnce(&mpsc::Sender<Batch<T>>) -> Result<Problems, Refused> + Send + 'static,
    repeated: fn(u64, &str) -> Problem,
    (by, starter): (By<'_>, &Starter),
    mut progress: impl FnMut(u64),
) -> anyhow::Result<Outcome> {
    let (sender, mut receiver) = mpsc::channel(WAITING);
    let reading = tokio::task::spawn_blocking(move || read(&sender));
    let mut import = Import::begin(db).await?;
    let mut count = 0;
    while let Some(batch) = receiver.recv().await {
        for (line, record) in &batch {
            import.add(*line, record).await?;
        }
        count += batch.len() as u64;
        progress(count);
    }
    let mut problems = reading.await??;
    for twice in import.end().await? {
        let date = twice.valid_on.map(|date| date.to_string()).unwrap_or_default();
        problems.add(repeated(twice.line.try_into().unwrap_or_default(), &date));
    }
    problems.into_result(())?;
    Ok(import.release(by.actor, by.on, by.reason, starter).await?)
}

/// Reads to the end, or until nobody listens any more; returns what was wrong.
fn send<R: Read, T>(mut lines: Lines<'_, R, T>, sender: &mpsc::Sender<Batch<T>>) -> Problems {
    let mut batch = Batch::new();
    for line in lines.by_ref() {
        batch.push(line);
        if batch.len() == BATCH && sender.blocking_send(std::mem::take(&mut batch)).is_err() {
            return lines.problems();
        }
    }
    // Nobody listens when the database failed, which is told there.
    let _ = sender.blocking_send(batch);
    lines.problems()
}

/// Writes all facts that hold now.
///
/// # Errors
/// When the database fails or nothing can be written.
pub async fn export_facts(db: &Db, catalogue: &Catalogue, output: impl Write) -> anyhow::Result<()> {
    let closed = "the output cannot be written";
    let mut writer = Writer::begin(BufWriter::new(output)).context(closed)?;
    observations::each(db, catalogue, |fact| writer.add(&fact).context(closed)).await?;
    writer.finish().context(closed)
}
