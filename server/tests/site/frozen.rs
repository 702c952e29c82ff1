//! What is frozen never changes; what is current changes at once.

use std::path::Path;

use domain::{Cell, Exactness, Value};

use crate::helpers::{TestApp, bundled};

const LINE: &str = "kommunen=05158026~12054000&kennzahl=maengelmeldungen-online";
const FILES: [&str; 5] = ["png", "svg", "csv", "xlsx", "json"];

fn corrected(value: f64) -> domain::Observation {
    let mut fact = bundled("05158026", "maengelmeldungen-online", "2025");
    fact.cell = Cell::Reported { value: Value::Number(value), exactness: Exactness::Exact, ratio: None };
    fact
}

#[tokio::test]
async fn a_correction_changes_the_current_file_and_no_frozen_one() {
    for app in TestApp::all().await {
        let mut before = Vec::new();
        for language in ["", "/en"] {
            for file in FILES {
                let current = format!("{language}/diagramme/vergleich.{file}?{LINE}");
                let (frozen, now) = (format!("{current}&bekannt=r1"), app.get(&current).await.expect(200));
                before.push((app.get(&frozen).await.expect(200), frozen, now, current));
            }
        }
        app.release(&[corrected(1_016.0)]).await;
        for (frozen, frozen_at, now, now_at) in &before {
            let again = app.get(frozen_at).await.expect(200);
            assert!(again.body == frozen.body && again.headers == frozen.headers, "{frozen_at}");
            let fresh = app.get(now_at).await.expect(200);
            assert!(fresh.body != now.body && fresh.header("etag") != now.header("etag"), "{now_at}");
            let second = app.get(&frozen_at.replace("=r1", "=r2")).await.expect(200);
            assert_eq!(second.header("content-type"), fresh.header("content-type"));
            app.get(&frozen_at.replace("=r1", "=r3")).await.expect(400);
        }
        let value = async |query: &str| {
            let csv = app.get(&format!("/diagramme/vergleich.csv?{query}")).await.expect(200).csv();
            let row =
                csv.iter().find(|row| row["key"] == "05158026" && row["date"] == "2025").unwrap().clone();
            (row["value"].clone(), row["revision"].clone())
        };
        assert_eq!(value(LINE).await, ("1016".to_owned(), "2".to_owned()));
        assert_eq!(value(&format!("{LINE}&bekannt=r1")).await, ("1015".to_owned(), "1".to_owned()));
        assert_eq!(value(&format!("{LINE}&bekannt=r2")).await, ("1016".to_owned(), "2".to_owned()));
    }
}

#[tokio::test]
async fn a_correction_is_on_every_page_at_once() {
    for app in TestApp::all().await {
        let pages =
            ["/", "/en", "/kommunen/05158026", "/kennzahlen/maengelmeldungen-online"].map(str::to_owned);
        let compare = format!("/vergleich?{LINE}");
        for page in pages.iter().chain([&compare]) {
            assert!(!app.get(page).await.expect(200).text().contains("9.876"), "{page}");
        }
        app.release(&[corrected(9_876.0)]).await;
        for page in pages.iter().chain([&compare]) {
            let words = app.get(page).await.expect(200).html().words();
            assert!(words.contains("9.876") || words.contains("9,876"), "{page}");
        }
        let frozen = app.get(&format!("{compare}&bekannt=r1")).await.expect(200).html();
        let (figure, values) =
            (&frozen.inside("figure", &[])[0], &frozen.inside("section", &[("id", "werte")])[0]);
        for part in [figure, values] {
            assert!(part.words().contains("1.015") && !part.words().contains("9.876"));
        }
    }
}

