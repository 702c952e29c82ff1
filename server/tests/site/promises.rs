//! Promises: their whole story on page and file, as of every edition.

use domain::promise::{Event, EventKind};
use domain::{BodyKey, Exactness, PartialDate, Promise, Slug, Value, Voice};

use crate::helpers::{TestApp, bundled};

/// Potsdam has a bundled promise of its own about the same indicator.
const TOWN: &str = "12054000";

fn said(kind: EventKind, on: &str, due: &str, words: &str) -> (Promise, Event) {
    let promise = Promise {
        id: Slug::parse("potsdam-100").unwrap(),
        body: BodyKey::parse(TOWN).unwrap(),
        indicator: Slug::parse("onlinedienste-anzahl").unwrap(),
        service: None,
    };
    let event = Event {
        kind,
        said_on: PartialDate::parse(on),
        statement: words.to_owned(),
        due: PartialDate::parse(due),
        target: (kind == EventKind::Made).then_some((Value::Number(900.0), Exactness::Exact)),
        voice: Voice::Administration,
        source: bundled(TOWN, "onlinedienste-anzahl", "2025-12").source,
        page: String::new(),
        note: String::new(),
    };
    (promise, event)
}

#[tokio::test]
async fn a_promise_shifted_three_times_and_kept_tells_its_whole_story() {
    for app in TestApp::all().await {
        app.promise(&[
            said(EventKind::Made, "2019-05", "2020", "900 Dienste bis Ende 2020"),
            said(EventKind::Shifted, "2020-11", "2021-06", "erst Mitte 2021"),
            said(EventKind::Shifted, "2021-05", "2022", "Ende 2022"),
        ])
        .await
        .unwrap();
        app.promise(&[
            said(EventKind::Shifted, "2022-12", "2023-Q2", "zweites Quartal 2023"),
            said(EventKind::Kept, "2023-06-15", "", "alle 900 Dienste sind online"),
        ])
        .await
        .unwrap();
        let address = format!("/kommunen/{TOWN}/zusagen");
        let page = app.get(&address).await.expect(200).html().words();
        let story = [
            "900 Dienste bis Ende 2020",
            "erst Mitte 2021",
            "Ende 2022",
            "zweites Quartal 2023",
            "alle 900 Dienste sind online",
            "3-mal verschoben",
            "30 Monate später",
            "15.06.2023",
            "Ziel: 900",
        ];
        for words in story {
            assert!(page.contains(words), "{words}: {page}");
        }
        let rows = app.get(&format!("{address}.csv")).await.expect(200).csv();
        let own: Vec<_> = rows.iter().filter(|row| row["promise"] == "potsdam-100").collect();
        let events: Vec<&str> = own.iter().map(|row| row["event"].as_str()).collect();
        assert_eq!(events, ["zugesagt", "verschoben", "verschoben", "verschoben", "eingeloest"]);
        assert!(
            own.iter().all(|row| row["outcome"] == "eingeloest"
                && row["slip_months"] == "30"
                && row["shifts"] == "3")
        );
        assert!(own.iter().all(|row| row["source_address"].starts_with("http") && row["format"] == "1"));
        // The revision before knows neither the third shift nor that it was kept, and is judged by its own day.
        let before = app.get(&format!("{address}?bekannt=r2")).await.expect(200).html().words();
        assert!(before.contains("2-mal verschoben") && before.contains("fällig, ohne Beleg"));
        assert!(!before.contains("zweites Quartal 2023") && !before.contains("alle 900"));
        let frozen = app.get(&format!("{address}.csv?bekannt=r2")).await.expect(200);
        assert!(frozen.header("cache-control").unwrap().contains("immutable"));
        assert_eq!(frozen.csv().iter().filter(|row| row["promise"] == "potsdam-100").count(), 3);
        let first = app.get(&format!("{address}?bekannt=r1")).await.expect(200).html().words();
        assert!(!first.contains("900 Dienste"));
        // As of a day, only what was said by then.
        let then = app.get(&format!("{address}?stand=2021-01-01")).await.expect(200).html().words();
        assert!(then.contains("einmal verschoben") && then.contains("offen") && !then.contains("Ende 2022"));
    }
}

#[tokio::test]
async fn the_list_counts_filters_and_agrees_with_its_files() {
    for app in TestApp::all().await {
        let page = app.get("/zusagen").await.expect(200).html();
        let json = app.get("/zusagen.json").await.expect(200).json();
        let ids: std::collections::BTreeSet<&str> =
            json["rows"].as_array().unwrap().iter().map(|row| row["promise"].as_str().unwrap()).collect();
        assert_eq!(json["format"], 1);
        let sum = page.words();
        assert!(sum.contains(&format!("{} Zusagen, ", ids.len())), "{sum}");
        let rows = async |query: &str| -> usize {
            let page = app.get(&format!("/zusagen?{query}")).await.expect(200).html();
            page.inside("tbody", &[]).iter().map(|body| body.all("tr", &[]).len()).sum()
        };
        let first = rows("").await;
        assert!(first < ids.len(), "a long part is cut, and leads to the whole one");
        let mut all = 0;
        for outcome in domain::promise::Outcome::ALL {
            all += rows(&format!("ergebnis={}", outcome.word())).await;
        }
        assert_eq!(all, ids.len());
        for query in ["land=09", "thema=e-akte", "ergebnis=ohne-beleg", "jahr=2022"] {
            let some = rows(query).await;
            assert!(some > 0 && some < ids.len(), "{query}: {some}");
        }
        for (query, name) in [
            ("land=17", "land"),
            ("thema=X", "thema"),
            ("thema=gibt-es-nicht", "thema"),
            ("ergebnis=gut", "ergebnis"),
            ("jahr=99", "jahr"),
            ("bekannt=r99", "bekannt"),
        ] {
            for file in ["", ".csv", ".json"] {
                let reply = app.get(&format!("/zusagen{file}?{query}")).await.expect(400);
                assert!(reply.html().words().contains(&format!("„{name}“")), "{file} {query}");
            }
        }
        app.get("/kommunen/99999999/zusagen.csv").await.expect(404);
        let munich = app.get("/kommunen/09162000/zusagen").await.expect(200).html().words();
        assert!(munich.contains("einmal verschoben") && munich.contains("12 Monate später"), "{munich}");
    }
}

#[tokio::test]
async fn a_source_that_may_only_be_cited_names_six_towns_and_no_figure() {
    for app in TestApp::all().await {
        let cited = app.get("/quellen/666d73ea6c8b").await.expect(200).html();
        assert!(cited.all("table", &[]).is_empty());
        let towns =
            cited.inside("main", &[])[0].links().filter(|link| link.starts_with("/kommunen/")).count();
        assert_eq!(towns, 6);
        let open = app.get("/quellen/0a4b43cc942d").await.expect(200).html();
        assert!(open.inside("tbody", &[])[0].all("tr", &[]).len() > 1);
        for wrong in ["000000000000", "1", "ABCDEFABCDEF", "0a4b43cc942d0"] {
            app.get(&format!("/quellen/{wrong}")).await.expect(404);
        }
    }
}
