//! `themen`: what is on record of several bodies, topic by topic.

use charts::{Cell, Content, Known as Mark, Matrix, MatrixRow};
use domain::{Body, Language, format};
use exchange::export::{OWN_COUNT, Row};
use storage::overview::Edition;
use storage::{bodies, observations};

use super::{Chart, Diagram, Loading, State, Words};
use crate::address::Address;
use crate::comparison::{self, Comparison, Known, Shape};
use crate::components::mark::{self, Coverage};
use crate::error::AppError;
use crate::measured::edition;
use crate::page::Reading;
use crate::query::Query;
use crate::text::SITE;

/// The line of the table.
pub(super) const DIAGRAM: Diagram = Diagram {
    name: "themen",
    parse: |query| Ok(Box::new(MatrixState::parse(query)?)),
    known: comparison::KNOWN,
};

/// A comparison that is seen topic by topic.
#[derive(Debug, Clone)]
pub struct MatrixState(Comparison);

impl MatrixState {
    /// The same bodies, topic by topic.
    pub fn new(comparison: &Comparison) -> Self {
        Self(comparison.shaped(Shape::Matrix))
    }

    fn parse(query: &Query) -> Result<Self, AppError> {
        Ok(Self::new(&Comparison::parse(query)?))
    }

    async fn loaded(&self, reading: &Reading) -> Result<MatrixChart, AppError> {
        let (revision, released_on) = edition(reading, &self.0).await?;
        let as_of = self.0.as_of(Some(revision));
        let mut found = Vec::new();
        for key in &self.0.bodies {
            let body = bodies::find_as_of(&reading.db, key, as_of).await?;
            let (german, english) =
                ("Schlüssel von Kommunen im Verzeichnis", "keys of bodies in the register");
            found.push(body.ok_or_else(|| AppError::bad("kommunen", key.as_str(), german, english))?);
        }
        let reported = observations::reported(&reading.db, &self.0.bodies, as_of).await?;
        let coverage = Coverage::of_all(&reading.catalogue, &self.0.bodies, &reported, reading.language);
        let edition = Edition { revision, released_on };
        Ok(MatrixChart::new(self.clone(), &found, &coverage, edition, reading.language))
    }
}

impl State for MatrixState {
    fn name(&self) -> &'static str {
        DIAGRAM.name
    }

    fn address(&self, path: &str) -> Address {
        self.0.address(path)
    }

    fn page(&self) -> Address {
        self.0.address("/vergleich")
    }

    fn known(&self) -> Option<Known> {
        self.0.known
    }

    fn as_known(&self, known: Option<Known>) -> Option<Box<dyn State>> {
        Some(Box::new(Self(Comparison { known, ..self.0.clone() })))
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async { Ok(Box::new(self.loaded(reading).await?) as Box<dyn Chart>) })
    }
}

/// Bodies against topics.
pub struct MatrixChart {
    state: MatrixState,
    rows: Vec<(Body, Coverage)>,
    edition: Edition,
    language: Language,
}

impl MatrixChart {
    /// The chart of bodies that were read already, with what is on record of each.
    pub fn new(
        state: MatrixState,
        bodies: &[Body],
        coverage: &[Coverage],
        edition: Edition,
        language: Language,
    ) -> Self {
        let rows = bodies.iter().cloned().zip(coverage.iter().cloned()).collect();
        Self { state, rows, edition, language }
    }

    fn title(&self) -> String {
        let one = |(body, coverage): &(Body, Coverage)| {
            let (known, all) = coverage.counts();
            format!("{} {known} {} {all}", body.name, self.language.pick("von", "of"))
        };
        let lead = self.language.pick("Belegte Themen", "Topics on record");
        if self.rows.len() > 4 {
            let count = format::integer(i64::try_from(self.rows.len()).unwrap_or(i64::MAX), self.language);
            let bodies = self.language.pick("Kommunen", "municipalities");
            return format!("{lead}: {count} {bodies}");
        }
        format!("{lead}: {}", self.rows.iter().map(one).collect::<Vec<_>>().join(", "))
    }

