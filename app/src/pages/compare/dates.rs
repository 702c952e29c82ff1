//! What towns have in common in time: dates that several share, or none.

use domain::{Day, PartialDate};

use crate::measured::{Measured, Part, Shown, drawn};

/// A date with the value of each body, in the order of the comparison.
pub(super) struct Line {
    /// The date in words.
    pub(super) date: String,
    /// The value of each body on it.
    pub(super) values: Vec<Option<Shown>>,
}

/// The dates of an indicator, newest first, when at least two of them have values of at least two bodies.
pub(super) fn shared(measured: &Measured, part: &Part) -> Vec<Line> {
    let bodies = measured.bodies.len();
    let mut lines: Vec<(Day, Line)> = Vec::new();
    for (index, series) in &part.series {
        for shown in drawn(series) {
            let Some(day) = shown.observation.valid_on.map(PartialDate::last_day) else { continue };
            // Periods that end on one day but begin on others are no common date.
            let same = |line: &(Day, Line)| line.0 == day && line.1.date == shown.date;
            let found = lines.iter().position(same).unwrap_or_else(|| {
                let line = Line { date: shown.date.clone(), values: (0..bodies).map(|_| None).collect() };
                lines.push((day, line));
                lines.len() - 1
            });
            if let Some(place) = lines[found].1.values.get_mut(*index) {
                *place = Some(shown.clone());
            }
        }
    }
    let common = |(_, line): &&(Day, Line)| line.values.iter().flatten().count() > 1;
    if lines.iter().filter(common).count() < 2 {
        return Vec::new();
    }
    lines.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    lines.into_iter().map(|(_, line)| line).collect()
}

/// Whether several bodies have one dated number each and no two of them share the date: a chart would show points that
/// nothing joins.
pub(super) fn nothing_joins(measured: &Measured) -> bool {
    let [part] = measured.parts.as_slice() else { return false };
    let days: Vec<Vec<Day>> = part
        .series
        .iter()
        .map(|(_, series)| drawn(series))
        .map(|drawn| {
            drawn.iter().filter_map(|shown| shown.observation.valid_on.map(PartialDate::last_day)).collect()
        })
        .collect();
    let mut all: Vec<Day> = days.iter().flatten().copied().collect();
    all.sort_unstable();
    let single = days.iter().all(|days| days.len() == 1);
    days.len() > 1 && single && !part.stands_apart() && all.windows(2).all(|pair| pair[0] != pair[1])
}
