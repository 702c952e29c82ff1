//! `/kommunen/{key}/aemter`: every department of a body: e-file, application management, messenger, devices.

mod view;

use std::collections::BTreeMap;

use domain::department::DepartmentStanding;
use domain::{Body, BodyKey, DepartmentStatus, Indicator, Language, Slug};
use storage::{AsOf, bodies, departments, observations};

use crate::address::Address;
use crate::as_of::Moment;
use crate::components::shares::Share;
use crate::error::AppError;
use crate::measured::Shown;
use crate::page::{Answer, Document, Loading, Page, Reading};
use crate::query::Query;

/// The parameters, in canonical order.
pub const KNOWN: &[&str] = &["stand", "bekannt"];
/// The topics whose whole-town figures stand beside the departments.
const TOPICS: [&str; 2] = ["e-akte", "antragsmanagement"];

struct Departments {
    key: BodyKey,
    moment: Moment,
}

/// Reads the state.
///
/// # Errors
/// When the segment is no key, or a parameter has a bad value.
pub fn parse(segments: &[&str], query: &Query) -> Result<Box<dyn Page>, AppError> {
    let key = segments.first().and_then(|segment| BodyKey::parse(segment)).ok_or(AppError::NotFound)?;
    Ok(Box::new(Departments { key, moment: Moment::parse(query)? }))
}

impl Page for Departments {
    fn address(&self) -> Address {
        self.moment.on(Address::new(format!("/kommunen/{}/aemter", self.key)))
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async move { document(reading, self).await })
    }
}

/// What the view shows.
struct Data {
    language: Language,
    body: Body,
    moment: Moment,
    offices: Vec<Office>,
    shares: Vec<Share>,
    /// Figures of the whole body: title of the indicator with its address, and the record.
    whole: Vec<(String, Address, Shown)>,
}

/// A department with its records.
struct Office {
    records: Vec<DepartmentStatus>,
}

impl Office {
    fn standing(&self) -> DepartmentStanding<'_> {
        DepartmentStanding::of(&self.records)
    }

    /// Its name in the newest record.
    fn name(&self) -> String {
        self.standing().records().first().map(|record| record.name.clone()).unwrap_or_default()
    }
}

async fn document(reading: &Reading, page: &Departments) -> Result<Answer, AppError> {
    let language = reading.language;
    let moment = page.moment.resolve(reading).await?;
    let body = bodies::find_as_of(&reading.db, &page.key, moment.as_of).await?.ok_or(AppError::NotFound)?;
    let mut by_slug: BTreeMap<Slug, Vec<DepartmentStatus>> = BTreeMap::new();
    for record in departments::of_body(&reading.db, &page.key, moment.as_of).await? {
        by_slug.entry(record.department.clone()).or_default().push(record);
    }
    let mut offices: Vec<Office> = by_slug.into_values().map(|records| Office { records }).collect();
    offices.sort_by_key(|office| domain::search::sort_key(&office.name()));
    let shares = Share::read(reading, &page.key, moment.as_of, true).await?;
    let whole = whole(reading, &page.key, moment.as_of).await?;
    let title = match language {
        Language::German => format!("{}: Ämter", body.name),
        Language::English => format!("{}: departments", body.name),
    };
    let description = language.pick(
        "E-Akte, Antragsmanagement, Messenger und Geräte nach Ämtern, mit Stand und Quelle.",
        "E-file, application management, messenger and devices by department, with date and source.",
    );
    let crumbs = vec![
        (language.pick("Kommunen", "Municipalities").to_owned(), Address::new("/kommunen")),
        (body.name.clone(), Address::new(format!("/kommunen/{}", page.key))),
    ];
    let empty = offices.is_empty();
    let data = Data { language, body, moment: page.moment.clone(), offices, shares, whole };
    let document = Document::new(title, page.address(), data, view::view)
        .described(description)
        .under(crumbs)
        .called(language.pick("Ämter", "Departments"));
    Ok(document.hidden_when(empty).into())
}

/// The newest figure of the whole body for each indicator of these topics.
async fn whole(
    reading: &Reading,
    body: &BodyKey,
    as_of: AsOf,
) -> Result<Vec<(String, Address, Shown)>, AppError> {
    let topics: Vec<Slug> = TOPICS.iter().filter_map(|slug| Slug::parse(slug)).collect();
    let indicators: Vec<&Indicator> =
        topics.iter().flat_map(|topic| reading.catalogue.of_topic(topic)).collect();
    let slugs = indicators.iter().map(|indicator| indicator.slug.as_str());
    let reported = observations::about(&reading.db, &reading.catalogue, body, slugs, as_of).await?;
    let newest = |indicator: &Indicator| {
        let own = reported.iter().filter(|record| record.indicator == indicator.slug);
        let newest = own.min_by_key(|record| record.headline_order())?;
        let address = Address::new(format!("/kennzahlen/{}", indicator.slug));
        let shown = Shown::new(newest.clone(), indicator, &reading.catalogue, reading.language);
        Some((indicator.wording(reading.language).title.clone(), address, shown))
    };
    Ok(indicators.into_iter().filter_map(newest).collect())
}
