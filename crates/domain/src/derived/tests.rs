use proptest::prelude::*;

use super::*;
use crate::department::EfileStage;
use crate::service::{ScaleLevel, Stage, Step, Usage};
use crate::{BodyKey, PartialDate, Reuse, Slug, Source, SourceKind, Voice};

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

fn town() -> Body {
    Body::new(BodyKey::parse("04012000").unwrap(), "Bremerhaven", "Kreisfreie Stadt")
}

fn source() -> Source {
    Source {
        title: "x".into(),
        address: "https://x.de".into(),
        published: None,
        retrieved_on: Day::from_number(20_000),
        kind: SourceKind::Website,
        reuse: Reuse::Open,
    }
}

fn status(service: &str, date: &str, stage: Option<Stage>) -> ServiceStatus {
    let date = PartialDate::parse(date);
    let voice = Voice::Administration;
    ServiceStatus { stage, ..ServiceStatus::new(town().key, slug(service), date, voice, source()) }
}

fn department(name: &str, date: &str, numbers: Option<(i64, i64)>) -> DepartmentStatus {
    let key = (town().key, slug(name), name.to_owned());
    DepartmentStatus {
        workplaces: numbers.map(|numbers| numbers.1),
        efile_workplaces: numbers.map(|numbers| numbers.0),
        efile: numbers.map(|numbers| if numbers.0 > 0 { EfileStage::Productive } else { EfileStage::None }),
        ..DepartmentStatus::new(key, PartialDate::parse(date), Voice::Administration, source())
    }
}

/// A catalogue of the first services of the bundled one that are a town's own.
fn starter(count: usize) -> Starter {
    let bundled = Starter::bundled().unwrap();
    let names = [
        "personalausweis",
        "reisepass",
        "hundesteuer-anmeldung",
        "gewerbe-anmelden",
        "kfz-zulassung",
        "wohngeld",
    ];
    let keep = |name: &&str| bundled.entry(&slug(name)).unwrap().clone();
    Starter { entries: names.iter().take(count).map(|name| keep(&name)).collect(), ..bundled.clone() }
}

fn tallies(
    count: usize,
    services: &[ServiceStatus],
    departments: &[DepartmentStatus],
) -> BTreeMap<Measure, Tally> {
    at(Inputs { body: &town(), starter: &starter(count), services, departments }, None)
}

#[test]
fn a_share_says_how_many_are_known() {
    let records = [
        status("personalausweis", "2024", Some(Stage::Live)),
        status("reisepass", "2024", Some(Stage::Planned)),
    ];
    let online = tallies(6, &records, &[])[&Measure::Online];
    assert_eq!(online, Tally { numerator: 1, denominator: 2, known: 2, unknown: 4 });
    assert_eq!(online.share(), None, "a third known is not enough");
    assert_eq!(tallies(2, &records, &[])[&Measure::Online].share(), Some(50.0));
}

#[test]
fn the_three_notions_of_online_stay_apart() {
    let level = |level| Some(ScaleLevel { scale: slug("ozg-reifegrad"), version: 1, level });
    let with = |service, number| ServiceStatus {
        level: level(number),
        ..status(service, "2024", Some(Stage::Live))
    };
    let records = [
        with("personalausweis", 2),
        with("reisepass", 3),
        with("hundesteuer-anmeldung", 4),
        status("gewerbe-anmelden", "2024", Some(Stage::Live)),
    ];
    let found = tallies(4, &records, &[]);
    let of = |measure| (found[&measure].numerator, found[&measure].known, found[&measure].unknown);
    assert_eq!(of(Measure::Online), (4, 4, 0));
    assert_eq!(of(Measure::Compliant), (2, 3, 1), "online at an unknown level");
    assert_eq!(of(Measure::EndToEnd), (1, 3, 1));
}

#[test]
fn missing_ones_with_a_date_payment_chain_and_cases_are_counted() {
    let mut dated = status("reisepass", "2024", Some(Stage::Planned));
    dated.due = PartialDate::parse("2025-06");
    let mut paid = status("personalausweis", "2024", Some(Stage::Live));
    paid.payment = Some(true);
    paid.chain = [Step::Digital, Step::Digital, Step::Retyped, Step::Printed, Step::Printed, Step::Digital];
    paid.usage = Some(Usage { from: Day::from_ymd(2024, 1, 1).unwrap(), cases: Some(100), online: Some(30) });
    let open = status("hundesteuer-anmeldung", "2024", Some(Stage::NotOffered));
    let found = tallies(3, &[dated, paid, open], &[]);
    let of = |measure: Measure| (found[&measure].numerator, found[&measure].denominator);
    assert_eq!(of(Measure::MissingDated), (1, 2));
    assert_eq!(of(Measure::Payment), (1, 1));
    assert_eq!(of(Measure::Unbroken), (0, 1));
    assert_eq!(of(Measure::Printed), (2, 1));
    assert_eq!(of(Measure::OnlineCases), (30, 100));
}

#[test]
fn what_another_level_does_is_not_counted() {
    let buxtehude = Body {
        kreis: BodyKey::parse("03359"),
        ..Body::new(BodyKey::parse("03359010").unwrap(), "Buxtehude", "Stadt")
    };
    let records =
        [status("kfz-zulassung", "2024", Some(Stage::Live)), status("reisepass", "2024", Some(Stage::Live))];
    let inputs = Inputs { body: &buxtehude, starter: &starter(5), services: &records, departments: &[] };
    assert_eq!(
        at(inputs, None)[&Measure::Online],
        Tally { numerator: 1, denominator: 1, known: 1, unknown: 3 }
    );
}

