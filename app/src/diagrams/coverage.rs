//! `karte`: where in Germany something is on record, and about how many topics.

use charts::{Content, Map, Place};
use domain::{Language, format};
use exchange::export::{OWN_COUNT, Row};
use storage::overview::{self, Edition, Town};

use super::{Chart, Diagram, Loading, State, Words};
use crate::address::Address;
use crate::as_of::Moment;
use crate::comparison::Known;
use crate::error::AppError;
use crate::page::Reading;
use crate::text::SITE;

/// The line of the table.
pub(super) const DIAGRAM: Diagram = Diagram {
    name: "karte",
    parse: |query| Ok(Box::new(Coverage { moment: Moment::edition_only(query)? })),
    known: &["bekannt"],
};

/// More points would lie on top of each other.
const MOST: i64 = 2_000;
/// Towns that are named, if there is room.
const LABELLED: usize = 12;
/// The most topics of each class of size but the last.
const CLASSES: [i64; 3] = [1, 4, 8];

/// The map as of an edition.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    moment: Moment,
}

/// The map with its towns.
pub struct CoverageMap {
    state: Coverage,
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
        self.moment.on(Address::new(path))
    }

    /// The start page shows the newest only; an earlier edition stands alone.
    fn page(&self) -> Address {
        if self.moment.is_present() { Address::new("/") } else { self.address("/einbetten/karte") }
    }

    fn known(&self) -> Option<Known> {
        self.moment.known()
    }

    fn as_known(&self, known: Option<Known>) -> Option<Box<dyn State>> {
        Some(Box::new(Self { moment: self.moment.as_known(known) }))
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async { Ok(Box::new(self.map(reading).await?) as Box<dyn Chart>) })
    }
}

impl Coverage {
    async fn map(&self, reading: &Reading) -> Result<CoverageMap, AppError> {
        let moment = self.moment.resolve(reading).await?;
        let (towns, known) = if self.moment.is_present() {
            let known = overview::counts(&reading.db).await?.with_values;
            (overview::towns(&reading.db, MOST).await?, known)
        } else {
            let mut towns = overview::towns_then(&reading.db, moment.revision).await?;
            let known = i64::try_from(towns.len()).unwrap_or(i64::MAX);
            towns.truncate(usize::try_from(MOST).unwrap_or(usize::MAX));
            (towns, known)
        };
        Ok(CoverageMap {
            state: self.clone(),
            language: reading.language,
            edition: moment.edition(),
            towns,
            known,
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
        let place = |(number, town): (usize, &Town)| {
            let (latitude, longitude) = town.place?;
            Some(Place {
                name: town.name.clone(),
                latitude,
                longitude,
                class: Some(class(town.topics)),
                text: None,
                labelled: number < LABELLED,
                highlighted: false,
            })
        };
        self.towns.iter().enumerate().filter_map(place).collect()
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
        self.towns.iter().any(|town| town.place.is_some()).then(|| {
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
            voice: OWN_COUNT.to_owned(),
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
