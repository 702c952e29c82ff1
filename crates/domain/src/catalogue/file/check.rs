//! The rules that the catalogue must keep.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Catalogue, Choice, Comparable, Indicator, Scale, Text, Wording};
use super::{Result, problem};
use crate::source::is_address;
use crate::{Slug, ValueKind};

/// Fewer indicators do not make a topic.
const FEWEST_INDICATORS: usize = 2;

/// Checks everything.
pub(super) fn check(catalogue: &Catalogue) -> Result<()> {
    once(catalogue.indicators().iter().map(|indicator| &indicator.slug))?;
    once(catalogue.scales().iter().map(|scale| &scale.slug))?;
    once(catalogue.glossary().iter().map(|term| &term.slug))?;
    for topic in catalogue.topics() {
        let place = topic.slug.as_str();
        if topic.scale.as_ref().is_some_and(|scale| catalogue.scale(scale).is_none()) {
            return Err(problem(place, "there is no scale of this name"));
        }
        if catalogue.of_topic(&topic.slug).count() < FEWEST_INDICATORS {
            return Err(problem(place, "a topic has at least two indicators"));
        }
    }
    for indicator in catalogue.indicators() {
        check_indicator(catalogue, indicator)?;
    }
    for scale in catalogue.scales().iter().chain(&catalogue.earlier().scales) {
        check_scale(scale)?;
    }
    for term in catalogue.glossary() {
        filled(term.slug.as_str(), [&term.term, &term.text])?;
    }
    check_products(catalogue)?;
    check_earlier(catalogue)
}

/// A product that stands in several lists has one page, and so one name.
fn check_products(catalogue: &Catalogue) -> Result<()> {
    let mut names: BTreeMap<&Slug, &Choice> = BTreeMap::new();
    for list in catalogue.lists().filter(|list| list.products) {
        for choice in &list.items {
            if names.insert(&choice.slug, choice).is_some_and(|first| !choice.rest && first != choice) {
                return Err(problem(choice.slug.as_str(), "a product has one name in all lists"));
            }
        }
    }
    Ok(())
}

fn once<'a>(slugs: impl Iterator<Item = &'a Slug>) -> Result<()> {
    let mut seen = BTreeSet::new();
    for slug in slugs {
        if !seen.insert(slug) {
            return Err(problem(slug.as_str(), "this slug stands twice"));
        }
    }
    Ok(())
}

fn filled<'a>(place: &str, texts: impl IntoIterator<Item = &'a Text>) -> Result<()> {
    if texts.into_iter().any(|text| text.de.trim().is_empty() || text.en.trim().is_empty()) {
        return Err(problem(place, "every text stands in both languages"));
    }
    Ok(())
}

fn check_indicator(catalogue: &Catalogue, indicator: &Indicator) -> Result<()> {
    let place = indicator.slug.as_str();
    if catalogue.topic(&indicator.topic).is_none() {
        return Err(problem(place, &format!("there is no topic {}", indicator.topic)));
    }
    if (indicator.kind == ValueKind::Choice) == catalogue.choices(indicator).is_empty() {
        return Err(problem(place, "a choice needs a list with entries, and only a choice has one"));
    }
    let scale = indicator.scale.as_ref();
    if (indicator.kind == ValueKind::Level) != scale.is_some_and(|scale| catalogue.scale(scale).is_some()) {
        return Err(problem(place, "a level needs a scale, and only a level has one"));
    }
    if indicator.age_limit_months < 1 {
        return Err(problem(place, "say after how many months a value is stale"));
    }
    for wording in [&indicator.german, &indicator.english] {
        check_wording(indicator, wording)?;
    }
    Ok(())
}

/// Levels count from 0 without gaps, and a notion holds from a level that exists.
fn check_scale(scale: &Scale) -> Result<()> {
    let place = scale.slug.as_str();
    if scale.levels.len() < 2 || (0..).zip(&scale.levels).any(|(number, level)| level.level != number) {
        return Err(problem(place, "levels count from 0 upwards without gaps"));
    }
    if scale.notions.iter().any(|(_, from)| scale.level(*from).is_none()) {
        return Err(problem(place, "a notion begins at a level of the scale"));
    }
    if scale.sources.iter().any(|source| !is_address(&source.address) || source.title.is_empty()) {
        return Err(problem(place, "a source has a title and an address on the web"));
    }
    filled(place, [&scale.title, &scale.rule].into_iter().chain(&scale.features))?;
    filled(place, scale.levels.iter().flat_map(|level| [&level.title, &level.criterion]))
}

/// What was published before has a version below the one that holds.
fn check_earlier(catalogue: &Catalogue) -> Result<()> {
    let earlier = catalogue.earlier();
    let indicators = earlier.indicators.iter().map(|old| {
        (&old.slug, old.version, catalogue.indicator(&old.slug).map(|indicator| indicator.version))
    });
    let lists = earlier.lists.iter().map(|old| {
        let now = catalogue.lists().find(|list| list.slug == old.slug);
        (&old.slug, old.version, now.map(|list| list.version))
    });
    let scales = earlier
        .scales
        .iter()
        .map(|old| (&old.slug, old.version, catalogue.scale(&old.slug).map(|scale| scale.version)));
    let mut all = indicators.chain(lists).chain(scales);
    match all.find(|(_, old, now)| now.is_some_and(|now| *old >= now)) {
        Some((slug, ..)) => {
            Err(problem(slug.as_str(), "an earlier version is lower than the one that holds"))
        }
        None => Ok(()),
    }
}

fn check_wording(indicator: &Indicator, wording: &Wording) -> Result<()> {
    let place = indicator.slug.as_str();
    let needed = [
        &wording.title,
        &wording.definition,
        &wording.counting_rule,
        &wording.question,
        &wording.why,
        &wording.evidence,
    ];
    if needed.iter().any(|text| text.trim().is_empty()) {
        return Err(problem(
            place,
            "title, definition, counting rule, question, why and evidence must not be empty",
        ));
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
