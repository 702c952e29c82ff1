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

/// A maturity scale, as far as shares need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// Name.
    pub slug: Slug,
    /// Version.
    pub version: i64,
    /// Title.
    pub title: String,
    /// The names of its levels, from 0.
    pub levels: Vec<crate::catalogue::Text>,
    /// From this level on, an application can be made online.
    pub online: i64,
    /// From this level on, a service fulfils the law.
    pub compliant: i64,
}

impl Scale {
    /// The highest level.
    pub fn top(&self) -> i64 {
        i64::try_from(self.levels.len()).unwrap_or(i64::MAX) - 1
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
    /// The scales by which levels are told.
    pub scales: Vec<Scale>,
}

impl Starter {
    /// The catalogue of this repository.
    ///
    /// # Errors
    /// When the file breaks a rule; the test of this module keeps that from being released.
    pub fn bundled() -> Result<Self, crate::catalogue::CatalogueError> {
        file::read(STARTER)
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

    #[test]
    fn the_starter_catalogue_is_whole() {
        let starter = Starter::bundled().unwrap();
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
    fn the_scale_of_the_law_has_five_levels() {
        let starter = Starter::bundled().unwrap();
        let scale = starter.scale(&Slug::parse("ozg-reifegrad").unwrap(), 1).unwrap();
        assert_eq!((scale.top(), scale.online, scale.compliant), (4, 2, 3));
    }
}
