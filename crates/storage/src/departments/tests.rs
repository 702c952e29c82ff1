use domain::{Catalogue, Day, PartialDate, Revision};

use super::*;
use crate::Actor;
use crate::release::{self, Release};
use crate::testing::{databases, number, town};

#[tokio::test]
async fn what_is_released_reads_back_the_same_and_stays() {
    for db in databases().await {
        let catalogue = Catalogue::bundled().unwrap();
        let actor = Actor::command_line();
        let source = number("12054000", "onlinedienste-anzahl", "2024", 1.0).source;
        let key = BodyKey::parse("12054000").unwrap();
        let name = (key.clone(), Slug::parse("bauamt").unwrap(), "Bauamt".to_owned());
        let date = PartialDate::parse("2024-06");
        let record = DepartmentStatus {
            efile: Some(EfileStage::Productive),
            efile_since: PartialDate::parse("2023"),
            due: PartialDate::parse("2026-Q1"),
            workplaces: Some(40),
            efile_workplaces: Some(30),
            mobile_devices: Some(12),
            exactness: Exactness::About,
            management: Some(true),
            product: "civento".into(),
            product_since: PartialDate::parse("2022-03"),
            messenger: Some(false),
            video: Some(true),
            statement: "Papierakten werden nicht mehr angelegt.".into(),
            page: "S. 2".into(),
            note: "ohne Außenstelle".into(),
            ..DepartmentStatus::new(name, date, Voice::Council, source)
        };
        let mut tx = db.begin().await.unwrap();
        release::catalogue(&mut tx, &actor, &catalogue).await.unwrap();
        let mut release = Release::begin(&mut tx, &actor, Day::from_number(1), "test").await.unwrap();
        release.bodies(&[town("12054000", "Potsdam")]).await.unwrap();
        release.departments(catalogue.services(), std::slice::from_ref(&record)).await.unwrap();
        assert_eq!(release.finish().await.unwrap().added, 2);
        tx.commit().await.unwrap();
        assert_eq!(of_body(&db, &key, AsOf::default()).await.unwrap(), std::slice::from_ref(&record));
        let page = crate::open::departments(&db, Revision(1), None).await.unwrap();
        assert_eq!((page.records, page.next), (vec![record], Some(key.clone())));
        for forbidden in ["DELETE FROM department_status", "UPDATE department_status SET efile = 'pilot'"] {
            let mut tx = db.begin().await.unwrap();
            assert!(tx.run(forbidden, Vec::new()).await.is_err(), "{forbidden}");
        }
    }
}