#[tokio::test]
async fn a_frozen_page_tells_what_changed_since() {
    for app in TestApp::all().await {
        let since = async |address: &str| {
            let html = app.get(address).await.expect(200).html();
            html.inside("section", &[("id", "seither")]).first().map(crate::html::Html::words)
        };
        let frozen = format!("/vergleich?{LINE}&bekannt=r1");
        assert_eq!(since(&format!("/vergleich?{LINE}")).await, None);
        assert!(since(&frozen).await.unwrap().contains("nichts geändert"));
        app.release(&[corrected(9_876.0)]).await;
        let told = since(&frozen).await.unwrap();
        for needed in ["Monheim", "2025", "1.015", "→", "9.876", "22.11.2026", "r2"] {
            assert!(told.contains(needed), "{needed}: {told}");
        }
        let english = since(&format!("/en{frozen}")).await.unwrap();
        assert!(english.contains("9,876") && english.contains("Since this edition"), "{english}");
        // Neither another town nor other years, and nothing that the edition has already.
        for other in [
            "/vergleich?kommunen=12054000&kennzahl=maengelmeldungen-online&bekannt=r1".to_owned(),
            format!("/vergleich?{LINE}&bis=2024&bekannt=r1"),
            format!("/vergleich?{LINE}&stand=2024-12-31&bekannt=r1"),
            format!("/vergleich?{LINE}&bekannt=r2"),
        ] {
            assert!(since(&other).await.unwrap().contains("nichts geändert"), "{other}");
        }
    }
}

#[tokio::test]
async fn the_freeze_link_leads_to_what_is_shown_now() {
    let app = TestApp::one().await;
    app.release(&[corrected(1_016.0)]).await;
    let page = app.get(&format!("/vergleich?{LINE}")).await.expect(200);
    let frozen = format!("{}/vergleich?{LINE}&bekannt=r2", crate::helpers::BASE);
    assert!(page.html().words().contains(&frozen));
    // Frozen already: freezing again changes nothing.
    let first = app.get(&format!("/vergleich?{LINE}&bekannt=r1")).await.expect(200);
    assert!(
        first.html().words().contains(&frozen.replace("=r2", "=r1")) && !first.html().words().contains("=r2")
    );
}

#[tokio::test]
async fn a_frozen_file_is_the_same_on_every_installation() {
    for app in TestApp::all().await {
        for (name, address) in [
            ("frozen.csv", format!("/diagramme/vergleich.csv?{LINE}&von=2015&bekannt=r1")),
            ("frozen.json", format!("/en/diagramme/vergleich.json?{LINE}&bis=2017&bekannt=r1")),
        ] {
            golden(name, &app.get(&address).await.expect(200).body);
        }
    }
}

fn golden(name: &str, found: &[u8]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site/golden").join(name);
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration to read it from")]
    if std::env::var("BLESS").is_ok_and(|bless| bless == "1") {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, found).unwrap();
    }
    let expected = std::fs::read(&path).unwrap_or_default();
    assert!(expected == found, "{name} differs; look at it after `BLESS=1 cargo test -p server --test site`");
}

#[tokio::test]
async fn a_renamed_town_keeps_its_name_in_frozen_files_and_gets_it_on_pages_at_once() {
    for app in TestApp::all().await {
        let current = format!("/diagramme/vergleich.csv?{LINE}");
        let frozen_at = format!("{current}&bekannt=r1");
        let frozen = app.get(&frozen_at).await.expect(200);
        assert!(!app.get("/kommunen/12054000").await.expect(200).text().contains("Neustadt an der Havel"));
        let key = domain::BodyKey::parse("12054000").unwrap();
        app.store(&[domain::Body::new(key, "Neustadt an der Havel", "Stadt")]).await.unwrap();
        assert_eq!(app.get(&frozen_at).await.expect(200).body, frozen.body);
        assert!(app.get(&current).await.expect(200).text().contains("Neustadt an der Havel"));
        assert!(app.get("/kommunen/12054000").await.expect(200).text().contains("Neustadt an der Havel"));
    }
}

const RANKING: &str = "kennzahl=online-antraege-ct-test&gruppe=kreisfrei-ab-100000";

