//! A file to facts.

use std::collections::BTreeSet;
use std::io::Read;

use domain::{BodyKey, Catalogue, Observation};

use super::COLUMNS;
use super::read::observation;
use crate::Refused;
use crate::problem::{Problem, Problems};
use crate::reader::{Cells, entered, written_date};
use crate::stream::Lines;
use crate::table::Row;

/// Opens a file of any size. A body that is not among the `known` ones is a problem, where they are given.
///
/// # Errors
/// When the heading cannot be read or lacks a column.
pub fn open<'a, R: Read>(
    input: R,
    catalogue: &'a Catalogue,
    known: Option<&'a BTreeSet<BodyKey>>,
) -> Result<Lines<'a, R, Observation>, Refused> {
    let read = move |row: Row<'_>, problems: &mut Problems| {
        observation(&mut Cells { row, problems }, catalogue, known)
    };
    Lines::open(input, &COLUMNS, read)
}

/// The problem of a line whose cell another line of the file fills already.
pub fn repeated(line: u64, date: &str) -> Problem {
    let (german, english) = (
        "jede Verbindung von Kommune, Kennzahl, Stand und Stimme nur einmal",
        "each body, indicator, date and voice once",
    );
    Problem::new(line, "stand", date, german, english)
}

/// Reads a small file of facts: all of it, or nothing. A large one is better read by [`open`].
///
/// # Errors
/// With every problem of the file, by line and column.
pub fn read(bytes: &[u8], catalogue: &Catalogue) -> Result<Vec<Observation>, Refused> {
    open(bytes, catalogue, None)?.all(
        |fact| {
            let date = written_date(fact.valid_on);
            let entered = entered(fact.valid_on, &fact.source);
            (fact.body.clone(), fact.indicator.clone(), date, entered, fact.voice.word())
        },
        |line, fact| repeated(line, &written_date(fact.valid_on)),
    )
}
