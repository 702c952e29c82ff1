//! `medienbrueche`: where the services of a body stay digital, and where they are typed again or printed.

use charts::{Chain, ChainRow, Content, Link};
use domain::service::{LINKS, Standing, Step};
use domain::{BodyKey, Language, ServiceStatus, format};
use exchange::export::Row;
use storage::overview::Edition;
use storage::{bodies, services};

use super::{Chart, Diagram, Loading, State, Words, source_titles};
use crate::address::Address;
use crate::as_of::{Moment, Resolved};
use crate::comparison::Known;
use crate::components::record::service::Names;
use crate::components::record::step;
use crate::error::AppError;
use crate::page::Reading;
use crate::query::Query;

/// The line of the table.
pub(super) const DIAGRAM: Diagram = Diagram {
    name: "medienbrueche",
    parse: |query| Ok(Box::new(ChainState::parse(query)?)),
    known: &["kommune", "stand", "bekannt"],
};

/// More rows than a chart can hold.
const MOST: usize = 60;

/// Whose services, and as of when.
#[derive(Debug, Clone)]
pub struct ChainState {
    body: BodyKey,
    moment: Moment,
}

impl ChainState {
    /// A state.
    pub fn new(body: BodyKey, moment: Moment) -> Self {
        Self { body, moment }
    }

    fn parse(query: &Query) -> Result<Self, AppError> {
        let (german, english) = ("ein amtlicher Schlüssel", "an official key");
        let body = query.read("kommune", BodyKey::parse, german, english)?;
        let body = body.ok_or_else(|| AppError::bad("kommune", "", german, english))?;
        Ok(Self::new(body, Moment::parse(query)?))
    }

    async fn loaded(&self, reading: &Reading) -> Result<ChainChart, AppError> {
        let moment = self.moment.resolve(reading).await?;
        let body = bodies::find_as_of(&reading.db, &self.body, moment.as_of).await?;
        let (german, english) = ("ein Schlüssel des Verzeichnisses", "a key of the register");
        let body = body.ok_or_else(|| AppError::bad("kommune", self.body.as_str(), german, english))?;
        let records = services::of_body(&reading.db, &self.body, moment.as_of).await?;
        let names = Names::read(reading, records.iter().map(|record| &record.service)).await?;
        let services = records.chunk_by(|one, next| one.service == next.service);
        let known: Vec<_> =
            services.map(|about| (names.of(&about[0].service, reading.language), about)).collect();
        Ok(ChainChart::new(self.clone(), body.name, &known, moment, reading.language))
    }
}

impl State for ChainState {
    fn name(&self) -> &'static str {
        DIAGRAM.name
    }

    fn address(&self, path: &str) -> Address {
        self.moment.on(Address::new(path).with("kommune", self.body.to_string()))
    }

    fn page(&self) -> Address {
        self.moment.on(Address::new(format!("/kommunen/{}/leistungen", self.body)))
    }

    fn known(&self) -> Option<Known> {
        self.moment.known()
    }

    fn as_known(&self, known: Option<Known>) -> Option<Box<dyn State>> {
        Some(Box::new(Self::new(self.body.clone(), self.moment.as_known(known))))
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async { Ok(Box::new(self.loaded(reading).await?) as Box<dyn Chart>) })
    }
}

/// A service and the record that tells most about its way; the way is unknown when no record tells it.
struct Way {
    service: String,
    steps: [Step; LINKS.len()],
    record: ServiceStatus,
}

/// The ways of the services of a body.
pub struct ChainChart {
    state: ChainState,
    body: String,
    ways: Vec<Way>,
    moment: Resolved,
    language: Language,
}

impl ChainChart {
    /// The chart of services, with their names, that were read already.
    pub fn new(
        state: ChainState,
        body: String,
        known: &[(String, &[ServiceStatus])],
        moment: Resolved,
        language: Language,
    ) -> Self {
        let way = |(service, records): &(String, &[ServiceStatus])| {
            let standing = Standing::of(*records);
            let unknown = || standing.records().first().map(|record| ([Step::Unknown; LINKS.len()], *record));
            let (steps, record) = standing.chain().or_else(unknown)?;
            Some(Way { service: service.clone(), steps, record: record.clone() })
        };
        let mut ways: Vec<Way> = known.iter().filter_map(way).collect();
        ways.sort_by_cached_key(|way| (!way.is_known(), domain::search::sort_key(&way.service)));
        Self { state, body, ways, moment, language }
    }

