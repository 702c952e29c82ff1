//! `karte`: where in Germany something is on record, and about how many topics.

use charts::{Content, Map, Place};
use domain::{Language, format};
use exchange::export::Row;
use storage::overview::{self, Edition, Town};

use super::{Chart, Diagram, Loading, State, Words};
use crate::address::Address;
use crate::comparison::Known;
use crate::page::Reading;
use crate::text::SITE;

/// The line of the table.
pub(super) const DIAGRAM: Diagram = Diagram { name: "karte", parse: |_| Ok(Box::new(Coverage)), known: &[] };

/// More points would lie on top of each other.
const MOST: i64 = 2_000;
/// Towns that are named, if there is room.
const LABELLED: usize = 12;
/// The most topics of each class of size but the last.
const CLASSES: [i64; 3] = [1, 4, 8];

/// The map, which has one state only.
pub struct Coverage;

/// The map with its towns.
pub struct CoverageMap {
    language: Language,
    edition: Edition,
    towns: Vec<Town>,
    /// Municipalities with a value, wherever they lie.
    known: i64,
}

impl State for Coverage {
    fn name(&self) -> &'static str {
        DIAGRAM.name
    }

    fn address(&self, path: &str) -> Address {
        Address::new(path)
    }

    fn page(&self) -> Address {
        Address::new("/")
    }

    fn known(&self) -> Option<Known> {
        None
    }

    fn as_known(&self, _: Option<Known>) -> Option<Box<dyn State>> {
        None
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async {
            let map = CoverageMap {
                language: reading.language,
                edition: reading.edition,
                towns: overview::towns(&reading.db, MOST).await?,
                known: overview::counts(&reading.db).await?.with_values,
            };
            Ok(Box::new(map) as Box<dyn Chart>)
        })
    }
}

impl CoverageMap {
    fn title(&self) -> String {
        let known = format::integer(self.known, self.language);
        let all = format::integer(overview::MUNICIPALITIES, self.language);
        match self.language {
            Language::German => format!("Zu {known} von {all} Gemeinden und Städten gibt es Angaben"),
            Language::English => {
                format!("There is something on record for {known} of {all} municipalities")
            }
        }
    }

    fn subtitle(&self) -> &'static str {
        self.language.pick(
            "Je größer der Punkt, desto mehr der 14 Themen sind belegt",
            "The larger the point, the more of the 14 topics are on record",
        )
    }

    fn places(&self) -> Vec<Place> {
        let place = |(number, town): (usize, &Town)| Place {
            name: town.name.clone(),
            latitude: town.place.0,
            longitude: town.place.1,
            class: Some(class(town.topics)),
            text: None,
            labelled: number < LABELLED,
            highlighted: false,
        };
        self.towns.iter().enumerate().map(place).collect()
    }

    fn description(&self) -> String {
        let most: Vec<String> =
            self.towns.iter().take(LABELLED).map(|town| format!("{}: {}", town.name, town.topics)).collect();
        let most_of = self.language.pick("Die meisten Themen haben", "Most topics on record:");
        format!("{}. {}. {most_of} {}.", self.title(), self.subtitle(), most.join(", "))
    }
}

/// The class of size for a number of topics.
fn class(topics: i64) -> u8 {
    let smaller = CLASSES.iter().filter(|most| topics > **most).count();
    u8::try_from(smaller).unwrap_or(u8::MAX)
}

fn classes(language: Language) -> Vec<String> {
    let (one, many) = language.pick(("1 Thema", "Themen"), ("1 topic", "topics"));
    let to = language.pick("bis", "to");
    vec![one.to_owned(), format!("2 {to} 4 {many}"), format!("5 {to} 8 {many}"), format!("9 {to} 14 {many}")]
}

impl Chart for CoverageMap {
    fn state(&self) -> &dyn State {
        &Coverage
    }

    fn language(&self) -> Language {
        self.language
    }

    fn words(&self) -> Words {
        Words {
            title: self.title(),
            subtitle: self.subtitle().to_owned(),
            description: self.description(),
            notes: vec![
                self.language
                    .pick(
                        "Grau: wo Gemeinden liegen, gerastert.",
                        "Grey: where municipalities lie, as a raster.",
                    )
                    .to_owned(),
            ],
        }
    }

    fn content(&self) -> Option<Content> {
        (!self.towns.is_empty()).then(|| {
            Content::Map(Map {
                places: self.places(),
                classes: classes(self.language),
                missing: String::new(),
            })
        })
    }

    fn rows(&self, base: &str) -> Vec<Row> {
        let released_on = self.edition.released_on.map(|day| day.to_string()).unwrap_or_default();
        let row = |town: &Town| Row {
            key: town.key.to_string(),
            name: town.name.clone(),
            indicator: "belegte-themen".to_owned(),
            title: self.language.pick("Belegte Themen", "Topics on record").to_owned(),
            definition: self
                .language
                .pick(
                    "In wie vielen der 14 Themen mindestens ein Wert belegt ist.",
                    "In how many of the 14 topics at least one value is on record.",
                )
                .to_owned(),
            definition_version: 1,
            unit: self.language.pick("Themen", "topics").to_owned(),
            date: Some(released_on.clone()),
            period_start: None,
            state: "belegt".to_owned(),
            value: Some(topics(town)),
            text: None,
            exactness: Some("genau".to_owned()),
            numerator: Some(town.topics),
            denominator: Some(14),
            voice: "studie".to_owned(),
            source: self.sources(),
            source_address: format!("{base}/kommunen/{}", town.key),
            source_date: Some(released_on.clone()),
            note: String::new(),
        };
        self.towns.iter().map(row).collect()
    }

    fn sources(&self) -> String {
        let rest = self.language.pick(
            "eigene Zählung der Belege; Lage: © Statistisches Bundesamt (Destatis)",
            "own count of records; places: © Statistisches Bundesamt (Destatis)",
        );
        format!("{SITE}, {rest}")
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

#[expect(clippy::cast_precision_loss, reason = "at most fourteen")]
fn topics(town: &Town) -> f64 {
    town.topics as f64
}
