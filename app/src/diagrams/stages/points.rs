//! How many were how far, day by day: from what every release keeps about all bodies, or from the records of one.

use domain::service::Standing;
use domain::{Day, ServiceStatus};
use storage::services::standings::{Change, STAGES};

/// More points than these are thinned out.
const MOST_POINTS: usize = 60;

/// How many were how far on a day, over those with a dated record by then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The day.
    pub day: Day,
    /// In the order of [`STAGES`].
    pub counts: [usize; 4],
}

/// The stages at every date on which something moved, or was on record again; `changes` come oldest first.
pub(super) fn summed_up(changes: &[Change]) -> Vec<Point> {
    let (mut points, mut sum): (Vec<Point>, [i64; 4]) = (Vec::new(), [0; 4]);
    for change in changes {
        for (sum, amount) in sum.iter_mut().zip(change.amounts) {
            *sum += amount;
        }
        if points.last().is_none_or(|point| point.day != change.on) {
            points.push(Point { day: change.on, counts: [0; 4] });
        }
        if let Some(point) = points.last_mut() {
            point.counts = sum.map(|count| usize::try_from(count).unwrap_or_default());
        }
    }
    points
}

/// The last point of each quarter, where there are too many to draw.
pub(super) fn thinned(points: &[Point]) -> Vec<Point> {
    if points.len() <= MOST_POINTS {
        return points.to_vec();
    }
    let quarter = |point: &Point| (point.day.year(), point.day.month().div_ceil(3));
    let parts = points.chunk_by(|one, next| quarter(one) == quarter(next));
    parts.filter_map(|points| points.last().copied()).collect()
}

/// Whether a record counts: it has a date, and says how far something is.
pub(super) fn is_counted(record: &ServiceStatus) -> bool {
    record.valid_on.is_some() && record.stage.is_some()
}

/// How things moved between the stages, oldest first; each of `things` is what is on record of one.
pub(super) fn moves(things: &[&[ServiceStatus]]) -> Vec<Change> {
    let mut changes: Vec<Change> = things.iter().flat_map(|records| moves_of_one(records)).collect();
    changes.sort_by_key(|change| change.on);
    changes
}

fn moves_of_one(records: &[ServiceStatus]) -> Vec<Change> {
    let (mut changes, mut earlier) = (Vec::new(), None);
    for (date, stage, _) in Standing::of(records).over_time(|record| record.stage) {
        let mut amounts = STAGES.map(|other| i64::from(other == stage));
        if let Some(place) = earlier.and_then(|earlier| STAGES.iter().position(|other| *other == earlier)) {
            amounts[place] -= 1;
        }
        changes.push(Change { on: date.last_day(), amounts });
        earlier = Some(stage);
    }
    changes
}

#[cfg(test)]
mod tests {
    use domain::service::Stage;

    use super::*;
    use crate::testing::status;

    #[test]
    fn a_point_counts_each_town_by_its_newest_dated_record() {
        let record = |key: &str, date: &str, stage| ServiceStatus { stage: Some(stage), ..status(key, date) };
        let first = [("2022", Stage::Planned), ("2024", Stage::Live)];
        let one = first.map(|(date, stage)| record("04012000", date, stage));
        let other = [record("12054000", "2022", Stage::Live), record("12054000", "", Stage::NotOffered)];
        let points: Vec<_> = summed_up(&moves(&[&one, &other]))
            .into_iter()
            .map(|point| (point.day.year(), point.counts))
            .collect();
        assert_eq!(points, [(2022, [1, 0, 1, 0]), (2024, [2, 0, 0, 0])]);
    }

    #[test]
    fn changes_sum_up_and_many_days_are_thinned_to_the_last_of_each_quarter() {
        let day = |month, day| Day::from_ymd(2024, month, day).unwrap();
        let changes = [
            Change { on: day(1, 5), amounts: [2, 0, 1, 0] },
            Change { on: day(2, 1), amounts: [1, 0, -1, 0] },
        ];
        let points = summed_up(&changes);
        assert_eq!(points.iter().map(|point| point.counts).collect::<Vec<_>>(), [[2, 0, 1, 0], [3, 0, 0, 0]]);
        assert_eq!(thinned(&points).len(), 2, "few points are all drawn");
        let many: Vec<Point> = (0..182)
            .map(|number| Point { day: Day::from_number(day(1, 1).number() + number), counts: [1, 0, 0, 0] })
            .collect();
        let kept: Vec<Day> = thinned(&many).into_iter().map(|point| point.day).collect();
        assert_eq!(kept, [day(3, 31), day(6, 30)]);
    }
}
