//! "Was ist neu seit": what is on record of a body after a day.

use domain::{Day, Indicator, PartialDate};

use super::{Dossier, by_date, last_day, reported};
use crate::measured::Shown;
use crate::page::Reading;

/// How a value lies to the day that a reader asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// After it.
    After,
    /// In a period that had begun and was not over: before or after, the source does not say.
    Around,
    /// Nobody knows.
    Undated,
}

impl When {
    /// How a span from its first to its last day lies to a day; nothing for one that had passed by then.
    pub fn of(span: Option<(Day, Day)>, day: Day) -> Option<Self> {
        match span {
            None => Some(Self::Undated),
            Some((first, _)) if first > day => Some(Self::After),
            Some((_, last)) => (last > day).then_some(Self::Around),
        }
    }

    /// How a date lies to a day.
    pub fn of_date(date: Option<PartialDate>, day: Day) -> Option<Self> {
        Self::of(date.map(|date| (date.first_day(), date.last_day())), day)
    }
}

/// A value that is new, or may be.
#[derive(Debug, Clone)]
pub struct Change {
    /// What it is about.
    pub indicator: Indicator,
    /// The value.
    pub now: Shown,
    /// The value before it.
    pub before: Option<Shown>,
    /// How it lies to the day.
    pub when: When,
}

/// A value that was corrected: the same cell said something else before.
#[derive(Debug, Clone)]
pub struct Correction {
    /// What it is about.
    pub indicator: Indicator,
    /// What it says now.
    pub now: Shown,
    /// What it said before.
    pub before: Shown,
    /// The day of the correction.
    pub on: Day,
}

/// What is new since a day.
#[derive(Debug, Clone)]
pub struct Changes {
    /// The day.
    pub since: Day,
    /// Dated values, newest first.
    pub dated: Vec<Change>,
    /// Values without a date.
    pub undated: Vec<Change>,
    /// Corrections that were released after that day, newest first.
    pub corrected: Vec<Correction>,
}

/// What is new since a day, for the indicators that `wanted` lets through.
pub fn since(day: Day, dossier: &Dossier, reading: &Reading, wanted: impl Fn(&Indicator) -> bool) -> Changes {
    let mut changes = Changes { since: day, dated: Vec::new(), undated: Vec::new(), corrected: Vec::new() };
    for (indicator, series) in dossier.series.iter().filter(|(indicator, _)| wanted(indicator)) {
        of_series(day, indicator, series, &mut changes);
    }
    changes.dated.sort_by_key(|change| std::cmp::Reverse(last_day(&change.now)));
    changes.corrected = corrections(dossier, reading)
        .into_iter()
        .filter(|correction| correction.on > day && wanted(&correction.indicator))
        .collect();
    changes
}

fn of_series(day: Day, indicator: &Indicator, series: &[Shown], changes: &mut Changes) {
    let mut before: Option<&Shown> = None;
    for spoken in by_date(series) {
        let now = spoken.first;
        if !reported(now) {
            continue;
        }
        let change = |when, before: Option<&Shown>| Change {
            indicator: indicator.clone(),
            now: now.clone(),
            before: before.cloned(),
            when,
        };
        let span = now.observation.valid_on.map(|date| (begun(now, date), date.last_day()));
        match When::of(span, day) {
            Some(When::Undated) => changes.undated.push(change(When::Undated, None)),
            Some(when) => changes.dated.push(change(when, before)),
            None => {}
        }
        before = span.map(|_| now).or(before);
    }
}

/// The first day that a value may be about.
fn begun(shown: &Shown, date: PartialDate) -> Day {
    shown.observation.period_start.unwrap_or(date.first_day())
}

/// Every correction of a record of a body, newest first.
pub fn corrections(dossier: &Dossier, reading: &Reading) -> Vec<Correction> {
    let mut corrections = Vec::new();
    for pair in dossier.versions.windows(2) {
        let [before, now] = pair else { continue };
        // Versions of one cell follow each other, and one ends where the next begins.
        let one_cell = cell(&before.record) == cell(&now.record);
        let known = now.revision <= reading.edition.revision;
        if !one_cell || !known || before.until != Some(now.revision) {
            continue;
        }
        let Some(indicator) = reading.catalogue.indicator(&now.record.indicator) else { continue };
        corrections.push(Correction {
            indicator: indicator.clone(),
            now: reading.show(&now.record, indicator),
            before: reading.show(&before.record, indicator),
            on: now.released_on,
        });
    }
    corrections.sort_by_key(|correction| std::cmp::Reverse(correction.on));
    corrections
}

fn cell(observation: &domain::Observation) -> impl PartialEq + use<> {
    (observation.indicator.clone(), observation.valid_on, observation.voice)
}
