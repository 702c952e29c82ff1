//! Writing: every change is a release with a number, a day, an actor and a reason.

use domain::{Catalogue, Cell, Day, Exactness, Observation, PartialDate, Revision, Source};
use sqlx::FromRow;

use crate::code::{Code, Precision};
use crate::db::Arg;
use crate::row::write_value;
use crate::{Actor, StorageError, Tx};

type Result<T> = std::result::Result<T, StorageError>;

/// What a release did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outcome {
    /// The new revision; `None` when nothing changed, because then there is none.
    pub revision: Option<Revision>,
    /// Records that were not there before.
    pub added: u64,
    /// Records that replace an earlier one of the same cell, which stays in the history.
    pub corrected: u64,
    /// Records that stand in the database already.
    pub unchanged: u64,
}

/// Releases records in one transaction: all of them, or none.
///
/// # Errors
/// When a record names a body or indicator that is not there, or the database fails. Then nothing is changed.
pub async fn facts(
    tx: &mut Tx,
    actor: &Actor,
    on: Day,
    reason: &str,
    observations: &[Observation],
) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let next = Revision(tx.optional::<(i64,)>(NEXT, Vec::new()).await?.map_or(1, |row| row.0));
    for observation in observations {
        let target = Target::find(tx, observation).await?;
        match target.current(tx).await? {
            Some(current) if current.same_as(&target, observation) => outcome.unchanged += 1,
            current => {
                if outcome.revision.is_none() {
                    open(tx, next, actor, on, reason).await?;
                    outcome.revision = Some(next);
                }
                if current.is_some() {
                    tx.run(CLOSE, target.cell_args(next.0)).await?;
                    outcome.corrected += 1;
                } else {
                    outcome.added += 1;
                }
                insert(tx, next, &target, observation).await?;
            }
        }
    }
    if let Some(revision) = outcome.revision {
        tx.run(HEADLINES, vec![revision.0.into()]).await?;
    }
    Ok(outcome)
}

const NEXT: &str = "SELECT COALESCE(MAX(id), 0) + 1 FROM revision";
const OPEN: &str = "INSERT INTO revision (id, released_on, actor, reason) VALUES ($1, $2, $3, $4)";

async fn open(tx: &mut Tx, revision: Revision, actor: &Actor, on: Day, reason: &str) -> Result<()> {
    let args = vec![revision.0.into(), i64::from(on.number()).into(), actor.name().into(), reason.into()];
    tx.run(OPEN, args).await.map(drop)
}

const BODY: &str = "SELECT id FROM body WHERE key = $1";
const INDICATOR: &str = "SELECT id FROM indicator WHERE slug = $1";
const SOURCE: &str = "SELECT id FROM source WHERE identity = $1";
const ADD_SOURCE: &str = "INSERT INTO source (identity, title, address, published, published_precision, retrieved_on, \
     kind, reuse) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// The cell that a record is about, in integers.
struct Target {
    indicator: i64,
    body: i64,
    valid_on: i64,
    precision: i64,
    voice: i64,
    source: i64,
}

impl Target {
    async fn find(tx: &mut Tx, observation: &Observation) -> Result<Self> {
        let (valid_on, precision) = stored_date(observation.valid_on, observation.source.retrieved_on);
        Ok(Self {
            indicator: id(tx, INDICATOR, "indicator", observation.indicator.as_str()).await?,
            body: id(tx, BODY, "body", observation.body.as_str()).await?,
            valid_on,
            precision,
            voice: observation.voice.code(),
            source: source(tx, &observation.source).await?,
        })
    }

    fn cell_args(&self, first: i64) -> Vec<Arg> {
        [first, self.indicator, self.body, self.valid_on, self.precision, self.voice].map(Arg::from).into()
    }

    async fn current(&self, tx: &mut Tx) -> Result<Option<Current>> {
        tx.optional(CURRENT, self.cell_args(i64::MAX)).await
    }
}

