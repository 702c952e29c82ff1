//! Services: what a body offers, who is responsible for it, and what is on record about it.
//!
//! A [`Service`] has a stable slug of its own; its LeiKa key is neither complete nor unique. The [`Starter`] catalogue
//! comes with the product and carries the rules of [`Responsibility`]. A [`ServiceStatus`] is one record about a service
//! of a body, by date and [`Voice`](crate::Voice), as an observation is about an indicator; a [`Standing`] is what all records say
//! together.

mod file;
mod responsibility;
mod standing;
mod status;

use crate::catalogue::Scale;
use crate::{Language, Slug};

pub use file::STARTER;
pub use responsibility::{Place, Responsibility, Rule, Tier};
pub use standing::{Standing, contradictions};
pub use status::{Chain, LINKS, Mode, ScaleLevel, ServiceStatus, Stage, Step, Usage};

/// A service of the administration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Name in addresses; never reused.
    pub slug: Slug,
    /// Name in German.
    pub name: String,
    /// Name in English; empty where there is none.
    pub name_en: String,
    /// LeiKa or FIM key; empty where it has none.
    pub leika: String,
    /// Number of the OZG bundle; empty where it has none.
    pub bundle: String,
    /// Name of the OZG bundle.
    pub bundle_name: String,
    /// The Themenfeld, one of fourteen; empty where it is not known.
    pub field: String,
    /// Whether a fee is due; `None` where that is not known or differs from town to town.
    pub fee: Option<bool>,
    /// The catalogue it is from, with its edition.
    pub catalogue: String,
}

impl Service {
    /// The name in this language; the German one where there is no other.
    pub fn name(&self, language: Language) -> &str {
        if self.name_en.is_empty() { &self.name } else { language.pick(&self.name, &self.name_en) }
    }
}

/// A service of the starter catalogue with its rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The service.
    pub service: Service,
    /// The rules; the first that fits a body decides.
    pub rules: Vec<Rule>,
}

/// The catalogue of services that comes with the product.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Starter {
    /// Its edition, which rises with every change of a service or a rule.
    pub edition: i64,
    /// Its services, by name.
    pub entries: Vec<Entry>,
    /// The scales by which levels are told: those that know what "online" means.
    pub scales: Vec<Scale>,
}

impl Starter {
    /// Reads the services and their rules; the scales come from another file of the catalogue.
    pub(crate) fn read(text: &str) -> Result<Self, crate::catalogue::CatalogueError> {
        file::read(text)
    }

    /// The service with this slug.
    pub fn entry(&self, slug: &Slug) -> Option<&Entry> {
        self.entries.iter().find(|entry| &entry.service.slug == slug)
    }

    /// The scale with this slug and version.
    pub fn scale(&self, slug: &Slug, version: i64) -> Option<&Scale> {
        self.scales.iter().find(|scale| &scale.slug == slug && scale.version == version)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::Catalogue;
    use crate::catalogue::Notion;

    #[test]
    fn the_starter_catalogue_is_whole() {
        let catalogue = Catalogue::bundled().unwrap();
        let starter = catalogue.services();
        assert!(starter.entries.len() >= 60, "{}", starter.entries.len());
        let slugs: BTreeSet<_> = starter.entries.iter().map(|entry| &entry.service.slug).collect();
        assert_eq!(slugs.len(), starter.entries.len());
        for Entry { service, .. } in &starter.entries {
            let key = service.leika.as_str();
            assert!(
                key.is_empty() || (key.len() == 14 && key.bytes().all(|byte| byte.is_ascii_digit())),
                "{key}"
            );
            assert!(!service.name.is_empty() && !service.field.is_empty(), "{}", service.slug);
        }
    }

    #[test]
    fn levels_are_told_on_the_scale_of_the_law() {
        let catalogue = Catalogue::bundled().unwrap();
        let slug = Slug::parse("ozg-reifegrad-1-1").unwrap();
        let scale = catalogue.services().scale(&slug, 1).unwrap();
        let from = [Notion::Online, Notion::Conform, Notion::EndToEnd].map(|notion| scale.threshold(notion));
        assert_eq!(from, [Some(2), Some(3), Some(4)]);
    }
}
