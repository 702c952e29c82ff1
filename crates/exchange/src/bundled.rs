//! The facts and bodies this repository ships: `bundled/facts.csv`, `bundled/bodies.csv` and the tables of services and
//! departments.

use domain::promise::Event;
use domain::service::{STARTER, Starter};
use domain::{Body, Catalogue, Day, DepartmentStatus, Inquiry, Observation, Promise, ServiceStatus};
use sha2::{Digest, Sha256};

use crate::Refused;

const BODIES: &[u8] = include_bytes!("../bundled/bodies.csv");
const FACTS: &[u8] = include_bytes!("../bundled/facts.csv");
const SERVICES: &[u8] = include_bytes!("../bundled/services_status.csv");
const PROMISES: &[u8] = include_bytes!("../bundled/promises.csv");
const DEPARTMENTS: &[u8] = include_bytes!("../bundled/departments_status.csv");
const INQUIRIES: &[u8] = include_bytes!("../bundled/inquiries.csv");
const QUESTIONS: &[u8] = include_bytes!("../bundled/questions.csv");

/// Days from 1 January 1970 to 22 November 2026, the day on which the bundled facts were released. It is fixed, so
/// that an address frozen on one installation means the same on every other.
const RELEASED: i32 = 20_779;

/// The bundled bodies.
///
/// # Errors
/// When the file breaks a rule; a test keeps that from being released.
pub fn bodies() -> Result<Vec<Body>, Refused> {
    crate::bodies::read(BODIES)
}

/// The bundled facts.
///
/// # Errors
/// When the file breaks a rule; a test keeps that from being released.
pub fn facts(catalogue: &Catalogue) -> Result<Vec<Observation>, Refused> {
    crate::facts::read(FACTS, catalogue)
}

/// The bundled records about services.
///
/// # Errors
/// When the file breaks a rule; a test keeps that from being released.
pub fn services(starter: &Starter) -> Result<Vec<ServiceStatus>, Refused> {
    let known = starter.entries.iter().map(|entry| entry.service.slug.clone()).collect();
    crate::services::read(SERVICES, starter, &known)
}

/// The bundled records about departments.
///
/// # Errors
/// When the file breaks a rule; a test keeps that from being released.
pub fn departments() -> Result<Vec<DepartmentStatus>, Refused> {
    crate::departments::read(DEPARTMENTS, None)
}

/// The bundled statements about promises.
///
/// # Errors
/// When the file breaks a rule; a test keeps that from being released.
pub fn promises(catalogue: &Catalogue) -> Result<Vec<(Promise, Event)>, Refused> {
    crate::promises::read(PROMISES, catalogue)
}

/// A digest of the promises: they are a set of their own, loaded after the facts.
pub fn promises_digest() -> String {
    format!("promises {:x}", Sha256::digest(PROMISES))
}

/// The bundled inquiries with their questions.
///
/// # Errors
/// When a file breaks a rule; a test keeps that from being released.
pub fn inquiries(catalogue: &Catalogue) -> Result<Vec<Inquiry>, Refused> {
    crate::inquiries::read(INQUIRIES, QUESTIONS, catalogue)
}

/// A digest of both files of inquiries.
pub fn inquiries_digest() -> String {
    let digest = Sha256::new().chain_update(INQUIRIES).chain_update([0]).chain_update(QUESTIONS).finalize();
    format!("{digest:x}")
}

/// The day of their release.
pub fn released_on() -> Day {
    Day::from_number(RELEASED)
}

/// A digest of all files and of the rules of responsibility, by which an installation knows whether it has loaded them.
pub fn digest() -> String {
    let files = [BODIES, FACTS, SERVICES, DEPARTMENTS, STARTER.as_bytes()];
    let digest = files.iter().fold(Sha256::new(), |digest, file| digest.chain_update([0]).chain_update(file));
    format!("{:x}", digest.finalize())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::{BodyKey, Reuse};

    use super::*;

    #[test]
    fn every_fact_is_about_a_body_on_the_list() {
        let known: BTreeSet<BodyKey> = bodies().unwrap().into_iter().map(|body| body.key).collect();
        for fact in facts(&Catalogue::bundled().unwrap()).unwrap() {
            assert!(known.contains(&fact.body), "{}", fact.body);
        }
    }

    #[test]
    fn every_record_of_a_service_is_about_a_body_on_the_list() {
        let known: BTreeSet<BodyKey> = bodies().unwrap().into_iter().map(|body| body.key).collect();
        let records = services(Catalogue::bundled().unwrap().services()).unwrap();
        assert!(records.iter().all(|record| known.contains(&record.body)));
        assert!(departments().unwrap().iter().all(|record| known.contains(&record.body)));
    }

    #[test]
    fn a_fact_is_as_free_as_its_indicator() {
        let catalogue = Catalogue::bundled().unwrap();
        for fact in facts(&catalogue).unwrap() {
            let indicator = catalogue.indicator(&fact.indicator).unwrap();
            assert_eq!(
                fact.source.reuse == Reuse::CiteOnly,
                indicator.reuse == Reuse::CiteOnly,
                "{}",
                fact.indicator
            );
        }
    }

    #[test]
    fn at_least_three_towns_have_a_comparable_line_of_three_dates() {
        let catalogue = Catalogue::bundled().unwrap();
        let facts = facts(&catalogue).unwrap();
        let towns: BTreeSet<_> = facts.iter().map(|fact| &fact.body).collect();
        let long = |town: &&&BodyKey| {
            let dates = facts.iter().filter(|fact| {
                &fact.body == **town
                    && fact.indicator.as_str() == "maengelmeldungen-online"
                    && fact.valid_on.is_some()
            });
            dates.count() >= 3
        };
        assert!(towns.iter().filter(long).count() >= 3);
    }

    #[test]
    fn the_release_day_is_what_it_says() {
        assert_eq!(released_on().to_string(), "2026-11-22");
    }

    #[test]
    fn promises_name_bodies_and_indicators_that_exist() {
        let catalogue = Catalogue::bundled().unwrap();
        let bodies: BTreeSet<String> =
            bodies().unwrap().into_iter().map(|body| body.key.to_string()).collect();
        for (promise, _) in promises(&catalogue).unwrap() {
            assert!(bodies.contains(promise.body.as_str()), "{}", promise.id);
        }
    }

    #[test]
    fn inquiries_are_of_bodies_on_the_list_and_the_founding_ones_are_whole() {
        let known: BTreeSet<BodyKey> = bodies().unwrap().into_iter().map(|body| body.key).collect();
        let inquiries = inquiries(&Catalogue::bundled().unwrap()).unwrap();
        assert!(inquiries.iter().all(|inquiry| known.contains(&inquiry.body)));
        for (slug, questions) in [(domain::inquiry::FOUNDING, 6), (domain::inquiry::FOUNDING_SECOND, 8)] {
            let inquiry = inquiries.iter().find(|inquiry| inquiry.slug.as_str() == slug).unwrap();
            assert_eq!(inquiry.questions.len(), questions);
        }
    }
}