async fn id(tx: &mut Tx, sql: &'static str, what: &'static str, name: &str) -> Result<i64> {
    let row = tx.optional::<(i64,)>(sql, vec![name.into()]).await?;
    row.map(|row| row.0).ok_or_else(|| StorageError::Unknown { what, name: name.to_owned() })
}

async fn source(tx: &mut Tx, source: &Source) -> Result<i64> {
    let published = source.published.map(|date| stored_date(Some(date), source.retrieved_on));
    let date = source.published.map(|date| date.to_string()).unwrap_or_default();
    let retrieved_on = i64::from(source.retrieved_on.number());
    let (kind, reuse) = (source.kind.code(), source.reuse.code());
    let identity = [&source.address, &source.title, &date, &format!("{retrieved_on} {kind} {reuse}")]
        .map(String::as_str)
        .join("\u{1f}");
    if let Some((id,)) = tx.optional::<(i64,)>(SOURCE, vec![identity.as_str().into()]).await? {
        return Ok(id);
    }
    let args = vec![
        identity.as_str().into(),
        source.title.as_str().into(),
        source.address.as_str().into(),
        published.map(|(on, _)| on).into(),
        published.map(|(_, precision)| precision).into(),
        retrieved_on.into(),
        kind.into(),
        reuse.into(),
    ];
    tx.run(ADD_SOURCE, args).await?;
    id(tx, SOURCE, "source", &identity).await
}

/// A date as two numbers. A fact without a date carries the day it was entered and says so.
fn stored_date(date: Option<PartialDate>, entered: Day) -> (i64, i64) {
    date.map_or((i64::from(entered.number()), Precision::Undated.code()), |date| {
        (i64::from(date.last_day().number()), Precision::Known(date.precision()).code())
    })
}

const CURRENT: &str = "SELECT definition, period_start, state, value, text, exactness, numerator, denominator, source, \
     page, note FROM observation WHERE known_to = $1 AND indicator = $2 AND body = $3 AND valid_on = $4 \
     AND date_precision = $5 AND voice = $6";
const CLOSE: &str = "UPDATE observation SET known_to = $1 WHERE known_to = 9223372036854775807 AND indicator = $2 \
     AND body = $3 AND valid_on = $4 AND date_precision = $5 AND voice = $6";

#[derive(FromRow)]
struct Current {
    definition: i64,
    period_start: Option<i64>,
    state: i64,
    value: Option<f64>,
    text: Option<String>,
    exactness: Option<i64>,
    numerator: Option<i64>,
    denominator: Option<i64>,
    source: i64,
    page: String,
    note: String,
}

impl Current {
    fn same_as(&self, target: &Target, observation: &Observation) -> bool {
        let stored = Stored::of(&observation.cell);
        let same_value = self.value == stored.value;
        same_value
            && self.source == target.source
            && self.definition == observation.definition
            && self.period_start == observation.period_start.map(|day| i64::from(day.number()))
            && (self.state, &self.text, self.exactness) == (stored.state, &stored.text, stored.exactness)
            && (self.numerator, self.denominator) == (stored.numerator, stored.denominator)
            && (self.page.as_str(), self.note.as_str()) == (&observation.page, &observation.note)
    }
}

/// A cell as columns.
struct Stored {
    state: i64,
    value: Option<f64>,
    text: Option<String>,
    exactness: Option<i64>,
    numerator: Option<i64>,
    denominator: Option<i64>,
}

impl Stored {
    fn of(cell: &Cell) -> Self {
        match cell {
            Cell::Missing(reason) => Self {
                state: Some(*reason).code(),
                value: None,
                text: None,
                exactness: None,
                numerator: None,
                denominator: None,
            },
            Cell::Reported { value, exactness, ratio } => {
                let (number, text) = write_value(value);
                Self {
                    state: None::<domain::NoValue>.code(),
                    value: number,
                    text,
                    exactness: Some(Exactness::code(*exactness)),
                    numerator: ratio.map(|ratio| ratio.0),
                    denominator: ratio.map(|ratio| ratio.1),
                }
            }
        }
    }
}

