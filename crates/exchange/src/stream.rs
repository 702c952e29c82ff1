//! A file to records, one after the other.

use std::collections::BTreeSet;
use std::io::Read;

use crate::Refused;
use crate::problem::{Problem, Problems};
use crate::table::{Row, Stream};

/// Reads the record of a row, and notes its problems.
type Reader<'a, T> = Box<dyn FnMut(Row<'_>, &mut Problems) -> Option<T> + 'a>;

/// The records of a file of any size with their lines, in bounded memory. What cannot be read is left out and noted.
pub struct Lines<'a, R, T> {
    rows: Stream<R>,
    read: Reader<'a, T>,
    problems: Problems,
}

impl<'a, R: Read, T> Lines<'a, R, T> {
    /// Opens a file.
    ///
    /// # Errors
    /// When the heading cannot be read or lacks a column.
    pub(crate) fn open(
        input: R,
        columns: &[&'static str],
        read: impl FnMut(Row<'_>, &mut Problems) -> Option<T> + 'a,
    ) -> Result<Self, Refused> {
        let rows = Stream::open(input, columns)?;
        Ok(Self { rows, read: Box::new(read), problems: Problems::default() })
    }

    /// What was wrong so far.
    pub fn problems(self) -> Problems {
        self.problems
    }

    /// All records of a small file, or none. No two of them may fill the same `cell`.
    pub(crate) fn all<K: Ord>(
        mut self,
        cell: impl Fn(&T) -> K,
        repeated: impl Fn(u64, &T) -> Problem,
    ) -> Result<Vec<T>, Refused> {
        let (mut seen, mut records) = (BTreeSet::new(), Vec::new());
        while let Some((line, record)) = self.next() {
            if !seen.insert(cell(&record)) {
                self.problems.add(repeated(line, &record));
            }
            records.push(record);
        }
        self.problems.into_result(records)
    }
}

impl<R: Read, T> Iterator for Lines<'_, R, T> {
    type Item = (u64, T);

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(row) = self.rows.next(&mut self.problems) {
            let line = row.line;
            if let Some(record) = (self.read)(row, &mut self.problems) {
                return Some((line, record));
            }
        }
        None
    }
}
