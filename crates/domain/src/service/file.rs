//! The file of the starter catalogue, and the rules it must keep.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Entry, Place, Rule, Scale, Service, Starter, Tier};
use crate::Slug;
use crate::catalogue::{CatalogueError, Text};

/// The file as it stands in this repository.
pub const STARTER: &str = include_str!("../../catalogue/services.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    edition: i64,
    scale: Vec<ScaleRow>,
    service: Vec<ServiceRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScaleRow {
    slug: String,
    version: i64,
    title: String,
    levels: Vec<Text>,
    online: i64,
    compliant: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ServiceRow {
    slug: String,
    de: String,
    #[serde(default)]
    en: String,
    #[serde(default)]
    leika: String,
    #[serde(default)]
    bundle: String,
    #[serde(default)]
    bundle_name: String,
    field: String,
    fee: Option<bool>,
    /// A level that is responsible everywhere, or rules one by one.
    responsible: Option<String>,
    #[serde(default)]
    rule: Vec<RuleRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleRow {
    tier: String,
    #[serde(default)]
    laender: Vec<String>,
    #[serde(default)]
    places: Vec<String>,
}

type Result<T> = std::result::Result<T, CatalogueError>;

/// Reads and checks the file.
pub(super) fn read(text: &str) -> Result<Starter> {
    let file: File =
        toml::from_str(text).map_err(|error| CatalogueError::new("services.toml", &error.to_string()))?;
    let catalogue = format!("Digitalstand {}", file.edition);
    let mut seen = BTreeSet::new();
    let mut entries = Vec::new();
    for row in file.service {
        if !seen.insert(row.slug.clone()) {
            return Err(CatalogueError::new(&row.slug, "this slug stands twice"));
        }
        entries.push(entry(row, &catalogue)?);
    }
    entries.sort_by_key(|entry| crate::search::sort_key(&entry.service.name));
    let scales = file.scale.into_iter().map(scale).collect::<Result<_>>()?;
    Ok(Starter { edition: file.edition, entries, scales })
}

fn scale(row: ScaleRow) -> Result<Scale> {
    let ScaleRow { slug: name, version, title, levels, online, compliant } = row;
    let scale = Scale { slug: slug(&name)?, version, title, levels, online, compliant };
    if !(0 < online && online <= compliant && compliant <= scale.top()) {
        return Err(CatalogueError::new(&name, "0 < online <= compliant <= top must hold"));
    }
    Ok(scale)
}

fn entry(row: ServiceRow, catalogue: &str) -> Result<Entry> {
    let place = row.slug.clone();
    let mut rules = row.rule.into_iter().map(|rule| self::rule(&place, rule)).collect::<Result<Vec<_>>>()?;
    if let Some(tier) = row.responsible {
        rules.push(Rule {
            tier: word(&place, Tier::from_word(&tier))?,
            laender: Vec::new(),
            places: Vec::new(),
        });
    }
    let service = Service {
        slug: slug(&row.slug)?,
        name: row.de,
        name_en: row.en,
        leika: row.leika,
        bundle: row.bundle,
        bundle_name: row.bundle_name,
        field: row.field,
        fee: row.fee,
        catalogue: catalogue.to_owned(),
    };
    Ok(Entry { service, rules })
}

fn rule(place: &str, row: RuleRow) -> Result<Rule> {
    let places = row.places.iter().map(|text| word(place, Place::from_word(text))).collect::<Result<_>>()?;
    Ok(Rule { tier: word(place, Tier::from_word(&row.tier))?, laender: row.laender, places })
}

fn slug(text: &str) -> Result<Slug> {
    Slug::parse(text).ok_or_else(|| CatalogueError::new(text, "is no slug"))
}

fn word<T>(place: &str, found: Option<T>) -> Result<T> {
    found.ok_or_else(|| CatalogueError::new(place, "a word is not one of the known ones"))
}
