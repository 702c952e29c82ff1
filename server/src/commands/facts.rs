//! Facts in and out, whatever their number: a file is read, checked and gathered piece by piece.

use std::io::{BufWriter, Read, Write};
use std::sync::Arc;

use anyhow::Context;
use domain::{Catalogue, Day, Observation};
use exchange::facts::{Facts, Writer};
use exchange::{Problems, Refused};
use storage::release::{Import, Outcome};
use storage::{Actor, Db, bodies, observations};
use tokio::sync::mpsc;

/// Facts that are handed from the reading thread to the database together, and how many such sets may wait.
const BATCH: usize = 1_000;
const WAITING: usize = 4;

type Batch = Vec<(u64, Observation)>;

/// Who imports, when and why.
pub struct By<'a> {
    /// Who.
    pub actor: &'a Actor,
    /// The day of the release.
    pub on: Day,
    /// Why, for the history.
    pub reason: &'a str,
}

/// Imports a file of facts: all of it, or nothing. `progress` is told how many facts were read so far.
///
/// # Errors
/// With every problem of the file, by line and column, or when the database fails. Then nothing is changed.
pub async fn import_facts(
    db: &Db,
    catalogue: &Arc<Catalogue>,
    input: impl Read + Send + 'static,
    by: By<'_>,
    mut progress: impl FnMut(u64),
) -> anyhow::Result<Outcome> {
    let known = bodies::keys(db).await?;
    let catalogue = catalogue.clone();
    let (sender, mut receiver) = mpsc::channel::<Batch>(WAITING);
    // Reading and checking take one core, the database another.
    let reading = tokio::task::spawn_blocking(move || -> Result<Problems, Refused> {
        let mut facts = Facts::open(input, &catalogue, Some(&known))?;
        send(&mut facts, &sender);
        Ok(facts.problems())
    });
    let mut import = Import::begin(db).await?;
    let mut count = 0;
    while let Some(batch) = receiver.recv().await {
        for (line, fact) in &batch {
            import.add(*line, fact).await?;
        }
        count += batch.len() as u64;
        progress(count);
    }
    let mut problems = reading.await??;
    for twice in import.end().await? {
        let date = twice.valid_on.map(|date| date.to_string()).unwrap_or_default();
        problems.add(exchange::facts::repeated(twice.line.try_into().unwrap_or_default(), &date));
    }
    problems.into_result(())?;
    Ok(import.release(by.actor, by.on, by.reason).await?)
}

/// Reads to the end, or until nobody listens any more.
fn send<R: Read>(facts: &mut Facts<'_, R>, sender: &mpsc::Sender<Batch>) {
    let mut batch = Batch::new();
    for fact in facts {
        batch.push(fact);
        if batch.len() == BATCH && sender.blocking_send(std::mem::take(&mut batch)).is_err() {
            return;
        }
    }
    // Nobody listens when the database failed, which is told there.
    let _ = sender.blocking_send(batch);
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
