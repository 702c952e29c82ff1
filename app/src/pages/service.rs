//! `/leistungen/{slug}`: one service in all bodies: who is online since when, who promised it, and how that grew.

mod view;

use std::collections::BTreeMap;

use domain::service::{Rule, Standing};
use domain::{Body, BodyKey, Language, Service, ServiceStatus, Slug};
use storage::services;

use crate::address::Address;
use crate::as_of::Moment;
use crate::components::figure::Figure;
use crate::diagrams::stages::{Counted, Point, StagesChart, StagesState, growth};
use crate::error::AppError;
use crate::page::{Answer, Document, Loading, Page, Reading};
use crate::query::Query;

/// The parameters, in canonical order.
pub const KNOWN: &[&str] = &["stand", "bekannt"];

struct OneService {
    slug: Slug,
    moment: Moment,
}

/// Reads the state.
///
/// # Errors
/// When the segment is no slug, or a parameter has a bad value.
pub fn parse(segments: &[&str], query: &Query) -> Result<Box<dyn Page>, AppError> {
    let slug = segments.first().and_then(|segment| Slug::parse(segment)).ok_or(AppError::NotFound)?;
    Ok(Box::new(OneService { slug, moment: Moment::parse(query)? }))
}

impl Page for OneService {
    fn address(&self) -> Address {
        self.moment.on(Address::new(format!("/leistungen/{}", self.slug)))
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async move { document(reading, self).await })
    }
}

/// What the view shows.
struct Data {
    language: Language,
    catalogue: std::sync::Arc<domain::Catalogue>,
    service: Service,
    rules: Vec<Rule>,
    moment: Moment,
    towns: Vec<Town>,
    growth: Vec<Point>,
    figure: Option<Figure>,
}

/// A body with its records about the service.
struct Town {
    body: Body,
    records: Vec<ServiceStatus>,
}

impl Town {
    fn standing(&self) -> Standing<'_> {
        Standing::of(&self.records)
    }
}

async fn document(reading: &Reading, page: &OneService) -> Result<Answer, AppError> {
    let language = reading.language;
    let service = services::find(&reading.db, &page.slug).await?.ok_or(AppError::NotFound)?;
    let moment = page.moment.resolve(reading).await?;
    let (bodies, records) = services::of_service(&reading.db, &page.slug, moment.as_of).await?;
    let mut by_body: BTreeMap<BodyKey, Vec<ServiceStatus>> = BTreeMap::new();
    for record in records {
        by_body.entry(record.body.clone()).or_default().push(record);
    }
    let towns: Vec<Town> = bodies
        .into_iter()
        .map(|body| Town { records: by_body.remove(&body.key).unwrap_or_default(), body })
        .collect();
    let name = service.name(language).to_owned();
    let description = match language {
        Language::German => {
            format!("{name}: welche Kommunen sie online anbieten, seit wann, und was zugesagt ist.")
        }
        Language::English => {
            format!("{name}: which municipalities offer it online, since when, and what is promised.")
        }
    };
    let rules = reading.catalogue.services().entry(&page.slug).map(|entry| entry.rules.clone());
    let records: Vec<&[ServiceStatus]> = towns.iter().map(|town| town.records.as_slice()).collect();
    let state = StagesState::new(Counted::Bodies(page.slug.clone()), page.moment.clone());
    let chart = StagesChart::new(state, name.clone(), &records, moment, language);
    let data = Data {
        language,
        catalogue: reading.catalogue.clone(),
        rules: rules.unwrap_or_default(),
        moment: page.moment.clone(),
        figure: Figure::draw(&chart, "entwicklung", reading)?,
        growth: growth(&records),
        service,
        towns,
    };
    let empty = data.towns.is_empty();
    let crumbs = vec![(language.pick("Leistungen", "Services").to_owned(), Address::new("/leistungen"))];
    let document = Document::new(name, page.address(), data, view::view).described(description).under(crumbs);
    Ok(document.hidden_when(empty).into())
}
