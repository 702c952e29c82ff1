//! Files about services: the numbers of a chart, the table of a service, the table of a town, and what comes in again.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::Arc;

use domain::service::Stage;
use domain::{BodyKey, PartialDate, Reuse, ServiceStatus, Slug, Source, SourceKind, Voice};
use server::commands::{By, import_services};
use storage::Actor;
use storage::release::Outcome;

use crate::helpers::{TODAY, TestApp, catalogue, day};

const SERVICE: &str = "hundesteuer-anmeldung";
const BONN: &str = "05314000";

fn record(key: &str, date: &str, stage: Stage) -> ServiceStatus {
    let source = Source {
        title: "Bericht".into(),
        address: "https://example.org/bericht".into(),
        published: None,
        retrieved_on: day("2026-11-22"),
        kind: SourceKind::Website,
        reuse: Reuse::Open,
    };
    let (key, slug) = (BodyKey::parse(key).unwrap(), Slug::parse(SERVICE).unwrap());
    let date = PartialDate::parse(date);
    ServiceStatus { stage: Some(stage), ..ServiceStatus::new(key, slug, date, Voice::Administration, source) }
}

#[tokio::test]
async fn the_file_of_a_chart_has_the_numbers_that_are_drawn() {
    for app in TestApp::all().await {
        app.record(
            &[record("12054000", "2010", Stage::Planned), record("12054000", "2024", Stage::Live)],
            &[],
        )
        .await
        .unwrap();
        let csv = app.get(&format!("/diagramme/umsetzung.csv?leistung={SERVICE}")).await.expect(200).csv();
        let on = |date: &str| -> Vec<(String, String, String)> {
            let rows = csv.iter().filter(|row| row["date"] == date);
            rows.map(|row| (row["indicator"].clone(), row["numerator"].clone(), row["denominator"].clone()))
                .collect()
        };
        let row = |stage: &str, count: &str, all: &str| {
            (format!("{SERVICE}/{stage}"), count.to_owned(), all.to_owned())
        };
        let first = [
            row("online", "0", "1"),
            row("in-arbeit", "0", "1"),
            row("geplant", "1", "1"),
            row("nicht-angeboten", "0", "1"),
        ];
        assert_eq!(on("2010-12-31"), first);
        assert_eq!(on("2024-12-31")[0], row("online", "2", "2"), "Bonn is online too");
        for row in &csv {
            assert_eq!((row["value"].as_str(), row["voice"].as_str()), (&*row["numerator"], "digitalstand"));
            assert!(row["source"].contains("Bericht") && row["source_address"].ends_with(SERVICE), "{row:?}");
        }
        let json = app.get(&format!("/diagramme/umsetzung.json?kommune={BONN}")).await.expect(200).json();
        let rows = json["rows"].as_array().unwrap();
        let newest = rows.chunks(4).next_back().unwrap();
        let sum: i64 = newest.iter().map(|row| row["numerator"].as_i64().unwrap()).sum();
        assert!(newest.iter().all(|row| row["denominator"] == sum && row["key"] == BONN));
        let title = json["title"].as_str().unwrap();
        assert!(
            title.starts_with(&format!("Bonn: {} von {sum} Leistungen", newest[0]["numerator"])),
            "{title}"
        );
    }
}

#[tokio::test]
async fn the_table_of_a_service_leaves_whole_and_a_frozen_one_stays() {
    for app in TestApp::all().await {
        let path = format!("/leistungen/{SERVICE}/kommunen");
        let frozen = app.get(&format!("{path}.csv?bekannt=r1")).await.expect(200);
        assert!(frozen.header("cache-control").unwrap().contains("immutable"));
        let before = frozen.csv();
        assert_eq!(before.iter().map(|row| row["key"].as_str()).collect::<Vec<_>>(), [BONN]);
        let towns = ["12054000", "03241001", "04012000"];
        let stages = [Stage::Planned, Stage::Live, Stage::InWork];
        let records: Vec<_> =
            towns.iter().zip(stages).map(|(key, stage)| record(key, "2025-06", stage)).collect();
        app.record(&records, &[]).await.unwrap();
        let csv = app.get(&format!("{path}.csv")).await.expect(200).csv();
        let told: Vec<_> = csv.iter().map(|row| (row["name"].as_str(), row["stage"].as_str())).collect();
        let expected = [
            ("Bonn", "online"),
            ("Hannover", "online"),
            ("Bremerhaven", "in-arbeit"),
            ("Potsdam", "geplant"),
        ];
        assert_eq!(told, expected, "the furthest first, then by name, as on the page");
        for row in &csv {
            assert!(!row["voice"].is_empty() && row["source_address"].starts_with("http"), "{row:?}");
            assert!(row["live_since"].is_empty() || row["stage"] == "online");
        }
        let json = app.get(&format!("/en{path}.json")).await.expect(200).json();
        assert_eq!(json["rows"][3]["stage"], "geplant");
        assert!(app.get(&format!("{path}.xlsx")).await.expect(200).body.starts_with(b"PK"));
        let page = app.get(&format!("/leistungen/{SERVICE}")).await.expect(200).html();
        assert!(page.links().any(|link| link == format!("{path}.csv")));
        let again = app.get(&format!("{path}.csv?bekannt=r1")).await.expect(200);
        assert_eq!((again.body.clone(), again.csv()), (frozen.body, before));
        app.get("/leistungen/gibt-es-nicht/kommunen.csv").await.expect(404);
        app.get(&format!("{path}.csv?stand=2024")).await.expect(400);
    }
}

