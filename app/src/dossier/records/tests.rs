use domain::Catalogue;
use domain::service::{Chain, Step};

use super::*;
use crate::testing::status;

fn record(date: &str) -> ServiceStatus {
    status("04012000", date)
}

/// Value and date of the lines about a topic.
fn lines(topic: &str, services: Vec<ServiceStatus>) -> Vec<(String, Option<PartialDate>)> {
    let body = BodyKey::parse("04012000").unwrap();
    let records = Records { services, today: Some(Day::from_number(20_000)), ..Records::default() };
    let lines = records.told(&body, Language::German).about_topic(&Slug::parse(topic).unwrap());
    lines.into_iter().map(|line| (line.value, line.newest)).collect()
}

#[test]
fn records_speak_to_topics_and_indicators_of_the_catalogue() {
    let catalogue = Catalogue::bundled().unwrap();
    for telling in TELLING {
        for slug in telling.indicators {
            let indicator = Slug::parse(slug).and_then(|slug| catalogue.indicator(&slug)).unwrap();
            assert_eq!(indicator.topic.as_str(), telling.topic, "{slug}");
        }
    }
}

#[test]
fn a_chain_that_is_partly_known_does_not_say_that_nothing_is_printed() {
    let chain = |first: Step, others: Step| {
        let mut chain: Chain = [others; 6];
        chain[0] = first;
        vec![ServiceStatus { chain, ..record("2024") }]
    };
    assert_eq!(lines("prozesse", chain(Step::Digital, Step::Unknown)), []);
    let date = PartialDate::parse("2024");
    let printed = lines("prozesse", chain(Step::Printed, Step::Unknown));
    assert_eq!(printed, [("1 von 1 bekannten".to_owned(), date)]);
    let digital = lines("prozesse", chain(Step::Digital, Step::Digital));
    assert_eq!(digital, [("0 von 1 bekannten".to_owned(), date)]);
}

#[test]
fn an_answer_has_the_date_of_the_record_that_gives_it() {
    let federal = ServiceStatus { federal_portal: Some(true), ..record("2021") };
    let land = ServiceStatus { land_portal: Some(false), ..record("2024") };
    let portal = lines("portale", vec![federal, land]);
    assert_eq!(portal, [("1 von 1 bekannten".to_owned(), PartialDate::parse("2021"))]);
}

#[test]
fn a_record_that_only_says_why_nothing_is_known_says_nothing() {
    let missing = ServiceStatus { missing: Some(domain::NoValue::Refused), ..record("2024") };
    let body = BodyKey::parse("04012000").unwrap();
    let records = Records { services: vec![missing], ..Records::default() };
    assert_eq!(records.told(&body, Language::German).counts(), (0, 0));
}
