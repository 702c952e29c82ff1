//! Files of facts as offices send them, brought in whole or not at all.

use std::io::Cursor;
use std::sync::Arc;

use domain::Observation;
use server::commands::{By, export_facts, import_facts};
use storage::release::Outcome;
use storage::{Actor, overview};

use crate::helpers::{TODAY, TestApp, catalogue, day};

/// Facts of a file, more than are handed over together.
const ROWS: usize = 2_300;

async fn import(app: &TestApp, file: &str) -> anyhow::Result<Outcome> {
    let actor = Actor::command_line();
    let by = By { actor: &actor, on: day(TODAY), reason: "test" };
    let input = Cursor::new(file.as_bytes().to_vec());
    import_facts(app.db(), &Arc::new(catalogue()), input, by, |_| ()).await
}

async fn export(app: &TestApp) -> String {
    let mut bytes = Vec::new();
    export_facts(app.db(), &catalogue(), &mut bytes).await.unwrap();
    String::from_utf8(bytes).unwrap()
}

/// A file of as many facts as asked for, each in a cell of its own.
fn file(rows: usize) -> Vec<String> {
    let heading = exchange::facts::COLUMNS.join(";");
    let line = |row: usize| {
        let (year, month, date) = (2000 + row / 12 % 25, row % 12 + 1, row % 28 + 1);
        let indicator = ["onlinedienste-anzahl", "e-akte-nutzende"][row / 300 % 2];
        let voice = ["verwaltung", "rat", "presse", "studie", "hersteller"][row / 600 % 5];
        format!(
            "12054000;{indicator};{year}-{month:02}-{date:02};{voice};belegt;{row};genau;;;;Bericht {};\
             https://example.org/;;2026-11-22;webseite;offen;;",
            row % 7
        )
    };
    std::iter::once(heading).chain((0..rows).map(line)).collect()
}

#[tokio::test]
async fn a_file_comes_in_once_and_again_without_a_trace() {
    for app in TestApp::all().await {
        let lines = file(ROWS).join("\n");
        let first = import(&app, &lines).await.unwrap();
        assert_eq!((first.added, first.corrected), (ROWS as u64, 0));
        let again = import(&app, &lines).await.unwrap();
        assert_eq!((again.revision, again.added, again.unchanged), (None, 0, ROWS as u64));
        let other = import(&app, &lines.replace(";belegt;7;", ";belegt;8;")).await.unwrap();
        assert_eq!((other.added, other.corrected, other.unchanged), (0, 1, ROWS as u64 - 1));
    }
}

#[tokio::test]
async fn one_bad_line_keeps_the_whole_file_out_wherever_it_stands() {
    for app in TestApp::all().await {
        let before = (overview::edition(app.db()).await.unwrap(), overview::counts(app.db()).await.unwrap());
        for bad in [1, 2, 999, 1_000, 1_001, ROWS / 2, ROWS] {
            for (from, to) in [(";belegt;", ";belegt;x"), ("12054000", "16999999"), ("2026-11-22", "bald")] {
                let mut lines = file(ROWS);
                lines[bad] = lines[bad].replacen(from, to, 1);
                let refused = import(&app, &lines.join("\n")).await.unwrap_err();
                let refused: exchange::Refused = refused.downcast().unwrap();
                let places: Vec<_> = refused.problems.iter().map(|problem| problem.line).collect();
                assert_eq!(places, [bad as u64 + 1]);
            }
            let mut lines = file(ROWS);
            lines[bad] = lines[if bad == 1 { 2 } else { 1 }].clone();
            let refused: exchange::Refused =
                import(&app, &lines.join("\n")).await.unwrap_err().downcast().unwrap();
            assert_eq!((refused.problems[0].line, refused.total), (bad.max(2) as u64 + 1, 1));
        }
        let after = (overview::edition(app.db()).await.unwrap(), overview::counts(app.db()).await.unwrap());
        assert_eq!(before, after);
    }
}

#[tokio::test]
async fn what_is_exported_comes_in_again_as_it_was() {
    for app in TestApp::all().await {
        let text = export(&app).await;
        let again = import(&app, &text).await.unwrap();
        assert_eq!((again.revision, again.added, again.corrected), (None, 0, 0));
        for empty in TestApp::all_empty().await {
            import(&empty, &text).await.unwrap();
            assert_eq!(export(&empty).await, text);
        }
    }
}

#[tokio::test]
async fn records_without_a_date_are_told_apart_by_the_day_they_were_entered() {
    for app in TestApp::all().await {
        let facts: Vec<Observation> = ["2026-11-20", "2026-11-21"]
            .map(|entered| {
                let mut fact = storage::testing::number("12054000", "e-akte-nutzende", "", 5.0);
                fact.source.retrieved_on = day(entered);
                fact
            })
            .into();
        let text = exchange::facts::write(&facts);
        assert_eq!(import(&app, &text).await.unwrap().added, 2);
        assert_eq!(import(&app, &text).await.unwrap().unchanged, 2);
    }
}

#[tokio::test]
async fn readers_see_the_old_edition_until_all_of_an_import_is_there() {
    for app in TestApp::all().await {
        let before = app.get("/kommunen/12054000").await.expect(200);
        let mut import = storage::release::Import::begin(app.db()).await.unwrap();
        let catalogue = catalogue();
        let facts = exchange::facts::read(file(300).join("\n").as_bytes(), &catalogue).unwrap();
        for (line, fact) in (2..).zip(&facts) {
            import.add(line, fact).await.unwrap();
        }
        import.end().await.unwrap();
        let meanwhile = app.get("/kommunen/12054000").await.expect(200);
        assert_eq!(before.body, meanwhile.body);
        let counts = overview::counts(app.db()).await.unwrap();
        import.release(&Actor::command_line(), day(TODAY), "test", catalogue.services()).await.unwrap();
        assert_eq!(overview::counts(app.db()).await.unwrap().observations, counts.observations + 300);
    }
}
