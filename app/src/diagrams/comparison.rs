//! `vergleich`: bodies by one indicator or several, over years.

use charts::Content;
use domain::Language;
use exchange::export::Row;
use storage::overview::Edition;

use super::{Chart, Diagram, Loading, State, Words};
use crate::address::Address;
use crate::comparison::{self, Comparison, Known};
use crate::measured::Measured;
use crate::page::Reading;

/// The line of the table.
pub(super) const DIAGRAM: Diagram = Diagram {
    name: "vergleich",
    parse: |query| Ok(Box::new(Comparison::parse(query)?)),
    known: comparison::KNOWN,
};

impl State for Comparison {
    fn name(&self) -> &'static str {
        DIAGRAM.name
    }

    fn address(&self, path: &str) -> Address {
        Self::address(self, path)
    }

    fn page(&self) -> Address {
        Self::address(self, "/vergleich")
    }

    fn known(&self) -> Option<Known> {
        self.known
    }

    fn as_known(&self, known: Option<Known>) -> Option<Box<dyn State>> {
        Some(Box::new(Self { known, ..self.clone() }))
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async {
            let measured = Measured::load(reading, self.clone()).await?;
            Ok(Box::new(measured) as Box<dyn Chart>)
        })
    }
}

impl Chart for Measured {
    fn state(&self) -> &dyn State {
        &self.comparison
    }

    fn language(&self) -> Language {
        self.language
    }

    fn words(&self) -> Words {
        Words {
            title: self.title(),
            subtitle: self.subtitle(),
            description: self.description(),
            notes: self.notes(),
        }
    }

    fn content(&self) -> Option<Content> {
        self.has_numbers().then(|| Content::Time(self.panels()))
    }

    fn rows(&self, _: &str) -> Vec<Row> {
        self.lines()
    }

    fn sources(&self) -> String {
        self.sources()
    }

    fn edition(&self) -> Edition {
        Edition { revision: self.revision, released_on: self.released_on }
    }

    fn cite_only(&self) -> bool {
        self.cite_only()
    }

    fn stem(&self) -> String {
        self.parts.first().map_or("vergleich", |part| part.indicator.slug.as_str()).to_owned()
    }
}
