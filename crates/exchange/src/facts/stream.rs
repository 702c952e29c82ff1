//! A file to facts, one after the other.

use std::collections::BTreeSet;
use std::io::Read;

use domain::{BodyKey, Catalogue, Observation};

use super::COLUMNS;
use super::read::observation;
use crate::Refused;
use crate::problem::{Problem, Problems};
use crate::table::Stream;

/// The facts of a file of any size, in bounded memory.
pub struct Facts<'a, R> {
    rows: Stream<R>,
    catalogue: &'a Catalogue,
    known: Option<&'a BTreeSet<BodyKey>>,
    problems: Problems,
}

impl<'a, R: Read> Facts<'a, R> {
    /// Opens a file. A body that is not among the `known` ones is a problem, where they are given.
    ///
    /// # Errors
    /// When the heading cannot be read or lacks a column.
    pub fn open(
        input: R,
        catalogue: &'a Catalogue,
        known: Option<&'a BTreeSet<BodyKey>>,
    ) -> Result<Self, Refused> {
        let rows = Stream::open(input, &COLUMNS)?;
        Ok(Self { rows, catalogue, known, problems: Problems::default() })
    }

    /// What was wrong so far.
    pub fn problems(self) -> Problems {
        self.problems
    }
}

/// The facts that can be read, with their lines; the problems of the others are noted.
impl<R: Read> Iterator for Facts<'_, R> {
    type Item = (u64, Observation);

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(row) = self.rows.next(&mut self.problems) {
            let line = row.line;
            if let Some(fact) = observation(row, self.catalogue, self.known, &mut self.problems) {
                return Some((line, fact));
            }
        }
        None
    }
}

/// The problem of a line whose cell another line of the file fills already.
pub fn repeated(line: u64, date: &str) -> Problem {
    let (german, english) = (
        "jede Verbindung von Kommune, Kennzahl, Stand und Stimme nur einmal",
        "each body, indicator, date and voice once",
    );
    Problem::new(line, "stand", date, german, english)
}

/// Reads a small file of facts: all of it, or nothing. A large one is better read as [`Facts`].
///
/// # Errors
/// With every problem of the file, by line and column.
pub fn read(bytes: &[u8], catalogue: &Catalogue) -> Result<Vec<Observation>, Refused> {
    let mut facts = Facts::open(bytes, catalogue, None)?;
    let mut seen = BTreeSet::new();
    let mut observations = Vec::new();
    while let Some((line, fact)) = facts.next() {
        let date = fact.valid_on.map_or_else(String::new, |date| date.to_string());
        // What has no date is known by the day it was entered.
        let entered = fact.valid_on.is_none().then_some(fact.source.retrieved_on);
        let cell = (fact.body.clone(), fact.indicator.clone(), date.clone(), entered, fact.voice.word());
        if !seen.insert(cell) {
            facts.problems.add(repeated(line, &date));
        }
        observations.push(fact);
    }
    facts.problems().into_result(observations)
}