#[tokio::test]
async fn a_frozen_ranking_keeps_its_values_and_the_group_of_its_time() {
    for app in TestApp::all().await {
        let current = |name: &str, file: &str| format!("/diagramme/{name}.{file}?{RANKING}");
        let mut before = Vec::new();
        for name in ["rangliste", "verteilung", "punktkarte"] {
            for file in FILES {
                let frozen = format!("{}&bekannt=r1", current(name, file));
                before.push((app.get(&frozen).await.expect(200), frozen));
            }
        }
        let rows = async |address: &str| app.get(address).await.expect(200).csv().len();
        let all = rows(&current("rangliste", "csv")).await;
        assert!(all > 1, "the group has too few values to prove anything");
        let mut fact = bundled("05711000", "online-antraege-ct-test", "2022-12-31");
        fact.cell = Cell::Reported { value: Value::Number(12.0), exactness: Exactness::Exact, ratio: None };
        app.release(&[fact]).await;
        // Potsdam shrinks out of its group.
        let key = domain::BodyKey::parse("12054000").unwrap();
        let people = Some((90_000, domain::Day::from_ymd(2026, 1, 1).unwrap()));
        let shrunk = domain::Body { population: people, ..domain::Body::new(key, "Potsdam", "Stadt") };
        app.store(&[shrunk]).await.unwrap();
        for (frozen, address) in &before {
            let again = app.get(address).await.expect(200);
            assert!(again.body == frozen.body && again.headers == frozen.headers, "{address}");
        }
        assert_eq!(rows(&current("rangliste", "csv")).await, all - 1);
        let page = "/kennzahlen/online-antraege-ct-test?gruppe=kreisfrei-ab-100000&bekannt=r1";
        let html = app.get(page).await.expect(200).html();
        let since = html.inside("section", &[("id", "seither")])[0].words();
        for needed in ["Bielefeld", "10", "→", "12", "Potsdam", "nicht mehr in dieser Auswahl"] {
            assert!(since.contains(needed), "{needed}: {since}");
        }
        assert!(html.words().contains("Fassung r1"));
    }
}

#[tokio::test]
async fn a_frozen_map_keeps_what_was_known() {
    for app in TestApp::all().await {
        let mut before = Vec::new();
        for file in FILES {
            let frozen = format!("/diagramme/karte.{file}?bekannt=r1");
            before.push((app.get(&frozen).await.expect(200), frozen));
        }
        let topics = async |query: &str| {
            let csv = app.get(&format!("/diagramme/karte.csv{query}")).await.expect(200).csv();
            csv.iter().find(|row| row["key"] == "05158026").unwrap()["value"].clone()
        };
        let (now, all) = (topics("").await, topics("?bekannt=r1").await);
        assert_eq!(now, all);
        let mut fact = bundled("05158026", "maengelmeldungen-online", "2025");
        fact.indicator = domain::Slug::parse("onlinedienste-anzahl").unwrap();
        app.release(&[fact]).await;
        assert_ne!(topics("").await, now);
        for (frozen, address) in &before {
            let again = app.get(address).await.expect(200);
            assert!(again.body == frozen.body && again.headers == frozen.headers, "{address}");
        }
        let start = app.get("/").await.expect(200).html().words();
        assert!(start.contains("/einbetten/karte?bekannt=r2"), "{start}");
    }
}

#[tokio::test]
async fn a_ranking_as_of_a_day_shows_what_held_then() {
    let app = TestApp::one().await;
    let early = "/diagramme/rangliste.csv?kennzahl=maengelmeldungen-online&gruppe=alle&stand=2018-12-31";
    let csv = app.get(early).await.expect(200).csv();
    assert!(!csv.is_empty() && csv.iter().all(|row| row["date"].as_str() < "2019"), "{csv:?}");
    app.get(&format!("/diagramme/rangliste.csv?{RANKING}&stand=gestern")).await.expect(400);
    app.get("/kennzahlen/maengelmeldungen-online?bekannt=r99").await.expect(400);
}
