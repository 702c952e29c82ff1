//! Prints a headline and a duration for each step, and a table at the end.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// The steps that have been taken so far.
#[derive(Default)]
pub(crate) struct Steps {
    taken: Vec<(String, Outcome)>,
}

enum Outcome {
    Passed(Duration),
    Failed(Duration),
    Skipped(String),
}

impl Steps {
    /// Takes a step; a failure is printed and remembered, and the next steps go on.
    pub(crate) fn take<T>(&mut self, title: &str, step: impl FnOnce() -> Result<T>) -> Option<T> {
        println!("\n=== {title}");
        let start = Instant::now();
        let result = step();
        let duration = start.elapsed();
        let (outcome, value) = match result {
            Ok(value) => {
                println!("=== {title}: passed in {:.1} s", duration.as_secs_f64());
                (Outcome::Passed(duration), Some(value))
            }
            Err(error) => {
                eprintln!("{error:#}");
                println!("=== {title}: FAILED after {:.1} s", duration.as_secs_f64());
                (Outcome::Failed(duration), None)
            }
        };
        self.taken.push((title.to_owned(), outcome));
        value
    }

    /// Notes that a step could not be taken.
    pub(crate) fn skip(&mut self, title: &str, reason: &str) {
        println!("\n=== {title}: skipped, {reason}");
        self.taken.push((title.to_owned(), Outcome::Skipped(reason.to_owned())));
    }

    /// Prints the table.
    ///
    /// # Errors
    /// When a step failed.
    pub(crate) fn finish(self) -> Result<()> {
        let width = self.taken.iter().map(|(title, _)| title.chars().count()).max().unwrap_or(0);
        println!("\n=== Summary");
        let (mut passed, mut failed, mut skipped) = (0, 0, 0);
        for (title, outcome) in &self.taken {
            let text = match outcome {
                Outcome::Passed(duration) => {
                    (format!("passed  {:7.1} s", duration.as_secs_f64()), passed += 1).0
                }
                Outcome::Failed(duration) => {
                    (format!("FAILED  {:7.1} s", duration.as_secs_f64()), failed += 1).0
                }
                Outcome::Skipped(reason) => (format!("skipped ({reason})"), skipped += 1).0,
            };
            println!("{title:width$}  {text}");
        }
        println!("steps: {passed} passed, {failed} failed, {skipped} skipped");
        if failed > 0 {
            bail!("{failed} of {} steps failed", self.taken.len());
        }
        Ok(())
    }
}
