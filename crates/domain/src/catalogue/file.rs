//! The catalogue files as they stand, and the rules they must keep.

mod check;

use serde::Deserialize;

use super::scale::ScaleSource;
use super::{
    Catalogue, CatalogueError, Choice, ChoiceList, Comparable, Direction, Earlier, Indicator, Level, Measure,
    Notion, Scale, Term, Text, Topic, Wording,
};
use crate::service::Starter;
use crate::{Reuse, Slug, ValueKind};

/// The texts of the catalogue files.
#[derive(Debug, Clone, Copy)]
pub struct Files<'a> {
    /// `topics.toml`.
    pub topics: &'a str,
    /// `indicators.toml`.
    pub indicators: &'a str,
    /// `lists.toml`.
    pub lists: &'a str,
    /// `scales.toml`.
    pub scales: &'a str,
    /// `glossary.toml`.
    pub glossary: &'a str,
    /// `services.toml`.
    pub services: &'a str,
}

impl Files<'static> {
    /// The files of this repository.
    pub const BUNDLED: Self = Self {
        topics: include_str!("../../catalogue/topics.toml"),
        indicators: include_str!("../../catalogue/indicators.toml"),
        lists: include_str!("../../catalogue/lists.toml"),
        scales: include_str!("../../catalogue/scales.toml"),
        glossary: include_str!("../../catalogue/glossary.toml"),
        services: crate::service::STARTER,
    };
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Topics {
    topic: Vec<TopicRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicRow {
    slug: String,
    title: Text,
    question: Text,
    scale: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Indicators {
    indicator: Vec<IndicatorRow>,
    #[serde(default)]
    earlier: Vec<IndicatorRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorRow {
    slug: String,
    topic: String,
    kind: String,
    measure: String,
    version: i64,
    direction: String,
    comparable: String,
    core: bool,
    reuse: String,
    age_limit_months: i32,
    #[serde(default)]
    decimals: u8,
    list: Option<String>,
    scale: Option<String>,
    max: Option<f64>,
    de: Wording,
    en: Wording,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    list: Vec<ListRow>,
    #[serde(default)]
    earlier: Vec<ListRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListRow {
    slug: String,
    version: i64,
    #[serde(default)]
    products: bool,
    items: Vec<ItemRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemRow {
    slug: String,
    label: Text,
    #[serde(default)]
    rest: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scales {
    scale: Vec<ScaleRow>,
    #[serde(default)]
    earlier: Vec<ScaleRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScaleRow {
    slug: String,
    version: i64,
    title: Text,
    rule: Text,
    #[serde(default)]
    sources: Vec<ScaleSource>,
    #[serde(default)]
    features: Vec<Text>,
    #[serde(default)]
    notions: Vec<NotionRow>,
    levels: Vec<Level>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NotionRow {
    notion: String,
    from: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Glossary {
    term: Vec<TermRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermRow {
    slug: String,
    term: Text,
    text: Text,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    ambiguous: Vec<String>,
}

type Result<T> = std::result::Result<T, CatalogueError>;

/// Reads and checks the files.
pub(super) fn read(files: &Files<'_>) -> Result<Catalogue> {
    let topics = all(parse::<Topics>("topics.toml", files.topics)?.topic, topic)?;
    let lists = parse::<Lists>("lists.toml", files.lists)?;
    let scales = parse::<Scales>("scales.toml", files.scales)?;
    let rows = parse::<Indicators>("indicators.toml", files.indicators)?;
    let mut indicators = all(rows.indicator, indicator)?;
    let position = |slug: &Slug| topics.iter().position(|topic| &topic.slug == slug);
    indicators.sort_by_key(|indicator| (position(&indicator.topic), !indicator.core));
    for indicator in &mut indicators {
        let own = |list: &&ListRow| indicator.list.as_ref().is_some_and(|slug| slug.as_str() == list.slug);
        indicator.names_products = lists.list.iter().find(own).is_some_and(|list| list.products);
    }
    let mut catalogue = Catalogue {
        services: Starter::read(files.services)?,
        topics,
        indicators,
        lists: all(lists.list, list)?.into_iter().map(|list| (list.slug.clone(), list)).collect(),
        scales: all(scales.scale, scale)?,
        glossary: all(parse::<Glossary>("glossary.toml", files.glossary)?.term, term)?,
        earlier: Earlier {
            indicators: all(rows.earlier, indicator)?,
            lists: all(lists.earlier, list)?,
            scales: all(scales.earlier, scale)?,
        },
    };
    // Levels of services are told on the scales that know what "online" means, older wordings included.
    let known = catalogue.scales.iter().chain(&catalogue.earlier.scales);
    catalogue.services.scales =
        known.filter(|scale| scale.threshold(Notion::Online).is_some()).cloned().collect();
    check::check(&catalogue)?;
    Ok(catalogue)
}

fn all<R, T>(rows: Vec<R>, read: fn(R) -> Result<T>) -> Result<Vec<T>> {
    rows.into_iter().map(read).collect()
}

fn parse<T: for<'de> Deserialize<'de>>(file: &str, text: &str) -> Result<T> {
    toml::from_str(text).map_err(|error| problem(file, &error.to_string()))
}

fn topic(row: TopicRow) -> Result<Topic> {
    let scale = row.scale.as_deref().map(slug).transpose()?;
    Ok(Topic { slug: slug(&row.slug)?, title: row.title, question: row.question, scale })
}

fn list(row: ListRow) -> Result<ChoiceList> {
    let item = |item: ItemRow| Ok(Choice { slug: slug(&item.slug)?, label: item.label, rest: item.rest });
    let items = row.items.into_iter().map(item).collect::<Result<_>>()?;
    Ok(ChoiceList { slug: slug(&row.slug)?, version: row.version, products: row.products, items })
}

fn scale(row: ScaleRow) -> Result<Scale> {
    let notion =
        |found: NotionRow| Ok((word(&row.slug, "notion", Notion::from_word(&found.notion))?, found.from));
    let notions = row.notions.into_iter().map(notion).collect::<Result<_>>()?;
    Ok(Scale {
        sources: row.sources,
        features: row.features,
        ..Scale::new(slug(&row.slug)?, row.version, row.title, row.rule, row.levels, notions)
    })
}

fn term(row: TermRow) -> Result<Term> {
    Ok(Term {
        slug: slug(&row.slug)?,
        term: row.term,
        text: row.text,
        also: row.also,
        ambiguous: row.ambiguous,
    })
}

fn indicator(row: IndicatorRow) -> Result<Indicator> {
    let place = row.slug.as_str();
    let reuse = match row.reuse.as_str() {
        "open" => Reuse::Open,
        "cite_only" => Reuse::CiteOnly,
        other => return Err(problem(place, &format!("reuse is open or cite_only, not {other:?}"))),
    };
    Ok(Indicator {
        kind: word(place, "kind", ValueKind::from_word(&row.kind))?,
        measure: word(place, "measure", Measure::from_word(&row.measure))?,
        direction: word(place, "direction", Direction::from_word(&row.direction))?,
        comparable: word(place, "comparable", Comparable::from_word(&row.comparable))?,
        slug: slug(&row.slug)?,
        topic: slug(&row.topic)?,
        list: row.list.as_deref().map(slug).transpose()?,
        // The lists tell it, once all are read.
        names_products: false,
        scale: row.scale.as_deref().map(slug).transpose()?,
        version: row.version,
        core: row.core,
        reuse,
        age_limit_months: row.age_limit_months,
        decimals: row.decimals,
        max: row.max,
        german: row.de,
        english: row.en,
    })
}

fn slug(text: &str) -> Result<Slug> {
    Slug::parse(text)
        .ok_or_else(|| problem(text, "is no slug: lower-case ASCII letters, digits, single hyphens"))
}

fn word<T>(place: &str, field: &str, found: Option<T>) -> Result<T> {
    found.ok_or_else(|| problem(place, &format!("{field} is not one of the known words")))
}

fn problem(place: &str, problem: &str) -> CatalogueError {
    CatalogueError { place: place.to_owned(), problem: problem.to_owned() }
}
