//! The catalogue files as they stand, and the rules they must keep.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{
    Catalogue, CatalogueError, Choice, ChoiceList, Comparable, Direction, Indicator, Measure, Text, Topic,
    Wording,
};
use crate::{Reuse, Slug, ValueKind};

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
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Indicators {
    indicator: Vec<IndicatorRow>,
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
    max: Option<f64>,
    de: Wording,
    en: Wording,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    list: Vec<ListRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListRow {
    slug: String,
    version: i64,
    items: Vec<ItemRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemRow {
    slug: String,
    label: Text,
}

type Result<T> = std::result::Result<T, CatalogueError>;

/// Reads and checks the three files.
pub(super) fn read(topics: &str, indicators: &str, lists: &str) -> Result<Catalogue> {
    let topics = parse::<Topics>("topics.toml", topics)?.topic;
    let topics = topics.into_iter().map(topic).collect::<Result<Vec<_>>>()?;
    let lists = parse::<Lists>("lists.toml", lists)?.list;
    let lists = lists.into_iter().map(list).map(|list| list.map(|list| (list.slug.clone(), list)));
    let lists = lists.collect::<Result<_>>()?;
    let rows = parse::<Indicators>("indicators.toml", indicators)?.indicator;
    let mut indicators = rows.into_iter().map(indicator).collect::<Result<Vec<_>>>()?;
    let position = |slug: &Slug| topics.iter().position(|topic| &topic.slug == slug);
    indicators.sort_by_key(|indicator| (position(&indicator.topic), !indicator.core));
    let catalogue = Catalogue { topics, indicators, lists, services: crate::service::Starter::default() };
    check(&catalogue)?;
    Ok(catalogue)
}

fn parse<T: for<'de> Deserialize<'de>>(file: &str, text: &str) -> Result<T> {
    toml::from_str(text).map_err(|error| problem(file, &error.to_string()))
}

fn topic(row: TopicRow) -> Result<Topic> {
    Ok(Topic { slug: slug(&row.slug)?, title: row.title, question: row.question })
}

fn list(row: ListRow) -> Result<ChoiceList> {
    let item = |item: ItemRow| Ok(Choice { slug: slug(&item.slug)?, label: item.label });
    let items = row.items.into_iter().map(item).collect::<Result<_>>()?;
    Ok(ChoiceList { slug: slug(&row.slug)?, version: row.version, items })
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

fn check(catalogue: &Catalogue) -> Result<()> {
    let mut seen = BTreeSet::new();
    for indicator in &catalogue.indicators {
        let place = indicator.slug.as_str();
        if !seen.insert(&indicator.slug) {
            return Err(problem(place, "this slug stands twice"));
        }
        if catalogue.topic(&indicator.topic).is_none() {
            return Err(problem(place, &format!("there is no topic {}", indicator.topic)));
        }
        if (indicator.kind == ValueKind::Choice) == catalogue.choices(indicator).is_empty() {
            return Err(problem(place, "a choice needs a list with entries, and only a choice has one"));
        }
        for wording in [&indicator.german, &indicator.english] {
            check_wording(indicator, wording)?;
        }
    }
    Ok(())
}

fn check_wording(indicator: &Indicator, wording: &Wording) -> Result<()> {
    let place = indicator.slug.as_str();
    let needed = [&wording.title, &wording.definition, &wording.counting_rule, &wording.question];
    if needed.iter().any(|text| text.trim().is_empty()) {
        return Err(problem(place, "title, definition, counting rule and question must not be empty"));
    }
    if indicator.kind.is_number() && (wording.unit.is_empty() || wording.short.is_empty()) {
        return Err(problem(place, "a number needs a unit"));
    }
    if (indicator.kind == ValueKind::Share) == wording.denominator.is_empty() {
        return Err(problem(place, "a share needs a denominator, and only a share has one"));
    }
    if (indicator.comparable == Comparable::Within) == wording.apart.is_empty() {
        return Err(problem(
            place,
            "say why bodies stand apart where, and only where, they count their own way",
        ));
    }
    Ok(())
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
