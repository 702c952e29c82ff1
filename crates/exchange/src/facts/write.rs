//! Facts to a file.

use std::io::{self, Write};

use domain::{Cell, Observation, PartialDate, Value};

use super::{COLUMNS, DEFINITION};
use crate::cell;

/// Writes facts to a file, one after the other: UTF-8, comma, decimal point, one line a record.
pub struct Writer<W: Write> {
    csv: csv::Writer<W>,
}

impl<W: Write> Writer<W> {
    /// Begins a file with its heading.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn begin(output: W) -> io::Result<Self> {
        let mut csv = csv::Writer::from_writer(output);
        csv.write_record(COLUMNS.iter().chain([&DEFINITION]))?;
        Ok(Self { csv })
    }

    /// Writes a record.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn add(&mut self, observation: &Observation) -> io::Result<()> {
        Ok(self.csv.write_record(row(observation))?)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.csv.flush()
    }
}

/// The records alone, to be appended to a file that has its heading.
pub fn rows(observations: &[Observation]) -> String {
    let mut csv = csv::Writer::from_writer(Vec::new());
    for observation in observations {
        // Writing to memory cannot fail, and all rows have the same length.
        let _ = csv.write_record(row(observation));
    }
    String::from_utf8(csv.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// The file of some facts, in the given order.
pub fn write(observations: &[Observation]) -> String {
    let mut bytes = Vec::new();
    let written = Writer::begin(&mut bytes).and_then(|mut writer| {
        observations.iter().try_for_each(|observation| writer.add(observation))?;
        writer.finish()
    });
    // Writing to memory cannot fail, and all rows have the same length.
    debug_assert!(written.is_ok());
    String::from_utf8(bytes).unwrap_or_default()
}

fn row(observation: &Observation) -> [String; 19] {
    let date = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let (value, exactness, ratio) = match &observation.cell {
        Cell::Missing(_) => (String::new(), "", None),
        Cell::Reported { value, exactness, ratio } => (written(value), exactness.word(), *ratio),
    };
    let source = &observation.source;
    [
        observation.body.to_string(),
        observation.indicator.to_string(),
        date(observation.valid_on),
        observation.voice.word().to_owned(),
        observation.cell.state().to_owned(),
        value,
        exactness.to_owned(),
        ratio.map(|ratio| ratio.0.to_string()).unwrap_or_default(),
        ratio.map(|ratio| ratio.1.to_string()).unwrap_or_default(),
        observation.period_start.map(|day| day.to_string()).unwrap_or_default(),
        cell::guard(&source.title),
        source.address.clone(),
        date(source.published),
        source.retrieved_on.to_string(),
        source.kind.word().to_owned(),
        source.reuse.word().to_owned(),
        cell::guard(&observation.page),
        cell::guard(&observation.note),
        observation.definition.to_string(),
    ]
}

/// A value as it stands in a file: decimal point, `ja` and `nein`, ISO dates, slugs.
pub(crate) fn written(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::YesNo(yes) => if *yes { "ja" } else { "nein" }.to_owned(),
        Value::Date(date) => date.to_string(),
        Value::Choice(slug) => slug.to_string(),
        Value::Statement(text) => cell::guard(text),
    }
}
