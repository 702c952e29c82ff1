//! Append-only tables that take many records at once: added, corrected or left as they are, all that were gathered.

use domain::{PartialDate, Source, Voice};

use super::names::Kind;
use super::staging::Stage;
use super::{Release, Result};
use crate::db::Arg;
use crate::dialect::Bulk;

/// A kind of record that is gathered beside its table (see [`Stage`]) and then merged into it.
pub trait Record {
    /// Its table.
    const TABLE: Table;

    /// What the record is about, each with its name, in the order of the table's key.
    fn subject(&self) -> [(Kind, &str); 2];
    /// When it holds.
    fn valid_on(&self) -> Option<PartialDate>;
    /// Who says it.
    fn voice(&self) -> Voice;
    /// Where it stands.
    fn document(&self) -> &Source;
    /// The other columns, in the order of the table.
    fn columns(&self) -> Vec<Arg>;
}

/// The statements of a table and of the temporary one beside it; made by [`table!`].
pub struct Table {
    pub(super) create: &'static str,
    pub(super) gather: Bulk,
    pub(super) index: &'static str,
    pub(super) analyze: &'static str,
    pub(super) repeated: &'static str,
    pub(super) drop: &'static str,
    pub(super) close: &'static str,
    pub(super) has_new: &'static str,
    pub(super) insert: &'static str,
    /// The count of current records that is kept, if one is.
    pub(super) tally: Option<&'static str>,
    /// The keys of the bodies whose derived shares a revision may have changed, if any follow from the table.
    pub(super) touched: Option<&'static str>,
}

/// A staged record `s` and the one `o` that holds now stand in the same cell.
macro_rules! same_cell {
    ($first:literal, $second:literal) => {
        concat!(
            "o.known_to = 9223372036854775807 AND o.",
            $first,
            " = s.",
            $first,
            " AND o.",
            $second,
            " = s.",
            $second,
            " AND o.valid_on = s.valid_on AND o.date_precision = s.date_precision AND o.voice = s.voice "
        )
    };
}

/// The statements of a table: its name, that of the temporary one, what its records are about, and its other columns
/// with their types.
///
/// What is staged is read in the order in which every index of the table grows at few places, so that pages are written
/// once. What the product itself brings ($2 is its name) closes nothing that people released.
macro_rules! table {
    ($table:literal, $staged:literal, [$first:literal, $second:literal], [$($column:literal $kind:literal),+ $(,)?]) => {
        $crate::release::records::Table {
            create: concat!(
                "CREATE TEMPORARY TABLE ", $staged, " (line BIGINT, ", $first, " BIGINT, ", $second, " BIGINT, ",
                "valid_on BIGINT, date_precision BIGINT, voice BIGINT, ", $($column, " ", $kind, ", ",)+ "source BIGINT)"
            ),
            gather: $crate::dialect::bulk!(
                $staged, "line", $first, $second, "valid_on", "date_precision", "voice", $($column,)+ "source"
            ),
            index: concat!(
                "CREATE INDEX ", $staged, "_cell ON ", $staged, " (", $first, ", ", $second,
                ", valid_on, date_precision, voice)"
            ),
            analyze: concat!("ANALYZE ", $staged),
            repeated: concat!(
                "SELECT s.line AS line, s.valid_on AS valid_on, s.date_precision AS date_precision FROM ", $staged,
                " s JOIN (SELECT ", $first, ", ", $second, ", valid_on, date_precision, voice, MIN(line) AS first FROM ",
                $staged, " GROUP BY ", $first, ", ", $second, ", valid_on, date_precision, voice HAVING COUNT(*) > 1) ",
                "AS o ON o.", $first, " = s.", $first, " AND o.", $second, " = s.", $second,
                " AND o.valid_on = s.valid_on AND o.date_precision = s.date_precision AND o.voice = s.voice ",
                "WHERE s.line > o.first ORDER BY s.line LIMIT 100000"
            ),
            drop: concat!("DROP TABLE ", $staged),
            close: concat!(
                "UPDATE ", $table, " AS o SET known_to = $1 FROM ", $staged, " AS s, staged_source AS d ",
                "WHERE d.id = s.source AND ", $crate::release::records::same_cell!($first, $second),
                "AND ($2 = '' OR (SELECT actor FROM revision WHERE revision.id = o.known_from) = $2) ",
                "AND (o.source IS DISTINCT FROM d.stored",
                $(" OR o.", $column, " IS DISTINCT FROM s.", $column,)+ ")"
            ),
            has_new: concat!(
                "SELECT s.line FROM ", $staged, " AS s WHERE NOT EXISTS (SELECT 1 FROM ", $table, " AS o WHERE ",
                $crate::release::records::same_cell!($first, $second), ") LIMIT 1"
            ),
            insert: concat!(
                "INSERT INTO ", $table, " (known_from, ", $first, ", ", $second, ", valid_on, date_precision, voice, ",
                $($column, ", ",)+ "source) SELECT $1, s.", $first, ", s.", $second,
                ", s.valid_on, s.date_precision, s.voice, ", $("s.", $column, ", ",)+ "d.stored FROM ", $staged,
                " AS s JOIN staged_source AS d ON d.id = s.source WHERE NOT EXISTS (SELECT 1 FROM ", $table,
                " AS o WHERE ", $crate::release::records::same_cell!($first, $second), ") ORDER BY s.", $first,
                ", s.", $second, ", s.valid_on, s.date_precision, s.voice"
            ),
            tally: None,
            touched: None,
        }
    };
}
pub(super) use {same_cell, table};

