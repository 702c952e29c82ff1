//! `zusagen`: what was promised for when, how often it was put off, and when it came.

use charts::{Content, Dated, PromiseRow};
use domain::promise::Outcome;
use domain::{Body, BodyKey, Language, PartialDate, format};
use exchange::export::Row;
use storage::bodies;
use storage::overview::Edition;

use super::{Chart, Diagram, Loading, State, Words, source_titles};
use crate::address::Address;
use crate::comparison::Known;
use crate::components::promises::{slip, summary, word};
use crate::error::AppError;
use crate::page::Reading;
use crate::pages::promises::Promises;
use crate::promised::{Promised, Told};
use crate::query::Query;

/// The line of the table.
pub(super) const DIAGRAM: Diagram = Diagram {
    name: "zusagen",
    parse: |query| Ok(Box::new(PromiseState::parse(query)?)),
    known: &["kommune", "land", TOPIC, "ergebnis", "jahr", "stand", "bekannt"],
};

/// The name of the topic in the address of a picture, where `thema` is its colours.
const TOPIC: &str = "bereich";

/// More rows are a list, which the page has.
const MOST: usize = 12;
/// More dates of one promise than a row can hold.
const MOST_DATES: usize = 12;

/// Which promises: those of one body, or those that the page of all promises shows.
#[derive(Debug, Clone)]
pub struct PromiseState {
    body: Option<BodyKey>,
    filter: Promises,
}

impl PromiseState {
    /// The promises of a body, or of all.
    pub fn new(body: Option<BodyKey>, filter: Promises) -> Self {
        Self { body, filter }
    }

    fn parse(query: &Query) -> Result<Self, AppError> {
        let body = query.read("kommune", BodyKey::parse, "ein amtlicher Schlüssel", "an official key")?;
        Ok(Self::new(body, Promises::read_with(query, TOPIC)?))
    }

    async fn loaded(&self, reading: &Reading) -> Result<PromiseChart, AppError> {
        let (mut promised, _) = self.filter.promised(reading).await?;
        let mut body = None;
        if let Some(key) = &self.body {
            promised.told.retain(|told| told.story.promise.body == *key);
            let found = bodies::find(&reading.db, key).await?;
            body = Some(found.ok_or_else(|| {
                AppError::bad(
                    "kommune",
                    key.as_str(),
                    "ein Schlüssel des Verzeichnisses",
                    "a key of the register",
                )
            })?);
        }
        Ok(PromiseChart::new(self.clone(), promised, body.as_ref(), reading.language))
    }
}

impl State for PromiseState {
    fn name(&self) -> &'static str {
        DIAGRAM.name
    }

    fn address(&self, path: &str) -> Address {
        let key = self.body.as_ref().map(ToString::to_string).unwrap_or_default();
        self.filter.after(Address::new(path).with("kommune", key), TOPIC)
    }

    fn page(&self) -> Address {
        match &self.body {
            Some(key) => self.filter.moment().on(Address::new(format!("/kommunen/{key}/zusagen"))),
            None => self.filter.at("/zusagen"),
        }
    }

    fn known(&self) -> Option<Known> {
        self.filter.moment().known()
    }

    fn as_known(&self, known: Option<Known>) -> Option<Box<dyn State>> {
        Some(Box::new(Self { body: self.body.clone(), filter: self.filter.as_known(known) }))
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async { Ok(Box::new(self.loaded(reading).await?) as Box<dyn Chart>) })
    }
}

/// Promises as they went.
pub struct PromiseChart {
    state: PromiseState,
    promised: Promised,
    body: Option<String>,
    language: Language,
}

impl PromiseChart {
    /// The chart of promises that were read already.
    pub fn new(state: PromiseState, promised: Promised, body: Option<&Body>, language: Language) -> Self {
        Self { state, promised, body: body.map(|body| body.name.clone()), language }
    }

    /// What tells most: first what was put off most often, then what was kept, then what is due longest.
    fn telling(&self) -> Vec<&Told> {
        let mut told: Vec<&Told> =
            self.promised.told.iter().filter(|told| told.story.first_due().is_some()).collect();
        let due = |told: &Told| told.story.due().map(|due| due.last_day().number());
        told.sort_by_key(|told| {
            (std::cmp::Reverse(told.story.shifts()), told.story.kept_on().is_none(), due(told))
        });
        told.truncate(MOST);
        told
    }

