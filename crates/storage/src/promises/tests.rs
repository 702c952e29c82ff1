use domain::promise::Outcome;
use domain::{Day, PartialDate, Revision, Value};

use super::*;
use crate::Actor;
use crate::release::{self, Release};
use crate::testing::{databases, number, town};

fn promise() -> Promise {
    Promise {
        id: Slug::parse("potsdam-dienste").unwrap(),
        body: BodyKey::parse("12054000").unwrap(),
        indicator: Slug::parse("onlinedienste-anzahl").unwrap(),
        service: Slug::parse("bewohnerparkausweis"),
    }
}

fn event(kind: EventKind, said: &str, due: &str) -> Event {
    Event {
        kind,
        said_on: PartialDate::parse(said),
        statement: "100 Dienste online".into(),
        due: PartialDate::parse(due),
        target: (kind == EventKind::Made).then_some((Value::Number(100.0), Exactness::AtLeast)),
        voice: Voice::Council,
        source: number("12054000", "onlinedienste-anzahl", "2024", 1.0).source,
        page: "S. 3".into(),
        note: "nur das Portal".into(),
    }
}

async fn say(db: &Db, catalogue: &Catalogue, events: &[Event]) -> release::Outcome {
    let (actor, mut tx) = (Actor::command_line(), db.begin().await.unwrap());
    let mut release = Release::begin(&mut tx, &actor, Day::from_number(20_800), "test").await.unwrap();
    let said: Vec<_> = events.iter().map(|event| (promise(), event.clone())).collect();
    release.promises(catalogue, &said).await.unwrap();
    let outcome = release.finish().await.unwrap();
    tx.commit().await.unwrap();
    outcome
}

async fn world(db: &Db) -> Catalogue {
    let catalogue = Catalogue::bundled().unwrap();
    let (actor, mut tx) = (Actor::command_line(), db.begin().await.unwrap());
    release::catalogue(&mut tx, &actor, &catalogue).await.unwrap();
    let towns = [town("12054000", "Potsdam"), town("03241001", "Hannover")];
    release::bodies(&mut tx, &actor, Day::from_number(20_700), "towns", &towns).await.unwrap();
    tx.commit().await.unwrap();
    catalogue
}

#[tokio::test]
async fn a_story_reads_back_as_it_was_told_and_as_of_every_revision() {
    for db in databases().await {
        let catalogue = world(&db).await;
        let made = event(EventKind::Made, "2020", "2021");
        let shifted = event(EventKind::Shifted, "", "2022-Q2");
        let kept = event(EventKind::Kept, "2022-09-01", "");
        assert_eq!(say(&db, &catalogue, std::slice::from_ref(&made)).await.revision, Some(Revision(2)));
        assert_eq!(say(&db, &catalogue, &[made.clone(), shifted.clone()]).await.unchanged, 1);
        assert_eq!(say(&db, &catalogue, std::slice::from_ref(&kept)).await.added, 1);
        let known = async |revision: Option<i64>, day: Option<&str>| {
            let as_of = AsOf { known: revision.map(Revision), valid: day.and_then(Day::parse) };
            let mut found = stories(&db, &catalogue, None, as_of).await.unwrap();
            found.pop().map(|story| story.events)
        };
        assert_eq!(known(None, None).await.unwrap(), [made.clone(), kept, shifted.clone()]);
        assert_eq!(known(Some(3), None).await.unwrap(), [made.clone(), shifted]);
        assert_eq!(known(Some(2), None).await.unwrap(), std::slice::from_ref(&made));
        assert_eq!(known(Some(1), None).await, None);
        assert_eq!(known(None, Some("2022-08-31")).await.unwrap(), [made], "undated statements are left out");
        let other = BodyKey::parse("03241001").unwrap();
        assert!(stories(&db, &catalogue, Some(&other), AsOf::default()).await.unwrap().is_empty());
        assert_eq!(
            stories(&db, &catalogue, Some(&promise().body), AsOf::default()).await.unwrap()[0].promise,
            promise()
        );
        assert_eq!(all(&db, &catalogue).await.unwrap().len(), 3);
    }
}

#[tokio::test]
async fn a_corrected_statement_keeps_what_was_known_before() {
    for db in databases().await {
        let catalogue = world(&db).await;
        say(&db, &catalogue, &[event(EventKind::Made, "2020", "2021")]).await;
        assert_eq!(say(&db, &catalogue, &[event(EventKind::Made, "2020", "2022")]).await.corrected, 1);
        let due = async |revision: i64| {
            let as_of = AsOf { known: Some(Revision(revision)), valid: None };
            stories(&db, &catalogue, None, as_of).await.unwrap()[0].due().unwrap().to_string()
        };
        assert_eq!((due(2).await, due(3).await), ("2021".to_owned(), "2022".to_owned()));
        let other = Promise { body: BodyKey::parse("03241001").unwrap(), ..promise() };
        let (actor, mut tx) = (Actor::command_line(), db.begin().await.unwrap());
        let mut release = Release::begin(&mut tx, &actor, Day::from_number(20_800), "test").await.unwrap();
        let said = [(other, event(EventKind::Made, "2020", "2021"))];
        assert!(release.promises(&catalogue, &said).await.is_err(), "a name is never reused");
    }
}

#[tokio::test]
async fn a_record_that_reaches_the_target_proves_it_kept() {
    for db in databases().await {
        let catalogue = world(&db).await;
        say(&db, &catalogue, &[event(EventKind::Made, "2020", "2021")]).await;
        let (actor, mut tx) = (Actor::command_line(), db.begin().await.unwrap());
        let facts =
            ["2021-12", "2022-06"].map(|date| number("12054000", "onlinedienste-anzahl", date, 120.0));
        release::facts(&mut tx, &actor, Day::from_number(20_801), "test", &facts).await.unwrap();
        tx.commit().await.unwrap();
        let story = stories(&db, &catalogue, None, AsOf::default()).await.unwrap().pop().unwrap();
        assert_eq!(story.kept_on(), Some(PartialDate::parse("2021-12")));
        assert_eq!(story.outcome(Day::from_number(20_801)), Outcome::Kept);
        let before = AsOf { known: Some(Revision(2)), valid: None };
        let story = stories(&db, &catalogue, None, before).await.unwrap().pop().unwrap();
        assert_eq!(story.outcome(Day::from_number(20_801)), Outcome::NoEvidence);
    }
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_what_was_said() {
    for db in databases().await {
        let catalogue = world(&db).await;
        say(&db, &catalogue, &[event(EventKind::Made, "2020", "2021")]).await;
        say(&db, &catalogue, &[event(EventKind::Made, "2020", "2022")]).await;
        for forbidden in [
            "DELETE FROM promise_event",
            "UPDATE promise_event SET statement = 'x'",
            "UPDATE promise_event SET due = 1, known_to = 9 WHERE known_to = 9223372036854775807",
            "UPDATE promise_event SET value = NULL, known_to = 9 WHERE known_to = 9223372036854775807",
            "UPDATE promise_event SET known_to = 9 WHERE known_to < 9",
            "DELETE FROM promise",
            "UPDATE promise SET service = 'x'",
        ] {
            let mut tx = db.begin().await.unwrap();
            let error = tx.run(forbidden, Vec::new()).await.unwrap_err();
            assert!(format!("{error:?}").contains("append-only"), "{forbidden}: {error:?}");
        }
    }
}
