//! Facts on their way in: gathered in temporary tables, where they disturb nobody and leave nothing behind.

use std::collections::BTreeMap;

use domain::{Day, Observation, PartialDate, Source};

use super::sources::{self, stored_date};
use super::{Outcome, Release, Result, facts};
use crate::code::Code;
use crate::db::Arg;
use crate::dialect::{Bulk, bulk};
use crate::row::{Stored, partial};
use crate::{Actor, Db, StorageError, Tx};

const FACTS: &str = "CREATE TEMPORARY TABLE staged_fact (line BIGINT, indicator BIGINT, body BIGINT, valid_on BIGINT, \
     date_precision BIGINT, voice BIGINT, definition BIGINT, period_start BIGINT, state BIGINT, \
     value DOUBLE PRECISION, text TEXT, exactness BIGINT, numerator BIGINT, denominator BIGINT, source BIGINT, \
     page TEXT, note TEXT)";
/// `stored` is the number of the document in the lasting table, once it is known.
const SOURCES: &str = "CREATE TEMPORARY TABLE staged_source (id BIGINT PRIMARY KEY, identity TEXT, title TEXT, \
     address TEXT, published BIGINT, published_precision BIGINT, retrieved_on BIGINT, kind BIGINT, reuse BIGINT, \
     stored BIGINT)";
const INTO_FACTS: Bulk = bulk!(
    "staged_fact",
    "line",
    "indicator",
    "body",
    "valid_on",
    "date_precision",
    "voice",
    "definition",
    "period_start",
    "state",
    "value",
    "text",
    "exactness",
    "numerator",
    "denominator",
    "source",
    "page",
    "note",
);
const INTO_SOURCES: Bulk = bulk!(
    "staged_source",
    "id",
    "identity",
    "title",
    "address",
    "published",
    "published_precision",
    "retrieved_on",
    "kind",
    "reuse",
);
/// In the order in which every index of `observation` grows at few places, so that pages are written once.
const INDEX: &str =
    "CREATE INDEX staged_cell ON staged_fact (body, indicator, valid_on, date_precision, voice)";
const DROP: [&str; 2] = ["DROP TABLE staged_fact", "DROP TABLE staged_source"];

/// Rows that are sent to the database together: many, because between two `COPY` each side waits for the other's
/// acknowledgement (some 40 ms), and few enough for ten megabytes.
const BATCH: usize = 20_000;
/// Documents that are remembered, so that the next record of one does not stage it again.
const DOCUMENTS: usize = 10_000;

/// Where the integer names of bodies and indicators are looked up.
enum Names<'a> {
    /// In the transaction itself, which may have added some.
    Here,
    /// Beside it: reading through it would tie it to the state of this moment.
    Beside(&'a Db),
}

/// What was gathered so far.
pub(super) struct Stage {
    indicators: BTreeMap<String, i64>,
    bodies: BTreeMap<String, i64>,
    documents: BTreeMap<String, i64>,
    /// The document of the last record, which is often that of the next.
    last: Option<(Source, i64)>,
    next_document: i64,
    facts: Vec<Vec<Arg>>,
    sources: Vec<Vec<Arg>>,
    count: u64,
}

impl Stage {
    async fn begin(tx: &mut Tx) -> Result<Self> {
        tx.run(FACTS, Vec::new()).await?;
        tx.run(SOURCES, Vec::new()).await?;
        Ok(Self {
            indicators: BTreeMap::new(),
            bodies: BTreeMap::new(),
            documents: BTreeMap::new(),
            last: None,
            next_document: 1,
            facts: Vec::new(),
            sources: Vec::new(),
            count: 0,
        })
    }

    /// Gathers all records, in the transaction that will release them.
    pub(super) async fn of(tx: &mut Tx, observations: &[Observation]) -> Result<Self> {
        let mut stage = Self::begin(tx).await?;
        for (line, observation) in (1..).zip(observations) {
            stage.add(tx, &Names::Here, line, observation).await?;
        }
        stage.end(tx).await?;
        if let Some(twice) = repeated(tx).await?.first() {
            let name = observations.get(usize::try_from(twice.line - 1).unwrap_or_default());
            let name = name.map(|twice| format!("{} {}", twice.body, twice.indicator)).unwrap_or_default();
            return Err(StorageError::Twice(name));
        }
        Ok(stage)
    }

    async fn add(
        &mut self,
        tx: &mut Tx,
        names: &Names<'_>,
        line: i64,
        observation: &Observation,
    ) -> Result<()> {
        let (valid_on, precision) = stored_date(observation.valid_on, observation.source.retrieved_on);
        let stored = Stored::of(&observation.cell);
        let row = vec![
            line.into(),
            id(&mut self.indicators, tx, names, INDICATOR, observation.indicator.as_str()).await?.into(),
            id(&mut self.bodies, tx, names, BODY, observation.body.as_str()).await?.into(),
            valid_on.into(),
            precision.into(),
            observation.voice.code().into(),
            observation.definition.into(),
            observation.period_start.map(|day| i64::from(day.number())).into(),
            stored.state.into(),
            stored.value.into(),
            stored.text.into(),
            stored.exactness.into(),
            stored.numerator.into(),
            stored.denominator.into(),
            self.document(&observation.source).into(),
            observation.page.as_str().into(),
            observation.note.as_str().into(),
        ];
        self.facts.push(row);
        self.count += 1;
        if self.facts.len() >= BATCH { self.flush(tx).await } else { Ok(()) }
    }

