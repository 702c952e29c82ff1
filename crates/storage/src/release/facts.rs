//! Records: added, corrected or left as they are.

use domain::{Cell, Day, Exactness, NoValue, Observation, PartialDate, Source};
use sqlx::FromRow;

use super::{Release, Result};
use crate::code::{Code, Precision};
use crate::db::Arg;
use crate::row::write_value;
use crate::{StorageError, Tx};

/// Adds a record, or closes the one that stands in its cell and adds this one after it.
pub(super) async fn add(release: &mut Release<'_>, observation: &Observation) -> Result<()> {
    let target = Target::find(release.tx, observation).await?;
    let current = target.current(release.tx).await?;
    if current.as_ref().is_some_and(|current| current.same_as(&target, observation)) {
        release.outcome.unchanged += 1;
        return Ok(());
    }
    if release.actor.is_bundled()
        && current.as_ref().is_some_and(|current| current.actor != release.actor.name())
    {
        release.outcome.unchanged += 1;
        return Ok(());
    }
    let revision = release.revision().await?;
    if current.is_some() {
        release.tx.run(CLOSE, target.cell_args(revision)).await?;
        release.outcome.corrected += 1;
    } else {
        release.outcome.added += 1;
    }
    insert(release.tx, revision, &target, observation).await
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

pub(super) async fn id(tx: &mut Tx, sql: &'static str, what: &'static str, name: &str) -> Result<i64> {
    let row = tx.optional::<(i64,)>(sql, vec![name.into()]).await?;
    row.map(|row| row.0).ok_or_else(|| StorageError::Unknown { what, name: name.to_owned() })
}

pub(super) async fn source(tx: &mut Tx, source: &Source) -> Result<i64> {
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
pub(super) fn stored_date(date: Option<PartialDate>, entered: Day) -> (i64, i64) {
    date.map_or((i64::from(entered.number()), Precision::Undated.code()), |date| {
        (i64::from(date.last_day().number()), Precision::Known(date.precision()).code())
    })
}

const CURRENT: &str = "SELECT definition, period_start, state, value, text, exactness, numerator, denominator, source, \
     page, note, \
     (SELECT actor FROM revision WHERE id = known_from) AS actor FROM observation WHERE known_to = $1 AND indicator = $2 AND body = $3 AND valid_on = $4 \
     AND date_precision = $5 AND voice = $6";
const CLOSE: &str = "UPDATE observation SET known_to = $1 WHERE known_to = 9223372036854775807 AND indicator = $2 \
     AND body = $3 AND valid_on = $4 AND date_precision = $5 AND voice = $6";

#[derive(FromRow)]
struct Current {
    definition: i64,
    period_start: Option<i64>,
    #[sqlx(flatten)]
    stored: Stored,
    source: i64,
    page: String,
    note: String,
    actor: String,
}

impl Current {
    fn same_as(&self, target: &Target, observation: &Observation) -> bool {
        self.stored == Stored::of(&observation.cell)
            && self.source == target.source
            && self.definition == observation.definition
            && self.period_start == observation.period_start.map(|day| i64::from(day.number()))
            && (self.page.as_str(), self.note.as_str()) == (&observation.page, &observation.note)
    }
}

/// A cell as columns.
#[derive(FromRow, PartialEq)]
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
                    state: None::<NoValue>.code(),
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

async fn insert(tx: &mut Tx, revision: i64, target: &Target, observation: &Observation) -> Result<()> {
    let stored = Stored::of(&observation.cell);
    let args = vec![
        target.indicator.into(),
        target.body.into(),
        target.valid_on.into(),
        target.precision.into(),
        target.voice.into(),
        revision.into(),
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
