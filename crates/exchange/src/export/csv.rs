//! CSV: one line a value; what holds for the whole file is repeated in every line, so that a line can stand alone.

use super::Extract;
use super::columns::{COLUMNS, Field, fields};
use crate::cell::guard;

pub(super) fn write(extract: &Extract) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory cannot fail, and all records have the same length.
    let _ = writer.write_record(COLUMNS);
    for row in &extract.rows {
        let _ = writer.write_record(fields(extract, row).map(written));
    }
    writer.into_inner().unwrap_or_default()
}

fn written(field: Field<'_>) -> String {
    match field {
        Field::Empty => String::new(),
        Field::Text(text) => guard(text),
        Field::Count(count) => count.to_string(),
        Field::Number(number) => number.to_string(),
    }
}
