//! The columns that every table of values has. Their names and order are an interface.

use super::{Extract, Row};

/// The names of the columns.
pub(super) const COLUMNS: [&str; 25] = [
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

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Field<'a> {
    /// Nothing is known, or nothing applies.
    Empty,
    /// Words, keys and dates, which are known as far as they are written.
    Text(&'a str),
    /// A whole number.
    Count(i64),
    /// A number.
    Number(f64),
}

/// The cells of a row, in the order of [`COLUMNS`].
pub(super) fn fields<'a>(extract: &'a Extract, row: &'a Row) -> [Field<'a>; 25] {
    let text = |text: &'a Option<String>| text.as_deref().map_or(Field::Empty, Field::Text);
    let count = |count: Option<i64>| count.map_or(Field::Empty, Field::Count);
    [
        Field::Count(i64::from(extract.format)),
        Field::Text(&row.key),
        Field::Text(&row.name),
        Field::Text(&row.indicator),
        Field::Text(&row.title),
        Field::Text(&row.definition),
        Field::Count(row.definition_version),
        Field::Text(&row.unit),
        text(&row.date),
        text(&row.period_start),
        Field::Text(&row.state),
        row.value.map_or(Field::Empty, Field::Number),
        text(&row.text),
        text(&row.exactness),
        count(row.numerator),
        count(row.denominator),
        Field::Text(&row.voice),
        Field::Text(&row.source),
        Field::Text(&row.source_address),
        text(&row.source_date),
        Field::Text(&row.note),
        Field::Text(&extract.address),
        Field::Text(&extract.licence),
        Field::Count(extract.revision),
        Field::Text(&extract.released_on),
    ]
}
