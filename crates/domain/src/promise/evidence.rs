//! When a record shows that a promise was kept.

use super::{EventKind, Story};
use crate::catalogue::{Direction, Measure};
use crate::{Cell, Exactness, Indicator, Observation, PartialDate, Value};

/// The earliest record that proves a promise kept.
///
/// The rule: it is a record of the same body and the same indicator, with a date, for a time after the promise was
/// made. It is no flow, since how much was counted depends on the length of the period. A number must reach the
/// target in the direction that counts as progress, and neither target nor record may be rounded away from it: "about"
/// and a bound on the wrong side prove nothing. Yes, no and the entry of a list must be the same. Dates and statements
/// prove nothing.
pub fn proof<'a>(
    story: &Story,
    indicator: &Indicator,
    observations: &'a [Observation],
) -> Option<&'a Observation> {
    let (target, exactness) = story.target()?;
    let made = story.events.iter().find(|event| event.kind == EventKind::Made)?;
    let made_on = made.said_on.or(made.source.published)?.last_day();
    let own = observations.iter().filter(|record| {
        indicator.measure == Measure::Stock
            && record.body == story.promise.body
            && record.indicator == story.promise.indicator
            && record.valid_on.is_some_and(|on| on.first_day() > made_on)
            && reaches(&record.cell, target, *exactness, indicator.direction)
    });
    own.min_by_key(|record| (record.valid_on.map(PartialDate::last_day), record.voice))
}

fn reaches(cell: &Cell, target: &Value, wanted: Exactness, direction: Direction) -> bool {
    let Cell::Reported { value, exactness, .. } = cell else { return false };
    match (value, target, direction) {
        (Value::Number(value), Value::Number(target), Direction::Up) => {
            let bound = matches!(exactness, Exactness::Exact | Exactness::AtLeast);
            bound && wanted != Exactness::AtMost && value >= target
        }
        (Value::Number(value), Value::Number(target), Direction::Down) => {
            let bound = matches!(exactness, Exactness::Exact | Exactness::AtMost);
            bound && wanted != Exactness::AtLeast && value <= target
        }
        (Value::YesNo(value), Value::YesNo(target), _) => value == target,
        (Value::Choice(value), Value::Choice(target), _) => value == target,
        _ => false,
    }
}