#[tokio::test]
async fn a_town_takes_its_tables_corrects_them_and_brings_them_in_again() {
    for app in TestApp::all().await {
        let file = app.get(&format!("/daten/leistungen.csv?kommune={BONN}")).await.expect(200);
        assert!(file.header("content-disposition").unwrap().contains("05314000-leistungen.csv"));
        let rows = file.csv();
        assert!(rows.len() >= 21 && rows.iter().all(|row| row["kommune"] == BONN), "{}", rows.len());
        let again = import(&app, file.text()).await.unwrap();
        assert_eq!((again.revision, again.unchanged), (None, rows.len() as u64));
        let corrected = file.text().replace(
            ",bewohnerparkausweis,2022-07,presse,belegt,online,",
            ",bewohnerparkausweis,2022-07,presse,belegt,in-arbeit,",
        );
        let corrected = import(&app, &corrected).await.unwrap();
        assert_eq!((corrected.added, corrected.corrected), (0, 1));
        let page = app.get(&format!("/kommunen/{BONN}/leistungen")).await.expect(200).html();
        assert!(page.links().any(|link| link == format!("/daten/leistungen.csv?kommune={BONN}")));

        let facts = app.get("/daten/fakten.csv?kommune=12054000").await.expect(200).csv();
        assert!(facts.len() > 3 && facts.iter().all(|row| row["kommune"] == "12054000"));
        assert!(facts.iter().all(|row| row["quelle_nutzung"] == "offen"), "nothing that may only be cited");
        assert!(app.get("/daten/aemter.csv?kommune=12054000").await.expect(200).csv().is_empty());
        for key in ["Bonn", "99999999", ""] {
            let refused = app.get(&format!("/daten/leistungen.csv?kommune={key}")).await;
            if key.is_empty() {
                refused.expect(200);
            } else {
                assert!(refused.expect(400).text().contains("„kommune“"), "{key}");
            }
        }
    }
}

async fn import(app: &TestApp, file: &str) -> anyhow::Result<Outcome> {
    let actor = Actor::command_line();
    let by = By { actor: &actor, on: day(TODAY), reason: "test" };
    let input = Cursor::new(file.as_bytes().to_vec());
    let outcome = import_services(app.db(), &Arc::new(catalogue()), input, by, |_| ()).await?;
    app.look().await?;
    Ok(outcome)
}

#[tokio::test]
async fn a_bad_line_of_a_file_of_services_is_named_and_keeps_all_out() {
    let catalogue = catalogue();
    for app in TestApp::all().await {
        let dates = (2000..2025).map(|year| year.to_string());
        let records: Vec<_> = dates.map(|date| record("12054000", &date, Stage::Live)).collect();
        let text = exchange::services::write(&records);
        let lines: Vec<&str> = text.lines().collect();
        for (from, to, column) in [
            ("12054000", "16999999", "kommune"),
            (SERVICE, "gibt-es-nicht", "leistung"),
            (",online,", ",fertig,", "umsetzung"),
            ("2026-11-22", "bald", "quelle_erfasst"),
        ] {
            let mut bad: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            bad[17] = bad[17].replacen(from, to, 1);
            let refused: exchange::Refused =
                import(&app, &bad.join("\n")).await.unwrap_err().downcast().unwrap();
            let found: Vec<_> =
                refused.problems.iter().map(|problem| (problem.line, problem.column)).collect();
            assert_eq!(found, [(18, column)]);
        }
        let twice = format!("{text}{}\n", lines[3]);
        let refused: exchange::Refused = import(&app, &twice).await.unwrap_err().downcast().unwrap();
        assert_eq!((refused.problems[0].line, refused.problems[0].column), (27, "stand"));
        assert_eq!(import(&app, &text).await.unwrap().added, 25);
        let known: BTreeSet<Slug> =
            catalogue.services().entries.iter().map(|entry| entry.service.slug.clone()).collect();
        let file = app.get("/daten/leistungen.csv?kommune=12054000").await.expect(200);
        assert_eq!(exchange::services::read(&file.body, catalogue.services(), &known).unwrap(), records);
    }
}

#[tokio::test]
async fn a_correction_stands_in_the_history_and_its_document_names_all_that_rests_on_it() {
    for app in TestApp::all().await {
        app.record(&[record("12054000", "2025-06", Stage::InWork)], &[]).await.unwrap();
        let mut live = record("12054000", "2025-06", Stage::Live);
        live.product = "civento".into();
        app.record(&[live], &[]).await.unwrap();
        let history = app.get("/kommunen/12054000/verlauf").await.expect(200).html().words();
        let (_, newest) = history.split_once("Hund zur Hundesteuer anmelden, Juni 2025").unwrap();
        assert!(newest.starts_with("in Arbeit → online; civentoBericht"), "{newest}");
        let (_, first) = newest.split_once("Hund zur Hundesteuer anmelden, Juni 2025").unwrap();
        assert!(first.starts_with("in ArbeitBericht"), "{first}");

        let feed = app.get("/feed.atom").await.expect(200);
        let told = "Korrigiert: Hund zur Hundesteuer anmelden: online; civento (Juni 2025)";
        assert!(feed.text().contains(told), "the feed tells it");

        let page = app.get("/kommunen/12054000/leistungen").await.expect(200).html();
        let document = page.links().find(|link| link.starts_with("/quellen/")).unwrap().to_owned();
        let resting = app.get(&document).await.expect(200).html().words();
        assert!(resting.contains("Auf dieser Quelle beruht eine Angabe."), "{resting}");
        assert!(resting.contains("Potsdam: Hund zur Hundesteuer anmelden, Juni 2025online"), "{resting}");
    }
}
