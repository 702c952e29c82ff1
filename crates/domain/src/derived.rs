//! Shares derived from what is on record about services and departments.
//!
//! Everything here is a pure function of what is visible: whoever asks says as of which day. A share counts only what
//! the body itself is responsible for **and** what is known, and says how much is unknown; below 80 % known it is not
//! shown. A service that nothing is known about changes nothing but that number.

mod departments;
mod measure;
mod reported;
mod services;

use std::collections::{BTreeMap, BTreeSet};

use crate::service::Starter;
use crate::{Body, Day, DepartmentStatus, PartialDate, ServiceStatus};

pub use measure::{Form, Measure};
pub use reported::{Beside, beside, disagreement};

/// The version of the rules in this module. It rises when something else is counted.
pub const RULE: i64 = 1;

/// From this share of known ones on, a share is shown; in percent.
pub const ENOUGH: i64 = 80;

/// What was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Those to which it applies.
    pub numerator: i64,
    /// Of how many.
    pub denominator: i64,
    /// Services or departments of which the answer is known.
    pub known: i64,
    /// Those of which it is not.
    pub unknown: i64,
}

impl Tally {
    /// Whether enough is known to show a share.
    pub const fn is_enough(self) -> bool {
        self.denominator > 0 && self.known * 100 >= (self.known + self.unknown) * ENOUGH
    }

    /// The share in percent, where enough is known.
    pub fn share(self) -> Option<f64> {
        self.is_enough().then(|| self.ratio() * 100.0)
    }

    /// Numerator by denominator; 0 without denominator.
    #[expect(clippy::cast_precision_loss, reason = "counts of services and workplaces stay far below 2^53")]
    pub fn ratio(self) -> f64 {
        if self.denominator == 0 { 0.0 } else { self.numerator as f64 / self.denominator as f64 }
    }

    /// Counts one more of which the answer is `Some`, or one that is unknown.
    pub(crate) fn count(&mut self, answer: Option<bool>) {
        match answer {
            Some(yes) => {
                self.numerator += i64::from(yes);
                self.denominator += 1;
                self.known += 1;
            }
            None => self.unknown += 1,
        }
    }
}

/// What shares of a body are derived from.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// The body.
    pub body: &'a Body,
    /// The services and the rules of responsibility.
    pub starter: &'a Starter,
    /// What is on record about its services.
    pub services: &'a [ServiceStatus],
    /// What is on record about its departments.
    pub departments: &'a [DepartmentStatus],
}

/// A share as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Derived {
    /// What is counted.
    pub measure: Measure,
    /// The day on which an input changed; `None` for all inputs, those without a date among them.
    pub valid_on: Option<Day>,
    /// What was counted.
    pub tally: Tally,
    /// The newest date of an input.
    pub newest_input: Option<Day>,
}

/// The shares as of a day, or of everything that is on record: all that follow from services once a service is on
/// record, all that follow from departments once a department is. So every later day has them too.
pub fn at(inputs: Inputs<'_>, valid: Option<Day>) -> BTreeMap<Measure, Tally> {
    let services: Vec<_> = inputs.services.iter().filter(|record| record.held_on(valid)).collect();
    let departments: Vec<_> = inputs.departments.iter().filter(|record| record.held_on(valid)).collect();
    let mut tallies = BTreeMap::new();
    if !services.is_empty() {
        services::tally(inputs.body, inputs.starter, &services, &mut tallies);
    }
    if !departments.is_empty() {
        departments::tally(&departments, &mut tallies);
    }
    tallies
}

/// The shares at every date on which an input changed, and of everything on record.
pub fn timeline(inputs: Inputs<'_>) -> Vec<Derived> {
    let days: BTreeSet<Day> = dates(inputs).map(PartialDate::last_day).collect();
    let newest = days.last().copied();
    let mut all = Vec::new();
    for day in days.into_iter().map(Some).chain([None]) {
        let newest_input = day.or(newest);
        all.extend(at(inputs, day).into_iter().map(|(measure, tally)| Derived {
            measure,
            valid_on: day,
            tally,
            newest_input,
        }));
    }
    all
}

fn dates<'a>(inputs: Inputs<'a>) -> impl Iterator<Item = PartialDate> + 'a {
    let services = inputs.services.iter().filter_map(|record| record.valid_on);
    services.chain(inputs.departments.iter().filter_map(|record| record.valid_on))
}

#[cfg(test)]
mod tests;
