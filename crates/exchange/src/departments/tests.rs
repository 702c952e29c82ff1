use super::*;

fn line(change: &[(&str, &str)]) -> String {
    let cells = COLUMNS.map(|column| {
        let usual = match column {
            "kommune" => "04012000",
            "amt" => "bauamt",
            "name" => "Bauordnungsamt",
            "stand" => "2025-12",
            "stimme" => "verwaltung",
            "zustand" => "belegt",
            "eakte" => "produktiv",
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

fn refusal(change: &[(&str, &str)]) -> Vec<&'static str> {
    read(line(change).as_bytes(), None).unwrap_err().problems.iter().map(|problem| problem.column).collect()
}

#[test]
fn what_is_written_reads_back_the_same() {
    let full = [
        ("eakte_seit", "2023"),
        ("zugesagt_fuer", "2024-Q1"),
        ("arbeitsplaetze", "40"),
        ("arbeitsplaetze_eakte", "30"),
        ("mobile_geraete", "12"),
        ("genauigkeit", "rund"),
        ("antragsmanagement", "ja"),
        ("produkt", "@civento"),
        ("produkt_seit", "2022-03"),
        ("messenger", "nein"),
        ("video", "ja"),
        ("begruendung", "Papier nur noch im Archiv"),
    ];
    let mut records = read(line(&full).as_bytes(), None).unwrap();
    records.extend(
        read(line(&[("zustand", "unbekannt"), ("eakte", ""), ("stand", "")]).as_bytes(), None).unwrap(),
    );
    assert_eq!(read(write(&records).as_bytes(), None).unwrap(), records);
    assert!(write(&records).contains("'@civento"), "no formula leaves");
}

#[test]
fn every_bad_cell_is_named_by_its_column() {
    assert_eq!(refusal(&[("amt", "Bauamt!")]), ["amt"]);
    assert_eq!(refusal(&[("name", "")]), ["name"]);
    assert_eq!(refusal(&[("eakte", "halb")]), ["eakte"]);
    assert_eq!(refusal(&[("eakte", "")]), ["eakte"]);
    assert_eq!(refusal(&[("zustand", "unbekannt")]), ["eakte"]);
    assert_eq!(refusal(&[("arbeitsplaetze", "4,5")]), ["arbeitsplaetze"]);
    assert_eq!(refusal(&[("arbeitsplaetze", "4"), ("arbeitsplaetze_eakte", "5")]), ["arbeitsplaetze_eakte"]);
    assert_eq!(refusal(&[("eakte", "pilot"), ("eakte_seit", "2024")]), ["eakte_seit"]);
    assert_eq!(refusal(&[("antragsmanagement", "nein"), ("produkt", "civento")]), ["produkt"]);
    assert_eq!(refusal(&[("messenger", "x"), ("video", "x")]), ["messenger", "video"]);
}
