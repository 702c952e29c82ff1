//! Rows as the database gives them, and the way to the domain.

use domain::{
    Body, BodyKey, Cell, Day, Exactness, NoValue, Observation, PartialDate, Reuse, Slug, Source, SourceKind,
    Value, ValueKind, Voice,
};
use sqlx::FromRow;

use crate::StorageError;
use crate::code::{Code, Precision};

type Result<T> = std::result::Result<T, StorageError>;

#[derive(FromRow)]
pub(crate) struct BodyRow {
    key: String,
    ars: String,
    name: String,
    kind: String,
    population: Option<i64>,
    population_on: Option<i64>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    area: Option<f64>,
    postcode: String,
    kreis: Option<String>,
    verband: Option<String>,
    closed_on: Option<i64>,
    successor: Option<String>,
}

/// The columns of a [`BodyRow`].
macro_rules! body_columns {
    () => {
        "body.key AS key, body.ars AS ars, body.name AS name, body.kind AS kind, body.population AS population, \
         body.population_on AS population_on, body.latitude AS latitude, body.longitude AS longitude, \
         body.area AS area, body.postcode AS postcode, body.kreis AS kreis, body.verband AS verband, \
         body.closed_on AS closed_on, body.successor AS successor "
    };
}
pub(crate) use body_columns;

/// The word of a body's type, as [`domain::BodyType`] has it.
macro_rules! body_type {
    () => {
        "CASE WHEN LENGTH(body.key) = 5 THEN 'kreis' WHEN LENGTH(body.key) = 9 THEN 'verband' \
         WHEN SUBSTR(body.key, 6, 3) = '000' THEN 'kreisfrei' WHEN body.kind LIKE '%tadt%' THEN 'stadt' \
         ELSE 'gemeinde' END"
    };
}
/// The word of a body's group, as [`domain::Group`] has it; empty for none.
macro_rules! body_group {
    () => {
        "CASE WHEN LENGTH(body.key) = 2 THEN '' WHEN LENGTH(body.key) = 5 THEN 'kreis' \
         WHEN LENGTH(body.key) = 9 THEN 'verband' WHEN body.population IS NULL THEN '' \
         WHEN SUBSTR(body.key, 6, 3) = '000' THEN \
           CASE WHEN body.population >= 100000 THEN 'kreisfrei-ab-100000' ELSE 'kreisfrei-unter-100000' END \
         WHEN body.kind LIKE '%tadt%' THEN CASE WHEN body.population >= 50000 THEN 'stadt-ab-50000' \
           WHEN body.population >= 20000 THEN 'stadt-ab-20000' ELSE 'stadt-unter-20000' END \
         WHEN body.population >= 10000 THEN 'gemeinde-ab-10000' ELSE 'gemeinde-unter-10000' END"
    };
}
pub(crate) use {body_group, body_type};

impl TryFrom<BodyRow> for Body {
    type Error = StorageError;

    fn try_from(row: BodyRow) -> Result<Self> {
        let parse = |column, text: String| {
            BodyKey::parse(&text).ok_or_else(|| StorageError::inconsistent("body", column, text))
        };
        Ok(Self {
            key: parse("key", row.key)?,
            ars: row.ars,
            name: row.name,
            kind: row.kind,
            population: row.population.zip(row.population_on).map(|(count, on)| (count, day(on))),
            place: row.latitude.zip(row.longitude),
            area: row.area,
            postcode: row.postcode,
            closed_on: row.closed_on.map(day),
            successor: row.successor.map(|key| parse("successor", key)).transpose()?,
            kreis: row.kreis.map(|key| parse("kreis", key)).transpose()?,
            verband: row.verband.map(|key| parse("verband", key)).transpose()?,
        })
    }
}

/// A record with the names of its body and indicator and its source.
#[derive(FromRow)]
pub(crate) struct ObservationRow {
    body_key: String,
    slug: String,
    valid_on: i64,
    date_precision: i64,
    voice: i64,
    definition: i64,
    period_start: Option<i64>,
    state: i64,
    value: Option<f64>,
    text: Option<String>,
    exactness: Option<i64>,
    numerator: Option<i64>,
    denominator: Option<i64>,
    page: String,
    note: String,
    title: String,
    address: String,
    published: Option<i64>,
    published_precision: Option<i64>,
    retrieved_on: i64,
    source_kind: i64,
    reuse: i64,
}

/// The columns of an [`ObservationRow`].
macro_rules! observation_columns {
    () => {
        "body.key AS body_key, indicator.slug AS slug, o.valid_on AS valid_on, \
         o.date_precision AS date_precision, o.voice AS voice, o.definition AS definition, \
         o.period_start AS period_start, o.state AS state, o.value AS value, o.text AS text, \
         o.exactness AS exactness, o.numerator AS numerator, o.denominator AS denominator, o.page AS page, \
         o.note AS note, source.title AS title, source.address AS address, source.published AS published, \
         source.published_precision AS published_precision, source.retrieved_on AS retrieved_on, \
         source.kind AS source_kind, source.reuse AS reuse "
    };
}
/// The tables that name what an observation refers to.
macro_rules! observation_names {
    () => {
        "JOIN body ON body.id = o.body JOIN indicator ON indicator.id = o.indicator \
         JOIN source ON source.id = o.source "
    };
}
/// A statement that reads observations, up to its conditions.
macro_rules! select_observations {
    () => {
        concat!("SELECT ", observation_columns!(), "FROM observation o ", observation_names!())
    };
}
/// The bodies $4 to $43.
macro_rules! bodies {
    () => {
        "(SELECT id FROM body WHERE key IN ($4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, \
         $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, \
         $40, $41, $42, $43)) "
    };
}
/// The record behind a row of `current_value`.
macro_rules! its_record {
    () => {
        "JOIN observation o ON o.indicator = c.indicator AND o.body = c.body AND o.valid_on = c.valid_on \
         AND o.date_precision = c.date_precision AND o.voice = c.voice AND o.known_to = 9223372036854775807 "
    };
}
pub(crate) use {bodies, its_record, observation_columns, observation_names, select_observations};

