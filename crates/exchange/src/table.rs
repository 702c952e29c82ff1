//! Reading CSV files as offices send them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::problem::{Problem, Problems};
use crate::{Refused, cell};

/// Characters that no text of ours needs: they hide words, turn them round, or end them for some readers.
fn is_forbidden(letter: char) -> bool {
    let turns = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}');
    turns || (letter.is_control() && !matches!(letter, '\t' | '\r' | '\n'))
}

/// A longer cell is a mistake, or an attack on the reader's memory.
const LONGEST_CELL: usize = 4_000;

/// A file as rows of named cells. Columns may stand in any order.
#[derive(Debug)]
pub struct Table {
    columns: BTreeMap<String, usize>,
    rows: Vec<(u64, csv::StringRecord)>,
}

/// One row.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Line in the file, from 1.
    pub line: u64,
    columns: &'a BTreeMap<String, usize>,
    record: &'a csv::StringRecord,
}

impl Row<'_> {
    /// The cell in this column, trimmed; empty where the column is missing.
    pub fn get(&self, column: &str) -> &str {
        let place = self.columns.get(column);
        place.and_then(|place| self.record.get(*place)).unwrap_or_default()
    }
}

impl Table {
    /// Reads a file: UTF-8 with or without byte order mark, else Windows-1252; separated by comma or semicolon.
    ///
    /// # Errors
    /// When a needed column is missing or named twice, or a line has too many or too few cells.
    pub fn read(bytes: &[u8], needed: &[&'static str]) -> Result<Self, Refused> {
        let text = decode(bytes);
        let heading = text.lines().next().unwrap_or_default();
        let separator = if heading.matches(';').count() > heading.matches(',').count() { b';' } else { b',' };
        let mut reader =
            csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
        let mut problems = Problems::default();
        let header = reader.headers().cloned().unwrap_or_default();
        let columns = columns(&header, needed, &mut problems);
        let mut rows = Vec::new();
        for record in reader.records() {
            match record {
                Ok(record) if record.iter().all(|cell| cell.trim().is_empty()) => {}
                Ok(record) => {
                    let line = record.position().map_or(0, csv::Position::line);
                    check_shape(line, &record, header.len(), &mut problems);
                    rows.push((line, record.iter().map(|cell| cell::unguard(cell.trim())).collect()));
                }
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    problems.add(Problem::new(
                        line,
                        "",
                        &error.to_string(),
                        "eine lesbare Zeile",
                        "a readable line",
                    ));
                }
            }
        }
        problems.into_result(Self { columns, rows })
    }

    /// The rows with their lines.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, record)| Row { line: *line, columns: &self.columns, record })
    }
}

/// The text of a file: UTF-8 with or without byte order mark, else Windows-1252.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

fn columns(
    header: &csv::StringRecord,
    needed: &[&'static str],
    problems: &mut Problems,
) -> BTreeMap<String, usize> {
    let mut columns = BTreeMap::new();
    for (place, name) in header.iter().enumerate() {
        if columns.insert(name.trim().to_lowercase(), place).is_some() {
            problems.add(Problem::new(1, "", name, "jeder Spaltenname nur einmal", "every column name once"));
        }
    }
    for name in needed {
        if !columns.contains_key(*name) {
            let found = header.iter().collect::<Vec<_>>().join(", ");
            problems.add(Problem::new(
                1,
                name,
                &found,
                "eine Spalte mit diesem Namen",
                "a column of this name",
            ));
        }
    }
    columns
}

fn check_shape(line: u64, record: &csv::StringRecord, cells: usize, problems: &mut Problems) {
    if record.len() != cells {
        let (german, english) =
            (format!("{cells} Zellen wie in der Kopfzeile"), format!("{cells} cells as in the heading"));
        problems.add(Problem::new(line, "", &format!("{}", record.len()), &german, &english));
    }
    if let Some(bad) = record.iter().find(|cell| cell.contains(is_forbidden)) {
        let found: String = bad.chars().filter(|letter| !is_forbidden(*letter)).collect();
        let (german, english) =
            ("Text ohne unsichtbare Steuerzeichen", "text without invisible control characters");
        problems.add(Problem::new(line, "", &found, german, english));
    }
    if let Some(long) = record.iter().find(|cell| cell.len() > LONGEST_CELL) {
        let (german, english) = ("höchstens 4.000 Zeichen je Zelle", "at most 4,000 characters in a cell");
        problems.add(Problem::new(line, "", long, german, english));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(bytes: &[u8]) -> (String, String) {
        let table = Table::read(bytes, &["name", "wert"]).unwrap();
        let row = table.rows().next().unwrap();
        (row.get("name").to_owned(), row.get("wert").to_owned())
    }

    #[test]
    fn every_usual_form_of_a_file_reads_alike() {
        let expected = ("Köln".to_owned(), "1,5".to_owned());
        assert_eq!(first("name,wert\nKöln,\"1,5\"\n".as_bytes()), expected);
        assert_eq!(first("\u{feff}Wert;Name\r\n1,5; Köln\r\n".as_bytes()), expected);
        assert_eq!(first(b"name;wert\nK\xf6ln;1,5"), expected);
    }

    #[test]
    fn a_missing_column_is_named() {
        let refused = Table::read(b"name\nx\n", &["name", "wert"]).unwrap_err();
        assert_eq!((refused.total, refused.problems[0].column), (1, "wert"));
    }

    #[test]
    fn a_line_of_another_length_is_refused_with_its_number() {
        let refused = Table::read(b"name,wert\nx,1\ny,1,2\n", &["name", "wert"]).unwrap_err();
        assert_eq!(refused.problems[0].line, 3);
    }
}
