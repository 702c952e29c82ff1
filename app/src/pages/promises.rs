//! `/zusagen`: what was promised, what is due without evidence, what was shifted and what was kept.

mod view;

use domain::promise::{Outcome, Record};
use domain::{Body, BodyKey, Language, Slug};
use storage::bodies;

use crate::address::Address;
use crate::as_of::Moment;
use crate::comparison::Known;
use crate::components::figure::Figure;
use crate::diagrams::promises::{PromiseChart, PromiseState};
use crate::error::AppError;
use crate::page::{Answer, Document, Loading, Page, Reading};
use crate::promised::{Promised, Told};
use crate::query::Query;

/// The parameters, in canonical order.
pub const KNOWN: &[&str] = &["land", "thema", "ergebnis", "jahr", "stand", "bekannt"];

const TOPIC: &str = "thema";

/// Which promises are shown, and as of when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Promises {
    land: Option<BodyKey>,
    topic: Option<Slug>,
    outcome: Option<Outcome>,
    year: Option<i32>,
    moment: Moment,
}

/// Reads the state.
///
/// # Errors
/// When a parameter has a bad value.
pub fn parse(_: &[&str], query: &Query) -> Result<Box<dyn Page>, AppError> {
    Ok(Box::new(Promises::read(query)?))
}

impl Promises {
    /// Reads the state of the page and of its files.
    ///
    /// # Errors
    /// When a parameter has a bad value.
    pub fn read(query: &Query) -> Result<Self, AppError> {
        Self::read_with(query, TOPIC)
    }

    /// The same where the topic has another name: in the address of a picture, `thema` is its colours.
    ///
    /// # Errors
    /// When a parameter has a bad value.
    pub fn read_with(query: &Query, topic: &'static str) -> Result<Self, AppError> {
        let land = |text: &str| BodyKey::parse(text).filter(|key| key.level() == domain::Level::Land);
        let year = |text: &str| text.parse().ok().filter(|year| (1990..=2100).contains(year));
        let words: Vec<&str> = Outcome::ALL.iter().map(|outcome| outcome.word()).collect();
        let words = words.join(", ");
        let outcome = (format!("eines von {words}"), format!("one of {words}"));
        Ok(Self {
            land: one(query, "land", land, ("zwei Ziffern eines Landes", "two digits of a Land"))?,
            topic: one(query, topic, Slug::parse, ("ein Thema", "a topic"))?,
            outcome: one(query, "ergebnis", Outcome::from_word, (&outcome.0, &outcome.1))?,
            year: one(query, "jahr", year, ("ein Jahr wie 2025", "a year such as 2025"))?,
            moment: Moment::parse(query)?,
        })
    }

    /// The canonical address of this state at a path.
    pub fn at(&self, path: &str) -> Address {
        self.after(Address::new(path), TOPIC)
    }

    /// Adds the parameters of this state to an address.
    pub fn after(&self, address: Address, topic: &'static str) -> Address {
        let address = address
            .with("land", self.land.as_ref().map(ToString::to_string).unwrap_or_default())
            .with(topic, self.topic.as_ref().map(ToString::to_string).unwrap_or_default())
            .with("ergebnis", self.outcome.map_or("", Outcome::word))
            .with("jahr", self.year.map(|year| year.to_string()).unwrap_or_default());
        self.moment.on(address)
    }

    /// As of when they are read.
    pub const fn moment(&self) -> &Moment {
        &self.moment
    }

    /// The outcome that is shown; all when there is none.
    pub const fn outcome(&self) -> Option<Outcome> {
        self.outcome
    }

    /// The same with only this outcome.
    #[must_use]
    pub fn only(&self, outcome: Outcome) -> Self {
        Self { outcome: Some(outcome), ..self.clone() }
    }

    /// The same as of another edition.
    #[must_use]
    pub fn as_known(&self, known: Option<Known>) -> Self {
        Self { moment: self.moment.as_known(known), ..self.clone() }
    }

    /// All promises as of a moment.
    pub fn all(moment: &Moment) -> Self {
        Self { moment: moment.clone(), ..Self::default() }
    }

    /// Loads what is shown, and everything that the filters can choose from.
    ///
    /// # Errors
    /// When a filter names what is not there, or the database fails.
    pub async fn promised(&self, reading: &Reading) -> Result<(Promised, Choices), AppError> {
        if let Some(topic) = &self.topic
            && reading.catalogue.topic(topic).is_none()
        {
            return Err(AppError::bad("thema", topic.as_str(), "ein Thema", "a topic"));
        }
        let mut promised = Promised::load(reading, &self.moment, None).await?;
        let mut years: Vec<i32> = promised.told.iter().filter_map(year_of).collect();
        years.sort_unstable();
        years.dedup();
        promised.told.retain(|told| self.shows(told));
        Ok((promised, Choices { laender: bodies::laender(&reading.db).await?, years }))
    }

    fn shows(&self, told: &Told) -> bool {
        self.land.as_ref().is_none_or(|land| told.story.promise.body.land() == *land)
            && self.topic.as_ref().is_none_or(|topic| told.indicator.topic == *topic)
            && self.outcome.is_none_or(|outcome| told.outcome == outcome)
            && self.year.is_none_or(|year| year_of(told) == Some(year))
    }
}

/// The year in which a promise is due, by its newest date.
fn year_of(told: &Told) -> Option<i32> {
    told.story.due().map(|due| due.last_day().year())
}

/// What the filters can choose from.
pub struct Choices {
    laender: Vec<Body>,
    years: Vec<i32>,
}

fn one<T>(
    query: &Query,
    name: &'static str,
    parse: impl Fn(&str) -> Option<T>,
    (german, english): (&str, &str),
) -> Result<Option<T>, AppError> {
    let value = query.one(name);
    value.map(|text| parse(text).ok_or_else(|| AppError::bad(name, text, german, english))).transpose()
}

/// What the view shows.
struct Data {
    language: Language,
    state: Promises,
    choices: Choices,
    topics: Vec<(Slug, String)>,
    promised: Promised,
    record: Record,
    figure: Option<Figure>,
}

impl Page for Promises {
    fn address(&self) -> Address {
        self.at("/zusagen")
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async move {
            let language = reading.language;
            let (promised, choices) = self.promised(reading).await?;
            let topics = reading.catalogue.topics().iter();
            let state = PromiseState::new(None, self.clone());
            let chart = PromiseChart::new(state, promised.clone(), None, language);
            let data = Data {
                language,
                state: self.clone(),
                choices,
                topics: topics
                    .map(|topic| (topic.slug.clone(), topic.title.get(language).to_owned()))
                    .collect(),
                record: promised.record(),
                figure: Figure::draw(&chart, "zusagen", reading)?,
                promised,
            };
            let title = language.pick("Zusagen", "Promises");
            let description = language.pick(
                "Was Verwaltungen zugesagt haben, was ohne Beleg fällig ist, was verschoben und was eingelöst wurde.",
                "What administrations promised, what is due without evidence, what was shifted and what was kept.",
            );
            let document = Document::new(title, self.address(), data, view::view).described(description);
            Ok(Answer::from(document))
        })
    }
}
