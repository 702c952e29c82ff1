use super::*;

fn line(change: &[(&str, &str)]) -> String {
    let cells = COLUMNS.map(|column| {
        let usual = match column {
            "zusage_id" => "potsdam-dienste",
            "kommune" => "12054000",
            "kennzahl" => "onlinedienste-anzahl",
            "ereignis" => "zugesagt",
            "am" => "2020-05",
            "zusage" => "100 Dienste online",
            "wert" => "100",
            "genauigkeit" => "mindestens",
            "faellig" => "2022",
            "stimme" | "quelle_art" => "presse",
            "quelle_titel" => "Bericht",
            "quelle_adresse" => "https://example.org/",
            "quelle_erfasst" => "2026-11-22",
            "quelle_nutzung" => "offen",
            _ => "",
        };
        change.iter().find(|(name, _)| *name == column).map_or(usual, |(_, value)| value)
    });
    format!("{}\n", cells.join(";"))
}

fn refusal(lines: &[&[(&str, &str)]]) -> Vec<(u64, &'static str)> {
    let lines: String = lines.iter().map(|change| line(change)).collect();
    let file = format!("{}\n{lines}", COLUMNS.join(";"));
    let refused = read(file.as_bytes(), &Catalogue::bundled().unwrap()).unwrap_err();
    refused.problems.iter().map(|problem| (problem.line, problem.column)).collect()
}

#[test]
fn what_is_written_reads_back_the_same() {
    let catalogue = Catalogue::bundled().unwrap();
    let said = crate::bundled::promises(&catalogue).unwrap();
    assert_eq!(read(write(&said).as_bytes(), &catalogue).unwrap(), said);
    let shifts = said.iter().filter(|(_, event)| event.kind == EventKind::Shifted).count();
    assert!(said.len() >= 50 && shifts >= 2, "{} statements, {shifts} shifts", said.len());
}

#[test]
fn every_bad_cell_is_named_by_its_line_and_column() {
    for (column, bad) in [
        ("zusage_id", "Potsdam"),
        ("kommune", "1205400"),
        ("kennzahl", "gibt-es-nicht"),
        ("ereignis", "versprochen"),
        ("am", "gestern"),
        ("am", "2031"),
        ("zusage", ""),
        ("wert", "viele"),
        ("genauigkeit", ""),
        ("faellig", "bald"),
        ("quelle_adresse", "javascript:alert(1)"),
        ("quelle_nutzung", "nur-zitat"),
    ] {
        assert_eq!(refusal(&[&[(column, bad)]]), [(2, column)], "{column} {bad}");
    }
    assert_eq!(refusal(&[&[("ereignis", "eingeloest")]]), [(2, "faellig")]);
}

#[test]
fn the_lines_of_a_promise_are_about_one_thing_and_differ() {
    let shifted = [("ereignis", "verschoben"), ("kommune", "03241001")];
    assert_eq!(refusal(&[&[], &shifted]), [(3, "zusage_id")]);
    assert_eq!(refusal(&[&[], &[("faellig", "2023")]]), [(3, "am")]);
}
