use domain::service::{Mode, ScaleLevel, Stage, Step, Tier, Usage};
use domain::{Catalogue, Day, Exactness, NoValue, PartialDate, Revision, ServiceStatus, Slug, Voice};

use super::*;
use crate::release::Release;
use crate::testing::{databases, town};
use crate::{Actor, release};

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

fn status(body: &str, service: &str, date: &str, stage: Option<Stage>) -> ServiceStatus {
    let source = crate::testing::number(body, "onlinedienste-anzahl", date, 1.0).source;
    let key = BodyKey::parse(body).unwrap();
    let date = PartialDate::parse(date);
    ServiceStatus { stage, ..ServiceStatus::new(key, slug(service), date, Voice::Administration, source) }
}

/// A record that uses every column.
fn full() -> ServiceStatus {
    ServiceStatus {
        level: Some(ScaleLevel { scale: slug("ozg-reifegrad-1-1"), version: 1, level: 2 }),
        blocking: "Nachweise nur auf Papier".into(),
        live_since: PartialDate::parse("2023-Q2"),
        due: PartialDate::parse("2024"),
        mode: Some(Mode::Efa),
        responsible: Some(Tier::Gemeinde),
        address: "https://example.org/antrag".into(),
        payment: Some(true),
        payment_means: "Kreditkarte, PayPal".into(),
        product: "civento".into(),
        login: "BundID".into(),
        land_portal: Some(true),
        federal_portal: Some(false),
        chain: [Step::Digital, Step::Digital, Step::Retyped, Step::Printed, Step::Unknown, Step::Digital],
        usage: Some(Usage { from: Day::from_ymd(2024, 1, 1).unwrap(), cases: Some(120), online: Some(40) }),
        exactness: Exactness::About,
        statement: "Die Fachsoftware nimmt keine Anträge entgegen.".into(),
        page: "S. 4".into(),
        note: "nur Erstausstellung".into(),
        ..status("12054000", "personalausweis", "2024", Some(Stage::Live))
    }
}

async fn world(db: &Db) -> Catalogue {
    let catalogue = Catalogue::bundled().unwrap();
    let mut tx = db.begin().await.unwrap();
    let actor = Actor::command_line();
    let towns = [town("12054000", "Potsdam"), town("03241001", "Hannover")];
    release::bodies(&mut tx, &actor, Day::from_number(1), "test", &towns).await.unwrap();
    release::catalogue(&mut tx, &actor, &catalogue).await.unwrap();
    tx.commit().await.unwrap();
    catalogue
}

async fn release(
    db: &Db,
    catalogue: &Catalogue,
    actor: &Actor,
    records: &[ServiceStatus],
) -> release::Outcome {
    let mut tx = db.begin().await.unwrap();
    let mut release = Release::begin(&mut tx, actor, Day::from_number(20_000), "test").await.unwrap();
    release.services(catalogue.services(), records).await.unwrap();
    let outcome = release.finish().await.unwrap();
    tx.commit().await.unwrap();
    outcome
}

#[tokio::test]
async fn what_is_released_reads_back_the_same() {
    for db in databases().await {
        let catalogue = world(&db).await;
        let mut missing = status("12054000", "reisepass", "", None);
        missing.missing = Some(NoValue::Refused);
        let records = [full(), missing];
        let people = Actor::command_line();
        assert_eq!(release(&db, &catalogue, &people, &records).await.added, 2);
        assert_eq!(of_body(&db, &records[0].body, AsOf::default()).await.unwrap(), records);
        assert_eq!(release(&db, &catalogue, &people, &records).await.revision, None, "nothing changed");
    }
}

