//! What the chart of stages is to show: its choices, without data.

use domain::{BodyKey, Slug};
use storage::services::standings;
use storage::{bodies, services};

use super::super::{Chart, Loading, State};
use super::{DIAGRAM, StagesChart};
use crate::address::Address;
use crate::as_of::Moment;
use crate::comparison::Known;
use crate::error::AppError;
use crate::page::Reading;
use crate::query::Query;

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counted {
    /// The services of a body.
    Services(BodyKey),
    /// The bodies with a service.
    Bodies(Slug),
}

/// What is counted, and as of when.
#[derive(Debug, Clone)]
pub struct StagesState {
    pub(super) counted: Counted,
    moment: Moment,
}

impl StagesState {
    /// A state.
    pub fn new(counted: Counted, moment: Moment) -> Self {
        Self { counted, moment }
    }

    pub(super) fn parse(query: &Query) -> Result<Self, AppError> {
        let body = query.read("kommune", BodyKey::parse, "ein amtlicher Schlüssel", "an official key")?;
        let service = query.read("leistung", Slug::parse, "eine Leistung", "a service")?;
        let counted = match (body, service) {
            (Some(body), None) => Counted::Services(body),
            (None, Some(service)) => Counted::Bodies(service),
            _ => {
                let (german, english) = ("entweder kommune oder leistung", "either kommune or leistung");
                return Err(AppError::bad("kommune", "", german, english));
            }
        };
        Ok(Self::new(counted, Moment::parse(query)?))
    }

    async fn loaded(&self, reading: &Reading) -> Result<StagesChart, AppError> {
        let moment = self.moment.resolve(reading).await?;
        let (db, state, language) = (&reading.db, self.clone(), reading.language);
        match &self.counted {
            Counted::Services(key) => {
                let body = bodies::find_as_of(db, key, moment.as_of).await?;
                let (german, english) = ("ein Schlüssel des Verzeichnisses", "a key of the register");
                let body = body.ok_or_else(|| AppError::bad("kommune", key.as_str(), german, english))?;
                let records = standings::stages_of_body(db, key, moment.as_of).await?;
                let services: Vec<_> = records.chunk_by(|one, next| one.service == next.service).collect();
                Ok(StagesChart::of_body(state, body.name, &services, moment, language))
            }
            Counted::Bodies(slug) => {
                let service = services::find(db, slug).await?;
                let (german, english) = ("eine Leistung des Katalogs", "a service of the catalogue");
                let service =
                    service.ok_or_else(|| AppError::bad("leistung", slug.as_str(), german, english))?;
                let name = service.name(language).to_owned();
                StagesChart::of_service(state, slug, name, moment, reading).await
            }
        }
    }
}

impl State for StagesState {
    fn name(&self) -> &'static str {
        DIAGRAM.name
    }

    fn address(&self, path: &str) -> Address {
        let address = match &self.counted {
            Counted::Services(key) => Address::new(path).with("kommune", key.to_string()),
            Counted::Bodies(slug) => Address::new(path).with("leistung", slug.to_string()),
        };
        self.moment.on(address)
    }

    fn page(&self) -> Address {
        self.moment.on(Address::new(match &self.counted {
            Counted::Services(key) => format!("/kommunen/{key}/leistungen"),
            Counted::Bodies(slug) => format!("/leistungen/{slug}"),
        }))
    }

    fn known(&self) -> Option<Known> {
        self.moment.known()
    }

    fn as_known(&self, known: Option<Known>) -> Option<Box<dyn State>> {
        Some(Box::new(Self::new(self.counted.clone(), self.moment.as_known(known))))
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async { Ok(Box::new(self.loaded(reading).await?) as Box<dyn Chart>) })
    }
}
