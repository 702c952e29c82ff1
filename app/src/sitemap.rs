//! The addresses that search engines should know: pages with something to find, in files of bounded size.

use std::collections::BTreeSet;

use domain::Reuse;
use storage::{bodies, overview, products};

use crate::address::Address;
use crate::error::AppError;
use crate::page::Reading;
use crate::pages::products::address_of;
use crate::routes::ROUTES;

/// Bodies in one file: with two languages and their cross references it stays far below the 50 MB that are allowed.
const BODIES: i64 = 2_500;

/// Pages that ask search engines to stay away: drafts, and texts that the operator has yet to write.
const UNLISTED: [&str; 4] = ["/anfragen/entwurf", "/impressum", "/datenschutz", "/barrierefreiheit"];

/// A file of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Pages without a subject of their own.
    Pages,
    /// Indicators with values.
    Indicators,
    /// Products that somebody uses.
    Products,
    /// Bodies with values; the number of the file, from 1.
    Bodies(i64),
}

impl Part {
    /// What the file is called.
    pub fn name(self) -> String {
        match self {
            Self::Pages => "seiten.xml".to_owned(),
            Self::Indicators => "kennzahlen.xml".to_owned(),
            Self::Products => "produkte.xml".to_owned(),
            Self::Bodies(number) => format!("kommunen-{number}.xml"),
        }
    }

    /// The file of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        let number = name.strip_prefix("kommunen-").and_then(|rest| rest.strip_suffix(".xml"));
        let part = match (name, number) {
            ("seiten.xml", _) => Self::Pages,
            ("kennzahlen.xml", _) => Self::Indicators,
            ("produkte.xml", _) => Self::Products,
            (_, number) => Self::Bodies(number?.parse().ok()?),
        };
        // One address for each file: "kommunen-01.xml" is none.
        (part.name() == name).then_some(part)
    }

    /// Its addresses; none when there is no such file.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn addresses(self, reading: &Reading) -> Result<Vec<Address>, AppError> {
        Ok(match self {
            Self::Pages => {
                let patterns = ROUTES.iter().map(|route| route.pattern);
                let listed = |pattern: &&str| !pattern.contains('{') && !UNLISTED.contains(pattern);
                patterns.filter(listed).map(Address::new).collect()
            }
            Self::Indicators => {
                let counts = overview::indicators(&reading.db).await?;
                let slugs = counts.into_iter().map(|count| count.indicator);
                let known = slugs.filter(|slug| reading.catalogue.indicator(slug).is_some());
                known.map(|slug| Address::new(format!("/kennzahlen/{slug}"))).collect()
            }
            Self::Products => used(reading).await?,
            Self::Bodies(number) => {
                let offset = number.saturating_sub(1).saturating_mul(BODIES);
                let keys = bodies::with_values(&reading.db, BODIES, offset).await?;
                keys.into_iter().map(|key| Address::new(format!("/kommunen/{key}"))).collect()
            }
        })
    }
}

/// The pages of the products that are on record with anybody.
async fn used(reading: &Reading) -> Result<Vec<Address>, AppError> {
    let named = reading.catalogue.products();
    let mut slugs = BTreeSet::new();
    for (indicator, _) in reading.catalogue.of_products().filter(|(kind, _)| kind.reuse == Reuse::Open) {
        let counts = products::counts(&reading.db, indicator).await?;
        slugs.extend(counts.into_iter().map(|count| count.choice).filter(|slug| named.contains_key(slug)));
    }
    Ok(slugs.iter().map(address_of).collect())
}

/// All files.
///
/// # Errors
/// When the database fails.
pub async fn parts(reading: &Reading) -> Result<Vec<Part>, AppError> {
    let bodies = bodies::count_with_values(&reading.db).await?;
    let files = (bodies + BODIES - 1) / BODIES;
    let fixed = [Part::Pages, Part::Indicators, Part::Products];
    Ok(fixed.into_iter().chain((1..=files).map(Part::Bodies)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_one_name() {
        for part in [Part::Pages, Part::Indicators, Part::Products, Part::Bodies(1), Part::Bodies(12)] {
            assert_eq!(Part::from_name(&part.name()), Some(part));
        }
        for name in
            ["kommunen-01.xml", "kommunen-.xml", "kommunen-1", "x.xml", "kommunen-99999999999999999999.xml"]
        {
            assert_eq!(Part::from_name(name), None, "{name}");
        }
    }
}