    fn subtitle(&self) -> &'static str {
        self.language.pick(
            "Wenig heißt: Hier ist wenig bekannt, nicht: Hier ist wenig digital",
            "Little means that little is known here, not that little is digital",
        )
    }

    fn description(&self) -> String {
        let line = |(body, coverage): &(Body, Coverage)| {
            let known = coverage.cells().iter().filter(|(_, known)| *known != mark::Known::Nothing);
            let titles: Vec<&str> = known.map(|(title, _)| title.as_str()).collect();
            format!("{}: {}", body.name, titles.join(", "))
        };
        format!("{}. {}.", self.title(), self.rows.iter().map(line).collect::<Vec<_>>().join(". "))
    }

    fn matrix(&self) -> Matrix {
        let mark = |known: mark::Known| match known {
            mark::Known::Core => Mark::Value,
            mark::Known::Part => Mark::Part,
            // Why there is no value is told on the page of the town.
            mark::Known::Reason | mark::Known::Asked | mark::Known::Nothing => Mark::Nothing,
        };
        let row = |(body, coverage): &(Body, Coverage)| MatrixRow {
            name: body.name.clone(),
            highlighted: false,
            cells: coverage.cells().iter().map(|(_, known)| Cell::State(mark(*known))).collect(),
        };
        let titles = self.rows.first().map(|(_, coverage)| coverage.cells()).unwrap_or_default();
        Matrix {
            columns: titles.iter().map(|(title, _)| title.clone()).collect(),
            rows: self.rows.iter().map(row).collect(),
            levels: Vec::new(),
        }
    }

    fn lines(&self, base: &str) -> Vec<Row> {
        let released_on = self.edition.released_on.map(|day| day.to_string());
        let line = |body: &Body, (title, known): &(String, mark::Known)| {
            Row {
            key: body.key.to_string(),
            name: body.name.clone(),
            indicator: "belegte-themen".to_owned(),
            title: title.clone(),
            definition: self
                .language
                .pick(
                    "Ob zu diesem Thema mindestens ein Wert belegt ist, und ob der zu seiner Kernfrage dabei ist.",
                    "Whether at least one value is on record for this topic, and whether that of its core question is.",
                )
                .to_owned(),
            definition_version: 1,
            unit: String::new(),
            date: released_on.clone(),
            period_start: None,
            state: if *known == mark::Known::Nothing { "keine-angabe" } else { "belegt" }.to_owned(),
            value: None,
            text: Some(known.word(self.language).to_owned()),
            exactness: None,
            numerator: None,
            denominator: None,
            voice: OWN_COUNT.to_owned(),
            source: self.sources(),
            source_address: format!("{base}/kommunen/{}", body.key),
            source_date: released_on.clone(),
            note: String::new(),
        }
        };
        self.rows.iter().flat_map(|(body, own)| own.cells().iter().map(|cell| line(body, cell))).collect()
    }
}

impl Chart for MatrixChart {
    fn state(&self) -> &dyn State {
        &self.state
    }

    fn language(&self) -> Language {
        self.language
    }

    fn words(&self) -> Words {
        Words {
            title: self.title(),
            subtitle: self.subtitle().to_owned(),
            description: self.description(),
            notes: Vec::new(),
        }
    }

    fn content(&self) -> Option<Content> {
        (!self.rows.is_empty()).then(|| Content::Matrix(self.matrix()))
    }

    fn rows(&self, base: &str) -> Vec<Row> {
        self.lines(base)
    }

    fn sources(&self) -> String {
        format!("{SITE}, {}", self.language.pick("eigene Zählung der Belege", "own count of records"))
    }

    fn edition(&self) -> Edition {
        self.edition
    }

    fn cite_only(&self) -> bool {
        false
    }

    fn stem(&self) -> String {
        DIAGRAM.name.to_owned()
    }
}
