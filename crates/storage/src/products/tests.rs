use domain::product::{Use, runs};
use domain::{Catalogue, Cell, Exactness, NoValue, Revision, SourceKind, Value};

use super::*;
use crate::testing::{databases, number, town};
use crate::{Actor, release};

const KIND: &str = "ratsinformation-produkt";

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

fn names(body: &str, date: &str, product: &str, voice: Voice) -> Observation {
    let value = Value::Choice(slug(product));
    let cell = Cell::Reported { value, exactness: Exactness::Exact, ratio: None };
    Observation { cell, voice, ..number(body, KIND, date, 0.0) }
}

fn cited(observation: Observation) -> Observation {
    let mut cited = observation;
    cited.source.reuse = Reuse::CiteOnly;
    cited.source.kind = SourceKind::Study;
    cited
}

/// Four towns: one that changed, one that says nothing more, one whose newest figure may only be cited, one undated.
async fn world(db: &Db) -> Catalogue {
    let catalogue = Catalogue::bundled().unwrap();
    let towns = [
        town("12054000", "Potsdam"),
        town("03241001", "Hannover"),
        town("04011000", "Bremen"),
        town("09162000", "München"),
    ];
    let silent = Observation {
        cell: Cell::Missing(NoValue::Unknown),
        ..names("03241001", "2025", "allris", Voice::Administration)
    };
    let facts = [
        names("12054000", "2018", "session", Voice::Press),
        names("12054000", "2022", "allris", Voice::Study),
        names("12054000", "2022", "session", Voice::Vendor),
        names("03241001", "2019-03", "allris", Voice::Council),
        silent,
        names("04011000", "2020", "allris", Voice::Press),
        cited(names("04011000", "2024", "allris", Voice::Study)),
        names("09162000", "", "allris", Voice::Press),
    ];
    let (actor, on) = (Actor::command_line(), Day::from_number(20_100));
    crate::bodies::tests::store(db, &towns).await;
    let mut tx = db.begin().await.unwrap();
    release::catalogue(&mut tx, &actor, &catalogue).await.unwrap();
    release::facts(&mut tx, &actor, on, "test", &facts).await.unwrap();
    tx.commit().await.unwrap();
    catalogue
}

#[tokio::test]
async fn the_count_is_that_of_the_bodies_that_use_it_by_their_records() {
    for db in databases().await {
        let catalogue = world(&db).await;
        let kind = catalogue.indicator(&slug(KIND)).unwrap();
        let counted = counts(&db, kind).await.unwrap();
        let newest = Day::from_ymd(2022, 12, 31);
        assert_eq!(counted, [Count { choice: slug("allris"), bodies: 3, newest }]);
        assert_eq!(known(&db, kind, AsOf::default()).await.unwrap(), 4);
        let found = namings(&db, kind, &slug("allris"), AsOf::default()).await.unwrap();
        let keys: Vec<&str> = found.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["04011000", "03241001", "09162000", "12054000"], "by name");
        let current = found.iter().filter_map(|(key, namings)| {
            Use::of(&slug("allris"), &runs(namings)).filter(Use::is_current).map(|_| key.as_str())
        });
        assert_eq!(current.collect::<Vec<_>>(), ["03241001", "09162000", "12054000"]);
    }
}

#[tokio::test]
async fn an_earlier_day_and_an_earlier_revision_show_what_was_then() {
    for db in databases().await {
        let catalogue = world(&db).await;
        let kind = catalogue.indicator(&slug(KIND)).unwrap();
        let keys = async |product: &str, as_of: AsOf| {
            let found = namings(&db, kind, &slug(product), as_of).await.unwrap();
            found.into_iter().map(|(key, namings)| format!("{key} {}", namings.len())).collect::<Vec<_>>()
        };
        let day = |year| AsOf { known: None, valid: Day::from_ymd(year, 12, 31) };
        assert_eq!(keys("session", AsOf::default()).await, ["12054000 3"]);
        assert_eq!(keys("session", day(2018)).await, ["12054000 1"]);
        assert_eq!(known(&db, kind, day(2018)).await.unwrap(), 1);
        assert_eq!(keys("allris", day(2019)).await, ["03241001 1"], "the undated record is left out");
        let before = AsOf { known: Some(Revision(1)), valid: None };
        assert_eq!(keys("allris", before).await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_page_and_a_file_are_told_the_same() {
    for db in databases().await {
        let catalogue = world(&db).await;
        let kind = catalogue.indicator(&slug(KIND)).unwrap();
        crate::bodies::tests::store(&db, &[town("12054000", "Neu-Potsdam"), town("12", "Brandenburg")]).await;
        let key = BodyKey::parse("12054000").unwrap();
        let some = told(&db, kind, &[&key], AsOf::default()).await.unwrap();
        let all = all_told(&db, kind, &slug("allris"), AsOf::default()).await.unwrap();
        assert_eq!((some.len(), all.len()), (1, 4));
        assert_eq!(some[&key], all[&key]);
        let told = &some[&key];
        assert_eq!((told.body.name.as_str(), told.land.as_str()), ("Neu-Potsdam", "Brandenburg"));
        let voices: Vec<Voice> = told.records.iter().map(|record| record.voice).collect();
        assert_eq!(voices, [Voice::Press, Voice::Study, Voice::Vendor]);
        let then = AsOf { known: Some(Revision(2)), valid: None };
        assert_eq!(super::told(&db, kind, &[&key], then).await.unwrap()[&key].body.name, "Potsdam");
    }
}
