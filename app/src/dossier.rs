//! What is on record of one body, read once: every page about a body or a question to it takes from here.

pub mod answers;
pub mod changes;
pub mod records;
pub mod said;

use domain::{Body, Indicator, Language, PartialDate, Slug};
use storage::history::{self, Version};

use crate::error::AppError;
use crate::measured::Shown;
use crate::page::Reading;

use records::{Records, Told};

/// Everything on record of a body, now and before.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// The body.
    pub body: Body,
    /// Every version of every record; versions of one cell follow each other.
    pub versions: Vec<Version>,
    /// What holds now: indicators with records, in the order of the catalogue; records oldest first, undated ones
    /// last.
    pub series: Vec<(Indicator, Vec<Shown>)>,
    /// What holds now about single services and departments.
    pub records: Records,
}

impl Dossier {
    /// Reads what is on record.
    ///
    /// # Errors
    /// When the database fails or a row breaks a rule.
    pub async fn load(reading: &Reading, body: Body) -> Result<Self, AppError> {
        let versions = history::of_body(&reading.db, &reading.catalogue, &body.key).await?;
        let revision = reading.edition.revision;
        let mut series = Vec::new();
        for topic in reading.catalogue.topics() {
            for indicator in reading.catalogue.of_topic(&topic.slug) {
                let own = versions
                    .iter()
                    .filter(|version| version.record.indicator == indicator.slug)
                    .filter(|version| version.holds_in(revision));
                let shown: Vec<Shown> = own.map(|version| reading.show(&version.record, indicator)).collect();
                if !shown.is_empty() {
                    series.push((indicator.clone(), shown));
                }
            }
        }
        let records = Records::load(reading, &body.key).await?;
        Ok(Self { body, versions, series, records })
    }

    /// What records of single services and departments say.
    pub fn told(&self, language: Language) -> Told<'_> {
        self.records.told(&self.body.key, language)
    }

    /// The records of an indicator.
    pub fn of(&self, slug: &Slug) -> Option<&(Indicator, Vec<Shown>)> {
        self.series.iter().find(|(indicator, _)| &indicator.slug == slug)
    }

    /// Whether an indicator has a value.
    pub fn has_value(&self, slug: &Slug) -> bool {
        self.of(slug).is_some_and(|(_, shown)| shown.iter().any(reported))
    }

    /// The value that speaks for an indicator: dated before undated, the newest, then by voice.
    pub fn headline(&self, slug: &Slug) -> Option<&Shown> {
        let (_, shown) = self.of(slug)?;
        shown.iter().filter(|shown| reported(shown)).min_by_key(|shown| shown.observation.headline_order())
    }
}

impl Reading {
    /// A record in the reader's words.
    pub fn show(&self, observation: &domain::Observation, indicator: &Indicator) -> Shown {
        Shown::new(observation.clone(), indicator, &self.catalogue, self.language)
    }
}

/// Whether a record has a value.
pub fn reported(shown: &Shown) -> bool {
    shown.observation.cell.value().is_some()
}

/// What several voices said about one indicator and one date; the one that speaks first, first.
#[derive(Debug, Clone)]
pub struct Spoken<'a> {
    /// The voice that is shown.
    pub first: &'a Shown,
    /// The others.
    pub others: Vec<&'a Shown>,
}

impl Spoken<'_> {
    /// Whether two of the voices cannot both be right.
    pub fn is_disputed(&self) -> bool {
        let all: Vec<&Shown> = std::iter::once(self.first).chain(self.others.iter().copied()).collect();
        all.iter().enumerate().any(|(place, one)| {
            all[place + 1..].iter().any(|other| one.observation.cell.contradicts(&other.observation.cell))
        })
    }
}

/// A series by date: voices about one date stand together. Undated records always stand alone, since nobody knows
/// whether they are about one date.
pub fn by_date(series: &[Shown]) -> Vec<Spoken<'_>> {
    let mut dates: Vec<Spoken<'_>> = Vec::new();
    let period = |shown: &Shown| (shown.observation.valid_on, shown.observation.period_start);
    for shown in series {
        let together = shown.observation.valid_on.is_some();
        match dates.last_mut().filter(|last| together && period(last.first) == period(shown)) {
            Some(last) => last.others.push(shown),
            None => dates.push(Spoken { first: shown, others: Vec::new() }),
        }
    }
    dates
}

/// The last day of the date of a record.
pub fn last_day(shown: &Shown) -> Option<domain::Day> {
    shown.observation.valid_on.map(PartialDate::last_day)
}
