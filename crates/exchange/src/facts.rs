//! The long format of facts: one record a line, with its source.

mod read;
mod stream;
mod write;

pub(crate) use read::{expected, value};
pub(crate) use write::written;

pub use stream::{open, read, repeated};
pub use write::{Writer, rows, write};

/// The columns, in the order they are written. Their names are an interface.
pub const COLUMNS: [&str; 18] = [
    "kommune",
    "kennzahl",
    "stand",
    "stimme",
    "zustand",
    "wert",
    "genauigkeit",
    "zaehler",
    "nenner",
    "zeitraum_von",
    "quelle_titel",
    "quelle_adresse",
    "quelle_stand",
    "quelle_erfasst",
    "quelle_art",
    "quelle_nutzung",
    "fundstelle",
    "anmerkung",
];

/// A further column that a file may have: the version of the definition by which a value was counted. Where it is
/// missing or empty, the newest is meant.
pub const DEFINITION: &str = "definition";

#[cfg(test)]
mod tests {
    use domain::{Catalogue, Language};

    use super::*;

    const HEADING: &str = "kommune;kennzahl;stand;stimme;zustand;wert;genauigkeit;zaehler;nenner;zeitraum_von;\
         quelle_titel;quelle_adresse;quelle_stand;quelle_erfasst;quelle_art;quelle_nutzung;fundstelle;anmerkung;definition";

    fn line(change: &[(&str, &str)]) -> String {
        let cell = |column: &str| {
            let usual = match column {
                "kommune" => "12054000",
                "kennzahl" => "onlinedienste-anzahl",
                "stand" => "2025-12",
                "stimme" | "quelle_art" => "presse",
                "zustand" => "belegt",
                "wert" => "82",
                "genauigkeit" => "genau",
                "quelle_titel" => "Bericht",
                "quelle_adresse" => "https://example.org/",
                "quelle_erfasst" => "2026-11-22",
                "quelle_nutzung" => "offen",
                _ => "",
            };
            change.iter().find(|(name, _)| *name == column).map_or(usual, |(_, value)| value).to_owned()
        };
        format!("{HEADING}\n{};{}\n", COLUMNS.map(cell).join(";"), cell(DEFINITION))
    }

    fn refusal(change: &[(&str, &str)]) -> Vec<&'static str> {
        let catalogue = Catalogue::bundled().unwrap();
        let refused = read(line(change).as_bytes(), &catalogue).unwrap_err();
        refused.problems.iter().map(|problem| problem.column).collect()
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        let catalogue = Catalogue::bundled().unwrap();
        let facts = crate::bundled::facts(&catalogue).unwrap();
        let again = read(write(&facts).as_bytes(), &catalogue).unwrap();
        assert_eq!(facts, again);
        assert!(facts.len() >= 60, "{} facts", facts.len());
    }

    #[test]
    fn every_bad_cell_is_named_by_its_column() {
        assert_eq!(refusal(&[("kommune", "1205400")]), ["kommune"]);
        assert_eq!(refusal(&[("kennzahl", "gibt-es-nicht")]), ["kennzahl"]);
        assert_eq!(refusal(&[("stand", "31.12.2025")]), ["stand"]);
        assert_eq!(refusal(&[("wert", "viele")]), ["wert"]);
        assert_eq!(refusal(&[("wert", "-3")]), ["wert"]);
        assert_eq!(refusal(&[("wert", "82,5")]), ["wert"]);
        assert_eq!(refusal(&[("wert", "")]), ["wert"]);
        assert_eq!(refusal(&[("zustand", "verweigert")]), ["wert"]);
        assert_eq!(refusal(&[("quelle_adresse", "javascript:alert(1)")]), ["quelle_adresse"]);
        assert_eq!(refusal(&[("quelle_titel", "")]), ["quelle_titel"]);
        assert_eq!(refusal(&[("stimme", "x"), ("wert", "x")]), ["stimme", "wert"]);
        assert_eq!(refusal(&[("stand", "2031")]), ["stand"]);
        assert_eq!(refusal(&[("quelle_nutzung", "nur-zitat")]), ["quelle_nutzung"]);
    }

    #[test]
    fn the_same_cell_twice_is_refused() {
        let catalogue = Catalogue::bundled().unwrap();
        let twice = format!("{}{}", line(&[]), line(&[("wert", "83")]).lines().nth(1).unwrap());
        let refused = read(twice.as_bytes(), &catalogue).unwrap_err();
        assert_eq!(refused.problems[0].line, 3);
    }

    #[test]
    fn undated_records_of_different_days_are_different_cells() {
        let catalogue = Catalogue::bundled().unwrap();
        let second = line(&[("stand", ""), ("quelle_erfasst", "2026-11-23")]);
        let both = format!("{}{}", line(&[("stand", "")]), second.lines().nth(1).unwrap());
        let facts = read(both.as_bytes(), &catalogue).unwrap();
        assert_eq!(read(write(&facts).as_bytes(), &catalogue).unwrap(), facts);
    }

    #[test]
    fn a_definition_is_the_newest_unless_the_file_says_otherwise() {
        let catalogue = Catalogue::bundled().unwrap();
        let version = |text: &str| {
            let facts = read(line(&[("definition", text)]).as_bytes(), &catalogue).unwrap();
            facts[0].definition
        };
        assert_eq!((version(""), version("1")), (1, 1));
        assert_eq!(refusal(&[("definition", "0")]), ["definition"]);
        assert_eq!(refusal(&[("definition", "99")]), ["definition"]);
        let without = line(&[]).replace(";definition", "").replace("offen;;;", "offen;;");
        assert_eq!(read(without.as_bytes(), &catalogue).unwrap()[0].definition, 1);
    }

    #[test]
    fn a_body_that_the_register_lacks_is_named_by_its_line() {
        let catalogue = Catalogue::bundled().unwrap();
        let (text, nobody) = (line(&[]), std::collections::BTreeSet::new());
        let mut facts = open(text.as_bytes(), &catalogue, Some(&nobody)).unwrap();
        assert!(facts.next().is_none());
        let refused = facts.problems().into_result(()).unwrap_err();
        assert_eq!((refused.problems[0].line, refused.problems[0].column), (2, "kommune"));
    }

    #[test]
    fn a_refusal_reads_as_a_sentence() {
        let catalogue = Catalogue::bundled().unwrap();
        let refused = read(line(&[("stand", "gestern")]).as_bytes(), &catalogue).unwrap_err();
        let message = refused.problems[0].message(Language::German);
        assert!(message.starts_with("Zeile 2, Spalte stand: „gestern“. Erwartet wird "), "{message}");
    }
}
