//! CSV: one line a value; what holds for the whole file is repeated in every line, so that a line can stand alone.

use super::{Extract, Row};
use crate::cell::guard;

const COLUMNS: [&str; 25] = [
    "format",
    "key",
    "name",
    "indicator",
    "title",
    "definition",
    "definition_version",
    "unit",
    "date",
    "period_start",
    "state",
    "value",
    "text",
    "exactness",
    "numerator",
    "denominator",
    "voice",
    "source",
    "source_address",
    "source_date",
    "note",
    "address",
    "licence",
    "revision",
    "released_on",
];

pub(super) fn write(extract: &Extract) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory cannot fail, and all records have the same length.
    let _ = writer.write_record(COLUMNS);
    for row in &extract.rows {
        let _ = writer.write_record(record(extract, row));
    }
    writer.into_inner().unwrap_or_default()
}

fn record(extract: &Extract, row: &Row) -> [String; 25] {
    let text = |text: &Option<String>| text.as_deref().map(guard).unwrap_or_default();
    let count = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    [
        extract.format.to_string(),
        row.key.clone(),
        guard(&row.name),
        row.indicator.clone(),
        guard(&row.title),
        guard(&row.definition),
        row.definition_version.to_string(),
        guard(&row.unit),
        text(&row.date),
        text(&row.period_start),
        row.state.clone(),
        row.value.map(|value| value.to_string()).unwrap_or_default(),
        text(&row.text),
        text(&row.exactness),
        count(row.numerator),
        count(row.denominator),
        row.voice.clone(),
        guard(&row.source),
        row.source_address.clone(),
        text(&row.source_date),
        guard(&row.note),
        extract.address.clone(),
        extract.licence.clone(),
        extract.revision.to_string(),
        extract.released_on.clone(),
    ]
}
