//! The catalogue: topics, indicators, lists of choices, scales and the glossary, read from data files in this repository.
//!
//! Adding an indicator touches `catalogue/indicators.toml` and nothing else. What was published stays: a text that says
//! what is counted never changes under its version, and older versions stand in the same files under `[[earlier]]`.

mod file;
pub mod glossary;
pub mod product;
pub mod scale;

use std::collections::BTreeMap;

pub use file::Files;
pub use glossary::Term;
pub use product::Product;
pub use scale::{Level, Notion, Scale};

use crate::service::Starter;
use crate::{Language, Reuse, Slug, Value, ValueKind, format, words};

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct Text {
    /// German.
    pub de: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The text in this language.
    pub fn get(&self, language: Language) -> &str {
        language.pick(&self.de, &self.en)
    }
}

/// A topic of the inquiries. Topics keep their order, so that towns can be compared at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Name in addresses.
    pub slug: Slug,
    /// Title.
    pub title: Text,
    /// The question a council group would ask about it.
    pub question: Text,
    /// The scale of its levels, official or this project's own; nothing where levels would make no sense.
    pub scale: Option<Slug>,
}

words! {
    /// Whether a value describes a moment or a period.
    pub enum Measure {
        /// How many there are on a day.
        Stock = "stock",
        /// How many there were in a period.
        Flow = "flow",
    }
}

words! {
    /// Which way is progress.
    pub enum Direction {
        /// More is further.
        Up = "up",
        /// Less is further.
        Down = "down",
        /// Neither.
        None = "none",
    }
}

words! {
    /// Whose values may stand on one axis.
    pub enum Comparable {
        /// All bodies count alike.
        Across = "across",
        /// Every body counts its own way: only its own values over time may be compared.
        Within = "within",
    }
}

/// The words of an indicator in one language.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// Title.
    pub title: String,
    /// Unit, as it stands on an axis.
    pub unit: String,
    /// The unit in one word, behind a number in running text.
    pub short: String,
    /// What it is, for a council member.
    pub definition: String,
    /// What is counted and what is not.
    pub counting_rule: String,
    /// Of what a share is a share; empty otherwise.
    #[serde(default)]
    pub denominator: String,
    /// Why values of different bodies never share an axis; empty when they may.
    #[serde(default)]
    pub apart: String,
    /// The ready-made question to ask.
    pub question: String,
    /// Why it matters.
    #[serde(default)]
    pub why: String,
    /// What a good source is.
    #[serde(default)]
    pub evidence: String,
}

/// Something that is measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Name in addresses; never reused.
    pub slug: Slug,
    /// The topic it belongs to.
    pub topic: Slug,
    /// Kind of its values.
    pub kind: ValueKind,
    /// Moment or period.
    pub measure: Measure,
    /// Version of the definition; rises when something else is counted.
    pub version: i64,
    /// Which way is progress.
    pub direction: Direction,
    /// Whose values may stand on one axis.
    pub comparable: Comparable,
    /// Whether it answers the founding question of its topic.
    pub core: bool,
    /// What may be done with its values.
    pub reuse: Reuse,
    /// After how many months a value is stale.
    pub age_limit_months: i32,
    /// Most decimals that are printed.
    pub decimals: u8,
    /// The list of a choice.
    pub list: Option<Slug>,
    /// Whether its list names software products, each of which has a page.
    pub names_products: bool,
    /// The scale of a level.
    pub scale: Option<Slug>,
    /// The greatest possible score.
    pub max: Option<f64>,
    german: Wording,
    english: Wording,
}

impl Indicator {
    /// The words in this language.
    pub const fn wording(&self, language: Language) -> &Wording {
        match language {
            Language::German => &self.german,
            Language::English => &self.english,
        }
    }

    /// A number as this indicator prints it, without unit.
    pub fn number(&self, value: f64, language: Language) -> String {
        format::shortest(value, self.decimals, language)
    }
}

/// An entry of a list of choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Name in files.
    pub slug: Slug,
    /// What a reader sees.
    pub label: Text,
    /// In a list of products: that it names none of them, but any other or none at all.
    pub rest: bool,
}

/// A versioned list of choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceList {
    /// Name.
    pub slug: Slug,
    /// Version.
    pub version: i64,
    /// Whether its entries are software products.
    pub products: bool,
    /// Entries.
    pub items: Vec<Choice>,
}

/// Everything that can be measured, and the words for it.
#[derive(Debug, Clone)]
pub struct Catalogue {
    topics: Vec<Topic>,
    indicators: Vec<Indicator>,
    lists: BTreeMap<Slug, ChoiceList>,
    services: Starter,
    scales: Vec<Scale>,
    glossary: Vec<Term>,
    earlier: Earlier,
}

/// What was published before: older versions of what the catalogue holds today.
#[derive(Debug, Clone, Default)]
pub struct Earlier {
    /// Older definitions of indicators.
    pub indicators: Vec<Indicator>,
    /// Older lists of choices.
    pub lists: Vec<ChoiceList>,
    /// Older wordings of scales.
    pub scales: Vec<Scale>,
}