    async fn flush(&mut self, tx: &mut Tx) -> Result<()> {
        tx.write_all(&INTO_SOURCES, &mut self.sources).await?;
        tx.write_all(&INTO_FACTS, &mut self.facts).await
    }

    async fn end(&mut self, tx: &mut Tx) -> Result<()> {
        self.flush(tx).await?;
        tx.run(INDEX, Vec::new()).await?;
        tx.analyze("ANALYZE staged_fact").await?;
        tx.analyze("ANALYZE staged_source").await
    }

    /// How many records were gathered.
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// Removes what was gathered, after it was released.
    pub(super) async fn clear(self, tx: &mut Tx) -> Result<()> {
        for table in DROP {
            tx.run(table, Vec::new()).await?;
        }
        Ok(())
    }

    fn document(&mut self, source: &Source) -> i64 {
        if let Some((last, id)) = &self.last
            && last == source
        {
            return *id;
        }
        let id = self.known_document(source);
        self.last = Some((source.clone(), id));
        id
    }

    fn known_document(&mut self, source: &Source) -> i64 {
        let identity = sources::identity(source);
        if let Some(id) = self.documents.get(&identity) {
            return *id;
        }
        let id = self.next_document;
        self.next_document += 1;
        let mut row = vec![Arg::from(id)];
        row.extend(sources::columns(source, &identity));
        self.sources.push(row);
        if self.documents.len() >= DOCUMENTS {
            self.documents.clear();
        }
        self.documents.insert(identity, id);
        id
    }
}

const BODY: (&str, &str) = ("body", "SELECT id FROM body WHERE key = $1");
const INDICATOR: (&str, &str) = ("indicator", "SELECT id FROM indicator WHERE slug = $1");

/// The integer name of a body or an indicator, looked up once.
async fn id(
    known: &mut BTreeMap<String, i64>,
    tx: &mut Tx,
    names: &Names<'_>,
    (what, sql): (&'static str, &'static str),
    name: &str,
) -> Result<i64> {
    if let Some(id) = known.get(name) {
        return Ok(*id);
    }
    let found = match names {
        Names::Here => tx.optional::<(i64,)>(sql, vec![name.into()]).await?,
        Names::Beside(db) => db.optional::<(i64,)>(sql, vec![name.into()]).await?,
    };
    let (id,) = found.ok_or_else(|| StorageError::Unknown { what, name: name.to_owned() })?;
    known.insert(name.to_owned(), id);
    Ok(id)
}

/// A line whose cell an earlier line fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeated {
    /// The line.
    pub line: i64,
    /// Its date.
    pub valid_on: Option<PartialDate>,
}

const REPEATED: &str = "SELECT s.line AS line, s.valid_on AS valid_on, s.date_precision AS date_precision \
     FROM staged_fact s JOIN (SELECT body, indicator, valid_on, date_precision, voice, MIN(line) AS first \
     FROM staged_fact GROUP BY body, indicator, valid_on, date_precision, voice HAVING COUNT(*) > 1) AS twice \
     ON twice.body = s.body AND twice.indicator = s.indicator AND twice.valid_on = s.valid_on \
     AND twice.date_precision = s.date_precision AND twice.voice = s.voice WHERE s.line > twice.first \
     ORDER BY s.line LIMIT 100000";

async fn repeated(tx: &mut Tx) -> Result<Vec<Repeated>> {
    let rows = tx.all::<(i64, i64, i64)>(REPEATED, Vec::new()).await?;
    let read = |(line, on, precision)| Ok(Repeated { line, valid_on: partial(on, precision)? });
    rows.into_iter().map(read).collect()
}

/// An import of any size: facts are gathered beside the database and released in one go. Dropped before its release,
/// or killed at any time, it leaves nothing behind.
pub struct Import {
    db: Db,
    tx: Tx,
    stage: Stage,
}

impl Import {
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
    /// When it names a body or indicator that is not there, or the database fails.
    pub async fn add(&mut self, line: u64, observation: &Observation) -> Result<()> {
        let line = i64::try_from(line).unwrap_or(i64::MAX);
        self.stage.add(&mut self.tx, &Names::Beside(&self.db), line, observation).await
    }

    /// Ends the gathering, and says which lines fill a cell that an earlier one fills, at most 100,000 of them. Where
    /// there are any, the import must not be released.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end(&mut self) -> Result<Vec<Repeated>> {
        self.stage.end(&mut self.tx).await?;
        repeated(&mut self.tx).await
    }

    /// Releases all records, after [`Import::end`]: every one of them, or none.
    ///
    /// # Errors
    /// When the database fails. Then nothing is changed.
    pub async fn release(self, actor: &Actor, on: Day, reason: &str) -> Result<Outcome> {
        let Self { db, mut tx, stage } = self;
        let mut release = Release::begin(&mut tx, actor, on, reason).await?;
        facts::merge(&mut release, stage).await?;
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