const INSERT: &str = "INSERT INTO observation (indicator, body, valid_on, date_precision, voice, known_from, definition, \
     period_start, state, value, text, exactness, numerator, denominator, source, page, note) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";

async fn insert(tx: &mut Tx, revision: Revision, target: &Target, observation: &Observation) -> Result<()> {
    let stored = Stored::of(&observation.cell);
    let args = vec![
        target.indicator.into(),
        target.body.into(),
        target.valid_on.into(),
        target.precision.into(),
        target.voice.into(),
        revision.0.into(),
        observation.definition.into(),
        observation.period_start.map(|day| i64::from(day.number())).into(),
        stored.state.into(),
        stored.value.into(),
        stored.text.into(),
        stored.exactness.into(),
        stored.numerator.into(),
        stored.denominator.into(),
        target.source.into(),
        observation.page.as_str().into(),
        observation.note.as_str().into(),
    ];
    tx.run(INSERT, args).await.map(drop)
}

/// The headline of every cell that revision $1 touched: reported before missing, dated before undated, the newest,
/// then by voice (see `Observation::headline_order` in the domain).
const HEADLINES: &str = "INSERT INTO current_value (indicator, body, valid_on, date_precision, voice, state, value) \
     SELECT indicator, body, valid_on, date_precision, voice, state, value FROM ( \
     SELECT o.indicator, o.body, o.valid_on, o.date_precision, o.voice, o.state, o.value, \
     ROW_NUMBER() OVER (PARTITION BY o.indicator, o.body ORDER BY CASE WHEN o.state = 0 THEN 0 ELSE 1 END, \
     CASE WHEN o.date_precision = 9 THEN 1 ELSE 0 END, o.valid_on DESC, o.voice, o.date_precision) AS place \
     FROM observation o JOIN (SELECT DISTINCT indicator, body FROM observation WHERE known_from = $1) AS touched \
     ON touched.indicator = o.indicator AND touched.body = o.body \
     WHERE o.known_to = 9223372036854775807) AS ranked WHERE place = 1 \
     ON CONFLICT (indicator, body) DO UPDATE SET valid_on = excluded.valid_on, \
     date_precision = excluded.date_precision, voice = excluded.voice, state = excluded.state, value = excluded.value";

const ADD_INDICATOR: &str = "INSERT INTO indicator (slug, topic) VALUES ($1, $2) \
     ON CONFLICT (slug) DO UPDATE SET topic = excluded.topic";

/// Gives every indicator of the catalogue its integer name.
///
/// # Errors
/// When the database fails.
pub async fn catalogue(tx: &mut Tx, _actor: &Actor, catalogue: &Catalogue) -> Result<()> {
    for indicator in catalogue.indicators() {
        tx.run(ADD_INDICATOR, vec![indicator.slug.as_str().into(), indicator.topic.as_str().into()]).await?;
    }
    Ok(())
}

const KNOWS_BUNDLE: &str = "SELECT loaded_on FROM bundle WHERE digest = $1";
const ADD_BUNDLE: &str = "INSERT INTO bundle (digest, loaded_on) VALUES ($1, $2)";

/// Notes that a set of bundled facts is loaded; `false` when it was loaded before.
///
/// # Errors
/// When the database fails.
pub async fn note_bundle(tx: &mut Tx, _actor: &Actor, digest: &str, on: Day) -> Result<bool> {
    if tx.optional::<(i64,)>(KNOWS_BUNDLE, vec![digest.into()]).await?.is_some() {
        return Ok(false);
    }
    tx.run(ADD_BUNDLE, vec![digest.into(), i64::from(on.number()).into()]).await?;
    Ok(true)
}

#[cfg(test)]
mod tests;
