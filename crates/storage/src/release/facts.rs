//! Records: added, corrected or left as they are, all that were gathered at once.

use super::staging::Stage;
use super::{Release, Result};

/// A staged record and the one that holds now stand in the same cell.
macro_rules! same_cell {
    () => {
        "o.known_to = 9223372036854775807 AND o.indicator = s.indicator AND o.body = s.body \
         AND o.valid_on = s.valid_on AND o.date_precision = s.date_precision AND o.voice = s.voice "
    };
}

const FIND_SOURCES: &str = "UPDATE staged_source SET stored = \
     (SELECT source.id FROM source WHERE source.identity = staged_source.identity) WHERE stored IS NULL";
const ADD_SOURCES: &str = "INSERT INTO source (identity, title, address, published, published_precision, \
     retrieved_on, kind, reuse) SELECT identity, MIN(title), MIN(address), MIN(published), \
     MIN(published_precision), MIN(retrieved_on), MIN(kind), MIN(reuse) FROM staged_source WHERE stored IS NULL \
     GROUP BY identity ORDER BY MIN(id)";
/// Closes what says something else now. What the product itself brings ($2 is its name) closes nothing that people
/// released.
const CLOSE: &str = concat!(
    "UPDATE observation AS o SET known_to = $1 FROM staged_fact AS s, staged_source AS d WHERE d.id = s.source AND ",
    same_cell!(),
    "AND ($2 = '' OR (SELECT actor FROM revision WHERE revision.id = o.known_from) = $2) \
     AND NOT (o.state = s.state AND o.value IS NOT DISTINCT FROM s.value AND o.text IS NOT DISTINCT FROM s.text \
     AND o.exactness IS NOT DISTINCT FROM s.exactness AND o.numerator IS NOT DISTINCT FROM s.numerator \
     AND o.denominator IS NOT DISTINCT FROM s.denominator AND o.definition = s.definition \
     AND o.period_start IS NOT DISTINCT FROM s.period_start AND o.source IS NOT DISTINCT FROM d.stored \
     AND o.page = s.page AND o.note = s.note)"
);
const HAS_NEW: &str = concat!(
    "SELECT s.line FROM staged_fact AS s WHERE NOT EXISTS (SELECT 1 FROM observation AS o WHERE ",
    same_cell!(),
    ") LIMIT 1"
);
const INSERT: &str = concat!(
    "INSERT INTO observation (indicator, body, valid_on, date_precision, voice, known_from, definition, \
     period_start, state, value, text, exactness, numerator, denominator, source, page, note) \
     SELECT s.indicator, s.body, s.valid_on, s.date_precision, s.voice, $1, s.definition, s.period_start, s.state, \
     s.value, s.text, s.exactness, s.numerator, s.denominator, d.stored, s.page, s.note \
     FROM staged_fact AS s JOIN staged_source AS d ON d.id = s.source \
     WHERE NOT EXISTS (SELECT 1 FROM observation AS o WHERE ",
    same_cell!(),
    ") ORDER BY s.body, s.indicator, s.valid_on, s.date_precision, s.voice"
);
const COUNT: &str = "UPDATE tally SET amount = amount + $1 WHERE name = 'facts'";

/// Releases what was gathered. Every cell stands in it once.
///
/// First the records that say something else now are closed; what then has no record that holds is added.
pub(super) async fn merge(release: &mut Release<'_>, stage: Stage) -> Result<()> {
    release.tx.run(FIND_SOURCES, Vec::new()).await?;
    let only = if release.actor.is_bundled() { release.actor.name() } else { "" };
    let corrected = release.tx.run(CLOSE, vec![release.next.0.into(), only.into()]).await?;
    let has_new = corrected > 0 || release.tx.optional::<(i64,)>(HAS_NEW, Vec::new()).await?.is_some();
    let mut inserted = 0;
    if has_new {
        let revision = release.revision().await?;
        release.tx.run(ADD_SOURCES, Vec::new()).await?;
        release.tx.run(FIND_SOURCES, Vec::new()).await?;
        inserted = release.tx.run(INSERT, vec![revision.into()]).await?;
        let added = i64::try_from(inserted - corrected).unwrap_or(i64::MAX);
        release.tx.run(COUNT, vec![added.into()]).await?;
    }
    release.outcome.corrected += corrected;
    release.outcome.added += inserted - corrected;
    release.outcome.unchanged += stage.count() - inserted;
    stage.clear(release.tx).await
}
