//! Reading CSV files as offices send them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Read};

use crate::decode::Decoder;
use crate::problem::{Problem, Problems};
use crate::records::{Found, Records};
use crate::{Refused, cell};

/// Characters that no text of ours needs: they hide words, turn them round, end them for some readers, or stand for
/// bytes that could not be read.
fn is_forbidden(letter: char) -> bool {
    let turns = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffd}'..='\u{ffff}');
    turns || (letter.is_control() && !matches!(letter, '\t' | '\r' | '\n'))
}

/// A longer cell is a mistake, or an attack on the reader's memory.
const LONGEST_CELL: usize = 4_000;

/// One row.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Line in the file, from 1.
    pub line: u64,
    columns: &'a BTreeMap<String, usize>,
    text: &'a str,
    ends: &'a [usize],
}

impl<'a> Row<'a> {
    /// The cell in this column, trimmed; empty where the column is missing.
    pub fn get(&self, column: &str) -> &'a str {
        self.columns.get(column).and_then(|place| self.cell(*place)).unwrap_or_default().trim()
    }

    fn cell(&self, place: usize) -> Option<&'a str> {
        let start = if place == 0 { 0 } else { *self.ends.get(place - 1)? };
        self.text.get(start..*self.ends.get(place)?)
    }

    fn cells(&self) -> impl Iterator<Item = &'a str> {
        (0..self.ends.len()).filter_map(|place| self.cell(place))
    }
}

/// A file as rows of named cells, one after the other in bounded memory. Columns may stand in any order.
///
/// UTF-8 with or without byte order mark, else Windows-1252; separated by comma or semicolon.
pub struct Stream<R> {
    columns: BTreeMap<String, usize>,
    width: usize,
    records: Records<Decoder<R>>,
}

impl<R: Read> Stream<R> {
    /// Opens a file and reads its heading.
    ///
    /// # Errors
    /// When the file cannot be read, or a needed column is missing or named twice.
    pub fn open(input: R, needed: &[&'static str]) -> Result<Self, Refused> {
        let mut problems = Problems::default();
        let opened = Records::open(Decoder::new(input)).and_then(|mut records| {
            let found = records.advance()?;
            Ok((records, found))
        });
        let (records, found) = match opened {
            Ok(opened) => opened,
            Err(error) => return Err(Refused::for_one(unreadable(1, &error))),
        };
        let heading = match found {
            Found::Record => records.cells(),
            Found::TooLong | Found::End => ("", &[][..]),
        };
        let nameless = BTreeMap::new();
        let row = Row { line: 1, columns: &nameless, text: heading.0, ends: heading.1 };
        let columns = columns(&row.cells().collect::<Vec<_>>(), needed, &mut problems);
        let width = heading.1.len();
        problems.into_result(Self { columns, width, records })
    }

    /// The next row that has as many cells as the heading, each of them fit to be read. The problems of rows before
    /// it are noted; empty rows are passed over.
    pub fn next(&mut self, problems: &mut Problems) -> Option<Row<'_>> {
        loop {
            let line = match self.records.advance() {
                Ok(Found::End) => return None,
                Ok(Found::Record) => self.records.line(),
                Ok(Found::TooLong) => {
                    let (german, english) = ("eine kürzere Zeile", "a shorter line");
                    problems.add(Problem::new(self.records.line(), "", "", german, english));
                    continue;
                }
                Err(error) => {
                    problems.add(unreadable(self.records.line(), &error));
                    return None;
                }
            };
            let row = self.row(line);
            let empty = row.cells().all(|cell| cell.trim().is_empty());
            if !empty && has_shape(&row, self.width, problems) {
                break;
            }
        }
        // Few rows have one, and the others need no memory of their own.
        if self.records.cells().0.contains('\'') {
            self.records.rewrite(|cell| cell::unguard(cell.trim()));
        }
        Some(self.row(self.records.line()))
    }

    fn row(&self, line: u64) -> Row<'_> {
        let (text, ends) = self.records.cells();
        Row { line, columns: &self.columns, text, ends }
    }
}

fn unreadable(line: u64, error: &io::Error) -> Problem {
    Problem::new(line, "", &error.to_string(), "eine lesbare Datei", "a readable file")
}

/// A small file as a whole. A large one is better read as a [`Stream`].
#[derive(Debug)]
pub struct Table {
    columns: BTreeMap<String, usize>,
    rows: Vec<(u64, Box<str>, Box<[usize]>)>,
}

impl Table {
    /// Reads a file as [`Stream`] does.
    ///
    /// # Errors
    /// When a needed column is missing or named twice, or a line has too many or too few cells.
    pub fn read(bytes: &[u8], needed: &[&'static str]) -> Result<Self, Refused> {
        let mut problems = Problems::default();
        let mut stream = Stream::open(bytes, needed)?;
        let mut rows = Vec::new();
        while let Some(Row { line, text, ends, .. }) = stream.next(&mut problems) {
            rows.push((line, text.into(), ends.into()));
        }
        problems.into_result(Self { columns: stream.columns, rows })
    }

    /// The rows with their lines.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, text, ends)| Row { line: *line, columns: &self.columns, text, ends })
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

fn columns(header: &[&str], needed: &[&'static str], problems: &mut Problems) -> BTreeMap<String, usize> {
    let mut columns = BTreeMap::new();
    for (place, name) in header.iter().enumerate() {
        if columns.insert(name.trim().to_lowercase(), place).is_some() {
            problems.add(Problem::new(1, "", name, "jeder Spaltenname nur einmal", "every column name once"));
        }
    }
    for name in needed {
        if !columns.contains_key(*name) {
            let found = header.join(", ");
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

/// Whether a row has as many cells as the heading, none of them too long or with hidden characters.
fn has_shape(row: &Row<'_>, width: usize, problems: &mut Problems) -> bool {
    let mut refuse = |found: &str, german: &str, english: &str| {
        problems.add(Problem::new(row.line, "", found, german, english));
    };
    let mut fits = true;
    if row.ends.len() != width {
        let (german, english) =
            (format!("{width} Zellen wie in der Kopfzeile"), format!("{width} cells as in the heading"));
        refuse(&row.ends.len().to_string(), &german, &english);
        fits = false;
    }
    if let Some(bad) = row.cells().find(|cell| cell.contains(is_forbidden)) {
        let found: String = bad.chars().filter(|letter| !is_forbidden(*letter)).collect();
        refuse(
            &found,
            "Text in UTF-8 oder Windows-1252 ohne unsichtbare Steuerzeichen",
            "text in UTF-8 or Windows-1252 without invisible control characters",
        );
        fits = false;
    }
    if let Some(long) = row.cells().find(|cell| cell.len() > LONGEST_CELL) {
        refuse(long, "höchstens 4.000 Zeichen je Zelle", "at most 4,000 characters in a cell");
        fits = false;
    }
    fits
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
