//! Cells of append-only tables: what stands in one is kept, or closed and followed by what is said now.

use domain::Source;
use sqlx::FromRow;

use super::{Release, Result};
use crate::db::Arg;

/// The statements of a table. The first argument of `actor` and `close` is a revision, those behind it are the cell.
pub(super) struct Table {
    /// Who released what stands in a cell.
    pub(super) actor: &'static str,
    /// Ends what stands in a cell.
    pub(super) close: &'static str,
    /// Adds a record: the revision, the cell, the other columns.
    pub(super) insert: &'static str,
}

/// What stands in a cell, beside what is to be written there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing.
    Empty,
    /// The same.
    Same,
    /// Something else.
    Other,
}

impl Standing {
    /// Compares what stands there with what is to be written.
    pub(super) fn of<T: PartialEq>(current: Option<&T>, new: &T) -> Self {
        match current {
            None => Self::Empty,
            Some(current) if current == new => Self::Same,
            Some(_) => Self::Other,
        }
    }
}

#[derive(FromRow)]
struct ActorRow {
    actor: String,
}

/// The arguments of a statement about a cell: a revision, and the cell.
pub(super) fn at(revision: i64, cell: &[Arg]) -> Vec<Arg> {
    std::iter::once(Arg::from(revision)).chain(cell.iter().cloned()).collect()
}

/// Writes a record into its cell; `false` when that changes nothing. `columns` gives what stands behind the cell,
/// once the document is known by its number.
pub(super) async fn put(
    release: &mut Release<'_>,
    table: &Table,
    cell: &[Arg],
    standing: Standing,
    document: &Source,
    columns: impl FnOnce(i64) -> Vec<Arg>,
) -> Result<bool> {
    if standing == Standing::Same
        || standing == Standing::Other && of_somebody_else(release, table, cell).await?
    {
        release.outcome.unchanged += 1;
        return Ok(false);
    }
    let revision = release.revision().await?;
    if standing == Standing::Other {
        release.tx.run(table.close, at(revision, cell)).await?;
        release.outcome.corrected += 1;
    } else {
        release.outcome.added += 1;
    }
    let document = release.document(document).await?;
    let mut args = at(revision, cell);
    args.extend(columns(document));
    release.tx.run(table.insert, args).await?;
    Ok(true)
}

/// Whether the product would overwrite what people have released.
async fn of_somebody_else(release: &mut Release<'_>, table: &Table, cell: &[Arg]) -> Result<bool> {
    if !release.actor.is_bundled() {
        return Ok(false);
    }
    let by = release.tx.optional::<ActorRow>(table.actor, at(i64::MAX, cell)).await?;
    Ok(by.is_some_and(|by| by.actor != release.actor.name()))
}