impl ObservationRow {
    /// The domain's form; `kind` tells how the stored value is to be read.
    pub(crate) fn into_domain(self, kind: ValueKind) -> Result<Observation> {
        let key = BodyKey::parse(&self.body_key);
        let slug = Slug::parse(&self.slug);
        let wrong = |column, found: String| StorageError::inconsistent("observation", column, found);
        Ok(Observation {
            cell: self.cell(kind)?,
            source: self.source()?,
            valid_on: partial(self.valid_on, self.date_precision)?,
            body: key.ok_or_else(|| wrong("body", self.body_key))?,
            indicator: slug.ok_or_else(|| wrong("indicator", self.slug))?,
            period_start: self.period_start.map(day),
            voice: Voice::from_code(self.voice)?,
            definition: self.definition,
            page: self.page,
            note: self.note,
        })
    }

    /// What a correction keeps: body, day, precision of the date, voice. The indicator is left to the caller.
    pub(crate) fn identity(&self) -> (&str, i64, i64, i64) {
        (&self.body_key, self.valid_on, self.date_precision, self.voice)
    }

    /// The slug of the indicator, which decides how the value is read.
    pub(crate) fn slug(&self) -> &str {
        &self.slug
    }

    fn cell(&self, kind: ValueKind) -> Result<Cell> {
        if let Some(reason) = Option::<NoValue>::from_code(self.state)? {
            return Ok(Cell::Missing(reason));
        }
        let wrong = || {
            let found = format!("{:?} {:?}", self.value, self.text);
            StorageError::inconsistent("observation", "value", found)
        };
        Ok(Cell::Reported {
            value: read_value(kind, self.value, self.text.as_deref()).ok_or_else(wrong)?,
            exactness: self.exactness.map_or(Ok(Exactness::Exact), Exactness::from_code)?,
            ratio: self.numerator.zip(self.denominator),
        })
    }

    fn source(&self) -> Result<Source> {
        let published = self.published.zip(self.published_precision);
        Ok(Source {
            title: self.title.clone(),
            address: self.address.clone(),
            published: published.map_or(Ok(None), |(on, precision)| partial(on, precision))?,
            retrieved_on: day(self.retrieved_on),
            kind: SourceKind::from_code(self.source_kind)?,
            reuse: Reuse::from_code(self.reuse)?,
        })
    }
}

/// A cell as columns.
pub(crate) struct Stored {
    pub(crate) state: i64,
    pub(crate) value: Option<f64>,
    pub(crate) text: Option<String>,
    pub(crate) exactness: Option<i64>,
    pub(crate) numerator: Option<i64>,
    pub(crate) denominator: Option<i64>,
}

impl Stored {
    pub(crate) fn of(cell: &Cell) -> Self {
        let nothing = Self {
            state: None::<NoValue>.code(),
            value: None,
            text: None,
            exactness: None,
            numerator: None,
            denominator: None,
        };
        match cell {
            Cell::Missing(reason) => Self { state: Some(*reason).code(), ..nothing },
            Cell::Reported { value, exactness, ratio } => {
                let (value, text) = write_value(value);
                Self {
                    value,
                    text,
                    exactness: Some(Exactness::code(*exactness)),
                    numerator: ratio.map(|ratio| ratio.0),
                    denominator: ratio.map(|ratio| ratio.1),
                    ..nothing
                }
            }
        }
    }
}

/// How a value is stored: numbers and yes/no as a number, the rest as text.
pub(crate) fn write_value(value: &Value) -> (Option<f64>, Option<String>) {
    match value {
        Value::Number(number) => (Some(*number), None),
        Value::YesNo(yes) => (Some(f64::from(u8::from(*yes))), None),
        Value::Date(date) => (Some(f64::from(date.last_day().number())), Some(date.to_string())),
        Value::Choice(slug) => (None, Some(slug.to_string())),
        Value::Statement(text) => (None, Some(text.clone())),
    }
}

pub(crate) fn read_value(kind: ValueKind, value: Option<f64>, text: Option<&str>) -> Option<Value> {
    Some(match kind {
        ValueKind::YesNo => Value::YesNo(value? > 0.5),
        ValueKind::Date => Value::Date(PartialDate::parse(text?)?),
        ValueKind::Choice => Value::Choice(Slug::parse(text?)?),
        ValueKind::Statement => Value::Statement(text?.to_owned()),
        _ => Value::Number(value?),
    })
}

pub(crate) fn day(number: i64) -> Day {
    Day::from_number(i32::try_from(number).unwrap_or(i32::MAX))
}

/// A stored date that may be missing.
pub(crate) fn partial_or_none(number: Option<i64>, precision: Option<i64>) -> Result<Option<PartialDate>> {
    number.zip(precision).map_or(Ok(None), |(number, precision)| partial(number, precision))
}

/// A stored date; `None` when the source gives none.
pub(crate) fn partial(number: i64, precision: i64) -> Result<Option<PartialDate>> {
    match Precision::from_code(precision)? {
        Precision::Undated => Ok(None),
        Precision::Known(letter) => Ok(PartialDate::restore(day(number), letter)),
    }
}
