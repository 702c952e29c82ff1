//! What is wrong with a file, and where.

use std::fmt;

use domain::Language;

/// At most this many problems of one file are reported.
pub const MOST_PROBLEMS: usize = 1_000;

/// One cell of a file that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line in the file, from 1, counting the heading.
    pub line: u64,
    /// Name of the column; empty when the whole line is meant.
    pub column: &'static str,
    /// What stands there, shortened.
    pub found: String,
    /// What is expected, in German and English.
    pub expected: (String, String),
}

impl Problem {
    /// A problem with a cell.
    pub fn new(line: u64, column: &'static str, found: &str, german: &str, english: &str) -> Self {
        let found = found.chars().take(80).collect();
        Self { line, column, found, expected: (german.to_owned(), english.to_owned()) }
    }

    /// The problem as a sentence.
    pub fn message(&self, language: Language) -> String {
        let Self { line, column, found, expected: (german, english) } = self;
        match language {
            Language::German => format!("Zeile {line}, Spalte {column}: „{found}“. Erwartet wird {german}."),
            Language::English => format!("line {line}, column {column}: {found:?}; expected {english}"),
        }
    }
}

/// A file was refused as a whole; nothing of it was taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Refused {
    /// The first [`MOST_PROBLEMS`] problems, by line.
    pub problems: Vec<Problem>,
    /// How many there are in all.
    pub total: usize,
}

impl Refused {
    /// A refusal for one reason.
    pub fn for_one(problem: Problem) -> Self {
        Self { problems: vec![problem], total: 1 }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} problems, nothing was imported", self.total)?;
        for problem in &self.problems {
            write!(f, "\n{}", problem.message(Language::English))?;
        }
        Ok(())
    }
}

/// Gathers the problems of a file: keeps the first ones, counts all.
#[derive(Debug, Default)]
pub struct Problems {
    kept: Vec<Problem>,
    total: usize,
}

impl Problems {
    /// Notes a problem.
    pub fn add(&mut self, problem: Problem) {
        self.total += 1;
        if self.kept.len() < MOST_PROBLEMS {
            self.kept.push(problem);
        }
    }

    /// The value when there was no problem.
    ///
    /// # Errors
    /// With the problems, by line.
    pub fn into_result<T>(mut self, value: T) -> Result<T, Refused> {
        self.kept.sort_by_key(|problem| problem.line);
        if self.total == 0 { Ok(value) } else { Err(Refused { problems: self.kept, total: self.total }) }
    }
}
