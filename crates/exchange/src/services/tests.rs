use std::collections::BTreeSet;

use domain::Slug;
use domain::service::Starter;

use super::*;

fn line(change: &[(&str, &str)]) -> String {
    let cells = COLUMNS.map(|column| {
        let usual = match column {
            "kommune" => "04012000",
            "leistung" => "personalausweis",
            "stand" => "2025-12",
            "stimme" => "verwaltung",
            "zustand" => "belegt",
            "umsetzung" => "online",
            "quelle_titel" => "Bericht",
            "quelle_adresse" => "https://example.org/",
            "quelle_erfasst" => "2026-11-22",
            "quelle_art" => "webseite",
            "quelle_nutzung" => "offen",
            _ => "",
        };
        change.iter().find(|(name, _)| *name == column).map_or(usual, |(_, value)| value)
    });
    format!("{}\n{}\n", COLUMNS.join(";"), cells.join(";"))
}

fn parsed(text: &str) -> Result<Vec<domain::ServiceStatus>, crate::Refused> {
    let starter = Starter::bundled().unwrap();
    let services: BTreeSet<Slug> = starter.entries.iter().map(|entry| entry.service.slug.clone()).collect();
    read(text.as_bytes(), &starter, &services)
}

fn refusal(change: &[(&str, &str)]) -> Vec<&'static str> {
    parsed(&line(change)).unwrap_err().problems.iter().map(|problem| problem.column).collect()
}

const FULL: &[(&str, &str)] = &[
    ("skala", "ozg-reifegrad"),
    ("skala_version", "1"),
    ("stufe", "2"),
    ("hindernis", "=Nachweise"),
    ("online_seit", "2023-Q2"),
    ("zugesagt_fuer", "2022"),
    ("weg", "efa"),
    ("zustaendig", "gemeinde"),
    ("adresse", "https://example.org/antrag"),
    ("e_payment", "ja"),
    ("zahlungsarten", "PayPal"),
    ("produkt", "civento"),
    ("anmeldung", "BundID"),
    ("landesportal", "ja"),
    ("bundesportal", "nein"),
    ("antrag", "digital"),
    ("fachverfahren", "abgetippt"),
    ("eakte", "gedruckt"),
    ("zeitraum_von", "2025-01-01"),
    ("antraege", "120"),
    ("antraege_online", "40"),
    ("genauigkeit", "rund"),
    ("begruendung", "Die Fachsoftware kann es nicht."),
    ("fundstelle", "S. 3"),
];

#[test]
fn what_is_written_reads_back_the_same() {
    let mut records = parsed(&line(FULL)).unwrap();
    records.extend(parsed(&line(&[("zustand", "verweigert"), ("umsetzung", ""), ("stand", "")])).unwrap());
    assert_eq!(parsed(&write(&records)).unwrap(), records);
    assert!(write(&records).contains("'=Nachweise"), "no formula leaves");
}

#[test]
fn every_bad_cell_is_named_by_its_column() {
    assert_eq!(refusal(&[("kommune", "1")]), ["kommune"]);
    assert_eq!(refusal(&[("leistung", "gibt-es-nicht")]), ["leistung"]);
    assert_eq!(refusal(&[("stand", "31.12.2025")]), ["stand"]);
    assert_eq!(refusal(&[("stand", "2031")]), ["stand"]);
    assert_eq!(refusal(&[("umsetzung", "fertig")]), ["umsetzung"]);
    assert_eq!(refusal(&[("umsetzung", "")]), ["umsetzung"]);
    assert_eq!(refusal(&[("zustand", "verweigert")]), ["umsetzung"]);
    assert_eq!(refusal(&[("stufe", "3")]), ["stufe"]);
    assert_eq!(refusal(&[("skala", "ozg-reifegrad"), ("skala_version", "1"), ("stufe", "1")]), ["stufe"]);
    assert_eq!(refusal(&[("skala", "ozg-reifegrad"), ("skala_version", "9"), ("stufe", "3")]), ["skala"]);
    assert_eq!(refusal(&[("adresse", "javascript:alert(1)")]), ["adresse"]);
    assert_eq!(refusal(&[("e_payment", "vielleicht")]), ["e_payment"]);
    assert_eq!(refusal(&[("antraege", "4")]), ["zeitraum_von"]);
    assert_eq!(
        refusal(&[("zeitraum_von", "2025-01-01"), ("antraege", "4"), ("antraege_online", "5")]),
        ["antraege_online"]
    );
    assert_eq!(refusal(&[("umsetzung", "geplant"), ("online_seit", "2024")]), ["online_seit"]);
    assert_eq!(refusal(&[("quelle_nutzung", "nur-zitat")]), ["quelle_nutzung"]);
    assert_eq!(refusal(&[("stimme", "x"), ("weg", "x")]), ["stimme", "weg"]);
}

#[test]
fn the_same_cell_twice_is_refused() {
    let twice = format!("{}{}", line(&[]), line(&[("umsetzung", "geplant")]).lines().nth(1).unwrap());
    assert_eq!(parsed(&twice).unwrap_err().problems[0].line, 3);
}