const FIND_SOURCES: &str = "UPDATE staged_source SET stored = \
     (SELECT source.id FROM source WHERE source.identity = staged_source.identity) WHERE stored IS NULL";
const ADD_SOURCES: &str = "INSERT INTO source (identity, title, address, published, published_precision, \
     retrieved_on, kind, reuse) SELECT identity, MIN(title), MIN(address), MIN(published), \
     MIN(published_precision), MIN(retrieved_on), MIN(kind), MIN(reuse) FROM staged_source WHERE stored IS NULL \
     GROUP BY identity ORDER BY MIN(id)";
const COUNT: &str = "UPDATE tally SET amount = amount + $1 WHERE name = $2";

/// Releases what was gathered. Every cell stands in it once.
///
/// First the records that say something else now are closed; what then has no record that holds is added.
pub(super) async fn merge<T: Record>(release: &mut Release<'_>, stage: Stage<T>) -> Result<()> {
    release.tx.run(FIND_SOURCES, Vec::new()).await?;
    let only = if release.actor.is_bundled() { release.actor.name() } else { "" };
    let corrected = release.tx.run(T::TABLE.close, vec![release.next.0.into(), only.into()]).await?;
    let has_new =
        corrected > 0 || release.tx.optional::<(i64,)>(T::TABLE.has_new, Vec::new()).await?.is_some();
    let inserted = if has_new { insert(release, &T::TABLE, corrected).await? } else { 0 };
    release.outcome.corrected += corrected;
    release.outcome.added += inserted - corrected;
    release.outcome.unchanged += stage.count() - inserted;
    stage.clear(release.tx).await
}

/// Adds what has no record that holds; returns how many there were.
async fn insert(release: &mut Release<'_>, table: &Table, corrected: u64) -> Result<u64> {
    let revision = release.revision().await?;
    release.tx.run(ADD_SOURCES, Vec::new()).await?;
    release.tx.run(FIND_SOURCES, Vec::new()).await?;
    let inserted = release.tx.run(table.insert, vec![revision.into()]).await?;
    if let Some(name) = table.tally {
        let added = i64::try_from(inserted - corrected).unwrap_or(i64::MAX);
        release.tx.run(COUNT, vec![added.into(), name.into()]).await?;
    }
    if let Some(sql) = table.touched {
        let touched = release.tx.all::<(String,)>(sql, vec![revision.into()]).await?;
        release.touched.extend(touched.into_iter().filter_map(|(key,)| domain::BodyKey::parse(&key)));
    }
    Ok(inserted)
}
