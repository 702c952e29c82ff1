//! A comparison as a file.

use exchange::export::{Extract, FORMAT};

use super::Measured;
use crate::diagrams::row::row;
use crate::text::LICENCE;

impl Measured {
    /// The numbers with everything needed to cite them. `base` is the public address of the installation.
    pub fn extract(&self, base: &str) -> Extract {
        let place = self.comparison.address("/vergleich").in_language(self.language);
        let rows = self.parts.iter().flat_map(|part| {
            part.series.iter().flat_map(move |(place, shown)| {
                let name = self.bodies.get(*place).map_or("", |body| body.name.as_str());
                shown.iter().map(move |shown| row(name, &part.indicator, shown, self.language))
            })
        });
        Extract {
            format: FORMAT,
            language: self.language,
            title: self.title(),
            address: format!("{base}{place}"),
            licence: LICENCE.to_owned(),
            revision: self.revision.0,
            released_on: self.released_on.map(|day| day.to_string()).unwrap_or_default(),
            rows: rows.collect(),
        }
    }
}
