//! Imports of any size.

use domain::Day;
use domain::service::Starter;

use super::names::Place;
use super::records::{Record, merge};
use super::staging::{Repeated, Stage, repeated};
use super::{Outcome, Release, Result};
use crate::{Actor, Db, Tx};

/// An import of any size: records are gathered beside the database and released in one go. Dropped before its release,
/// or killed at any time, it leaves nothing behind.
pub struct Import<T> {
    db: Db,
    tx: Tx,
    stage: Stage<T>,
}

impl<T: Record> Import<T> {
    /// Begins an import. Others read and write undisturbed until it is released.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin(db: &Db) -> Result<Self> {
        let mut tx = db.begin_apart().await?;
        let stage = Stage::begin(&mut tx).await?;
        Ok(Self { db: db.clone(), tx, stage })
    }

    /// Takes a record and the line that it stands on.
    ///
    /// # Errors
    /// When it names something that is not there, or the database fails.
    pub async fn add(&mut self, line: u64, record: &T) -> Result<()> {
        let line = i64::try_from(line).unwrap_or(i64::MAX);
        self.stage.add(&mut self.tx, &Place::Beside(&self.db), line, record).await
    }

    /// Ends the gathering, and says which lines fill a cell that an earlier one fills, at most 100,000 of them. Where
    /// there are any, the import must not be released.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end(&mut self) -> Result<Vec<Repeated>> {
        self.stage.end(&mut self.tx).await?;
        repeated::<T>(&mut self.tx).await
    }

    /// Releases all records, after [`Import::end`]: every one of them, or none. Shares that follow from them are derived
    /// by the rules of `starter`.
    ///
    /// # Errors
    /// When the database fails. Then nothing is changed.
    pub async fn release(self, actor: &Actor, on: Day, reason: &str, starter: &Starter) -> Result<Outcome> {
        let Self { db, mut tx, stage } = self;
        let mut release = Release::begin(&mut tx, actor, on, reason).await?;
        release.starter = Some(starter);
        merge(&mut release, stage).await?;
        let outcome = release.finish().await?;
        tx.commit().await?;
        if let Err(error) = db.tidy().await {
            tracing::warn!(
                error = format!("{error:?}"),
                "the log of the import takes disk until the next one"
            );
        }
        Ok(outcome)
    }
}