    /// Whether the way of any service is on record.
    pub fn is_known(&self) -> bool {
        self.ways.iter().any(Way::is_known)
    }

    fn title(&self) -> String {
        let known = self.ways.iter().filter(|way| way.is_known()).count();
        let whole =
            self.ways.iter().filter(|way| way.steps.iter().all(|step| *step == Step::Digital)).count();
        let number = |count: usize| format::integer(i64::try_from(count).unwrap_or(i64::MAX), self.language);
        let (body, known_text, whole) = (&self.body, number(known), number(whole));
        match (self.language, known) {
            (Language::German, 0) => format!("{body}: Von keiner Leistung ist belegt, wo gedruckt wird"),
            (Language::English, 0) => {
                format!("{body}: for no service it is on record where things are printed")
            }
            (Language::German, _) => {
                format!("{body}: {whole} von {known_text} Leistungen mit belegtem Weg durchgehend digital")
            }
            (Language::English, _) => {
                format!("{body}: {whole} of {known_text} services with a way on record digital throughout")
            }
        }
    }

    fn subtitle(&self) -> &'static str {
        self.language.pick(
            "Der Weg vom Antrag bis zur Zahlung, Leistung für Leistung",
            "The way from application to payment, service by service",
        )
    }

    fn description(&self) -> String {
        let line = |way: &Way| {
            let steps = LINKS.iter().zip(way.steps).map(|((_, german, english), found)| {
                format!("{}: {}", self.language.pick(german, english), step(found, self.language))
            });
            format!("{}. {}", way.service, steps.collect::<Vec<_>>().join(", "))
        };
        format!("{}. {}.", self.title(), self.ways.iter().map(line).collect::<Vec<_>>().join(". "))
    }

    fn chain(&self) -> Chain {
        let link = |step: Step| match step {
            Step::Digital => Link::Digital,
            Step::Retyped => Link::Retyped,
            Step::Printed => Link::Printed,
            Step::Unknown => Link::Unknown,
        };
        let row = |way: &Way| ChainRow { name: way.service.clone(), links: way.steps.map(link).to_vec() };
        Chain {
            stations: LINKS
                .map(|(_, german, english)| self.language.pick(german, english).to_owned())
                .to_vec(),
            rows: self.ways.iter().take(MOST).map(row).collect(),
        }
    }

    fn lines(&self) -> impl Iterator<Item = Row> {
        self.ways.iter().flat_map(move |way| {
            LINKS.iter().zip(way.steps).map(move |((word, german, english), found)| {
                let record = &way.record;
                Row {
                    key: record.body.to_string(),
                    name: self.body.clone(),
                    indicator: format!("{}/{word}", record.service),
                    title: format!("{}: {}", way.service, self.language.pick(german, english)),
                    definition: self.subtitle().to_owned(),
                    definition_version: 1,
                    unit: String::new(),
                    date: record.valid_on.map(|date| date.to_string()),
                    period_start: None,
                    state: if found == Step::Unknown { "keine-angabe" } else { "belegt" }.to_owned(),
                    value: None,
                    text: Some(step(found, self.language).to_owned()),
                    exactness: None,
                    numerator: None,
                    denominator: None,
                    voice: record.voice.word().to_owned(),
                    source: record.source.title.clone(),
                    source_address: record.source.address.clone(),
                    source_date: record.source.published.map(|date| date.to_string()),
                    note: record.note.clone(),
                }
            })
        })
    }
}

impl Way {
    fn is_known(&self) -> bool {
        self.steps.iter().any(|step| *step != Step::Unknown)
    }
}

impl Chart for ChainChart {
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
        (!self.ways.is_empty()).then(|| Content::Chain(self.chain()))
    }

    fn rows(&self, _: &str) -> Vec<Row> {
        self.lines().collect()
    }

    fn sources(&self) -> String {
        source_titles(self.ways.iter().map(|way| way.record.source.title.as_str()), self.language)
    }

    fn edition(&self) -> Edition {
        Edition { revision: self.moment.revision, released_on: self.moment.released_on }
    }

    fn cite_only(&self) -> bool {
        self.ways.iter().any(|way| way.record.source.reuse == domain::Reuse::CiteOnly)
    }

    fn stem(&self) -> String {
        format!("{}-{}", DIAGRAM.name, self.state.body)
    }
}
