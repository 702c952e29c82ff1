//! Facts to a file.

use domain::{Cell, Observation, PartialDate, Value};

use super::COLUMNS;
use crate::cell;

/// The file: UTF-8, comma, decimal point, one line a record in the given order.
pub fn write(observations: &[Observation]) -> String {
    written_out(std::iter::once(COLUMNS.map(str::to_owned)).chain(observations.iter().map(row)))
}

/// The records alone, to be appended to a file that has its heading.
pub fn rows(observations: &[Observation]) -> String {
    written_out(observations.iter().map(row))
}

fn written_out(rows: impl Iterator<Item = [String; 18]>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Writing to memory cannot fail, and all rows have the same length.
        let _ = writer.write_record(row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn row(observation: &Observation) -> [String; 18] {
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