#[tokio::test]
async fn a_correction_keeps_what_was_known_before() {
    for db in databases().await {
        let catalogue = world(&db).await;
        let people = Actor::command_line();
        release(&db, &catalogue, &people, &[full()]).await;
        let corrected = ServiceStatus { payment: Some(false), ..full() };
        let outcome = release(&db, &catalogue, &people, std::slice::from_ref(&corrected)).await;
        assert_eq!((outcome.corrected, outcome.revision), (1, Some(Revision(3))));
        let known = async |revision| {
            let as_of = AsOf { known: Some(Revision(revision)), valid: None };
            of_body(&db, &corrected.body, as_of).await.unwrap()
        };
        assert_eq!(known(2).await, [full()]);
        assert_eq!(known(3).await, std::slice::from_ref(&corrected));
        release(&db, &catalogue, &Actor::bundled(), &[full()]).await;
        assert_eq!(
            known(9).await,
            std::slice::from_ref(&corrected),
            "a bundle never overwrites what people released"
        );
    }
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_or_delete_what_was_released() {
    for db in databases().await {
        let catalogue = world(&db).await;
        release(&db, &catalogue, &Actor::command_line(), &[full()]).await;
        for forbidden in [
            "DELETE FROM service_status",
            "UPDATE service_status SET stage = 'geplant'",
            "UPDATE service_status SET chain = 'dddddd', known_to = 9",
            "DELETE FROM derived_value",
            "UPDATE derived_value SET numerator = 7",
        ] {
            let mut tx = db.begin().await.unwrap();
            assert!(tx.run(forbidden, Vec::new()).await.is_err(), "{forbidden} on {db:?}");
        }
    }
}

#[tokio::test]
async fn the_catalogue_counts_towns_on_record_and_live() {
    for db in databases().await {
        let catalogue = world(&db).await;
        let records = [
            status("12054000", "personalausweis", "2023", Some(Stage::Planned)),
            status("12054000", "personalausweis", "2024", Some(Stage::Live)),
            status("03241001", "personalausweis", "2024", Some(Stage::Planned)),
            status("03241001", "reisepass", "", Some(Stage::Live)),
        ];
        release(&db, &catalogue, &Actor::command_line(), &records).await;
        let filter = Filter { known: true, limit: 10, ..Filter::default() };
        let (rows, total) = list(&db, &filter).await.unwrap();
        let counts: Vec<_> =
            rows.iter().map(|row| (row.service.slug.as_str(), row.known, row.live)).collect();
        assert_eq!((counts, total), (vec![("personalausweis", 2, 1), ("reisepass", 1, 1)], 2));
        let named = Filter { name: "Führerschein".into(), limit: 10, ..Filter::default() };
        assert_eq!(list(&db, &named).await.unwrap().1, 2);
        let found = standings::page(&db, &slug("personalausweis"), AsOf::default(), (9, 0)).await.unwrap();
        assert_eq!(found.iter().map(|told| told.records.len()).sum::<usize>(), 3);
    }
}

#[tokio::test]
async fn the_table_holds_a_national_catalogue_with_keys_that_stand_twice() {
    for db in databases().await {
        world(&db).await;
        let mut tx = db.begin().await.unwrap();
        let add = "INSERT INTO service (slug, name, leika, catalogue, sort_key, search_key) \
             VALUES ($1, $1, '99008001000000', 'OZG 2019-10', $1, $1)";
        for number in 0..40 {
            tx.run(add, vec![format!("leistung-{number}").into()]).await.unwrap();
        }
        tx.commit().await.unwrap();
        let starter = Catalogue::bundled().unwrap().services().entries.len();
        assert_eq!(all(&db).await.unwrap().len(), starter + 40);
    }
}

/// Records all over the place: several bodies, dates, voices, undated ones, some without a stage, some corrected.
fn scattered(round: usize) -> Vec<ServiceStatus> {
    let dates = ["2021", "2021-12-31", "2022-Q3", "2024-05", ""];
    let stages =
        [Some(Stage::Live), Some(Stage::Planned), None, Some(Stage::InWork), Some(Stage::NotOffered)];
    let voices = [Voice::Administration, Voice::Press];
    let mut records = Vec::new();
    for (number, (body, service)) in
        [("12054000", "wohngeld"), ("03241001", "wohngeld"), ("12054000", "personalausweis")]
            .into_iter()
            .enumerate()
    {
        for (place, date) in dates.into_iter().enumerate().skip(round % 3) {
            let stage = stages[(number * 2 + place * 3 + round * 7) % 5];
            let mut record = status(body, service, date, stage);
            record.voice = voices[(place + round) % 2];
            record.login = "BundID".into();
            record.source.title = format!("Bericht {}", (place + round) % 2);
            records.push(record);
        }
    }
    records
}

#[tokio::test]
async fn what_is_kept_for_the_present_is_what_the_records_say() {
    for db in databases().await {
        let catalogue = world(&db).await;
        for round in 0..6 {
            let outcome = release(&db, &catalogue, &Actor::command_line(), &scattered(round)).await;
            let newest = AsOf { known: outcome.revision, valid: None };
            for service in ["wohngeld", "personalausweis", "reisepass"].map(slug) {
                let kept = AsOf::default();
                let counts = standings::counts(&db, &service, kept).await.unwrap();
                assert_eq!(counts, standings::counts(&db, &service, newest).await.unwrap());
                let changes = standings::changes(&db, &service, kept).await.unwrap();
                assert_eq!(changes, standings::changes(&db, &service, newest).await.unwrap());
                let sources = standings::sources(&db, &service, kept).await.unwrap();
                assert_eq!(sources, standings::sources(&db, &service, newest).await.unwrap());
                let page = standings::page(&db, &service, kept, (1, 1)).await.unwrap();
                assert_eq!(page, standings::page(&db, &service, newest, (1, 1)).await.unwrap());
            }
        }
    }
}

#[tokio::test]
async fn bodies_are_counted_and_ordered_as_the_domain_reads_their_records() {
    for db in databases().await {
        let catalogue = world(&db).await;
        let records = [
            status("12054000", "wohngeld", "2021", Some(Stage::Live)),
            status("12054000", "wohngeld", "2023", Some(Stage::Planned)),
            status("03241001", "wohngeld", "2022", Some(Stage::Live)),
        ];
        release(&db, &catalogue, &Actor::command_line(), &records).await;
        let wohngeld = slug("wohngeld");
        assert_eq!(standings::counts(&db, &wohngeld, AsOf::default()).await.unwrap(), [1, 0, 1, 0, 0]);
        let told = standings::page(&db, &wohngeld, AsOf::default(), (9, 0)).await.unwrap();
        let told: Vec<_> = told.iter().map(|told| (told.name.as_str(), told.records.len())).collect();
        assert_eq!(told, [("Hannover", 1), ("Potsdam", 2)]);
        let changes = standings::changes(&db, &wohngeld, AsOf::default()).await.unwrap();
        let changes: Vec<_> = changes.into_iter().map(|change| (change.on.year(), change.amounts)).collect();
        assert_eq!(changes, [(2021, [1, 0, 0, 0]), (2022, [1, 0, 0, 0]), (2023, [-1, 0, 1, 0])]);
        let potsdam = BodyKey::parse("12054000").unwrap();
        let stages = standings::stages_of_body(&db, &potsdam, AsOf::default()).await.unwrap();
        assert_eq!(stages, of_body(&db, &potsdam, AsOf::default()).await.unwrap());
        let early = AsOf { known: None, valid: Day::from_ymd(2021, 12, 31) };
        assert_eq!(standings::stages_of_body(&db, &potsdam, early).await.unwrap(), stages[..1]);
        assert_eq!(standings::counts(&db, &wohngeld, early).await.unwrap(), [1, 0, 0, 0, 0]);
        // Another name moves a body in the list.
        let live = status("12054000", "wohngeld", "2024", Some(Stage::Live));
        release(&db, &catalogue, &Actor::command_line(), &[live]).await;
        let mut tx = db.begin().await.unwrap();
        let renamed = [town("12054000", "Potsdam"), town("03241001", "Zannover")];
        release::bodies(&mut tx, &Actor::command_line(), Day::from_number(2), "test", &renamed)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let told = standings::page(&db, &wohngeld, AsOf::default(), (9, 0)).await.unwrap();
        assert_eq!(told.iter().map(|told| told.name.as_str()).collect::<Vec<_>>(), ["Potsdam", "Zannover"]);
    }
}
