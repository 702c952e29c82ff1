//! What became of the collection that the bundled facts were made from: every row is accounted for.

#![expect(clippy::unwrap_used, reason = "what a test cannot prepare, it reports by failing")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The only reasons for leaving a row out; `docs/facts.md` explains them.
const REASONS: [&str; 5] = [
    "andere-zaehlung-ohne-kennzahl",
    "doppelt",
    "keine-angabe-zur-sache",
    "person-oder-zitat",
    "zweifelhaft",
];
const FILES: [&str; 3] = ["facts.csv", "series.csv", "smart_city_index.csv"];
/// So many rows of the first file became facts or promises.
const FEWEST_MAPPED: usize = 560;

type Row = BTreeMap<String, String>;

fn rows(path: &Path) -> Vec<Row> {
    csv::Reader::from_path(path).unwrap().deserialize().map(|row| row.unwrap()).collect()
}

fn bundled(file: &str) -> Vec<Row> {
    rows(&Path::new(env!("CARGO_MANIFEST_DIR")).join("bundled").join(file))
}

/// The lines that a table names in a file, from 2: the first line is the heading.
fn lines(table: &[Row], file: &str) -> Vec<usize> {
    table.iter().filter(|row| row["datei"] == file).map(|row| row["zeile"].parse().unwrap()).collect()
}

#[test]
fn every_row_of_the_collection_is_mapped_or_left_out_exactly_once() {
    let (mapped, left_out) = (bundled("mapped.csv"), bundled("left_out.csv"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    for file in FILES {
        let mut all = lines(&mapped, file);
        all.extend(lines(&left_out, file));
        let different: BTreeSet<usize> = all.iter().copied().collect();
        assert_eq!(different.len(), all.len(), "{file}: a row is named twice");
        if !folder.join(file).exists() {
            println!("skipped: {file} of the collection is not on this machine");
            continue;
        }
        let count = rows(&folder.join(file)).len();
        assert_eq!(all.len(), count, "{file}: rows that nobody accounts for");
        assert_eq!(different, (2..count + 2).collect(), "{file}");
    }
    assert!(lines(&mapped, "facts.csv").len() >= FEWEST_MAPPED);
}

#[test]
fn a_row_is_left_out_for_one_of_five_reasons_that_the_guide_explains() {
    let found: BTreeSet<String> =
        bundled("left_out.csv").into_iter().map(|row| row["grund"].clone()).collect();
    assert_eq!(found, REASONS.map(str::to_owned).into());
    let guide = include_str!("../../../docs/facts.md");
    for reason in REASONS {
        assert!(guide.contains(&format!("| `{reason}` |")), "docs/facts.md does not explain {reason}");
    }
}

#[test]
fn facts_and_promises_are_at_least_as_many_as_the_rows_they_came_from() {
    let mapped = bundled("mapped.csv");
    let of = |target: &str| mapped.iter().filter(|row| row["ziel"] == target).count();
    assert!(bundled("facts.csv").len() >= of("fact") && bundled("promises.csv").len() >= of("promise"));
    assert_eq!(of("fact") + of("promise"), mapped.len());
}

/// Titles with which a text would introduce a person.
const TITLES: [&str; 8] = ["Herr ", "Frau ", "Herrn ", "Dr. ", "Prof. ", "Dipl.", "geb. ", "M.A."];

#[test]
fn no_fact_names_a_person() {
    for row in bundled("facts.csv") {
        let indicator = &row["kennzahl"];
        for column in ["wert", "anmerkung", "fundstelle"] {
            let text = format!(" {}", row[column]);
            let titled = TITLES.iter().any(|title| text.contains(&format!(" {title}")));
            assert!(!titled, "{} {indicator}: {text}", row["kommune"]);
        }
        if indicator == "digitalisierung-stelle" {
            let units = ["Amt", "amt", "Bereich", "Stab", "Task", "Arbeitsgruppe", "Direktorium", "Referat"];
            assert!(units.iter().any(|unit| row["wert"].contains(unit)), "{row:?} is no unit");
        }
    }
}
