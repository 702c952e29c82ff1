//! Records on their way in: gathered in temporary tables, where they disturb nobody and leave nothing behind.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use domain::{PartialDate, Source};

use super::Result;
use super::names::{Names, Place};
use super::records::Record;
use super::sources::{self, stored_date};
use crate::code::Code;
use crate::db::Arg;
use crate::dialect::{Bulk, bulk};
use crate::row::partial;
use crate::{StorageError, Tx};

/// `stored` is the number of the document in the lasting table, once it is known.
const SOURCES: &str = "CREATE TEMPORARY TABLE staged_source (id BIGINT PRIMARY KEY, identity TEXT, title TEXT, \
     address TEXT, published BIGINT, published_precision BIGINT, retrieved_on BIGINT, kind BIGINT, reuse BIGINT, \
     stored BIGINT)";
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

/// Rows that are sent to the database together: many, because between two `COPY` each side waits for the other's
/// acknowledgement (some 40 ms), and few enough for ten megabytes.
const BATCH: usize = 20_000;
/// Documents that are remembered, so that the next record of one does not stage it again.
const DOCUMENTS: usize = 10_000;

/// What was gathered so far.
pub(super) struct Stage<T> {
    names: Names,
    documents: BTreeMap<String, i64>,
    /// The document of the last record, which is often that of the next.
    last: Option<(Source, i64)>,
    next_document: i64,
    records: Vec<Vec<Arg>>,
    sources: Vec<Vec<Arg>>,
    count: u64,
    kind: PhantomData<fn(T)>,
}

impl<T: Record> Stage<T> {
    pub(super) async fn begin(tx: &mut Tx) -> Result<Self> {
        tx.run(T::TABLE.create, Vec::new()).await?;
        tx.run(SOURCES, Vec::new()).await?;
        Ok(Self {
            names: Names::default(),
            documents: BTreeMap::new(),
            last: None,
            next_document: 1,
            records: Vec::new(),
            sources: Vec::new(),
            count: 0,
            kind: PhantomData,
        })
    }

    /// Gathers all records, in the transaction that will release them.
    pub(super) async fn of(tx: &mut Tx, records: &[T]) -> Result<Self> {
        let mut stage = Self::begin(tx).await?;
        for (line, record) in (1..).zip(records) {
            stage.add(tx, &Place::Here, line, record).await?;
        }
        stage.end(tx).await?;
        if let Some(twice) = repeated::<T>(tx).await?.first() {
            let record = records.get(usize::try_from(twice.line - 1).unwrap_or_default());
            let name = record.map(|record| record.subject().map(|(_, name)| name).join(" "));
            return Err(StorageError::Twice(name.unwrap_or_default()));
        }
        Ok(stage)
    }

    pub(super) async fn add(&mut self, tx: &mut Tx, place: &Place<'_>, line: i64, record: &T) -> Result<()> {
        let (valid_on, precision) = stored_date(record.valid_on(), record.document().retrieved_on);
        let mut row = vec![line.into()];
        for (kind, name) in record.subject() {
            row.push(self.names.id(tx, place, kind, name).await?.into());
        }
        row.extend([valid_on.into(), precision.into(), record.voice().code().into()]);
        row.extend(record.columns());
        row.push(self.document(record.document()).into());
        self.records.push(row);
        self.count += 1;
        if self.records.len() >= BATCH { self.flush(tx).await } else { Ok(()) }
    }

    async fn flush(&mut self, tx: &mut Tx) -> Result<()> {
        tx.write_all(&INTO_SOURCES, &mut self.sources).await?;
        tx.write_all(&T::TABLE.gather, &mut self.records).await
    }

    pub(super) async fn end(&mut self, tx: &mut Tx) -> Result<()> {
        self.flush(tx).await?;
        tx.run(T::TABLE.index, Vec::new()).await?;
        tx.analyze(T::TABLE.analyze).await?;
        tx.analyze("ANALYZE staged_source").await
    }

    /// How many records were gathered.
    pub(super) const fn count(&self) -> u64 {
        self.count
    }

    /// Removes what was gathered, after it was released.
    pub(super) async fn clear(self, tx: &mut Tx) -> Result<()> {
        for table in [T::TABLE.drop, "DROP TABLE staged_source"] {
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

/// A line whose cell an earlier line fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeated {
    /// The line.
    pub line: i64,
    /// Its date.
    pub valid_on: Option<PartialDate>,
}

/// The lines that fill a cell that an earlier one fills, at most 100,000 of them.
pub(super) async fn repeated<T: Record>(tx: &mut Tx) -> Result<Vec<Repeated>> {
    let rows = tx.all::<(i64, i64, i64)>(T::TABLE.repeated, Vec::new()).await?;
    let read = |(line, on, precision)| Ok(Repeated { line, valid_on: partial(on, precision)? });
    rows.into_iter().map(read).collect()
}
