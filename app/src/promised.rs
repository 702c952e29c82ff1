//! Promises with their words: what pages and files show alike.

use std::collections::BTreeMap;

use domain::promise::{Event, Outcome, Record, Story};
use domain::{BodyKey, Catalogue, Day, Indicator, Language, PartialDate, Promise};
use exchange::listing::{Field, Listing};
use storage::promises;

use crate::address::Address;
use crate::as_of::{Moment, Resolved};
use crate::components::promises::said;
use crate::error::AppError;
use crate::listing::of_edition;
use crate::page::Reading;

/// A promise with the names of what it is about.
#[derive(Debug, Clone)]
pub struct Told {
    /// The promise and everything said about it.
    pub story: Story,
    /// Name of the body.
    pub body: String,
    /// The indicator that would show it.
    pub indicator: Indicator,
    /// What became of it.
    pub outcome: Outcome,
    /// The target that each statement names, in words.
    pub targets: Vec<Option<String>>,
}

/// Promises as of a moment.
#[derive(Debug, Clone)]
pub struct Promised {
    /// The promises: those that call for an answer first, then by date and name.
    pub told: Vec<Told>,
    /// The day they are judged by: the reference date, or the day of the edition, or today.
    pub on: Day,
    /// The edition.
    pub moment: Resolved,
}

impl Promised {
    /// Loads the promises of a body, or all of them.
    ///
    /// # Errors
    /// When there is no such edition, or the database fails.
    pub async fn load(reading: &Reading, moment: &Moment, body: Option<&BodyKey>) -> Result<Self, AppError> {
        let resolved = moment.resolve(reading).await?;
        // What is frozen is judged by its own day, so that it never changes.
        let frozen = resolved.released_on.filter(|_| !moment.known_text().is_empty());
        let known_on = frozen.unwrap_or(reading.today);
        let on = moment.valid().map_or(known_on, |day| day.min(known_on));
        let names = promises::bodies(&reading.db, body, resolved.as_of).await?;
        let names: BTreeMap<BodyKey, String> = names.into_iter().collect();
        let stories = promises::stories(&reading.db, &reading.catalogue, body, resolved.as_of).await?;
        let mut told: Vec<Told> = stories
            .into_iter()
            .filter_map(|story| {
                let indicator = reading.catalogue.indicator(&story.promise.indicator)?.clone();
                let body = names.get(&story.promise.body)?.clone();
                let target = |event| target(event, &indicator, &reading.catalogue, reading.language);
                let targets = story.events.iter().map(target).collect();
                Some(Told { outcome: story.outcome(on), story, body, indicator, targets })
            })
            .collect();
        told.sort_by_cached_key(|told| {
            let due = told.story.due().map_or(i32::MAX, |due| due.last_day().number());
            (told.outcome, due, domain::search::sort_key(&told.body), told.story.promise.id.clone())
        });
        Ok(Self { told, on, moment: resolved })
    }

    /// How they were kept.
    pub fn record(&self) -> Record {
        Record::of(self.told.iter().map(|told| &told.story), self.on)
    }

    /// The file: one statement a line.
    pub fn listing(&self, title: &str, page: &Address, reading: &Reading) -> Listing {
        let rows = self.told.iter().flat_map(|told| self.rows(told, reading.language)).collect();
        of_edition(title, page, (self.moment.edition(), reading), COLUMNS, rows)
    }

    fn rows(&self, told: &Told, language: Language) -> Vec<Vec<Field>> {
        told.story.events.iter().map(|event| self.row(told, event, language)).collect()
    }

    fn row(&self, told: &Told, event: &Event, language: Language) -> Vec<Field> {
        let (story, source) = (&told.story, &event.source);
        let value = event.target.as_ref().map(|(value, exactness)| (value, exactness.word()));
        vec![
            Field::text(story.promise.id.to_string()),
            Field::text(story.promise.body.to_string()),
            Field::text(told.body.as_str()),
            Field::text(story.promise.indicator.to_string()),
            Field::text(told.indicator.wording(language).title.as_str()),
            story.promise.service.as_ref().into(),
            Field::text(event.kind.word()),
            event.said_on.into(),
            Field::text(event.statement.as_str()),
            event.due.into(),
            value.and_then(|(value, _)| value.number()).map_or(Field::Nothing, Field::Number),
            match value {
                Some((value, _)) if value.number().is_none() => Field::text(plain(value)),
                _ => Field::Nothing,
            },
            value.map(|(_, exactness)| exactness).into(),
            Field::text(told.outcome.word()),
            Field::text(self.on.to_string()),
            Field::Whole(i64::try_from(story.shifts()).unwrap_or(i64::MAX)),
            story.slip().map_or(Field::Nothing, |months| Field::Whole(i64::from(months))),
            story.proof.as_ref().and_then(|proof| proof.valid_on).into(),
            story.proof.as_ref().map(|proof| &proof.source.address).into(),
            Field::text(event.voice.word()),
            Field::text(source.title.as_str()),
            Field::text(source.address.as_str()),
            source.published.into(),
            Field::text(event.note.as_str()),
        ]
    }
}

/// A value that is no number, as the file of facts writes it.
fn plain(value: &domain::Value) -> String {
    match value {
        domain::Value::YesNo(yes) => if *yes { "ja" } else { "nein" }.to_owned(),
        domain::Value::Date(date) => date.to_string(),
        domain::Value::Choice(slug) => slug.to_string(),
        domain::Value::Statement(text) => text.clone(),
        domain::Value::Number(number) => number.to_string(),
    }
}

/// The columns of the file.
const COLUMNS: &[&str] = &[
    "promise",
    "key",
    "name",
    "indicator",
    "title",
    "service",
    "event",
    "date",
    "statement",
    "due",
    "value",
    "text",
    "exactness",
    "outcome",
    "outcome_on",
    "shifts",
    "slip_months",
    "proof_date",
    "proof_address",
    "voice",
    "source",
    "source_address",
    "source_date",
    "note",
];

/// The target that a statement names.
fn target(event: &Event, indicator: &Indicator, catalogue: &Catalogue, language: Language) -> Option<String> {
    let (value, exactness) = event.target.as_ref()?;
    let shown = catalogue.show(indicator, value, language);
    let word = domain::format::qualifier(*exactness, language);
    Some(format!("{word} {shown}").trim().to_owned())
}

/// A statement with its target, in one line: "Zugesagt für 2025: alle Dienste online; Ziel: 575".
pub fn said_of(promise: &Promise, event: &Event, catalogue: &Catalogue, language: Language) -> String {
    let indicator = catalogue.indicator(&promise.indicator);
    let target = indicator.and_then(|indicator| target(event, indicator, catalogue, language));
    let target = target.map(|target| format!("; {}: {target}", language.pick("Ziel", "target")));
    format!("{}: {}{}", said(event, language), event.statement, target.unwrap_or_default())
}

/// A date in words; "ohne Termin" when there is none.
pub fn due(date: Option<PartialDate>, language: Language) -> String {
    date.map_or_else(
        || language.pick("ohne Termin", "no date").to_owned(),
        |date| domain::format::date(date, language),
    )
}
