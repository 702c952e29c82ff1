//! A comparison as a file.

use domain::{Cell, Value};
use exchange::export::{Extract, FORMAT, Row};

use super::{Measured, Part, Shown};
use crate::text::LICENCE;

impl Measured {
    /// The numbers with everything needed to cite them. `base` is the public address of the installation.
    pub fn extract(&self, base: &str) -> Extract {
        let place = self.comparison.address("/vergleich").in_language(self.language);
        let rows = self.parts.iter().flat_map(|part| {
            part.series
                .iter()
                .flat_map(move |(place, shown)| shown.iter().map(move |shown| self.row(part, *place, shown)))
        });
        Extract {
            format: FORMAT,
            title: self.title(),
            address: format!("{base}{place}"),
            licence: LICENCE.to_owned(),
            revision: self.revision.0,
            released_on: self.released_on.map(|day| day.to_string()).unwrap_or_default(),
            rows: rows.collect(),
        }
    }

    fn row(&self, part: &Part, place: usize, shown: &Shown) -> Row {
        let observation = &shown.observation;
        let words = part.indicator.wording(self.language);
        let (exactness, ratio) = match &observation.cell {
            Cell::Reported { exactness, ratio, .. } => (Some(exactness.word().to_owned()), *ratio),
            Cell::Missing(_) => (None, None),
        };
        let other = observation.cell.value().filter(|value| !matches!(value, Value::Number(_)));
        Row {
            key: observation.body.to_string(),
            name: self.bodies.get(place).map(|body| body.name.clone()).unwrap_or_default(),
            indicator: part.indicator.slug.to_string(),
            title: words.title.clone(),
            definition: words.definition.clone(),
            definition_version: observation.definition,
            unit: words.unit.clone(),
            date: observation.valid_on.map(|date| date.to_string()),
            period_start: observation.period_start.map(|day| day.to_string()),
            state: observation.cell.state().to_owned(),
            value: shown.number(),
            text: other.map(|_| shown.value.clone()),
            exactness,
            numerator: ratio.map(|ratio| ratio.0),
            denominator: ratio.map(|ratio| ratio.1),
            voice: observation.voice.word().to_owned(),
            source: observation.source.title.clone(),
            source_address: observation.source.address.clone(),
            source_date: observation.source.published.map(|date| date.to_string()),
            note: observation.note.clone(),
        }
    }
}
