//! Shares over departments.

use std::collections::BTreeMap;

use super::{Measure, Tally};
use crate::department::DepartmentStanding;
use crate::{DepartmentStatus, Slug};

/// Counts every share over the departments on record.
pub(super) fn tally(records: &[&DepartmentStatus], tallies: &mut BTreeMap<Measure, Tally>) {
    let mut by_department: BTreeMap<&Slug, Vec<&DepartmentStatus>> = BTreeMap::new();
    for record in records {
        by_department.entry(&record.department).or_default().push(record);
    }
    let [mut efile, mut management, mut workplaces] = [Tally::default(); 3];
    for records in by_department.into_values() {
        let standing = DepartmentStanding::of(records);
        efile.count(standing.efile().map(|(stage, _)| stage.in_use()));
        management.count(standing.management().map(|(yes, _)| yes));
        match standing.workplaces() {
            Some(((with, all), _)) => {
                workplaces.known += 1;
                workplaces.numerator += with;
                workplaces.denominator += all;
            }
            None => workplaces.unknown += 1,
        }
    }
    tallies.insert(Measure::EfileDepartments, efile);
    tallies.insert(Measure::Management, management);
    tallies.insert(Measure::EfileWorkplaces, workplaces);
}