#[test]
fn departments_are_summed_by_workplace_and_by_department() {
    let records = [
        department("bauamt", "2024", Some((30, 40))),
        department("standesamt", "2024", Some((0, 10))),
        department("kasse", "2024", None),
    ];
    let found = tallies(0, &[], &records);
    assert_eq!(
        found[&Measure::EfileWorkplaces],
        Tally { numerator: 30, denominator: 50, known: 2, unknown: 1 }
    );
    assert_eq!(
        found[&Measure::EfileDepartments],
        Tally { numerator: 1, denominator: 2, known: 2, unknown: 1 }
    );
    assert_eq!(found[&Measure::Management], Tally { unknown: 3, ..Tally::default() }, "nothing speaks of it");
}

#[test]
fn the_timeline_has_a_point_wherever_an_input_changes() {
    let records = [
        status("personalausweis", "2023", Some(Stage::Planned)),
        status("personalausweis", "2024-06", Some(Stage::Live)),
        status("reisepass", "", Some(Stage::Live)),
    ];
    let inputs = Inputs { body: &town(), starter: &starter(2), services: &records, departments: &[] };
    let points: Vec<_> = timeline(inputs)
        .into_iter()
        .filter(|point| point.measure == Measure::Online)
        .map(|point| (point.valid_on.map(|day| day.to_string()), point.tally.numerator))
        .collect();
    let expected = [(Some("2023-12-31".to_owned()), 0), (Some("2024-06-30".to_owned()), 1), (None, 2)];
    assert_eq!(points, expected, "what has no date counts only where no day is asked for");
}

fn any_status() -> impl Strategy<Value = ServiceStatus> {
    let names = prop::sample::select(vec![
        "personalausweis",
        "reisepass",
        "hundesteuer-anmeldung",
        "gewerbe-anmelden",
    ]);
    let dates = prop::sample::select(vec!["", "2022", "2023-Q2", "2023-06", "2024-01-31"]);
    let stages = prop::option::of(prop::sample::select(Stage::ALL));
    let steps = prop::array::uniform6(prop::sample::select(Step::ALL));
    let voices = prop::sample::select(Voice::ALL);
    let answers =
        (prop::option::of(any::<bool>()), prop::option::of(any::<bool>()), prop::option::of(0_i64..5));
    (names, dates, stages, steps, voices, answers).prop_map(|(name, date, stage, chain, voice, answers)| {
        let (payment, land_portal, level) = answers;
        let level = level.map(|level| ScaleLevel { scale: slug("ozg-reifegrad"), version: 1, level });
        let level = level.filter(|_| stage.is_some());
        ServiceStatus { chain, voice, payment, land_portal, level, ..status(name, date, stage) }
    })
}

/// Records as the database holds them: one for each service, date and voice.
fn history() -> impl Strategy<Value = Vec<ServiceStatus>> {
    prop::collection::vec(any_status(), 1..12).prop_map(|records| {
        let mut seen = BTreeSet::new();
        let key = |record: &ServiceStatus| {
            (record.service.clone(), record.valid_on.map(|date| date.to_string()), record.voice)
        };
        records.into_iter().filter(|record| seen.insert(key(record))).collect()
    })
}

proptest! {
    #[test]
    fn the_order_of_input_does_not_matter(records in history(), seed in any::<u64>()) {
        let mut other = records.clone();
        other.sort_by_key(|record| {
            let place = records.iter().position(|found| found == record).unwrap_or(0);
            (place as u64).wrapping_mul(seed | 1).rotate_left(17)
        });
        let of = |records: &[ServiceStatus]| {
            timeline(Inputs { body: &town(), starter: &starter(6), services: records, departments: &[] })
        };
        prop_assert_eq!(of(&records), of(&other));
    }

    #[test]
    fn an_added_unknown_changes_only_the_unknown_count(records in history()) {
        // "wohngeld" is the sixth, and no record speaks of it; it has no fee.
        let (before, after) = (tallies(5, &records, &[]), tallies(6, &records, &[]));
        prop_assert_eq!(before.len(), after.len());
        for (measure, tally) in &after {
            let more = if *measure == Measure::Payment { 0 } else { 1 };
            let expected = Tally { unknown: before[measure].unknown + more, ..before[measure] };
            prop_assert_eq!(*tally, expected, "{}", measure.word());
        }
    }

    #[test]
    fn a_numerator_is_never_more_than_its_denominator(records in history()) {
        for (measure, tally) in tallies(6, &records, &[]) {
            prop_assert!(measure == Measure::Printed || tally.numerator <= tally.denominator);
            prop_assert!(tally.known >= 0 && tally.unknown >= 0);
        }
    }

    #[test]
    fn a_department_that_nothing_is_known_of_changes_only_the_unknown_count(with in 0_i64..9, more in 0_i64..9) {
        let one = department("bauamt", "2024", Some((with, with + more)));
        let before = tallies(0, &[], std::slice::from_ref(&one));
        let after = tallies(0, &[], &[one, department("kasse", "2024", None)]);
        for (measure, tally) in after {
            prop_assert_eq!(tally, Tally { unknown: before[&measure].unknown + 1, ..before[&measure] });
        }
    }
}
