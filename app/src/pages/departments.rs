//! `/kommunen/{key}/aemter`: every department of a body: e-file, application management, messenger, devices.

mod view;

use std::collections::BTreeMap;

use domain::department::DepartmentStanding;
use domain::{Body, BodyKey, DepartmentStatus, Language, Slug};
use storage::{bodies, departments, derived, observations};

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
    let stored = derived::of_body(&reading.db, &page.key, moment.as_of).await?;
    let stored = derived::as_of(&stored, page.moment.valid());
    let stored = stored.into_iter().filter(|point| point.derived.measure.of_departments()).collect();
    let reported = observations::of_body(&reading.db, &reading.catalogue, &page.key, moment.as_of).await?;
    let shares = Share::all(stored, &reported, &reading.catalogue, language);
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
    let whole = whole(reading, &reported);
    let empty = offices.is_empty();
    let data = Data { language, body, moment: page.moment.clone(), offices, shares, whole };
    let document = Document::new(title, page.address(), data, view::view)
        .described(description)
        .under(crumbs)
        .called(language.pick("Ämter", "Departments"));
    Ok(document.hidden_when(empty).into())
}

/// The newest figure of the whole body for each indicator of these topics.
fn whole(reading: &Reading, reported: &[domain::Observation]) -> Vec<(String, Address, Shown)> {
    let mut rows = Vec::new();
    for topic in TOPICS.iter().filter_map(|slug| Slug::parse(slug)) {
        for indicator in reading.catalogue.of_topic(&topic) {
            let own = reported.iter().filter(|record| record.indicator == indicator.slug);
            let Some(newest) = own.min_by_key(|record| record.headline_order()) else { continue };
            let address = Address::new(format!("/kennzahlen/{}", indicator.slug));
            let shown = Shown::new(newest.clone(), indicator, &reading.catalogue, reading.language);
            rows.push((indicator.wording(reading.language).title.clone(), address, shown));
        }
    }
    rows
}
