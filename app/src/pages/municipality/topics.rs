//! What is known about a body, topic by topic.

use domain::catalogue::Topic;
use domain::{Day, Indicator, Inquiry};

use crate::address::Address;
use crate::components::mark::Known;
use crate::components::values::{ValueRow, unit};
use crate::dossier::answers::last_asked;
use crate::dossier::records::{Line, Told};
use crate::dossier::{Dossier, by_date, reported};
use crate::measured::{Shown, last_run};
use crate::page::Reading;

/// Dates of one indicator in a table: a long series is read as a chart, or in the comparison.
const MOST_DATES: usize = 4;

/// A topic and what is on record about it.
pub struct TopicPart {
    /// The topic.
    pub topic: Topic,
    /// Indicators with records; the core indicator first, records oldest first.
    pub series: Vec<(Indicator, Vec<Shown>)>,
    /// For each indicator and its newest dates, newest first, what the first voice says.
    pub rows: Vec<ValueRow>,
    /// Indicators with more dates than stand here, and how many they have.
    pub longer: Vec<(Indicator, usize)>,
    /// What the records of single services and departments say.
    pub lines: Vec<Line>,
    /// What other voices say about the same dates.
    pub others: Vec<ValueRow>,
    /// Where voices contradict each other: indicator and date.
    pub disputed: Vec<(String, String)>,
    /// The core question, when its value is missing.
    pub open: Option<String>,
    /// When the body was last asked about it, as far as is known.
    pub asked: Option<Day>,
    /// The median of towns of similar size and how many they are, where values may be put side by side.
    pub peers: Option<(String, usize)>,
}

/// Groups the records of a body by topic, in the fixed order of topics. `told` is what its records of single services and
/// departments say; `own` are the inquiries to this body.
pub fn of(reading: &Reading, dossier: &Dossier, told: &Told<'_>, own: &[Inquiry]) -> Vec<TopicPart> {
    let (catalogue, language) = (&reading.catalogue, reading.language);
    let part = |topic: &Topic| {
        let indicators: Vec<Indicator> = catalogue.of_topic(&topic.slug).cloned().collect();
        let series: Vec<_> =
            indicators.iter().filter_map(|indicator| dossier.of(&indicator.slug)).cloned().collect();
        let core = indicators.iter().find(|indicator| indicator.core);
        let open = core.filter(|core| !dossier.has_value(&core.slug));
        let mut part = TopicPart {
            topic: topic.clone(),
            open: open.map(|core| core.wording(language).question.clone()),
            asked: last_asked(own.iter(), &indicators).map(|(_, day)| day),
            lines: told.about_topic(&topic.slug),
            rows: Vec::new(),
            longer: Vec::new(),
            others: Vec::new(),
            disputed: Vec::new(),
            peers: None,
            series,
        };
        part.tell(reading);
        part
    };
    catalogue.topics().iter().map(part).collect()
}

impl TopicPart {
    /// Fills the tables. Newest first: a reader looks for the present.
    fn tell(&mut self, reading: &Reading) {
        let language = reading.language;
        for (indicator, shown) in &self.series {
            let title = indicator.wording(language).title.clone();
            let row = |shown: &Shown| ValueRow {
                subject: (title.clone(), Address::new(format!("/kennzahlen/{}", indicator.slug))),
                slot: None,
                unit: unit(indicator, language),
                shown: shown.clone(),
            };
            let dates = by_date(shown);
            if dates.len() > MOST_DATES {
                self.longer.push((indicator.clone(), dates.len()));
            }
            for spoken in dates.iter().rev().take(MOST_DATES) {
                self.rows.push(row(spoken.first));
                self.others.extend(spoken.others.iter().map(|other| row(other)));
                if spoken.is_disputed() {
                    self.disputed.push((title.clone(), spoken.first.date.clone()));
                }
            }
        }
    }

    /// How much is known.
    pub fn known(&self) -> Known {
        if self.has_value() {
            if self.open.is_none() { Known::Core } else { Known::Part }
        } else if self.series.is_empty() {
            if self.asked.is_some() { Known::Asked } else { Known::Nothing }
        } else {
            Known::Reason
        }
    }

    /// Whether anything has a value.
    pub fn has_value(&self) -> bool {
        self.values().next().is_some()
    }

    /// The records with a value.
    pub fn values(&self) -> impl Iterator<Item = (&Indicator, &Shown)> {
        let all = self
            .series
            .iter()
            .flat_map(|(indicator, shown)| shown.iter().map(move |shown| (indicator, shown)));
        all.filter(|(_, shown)| reported(shown))
    }

    /// The value that speaks for the topic: of the core indicator where there is one, else the newest.
    pub fn headline(&self) -> Option<(&Indicator, &Shown)> {
        self.values().min_by_key(|(indicator, shown)| (!indicator.core, shown.observation.headline_order()))
    }

    /// All records of the indicator that speaks for the topic.
    pub fn headline_series(&self) -> Option<&[Shown]> {
        let (indicator, _) = self.headline()?;
        let (_, shown) = self.series.iter().find(|(other, _)| other.slug == indicator.slug)?;
        Some(shown)
    }

    /// First and last value of the headline's series, when it has two dated numbers.
    pub fn trend(&self) -> Option<(&Shown, &Shown)> {
        let dated = last_run(self.headline_series()?);
        match dated.as_slice() {
            [first, .., last] => Some((first, last)),
            _ => None,
        }
    }

    /// The indicator that shows best how the topic moved: of those whose numbers have two dates or more, the one with
    /// most.
    pub fn over_time(&self) -> Option<&(Indicator, Vec<Shown>)> {
        let lengths = self.series.iter().map(|series| (dates(&series.1), series));
        // Of equally long ones the first: the core indicator stands first.
        lengths
            .rev()
            .filter(|(count, _)| *count > 1)
            .max_by_key(|(count, _)| *count)
            .map(|(_, series)| series)
    }
}

/// How many dates of a series have a number.
fn dates(series: &[Shown]) -> usize {
    let numbers = series.iter().filter(|shown| shown.number().is_some());
    let mut days: Vec<Day> =
        numbers.filter_map(|shown| shown.observation.valid_on.map(domain::PartialDate::last_day)).collect();
    days.dedup();
    days.len()
}
