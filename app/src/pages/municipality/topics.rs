//! What is known about a body, topic by topic.

use domain::catalogue::Topic;
use domain::{Day, Indicator, Observation};

use crate::address::Address;
use crate::components::mark::Known;
use crate::components::values::{ValueRow, unit};
use crate::measured::{Shown, last_run};
use crate::page::Reading;

/// A topic and what is on record about it.
pub(super) struct TopicPart {
    /// The topic.
    pub topic: Topic,
    /// Indicators with records; the core indicator first, records oldest first.
    pub series: Vec<(Indicator, Vec<Shown>)>,
    /// Words of the indicators, for the table.
    pub rows: Vec<ValueRow>,
    /// The core question, when its value is missing.
    pub open: Option<String>,
}

/// Groups the records of a body by topic, in the fixed order of topics.
pub(super) fn of(reading: &Reading, records: &[Observation]) -> Vec<TopicPart> {
    let (catalogue, language) = (&reading.catalogue, reading.language);
    let part = |topic: &Topic| {
        let mut series = Vec::new();
        for indicator in catalogue.of_topic(&topic.slug) {
            let own = records.iter().filter(|record| record.indicator == indicator.slug);
            let shown: Vec<Shown> =
                own.map(|record| Shown::new(record.clone(), indicator, catalogue, language)).collect();
            if !shown.is_empty() {
                series.push((indicator.clone(), shown));
            }
        }
        let has_core = series.iter().any(|(indicator, shown)| indicator.core && shown.iter().any(reported));
        let core = catalogue.of_topic(&topic.slug).find(|indicator| indicator.core);
        let open = core.filter(|_| !has_core).map(|core| core.wording(language).question.clone());
        TopicPart { topic: topic.clone(), rows: rows(reading, &series), series, open }
    };
    catalogue.topics().iter().map(part).collect()
}

fn rows(reading: &Reading, series: &[(Indicator, Vec<Shown>)]) -> Vec<ValueRow> {
    let row = |indicator: &Indicator, shown: &Shown| ValueRow {
        subject: (
            indicator.wording(reading.language).title.clone(),
            Address::new(format!("/kennzahlen/{}", indicator.slug)),
        ),
        slot: None,
        unit: unit(indicator, reading.language),
        shown: shown.clone(),
    };
    // Newest first: a reader looks for the present.
    series
        .iter()
        .flat_map(|(indicator, shown)| shown.iter().rev().map(|shown| row(indicator, shown)))
        .collect()
}

fn reported(shown: &Shown) -> bool {
    shown.observation.cell.value().is_some()
}

impl TopicPart {
    /// How much is known.
    pub(super) fn known(&self) -> Known {
        if self.has_value() {
            if self.open.is_none() { Known::Core } else { Known::Part }
        } else if self.series.is_empty() {
            Known::Nothing
        } else {
            Known::Reason
        }
    }

    /// Whether anything has a value.
    pub(super) fn has_value(&self) -> bool {
        self.values().next().is_some()
    }

    /// The records with a value.
    pub(super) fn values(&self) -> impl Iterator<Item = (&Indicator, &Shown)> {
        let all = self
            .series
            .iter()
            .flat_map(|(indicator, shown)| shown.iter().map(move |shown| (indicator, shown)));
        all.filter(|(_, shown)| reported(shown))
    }

    /// The value that speaks for the topic: of the core indicator where there is one, else the newest.
    pub(super) fn headline(&self) -> Option<(&Indicator, &Shown)> {
        self.values().min_by_key(|(indicator, shown)| (!indicator.core, shown.observation.headline_order()))
    }

    /// First and last value of the headline's series, when it has two dated numbers.
    pub(super) fn trend(&self) -> Option<(&Shown, &Shown)> {
        let (indicator, _) = self.headline()?;
        let (_, shown) = self.series.iter().find(|(other, _)| other.slug == indicator.slug)?;
        let dated = last_run(shown);
        match dated.as_slice() {
            [first, .., last] => Some((first, last)),
            _ => None,
        }
    }

    /// Indicators whose numbers have at least two dates.
    pub(super) fn over_time(&self) -> impl Iterator<Item = &Indicator> {
        self.series
            .iter()
            .filter(|(_, shown)| {
                let mut days: Vec<Day> = shown
                    .iter()
                    .filter(|shown| shown.number().is_some())
                    .filter_map(|shown| shown.observation.valid_on.map(domain::PartialDate::last_day))
                    .collect();
                days.dedup();
                days.len() > 1
            })
            .map(|(indicator, _)| indicator)
    }
}
