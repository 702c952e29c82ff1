//! The catalogue as JSON. Field names are an interface.

use domain::catalogue::{Choice, Level, Scale, Text, Topic, Wording};
use domain::{Catalogue, Indicator, Language};
use serde_json::{Value, json};

use crate::export::FORMAT;

/// Topics, indicators with their choices, and scales, in both languages.
pub fn catalogue_json(catalogue: &Catalogue) -> Vec<u8> {
    let indicators = catalogue.indicators().iter().map(|indicator| measured(catalogue, indicator));
    let everything = json!({
        "format": FORMAT,
        "topics": catalogue.topics().iter().map(topic).collect::<Vec<_>>(),
        "indicators": indicators.collect::<Vec<_>>(),
        "scales": catalogue.scales().iter().map(scale).collect::<Vec<_>>(),
    });
    let mut bytes = serde_json::to_vec_pretty(&everything).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn both(text: &Text) -> Value {
    json!({ "de": text.de, "en": text.en })
}

fn topic(topic: &Topic) -> Value {
    json!({
        "topic": topic.slug.as_str(),
        "title": both(&topic.title),
        "question": both(&topic.question),
        "scale": topic.scale.as_ref().map(domain::Slug::as_str),
    })
}

fn measured(catalogue: &Catalogue, indicator: &Indicator) -> Value {
    let choice = |choice: &Choice| json!({ "choice": choice.slug.as_str(), "label": both(&choice.label) });
    json!({
        "indicator": indicator.slug.as_str(),
        "topic": indicator.topic.as_str(),
        "version": indicator.version,
        "kind": indicator.kind.word(),
        "measure": indicator.measure.word(),
        "direction": indicator.direction.word(),
        "comparable": indicator.comparable.word(),
        "reuse": indicator.reuse.word(),
        "age_limit_months": indicator.age_limit_months,
        "max": indicator.max,
        "choices": catalogue.choices(indicator).iter().map(choice).collect::<Vec<_>>(),
        "de": words(indicator.wording(Language::German)),
        "en": words(indicator.wording(Language::English)),
    })
}

fn words(words: &Wording) -> Value {
    json!({
        "title": words.title,
        "unit": words.unit,
        "definition": words.definition,
        "counting_rule": words.counting_rule,
        "denominator": words.denominator,
        "apart": words.apart,
        "question": words.question,
        "why": words.why,
        "evidence": words.evidence,
    })
}

fn scale(scale: &Scale) -> Value {
    let level = |level: &Level| json!({ "level": level.level, "title": both(&level.title), "criterion": both(&level.criterion) });
    json!({
        "scale": scale.slug.as_str(),
        "version": scale.version,
        "official": scale.is_official(),
        "title": both(&scale.title),
        "rule": both(&scale.rule),
        "sources": scale.sources.iter().map(|source| source.address.as_str()).collect::<Vec<_>>(),
        "levels": scale.levels.iter().map(level).collect::<Vec<_>>(),
    })
}
