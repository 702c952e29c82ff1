//! `/leistungen/{slug}`: one service in all bodies: who is online since when, who promised it, and how that grew.

mod view;

use std::collections::BTreeMap;

use domain::service::{Rule, Standing};
use domain::{Body, BodyKey, Day, Language, PartialDate, Service, ServiceStatus, Slug};
use storage::services;

use crate::address::Address;
use crate::as_of::Moment;
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

/// How many bodies were how far on a day, over those with a dated record by then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Point {
    day: Day,
    /// Online, in work, planned, not online.
    counts: [usize; 4],
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
    let data = Data {
        language,
        catalogue: reading.catalogue.clone(),
        rules: rules.unwrap_or_default(),
        moment: page.moment.clone(),
        growth: growth(&towns),
        service,
        towns,
    };
    let empty = data.towns.is_empty();
    let crumbs = vec![(language.pick("Leistungen", "Services").to_owned(), Address::new("/leistungen"))];
    let document = Document::new(name, page.address(), data, view::view).described(description).under(crumbs);
    Ok(document.hidden_when(empty).into())
}

/// The states at every date on which one changed.
fn growth(towns: &[Town]) -> Vec<Point> {
    let records = || towns.iter().flat_map(|town| &town.records);
    let mut days: Vec<Day> = records()
        .filter(|record| record.stage.is_some())
        .filter_map(|record| record.valid_on.map(PartialDate::last_day))
        .collect();
    days.sort_unstable();
    days.dedup();
    let count = |day: Day| {
        let mut counts = [0; 4];
        for town in towns {
            let held = town.records.iter().filter(|record| record.held_on(Some(day)));
            if let Some(stage) = Standing::of(held).stage() {
                let place = view::STAGES.iter().position(|found| *found == stage).unwrap_or(0);
                counts[place] += 1;
            }
        }
        Point { day, counts }
    };
    days.into_iter().map(count).collect()
}

#[cfg(test)]
mod tests {
    use domain::service::Stage;
    use domain::{Reuse, Source, SourceKind, Voice};

    use super::*;

    #[test]
    fn a_point_counts_each_town_by_its_newest_dated_record() {
        let record = |key: &str, date: &str, stage| {
            let source = Source {
                title: "x".into(),
                address: "https://x.de".into(),
                published: None,
                retrieved_on: Day::from_number(20_000),
                kind: SourceKind::Website,
                reuse: Reuse::Open,
            };
            let (key, slug) = (BodyKey::parse(key).unwrap(), Slug::parse("wohngeld").unwrap());
            let date = PartialDate::parse(date);
            ServiceStatus { stage: Some(stage), ..ServiceStatus::new(key, slug, date, Voice::Press, source) }
        };
        let town = |key: &str, records: Vec<ServiceStatus>| Town {
            body: Body::new(BodyKey::parse(key).unwrap(), key, "Stadt"),
            records,
        };
        let first = [("2022", Stage::Planned), ("2024", Stage::Live)];
        let towns = [
            town("04012000", first.map(|(date, stage)| record("04012000", date, stage)).into()),
            town(
                "12054000",
                vec![record("12054000", "2022", Stage::Live), record("12054000", "", Stage::NotOffered)],
            ),
        ];
        let points: Vec<_> =
            growth(&towns).into_iter().map(|point| (point.day.year(), point.counts)).collect();
        assert_eq!(points, [(2022, [1, 0, 1, 0]), (2024, [2, 0, 0, 0])]);
    }
}
