//! Documents, each of which stands once, and what every record shares.

use domain::{Day, PartialDate, Source};

use super::Result;
use crate::code::{Code, Precision};
use crate::db::Arg;
use crate::dialect::{Bulk, bulk};
use crate::services::source_columns;
use crate::sources::NumberedRow;
use crate::{StorageError, Tx};

const SOURCE: &str = "SELECT id FROM source WHERE identity = $1";
const ADD_SOURCE: &str = "INSERT INTO source (identity, title, address, published, published_precision, retrieved_on, \
     kind, reuse) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// The integer name of what a record refers to.
pub(super) async fn id(tx: &mut Tx, sql: &'static str, what: &'static str, name: &str) -> Result<i64> {
    let row = tx.optional::<(i64,)>(sql, vec![name.into()]).await?;
    row.map(|row| row.0).ok_or_else(|| StorageError::Unknown { what, name: name.to_owned() })
}

/// The integer name of a document, which is added when it is new.
pub(super) async fn source(tx: &mut Tx, source: &Source) -> Result<i64> {
    let identity = identity(source);
    if let Some((id,)) = tx.optional::<(i64,)>(SOURCE, vec![identity.as_str().into()]).await? {
        return Ok(id);
    }
    tx.run(ADD_SOURCE, columns(source, &identity)).await?;
    id(tx, SOURCE, "source", &identity).await
}

/// Everything about a document in one text, by which it is known.
pub(super) fn identity(source: &Source) -> String {
    let date = source.published.map(|date| date.to_string()).unwrap_or_default();
    let (kind, reuse) = (source.kind.code(), source.reuse.code());
    let rest = format!("{} {kind} {reuse}", source.retrieved_on.number());
    [source.address.as_str(), &source.title, &date, &rest].join("\u{1f}")
}

/// A document as columns, from `identity` on.
pub(super) fn columns(source: &Source, identity: &str) -> Vec<Arg> {
    let published = source.published.map(|date| stored_date(Some(date), source.retrieved_on));
    vec![
        identity.into(),
        source.title.as_str().into(),
        source.address.as_str().into(),
        published.map(|(on, _)| on).into(),
        published.map(|(_, precision)| precision).into(),
        i64::from(source.retrieved_on.number()).into(),
        source.kind.code().into(),
        source.reuse.code().into(),
    ]
}

/// A date as two numbers. A fact without a date carries the day it was entered and says so.
pub(super) fn stored_date(date: Option<PartialDate>, entered: Day) -> (i64, i64) {
    date.map_or((i64::from(entered.number()), Precision::Undated.code()), |date| {
        (i64::from(date.last_day().number()), Precision::Known(date.precision()).code())
    })
}

const NAMELESS: &str = concat!(
    "SELECT source.id AS id, ",
    source_columns!(),
    "FROM source LEFT JOIN source_key ON source_key.source = source.id WHERE source_key.source IS NULL ",
    "ORDER BY source.id"
);
const INTO_KEYS: Bulk = bulk!("source_key", "source", "key");

/// Gives every document that has none its public name.
pub(super) async fn name(tx: &mut Tx) -> Result<()> {
    let nameless = tx.all::<NumberedRow>(NAMELESS, Vec::new()).await?;
    let mut rows = Vec::new();
    for row in nameless {
        rows.push(vec![row.id.into(), Source::try_from(row.source)?.key().into()]);
    }
    if rows.is_empty() { Ok(()) } else { tx.write_all(&INTO_KEYS, &mut rows).await }
}
