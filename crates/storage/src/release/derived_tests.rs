//! Stored shares equal those computed from what is visible, whatever the history.

use domain::department::EfileStage;
use domain::derived::{Inputs, at};
use domain::service::Stage;
use domain::{Catalogue, PartialDate, Slug, Voice};

use super::*;
use crate::testing::{databases, number, town};
use crate::{AsOf, Db, bodies as stored_bodies, departments, derived, services};

/// A small generator, so that a history is the same on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn one<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }
}

const DATES: [&str; 5] = ["", "2022", "2023-Q3", "2024-02", "2025-05-31"];

fn service(random: &mut Random) -> ServiceStatus {
    let date = random.one(&DATES);
    let source = number("12054000", "onlinedienste-anzahl", date, 1.0).source;
    let name = random.one(&[
        "personalausweis",
        "reisepass",
        "hundesteuer-anmeldung",
        "kfz-zulassung",
        "fischereischein",
    ]);
    let key = BodyKey::parse("12054000").unwrap();
    let voice = random.one(&[Voice::Administration, Voice::Press]);
    ServiceStatus {
        stage: random.one(&[None, Some(Stage::NotOffered), Some(Stage::Planned), Some(Stage::Live)]),
        payment: random.one(&[None, Some(true), Some(false)]),
        due: PartialDate::parse(random.one(&["", "2027"])),
        ..ServiceStatus::new(key, Slug::parse(name).unwrap(), PartialDate::parse(date), voice, source)
    }
}

fn department(random: &mut Random) -> DepartmentStatus {
    let date = random.one(&DATES);
    let source = number("12054000", "onlinedienste-anzahl", date, 1.0).source;
    let name = random.one(&["bauamt", "standesamt", "kasse"]);
    let key = (BodyKey::parse("12054000").unwrap(), Slug::parse(name).unwrap(), name.to_owned());
    let workplaces = i64::try_from(random.below(40)).unwrap();
    DepartmentStatus {
        efile: random.one(&[None, Some(EfileStage::Pilot), Some(EfileStage::Complete)]),
        workplaces: Some(workplaces),
        efile_workplaces: random.one(&[None, Some(workplaces / 2)]),
        management: random.one(&[None, Some(true), Some(false)]),
        ..DepartmentStatus::new(key, PartialDate::parse(date), Voice::Administration, source)
    }
}

async fn world(db: &Db) -> Catalogue {
    let data = Catalogue::bundled().unwrap();
    let mut tx = db.begin().await.unwrap();
    let actor = Actor::command_line();
    bodies(&mut tx, &actor, Day::from_number(1), "test", &[town("12054000", "Potsdam")]).await.unwrap();
    catalogue(&mut tx, &actor, &data).await.unwrap();
    tx.commit().await.unwrap();
    data
}

async fn step(db: &Db, data: &Catalogue, random: &mut Random) {
    let mut tx = db.begin().await.unwrap();
    let actor = Actor::command_line();
    let mut release = Release::begin(&mut tx, &actor, Day::from_number(20_000), "test").await.unwrap();
    let records: Vec<_> = (0..random.below(4)).map(|_| service(random)).collect();
    release.services(data.services(), &records).await.unwrap();
    let records: Vec<_> = (0..random.below(3)).map(|_| department(random)).collect();
    release.departments(data.services(), &records).await.unwrap();
    release.finish().await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_stored_share_is_what_is_computed_from_what_is_visible_at_any_time() {
    for db in databases().await {
        let data = world(&db).await;
        let mut random = Random(7);
        for _ in 0..12 {
            step(&db, &data, &mut random).await;
        }
        let newest = crate::overview::edition(&db).await.unwrap().revision;
        let key = BodyKey::parse("12054000").unwrap();
        let body = stored_bodies::find(&db, &key).await.unwrap().unwrap();
        assert!(newest.0 > 5, "the history has several releases");
        for revision in 1..=newest.0 {
            for day in [
                None,
                Some("2021-12-31"),
                Some("2022-12-31"),
                Some("2023-10-01"),
                Some("2024-02-29"),
                Some("2026-01-01"),
            ] {
                let valid = day.and_then(Day::parse);
                let as_of = AsOf { known: Some(Revision(revision)), valid };
                let visible = services::of_body(&db, &key, as_of).await.unwrap();
                let offices = departments::of_body(&db, &key, as_of).await.unwrap();
                let inputs = Inputs {
                    body: &body,
                    starter: data.services(),
                    services: &visible,
                    departments: &offices,
                };
                let fresh: Vec<_> = at(inputs, valid).into_iter().collect();
                let stored = derived::of_body(&db, &key, as_of).await.unwrap();
                let kept: Vec<_> =
                    stored.into_iter().map(|point| (point.derived.measure, point.derived.tally)).collect();
                assert_eq!(kept, fresh, "revision {revision}, {day:?}");
            }
        }
    }
}

#[tokio::test]
async fn releasing_the_same_again_derives_nothing_new() {
    for db in databases().await {
        let data = world(&db).await;
        let record = service(&mut Random(3));
        for expected in [Some(Revision(2)), None] {
            let mut tx = db.begin().await.unwrap();
            let actor = Actor::command_line();
            let mut release =
                Release::begin(&mut tx, &actor, Day::from_number(20_000), "test").await.unwrap();
            release.services(data.services(), std::slice::from_ref(&record)).await.unwrap();
            release.derive_all(data.services()).await.unwrap();
            assert_eq!(release.finish().await.unwrap().revision, expected);
            tx.commit().await.unwrap();
        }
    }
}