    fn row(&self, told: &Told) -> PromiseRow {
        let (story, language) = (&told.story, self.language);
        let dated = |date: PartialDate| Dated { on: date.last_day(), date: format::date(date, language) };
        // When nobody dated the announcement, the line begins at the first date that was promised.
        let undated = || {
            let due = story.first_due().map_or(self.promised.on, PartialDate::last_day);
            Dated { on: due, date: String::new() }
        };
        let made = story.events.first().and_then(|event| event.said_on).map_or_else(undated, dated);
        let name = match &self.body {
            Some(_) => story.statement().to_owned(),
            None => format!("{}: {}", told.body, story.statement()),
        };
        let put_off = told.outcome == Outcome::Open && story.due().is_none() && story.shifts() > 0;
        let outcome = if put_off {
            language.pick("verschoben, ohne neuen Termin", "put off without a new date").to_owned()
        } else {
            word(told.outcome, language).to_owned()
        };
        PromiseRow {
            name,
            made,
            promised: story.promised().filter_map(|event| event.due).map(dated).take(MOST_DATES).collect(),
            kept: story.kept_on().flatten().map(dated),
            outcome: slip(told, language)
                .map_or_else(|| outcome.clone(), |slip| format!("{outcome}, {slip}")),
            overdue: told.outcome == Outcome::NoEvidence,
        }
    }

    fn title(&self) -> String {
        let summary = summary(&self.promised.record(), self.language);
        let summary =
            summary.split_once(". ").map_or(summary.as_str(), |(first, _)| first).trim_end_matches('.');
        self.body.as_ref().map_or_else(|| summary.to_owned(), |body| format!("{body}: {summary}"))
    }

    fn subtitle(&self) -> String {
        let shown = self.telling().len();
        let on = format::day(self.promised.on, self.language);
        match (self.language, shown) {
            (Language::German, 1) => {
                format!("Stand {on}. Von der Ankündigung über jeden zugesagten Termin bis zur Einlösung")
            }
            (Language::English, 1) => {
                format!("As of {on}. From the announcement over every promised date to the day it was kept")
            }
            (Language::German, _) => format!(
                "{shown} Zusagen mit Termin, die oft verschobenen zuerst; Stand {on}. Von der Ankündigung über jeden zugesagten Termin bis zur Einlösung"
            ),
            (Language::English, _) => format!(
                "{shown} promises with a date, those put off most often first; as of {on}. From the announcement over every promised date to the day it was kept"
            ),
        }
    }

    fn description(&self) -> String {
        let line = |told: &&Told| {
            let row = self.row(told);
            let dates: Vec<&str> = row.promised.iter().map(|dated| dated.date.as_str()).collect();
            let kept = row.kept.map(|kept| format!(" → {}", kept.date)).unwrap_or_default();
            format!("{}: {}{kept}, {}", row.name, dates.join(" → "), row.outcome)
        };
        format!("{}. {}.", self.title(), self.telling().iter().map(line).collect::<Vec<_>>().join(". "))
    }
}

impl Chart for PromiseChart {
    fn state(&self) -> &dyn State {
        &self.state
    }

    fn language(&self) -> Language {
        self.language
    }

    fn words(&self) -> Words {
        Words {
            title: self.title(),
            subtitle: self.subtitle(),
            description: self.description(),
            notes: Vec::new(),
        }
    }

    fn content(&self) -> Option<Content> {
        let rows: Vec<PromiseRow> = self.telling().into_iter().map(|told| self.row(told)).collect();
        (!rows.is_empty()).then_some(Content::Promises(charts::Promises { rows, until: self.promised.on }))
    }

    fn rows(&self, _: &str) -> Vec<Row> {
        let lines = self.promised.told.iter().flat_map(|told| {
            told.story.events.iter().map(move |event| {
                let words = told.indicator.wording(self.language);
                Row {
                    key: told.story.promise.body.to_string(),
                    name: told.body.clone(),
                    indicator: told.indicator.slug.to_string(),
                    title: words.title.clone(),
                    definition: words.definition.clone(),
                    definition_version: told.indicator.version,
                    unit: words.unit.clone(),
                    date: event.due.map(|due| due.to_string()),
                    period_start: None,
                    state: event.kind.word().to_owned(),
                    value: event.target.as_ref().and_then(|(value, _)| value.number()),
                    text: Some(event.statement.clone()),
                    exactness: event.target.as_ref().map(|(_, exactness)| exactness.word().to_owned()),
                    numerator: None,
                    denominator: None,
                    voice: event.voice.word().to_owned(),
                    source: event.source.title.clone(),
                    source_address: event.source.address.clone(),
                    source_date: event.source.published.map(|date| date.to_string()),
                    note: told.outcome.word().to_owned(),
                }
            })
        });
        lines.collect()
    }

    fn sources(&self) -> String {
        let events = self.promised.told.iter().flat_map(|told| &told.story.events);
        source_titles(events.map(|event| event.source.title.as_str()), self.language)
    }

    fn edition(&self) -> Edition {
        Edition { revision: self.promised.moment.revision, released_on: self.promised.moment.released_on }
    }

    fn cite_only(&self) -> bool {
        let mut events = self.promised.told.iter().flat_map(|told| &told.story.events);
        events.any(|event| event.source.reuse == domain::Reuse::CiteOnly)
    }

    fn stem(&self) -> String {
        let key = self.state.body.as_ref().map(|key| format!("-{key}")).unwrap_or_default();
        format!("{}{key}", DIAGRAM.name)
    }
}
