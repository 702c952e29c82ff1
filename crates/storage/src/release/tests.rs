use domain::{Cell, NoValue, PartialDate, Slug};

use super::*;
use crate::observations::{self, Order};
use crate::testing::{databases, number, town};
use crate::{AsOf, overview};

const INDICATOR: &str = "onlinedienste-anzahl";
/// Bodies without a revision of their own, so that the releases of a test count from 1.
const ADD_BODY: &str = "INSERT INTO body (key, ars, name, kind, postcode, sort_key, search_key) \
     VALUES ($1, '', $2, 'Stadt', '', $2, $2)";

pub(super) async fn add_towns(db: &crate::Db, towns: &[Body]) {
    let mut tx = db.begin().await.unwrap();
    for body in towns {
        tx.run(ADD_BODY, vec![body.key.as_str().into(), body.name.as_str().into()]).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn world(db: &crate::Db) -> Catalogue {
    let catalogue_data = Catalogue::bundled().unwrap();
    let actor = Actor::command_line();
    add_towns(db, &[town("12054000", "Potsdam"), town("03241001", "Hannover")]).await;
    let mut tx = db.begin().await.unwrap();
    catalogue(&mut tx, &actor, &catalogue_data).await.unwrap();
    tx.commit().await.unwrap();
    catalogue_data
}

async fn release(db: &crate::Db, day: i32, facts_data: &[Observation]) -> Outcome {
    let mut tx = db.begin().await.unwrap();
    let day = Day::from_number(day);
    let outcome = facts(&mut tx, &Actor::command_line(), day, "test", facts_data).await.unwrap();
    tx.commit().await.unwrap();
    outcome
}

#[tokio::test]
async fn what_is_released_reads_back_the_same() {
    for db in databases().await {
        let catalogue = world(&db).await;
        let mut undated = number("12054000", INDICATOR, "", 31.0);
        undated.note = "nur das Portal".into();
        let mut missing = number("12054000", INDICATOR, "2020-Q2", 0.0);
        missing.cell = Cell::Missing(NoValue::Refused);
        let mut published = number("12054000", INDICATOR, "2025-12", 82.0);
        published.source.published = PartialDate::parse("2026-01");
        let all = [missing, published, undated];
        let outcome = release(&db, 20_000, &all).await;
        assert_eq!((outcome.added, outcome.corrected, outcome.unchanged), (3, 0, 0));
        let found = observations::of_body(&db, &catalogue, &all[0].body, AsOf::default()).await.unwrap();
        assert_eq!(found, all);
    }
}

#[tokio::test]
async fn releasing_the_same_again_makes_no_revision() {
    for db in databases().await {
        world(&db).await;
        let facts = [number("12054000", INDICATOR, "2024", 42.0)];
        assert_eq!(release(&db, 20_000, &facts).await.revision, Some(Revision(1)));
        let again = release(&db, 20_001, &facts).await;
        assert_eq!((again.revision, again.unchanged), (None, 1));
        assert_eq!(overview::edition(&db).await.unwrap().revision, Revision(1));
    }
}

#[tokio::test]
async fn a_correction_keeps_what_was_known_before() {
    for db in databases().await {
        let catalogue = world(&db).await;
        release(&db, 20_000, &[number("12054000", INDICATOR, "2024", 42.0)]).await;
        let outcome = release(&db, 20_010, &[number("12054000", INDICATOR, "2024", 43.0)]).await;
        assert_eq!((outcome.revision, outcome.corrected), (Some(Revision(2)), 1));
        let indicator = catalogue.indicator(&Slug::parse(INDICATOR).unwrap()).unwrap();
        let key = [town("12054000", "").key];
        let known = async |revision: Option<i64>| {
            let as_of = AsOf { known: revision.map(Revision), valid: None };
            let found = observations::of_indicator(&db, indicator, &key, as_of).await.unwrap();
            found.iter().map(|o| o.cell.value().and_then(domain::Value::number).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(known(None).await, [43.0]);
        assert_eq!(known(Some(2)).await, [43.0]);
        assert_eq!(known(Some(1)).await, [42.0]);
        let on = overview::edition_on(&db, Day::from_number(20_005)).await.unwrap().unwrap();
        assert_eq!(on.revision, Revision(1));
    }
}

#[tokio::test]
async fn the_headline_is_the_newest_reported_value_and_follows_every_release() {
    for db in databases().await {
        let catalogue = world(&db).await;
        let mut refused = number("12054000", INDICATOR, "2026", 0.0);
        refused.cell = Cell::Missing(NoValue::Refused);
        let undated = number("12054000", INDICATOR, "", 99.0);
        release(&db, 20_000, &[number("12054000", INDICATOR, "2023", 30.0), undated, refused]).await;
        let indicator = catalogue.indicator(&Slug::parse(INDICATOR).unwrap()).unwrap();
        let headline = async || {
            let found = observations::headlines(&db, indicator, None, Order::Descending, 10).await.unwrap();
            found[0].observation.cell.value().cloned()
        };
        let reported = |number| Some(domain::Value::Number(number));
        assert_eq!(headline().await, reported(30.0));
        release(&db, 20_001, &[number("12054000", INDICATOR, "2025", 82.0)]).await;
        assert_eq!(headline().await, reported(82.0));
    }
}

#[tokio::test]
async fn a_valid_day_hides_what_came_later_and_what_has_no_date() {
    for db in databases().await {
        let catalogue = world(&db).await;
        let facts = ["2023", "2024-06", "", "2025"].map(|date| number("12054000", INDICATOR, date, 1.0));
        release(&db, 20_000, &facts).await;
        let as_of = AsOf { known: None, valid: Day::parse("2024-06-30") };
        let found = observations::of_body(&db, &catalogue, &facts[0].body, as_of).await.unwrap();
        assert_eq!(
            found.iter().map(|o| o.valid_on.unwrap().to_string()).collect::<Vec<_>>(),
            ["2023", "2024-06"]
        );
    }
}

#[tokio::test]
async fn one_unknown_body_stops_the_whole_release() {
    for db in databases().await {
        world(&db).await;
        let facts_data =
            [number("12054000", INDICATOR, "2024", 1.0), number("05111000", INDICATOR, "2024", 1.0)];
        let mut tx = db.begin().await.unwrap();
        let error = facts(&mut tx, &Actor::command_line(), Day::from_number(1), "test", &facts_data)
            .await
            .unwrap_err();
        assert!(matches!(error, StorageError::Unknown { what: "body", ref name } if name == "05111000"));
        drop(tx);
        assert_eq!(overview::counts(&db).await.unwrap().observations, 0);
        assert_eq!(overview::edition(&db).await.unwrap().revision, Revision(0));
    }
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_or_delete_what_was_released() {
    for db in databases().await {
        world(&db).await;
        release(&db, 20_000, &[number("12054000", INDICATOR, "2024", 42.0)]).await;
        release(&db, 20_001, &[number("12054000", INDICATOR, "2024", 43.0)]).await;
        for forbidden in [
            "DELETE FROM observation",
            "UPDATE observation SET value = 1.0",
            "UPDATE observation SET period_start = 1",
            "UPDATE observation SET note = 'x', known_to = 9 WHERE known_to = 9223372036854775807",
            "UPDATE observation SET known_to = 9 WHERE known_to < 9",
            "DELETE FROM revision",
            "DELETE FROM source",
            "UPDATE source SET title = 'x'",
            "UPDATE revision SET reason = 'x'",
        ] {
            let mut tx = db.begin().await.unwrap();
            let refused = tx.run(forbidden, Vec::new()).await;
            assert!(refused.is_err(), "{forbidden} on {db:?}");
        }
    }
}

#[tokio::test]
async fn a_bundle_is_noted_once() {
    for db in databases().await {
        let mut tx = db.begin().await.unwrap();
        let actor = Actor::bundled();
        assert!(note_bundle(&mut tx, &actor, "abc", Day::from_number(1)).await.unwrap());
        assert!(!note_bundle(&mut tx, &actor, "abc", Day::from_number(2)).await.unwrap());
    }
}

#[tokio::test]
async fn a_later_bundle_never_overwrites_what_people_released() {
    for db in databases().await {
        let catalogue = world(&db).await;
        let bundle = async |value: f64| {
            let mut tx = db.begin().await.unwrap();
            let both =
                [number("12054000", INDICATOR, "2024", value), number("12054000", INDICATOR, "2025", value)];
            let outcome =
                facts(&mut tx, &Actor::bundled(), Day::from_number(1), "test", &both).await.unwrap();
            tx.commit().await.unwrap();
            outcome
        };
        bundle(1.0).await;
        release(&db, 20_000, &[number("12054000", INDICATOR, "2024", 7.0)]).await;
        assert_eq!(bundle(2.0).await.corrected, 1, "its own value of 2025, and no other");
        let found =
            observations::of_body(&db, &catalogue, &town("12054000", "").key, AsOf::default()).await.unwrap();
        let values: Vec<_> =
            found.iter().map(|o| o.cell.value().and_then(domain::Value::number).unwrap()).collect();
        assert_eq!(values, [7.0, 2.0]);
    }
}
