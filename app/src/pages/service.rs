//! `/leistungen/{slug}`: one service in all bodies: who is online since when, who promised it, and how that grew.

mod listing;
mod view;

use domain::service::Rule;
use domain::{Language, Service, Slug};
use storage::services;
use storage::services::standings::{self, Told};

use crate::address::Address;
use crate::as_of::Moment;
use crate::components::figure::Figure;
use crate::diagrams::stages::{Counted, Point, StagesChart, StagesState};
use crate::error::AppError;
use crate::page::{Answer, Document, Loading, Page, Reading};
use crate::query::Query;

/// The parameters, in canonical order.
pub const KNOWN: &[&str] = &["seite", "stand", "bekannt"];
/// The parameters of its files: they have no pages.
pub const KNOWN_OF_FILES: &[&str] = &["stand", "bekannt"];

/// Bodies on a page of the table.
const ROWS: i64 = 50;

/// One service, as of a moment.
#[derive(Debug, Clone)]
pub struct OneService {
    slug: Slug,
    /// The page of the table, from 1.
    page: i64,
    moment: Moment,
}

/// Reads the state.
///
/// # Errors
/// When the segment is no slug, or a parameter has a bad value.
pub fn parse(segments: &[&str], query: &Query) -> Result<Box<dyn Page>, AppError> {
    let slug = segments.first().copied().unwrap_or_default();
    Ok(Box::new(OneService { page: query.page()?, ..OneService::read(slug, query)? }))
}

impl Page for OneService {
    fn address(&self) -> Address {
        self.at(self.page)
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async move { document(reading, self).await })
    }
}

impl OneService {
    /// Reads the state of the page and of its files.
    ///
    /// # Errors
    /// When the text is no slug, or a parameter has a bad value.
    pub fn read(slug: &str, query: &Query) -> Result<Self, AppError> {
        let slug = Slug::parse(slug).ok_or(AppError::NotFound)?;
        Ok(Self { slug, page: 1, moment: Moment::parse(query)? })
    }

    /// The address of the page; with an ending such as `/kommunen.csv` that of a file.
    pub fn under(&self, ending: &str) -> Address {
        self.moment.on(Address::new(format!("/leistungen/{}{ending}", self.slug)))
    }

    /// The canonical address of a page of the table.
    fn at(&self, page: i64) -> Address {
        self.moment.on(Address::new(format!("/leistungen/{}", self.slug)).with_page(page))
    }
}

/// What the view shows.
struct Data {
    state: OneService,
    language: Language,
    catalogue: std::sync::Arc<domain::Catalogue>,
    service: Service,
    rules: Vec<Rule>,
    /// Bodies at each of `STAGES`, and those on record without one.
    counts: [i64; 5],
    /// The bodies of this page of the table.
    towns: Vec<Told>,
    growth: Vec<Point>,
    figure: Option<Figure>,
}

impl Data {
    /// Bodies on record.
    fn total(&self) -> i64 {
        self.counts.iter().sum()
    }
}

async fn document(reading: &Reading, page: &OneService) -> Result<Answer, AppError> {
    let language = reading.language;
    let service = services::find(&reading.db, &page.slug).await?.ok_or(AppError::NotFound)?;
    let moment = page.moment.resolve(reading).await?;
    let counts = standings::counts(&reading.db, &page.slug, moment.kept()).await?;
    let rows = (ROWS, (page.page - 1) * ROWS);
    let towns = standings::page(&reading.db, &page.slug, moment.kept(), rows).await?;
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
    let state = StagesState::new(Counted::Bodies(page.slug.clone()), page.moment.clone());
    let chart = StagesChart::of_service(state, &page.slug, name.clone(), moment, reading).await?;
    let data = Data {
        language,
        catalogue: reading.catalogue.clone(),
        rules: rules.unwrap_or_default(),
        state: page.clone(),
        figure: Figure::draw(&chart, "entwicklung", reading)?,
        growth: chart.drawn().to_vec(),
        service,
        counts,
        towns,
    };
    let empty = data.total() == 0;
    let crumbs = vec![(language.pick("Leistungen", "Services").to_owned(), Address::new("/leistungen"))];
    let document = Document::new(name, page.address(), data, view::view).described(description).under(crumbs);
    Ok(document.hidden_when(empty).into())
}