/// A catalogue file is not as it should be.
#[derive(Debug, thiserror::Error)]
#[error("catalogue, {place}: {problem}")]
pub struct CatalogueError {
    place: String,
    problem: String,
}

impl CatalogueError {
    pub(crate) fn new(place: &str, problem: &str) -> Self {
        Self { place: place.to_owned(), problem: problem.to_owned() }
    }
}

impl Catalogue {
    /// The catalogue of this repository.
    ///
    /// # Errors
    /// When a file breaks a rule; the test of this module keeps that from being released.
    pub fn bundled() -> Result<Self, CatalogueError> {
        Self::read(&Files::BUNDLED)
    }

    /// The services that come with the product, with the rules of who is responsible and the scales of their levels.
    pub const fn services(&self) -> &Starter {
        &self.services
    }

    /// A catalogue from the texts of its files.
    ///
    /// # Errors
    /// When a file breaks a rule.
    pub fn read(files: &Files<'_>) -> Result<Self, CatalogueError> {
        file::read(files)
    }

    /// All topics in their fixed order.
    pub fn topics(&self) -> &[Topic] {
        &self.topics
    }

    /// All indicators, by topic.
    pub fn indicators(&self) -> &[Indicator] {
        &self.indicators
    }

    /// The indicators of a topic; its core indicator first.
    pub fn of_topic<'a>(&'a self, topic: &'a Slug) -> impl Iterator<Item = &'a Indicator> {
        self.indicators.iter().filter(move |indicator| &indicator.topic == topic)
    }

    /// The topic with this slug.
    pub fn topic(&self, slug: &Slug) -> Option<&Topic> {
        self.topics.iter().find(|topic| &topic.slug == slug)
    }

    /// The indicator with this slug.
    pub fn indicator(&self, slug: &Slug) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| &indicator.slug == slug)
    }

    /// An indicator as it was defined in a version: the definition that a value of that version was counted by.
    pub fn edition(&self, slug: &Slug, version: i64) -> Option<&Indicator> {
        let mut all = self.indicator(slug).into_iter().chain(&self.earlier.indicators);
        all.find(|indicator| &indicator.slug == slug && indicator.version == version)
    }

    /// All lists of choices, by slug.
    pub fn lists(&self) -> impl Iterator<Item = &ChoiceList> {
        self.lists.values()
    }

    /// All scales, in the order of the file.
    pub fn scales(&self) -> &[Scale] {
        &self.scales
    }

    /// The scale with this slug.
    pub fn scale(&self, slug: &Slug) -> Option<&Scale> {
        self.scales.iter().find(|scale| &scale.slug == slug)
    }

    /// The glossary, in the order of the file.
    pub fn glossary(&self) -> &[Term] {
        &self.glossary
    }

    /// What was published before.
    pub const fn earlier(&self) -> &Earlier {
        &self.earlier
    }

    /// The entries an indicator can choose from; empty when it is no choice.
    pub fn choices(&self, indicator: &Indicator) -> &[Choice] {
        indicator.list.as_ref().and_then(|list| self.lists.get(list)).map_or(&[], |list| &list.items)
    }

    /// A value as a reader sees it, without qualifier and unit.
    pub fn show(&self, indicator: &Indicator, value: &Value, language: Language) -> String {
        match value {
            Value::Number(number) => indicator.number(*number, language),
            Value::YesNo(yes) => language.pick(["nein", "ja"], ["no", "yes"])[usize::from(*yes)].to_owned(),
            Value::Date(date) => format::date(*date, language),
            Value::Choice(slug) => {
                let found = self.choices(indicator).iter().find(|choice| &choice.slug == slug);
                found.map_or_else(|| slug.to_string(), |choice| choice.label.get(language).to_owned())
            }
            Value::Statement(text) => text.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_catalogue_is_whole() {
        let catalogue = Catalogue::bundled().unwrap();
        assert_eq!(catalogue.topics().len(), 14);
        for topic in catalogue.topics() {
            let core = catalogue.of_topic(&topic.slug).filter(|indicator| indicator.core).count();
            assert!(core <= 1, "{} has {core} core indicators", topic.slug);
        }
    }

    #[test]
    fn values_are_shown_in_the_language() {
        let catalogue = Catalogue::bundled().unwrap();
        let product = catalogue.indicators().iter().find(|i| i.kind == ValueKind::Choice).unwrap();
        let choice = &catalogue.choices(product)[0];
        let value = Value::Choice(choice.slug.clone());
        assert_eq!(catalogue.show(product, &value, Language::German), choice.label.de);
        assert_eq!(catalogue.show(product, &Value::YesNo(true), Language::German), "ja");
        assert_eq!(catalogue.show(product, &Value::YesNo(false), Language::English), "no");
    }
}
