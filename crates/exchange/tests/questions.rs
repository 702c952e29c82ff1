//! `docs/questions.md`: which indicators answer which question of the two founding inquiries. The test writes it from
//! the data under `BLESS=1` and compares it otherwise, so that it cannot drift.

#![expect(clippy::unwrap_used, reason = "what a test cannot prepare, it reports by failing")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use domain::{Catalogue, Language, Slug};

/// Id of the inquiry, its title in the document, how many questions it asks.
const INQUIRIES: [(&str, &str, usize); 2] = [
    ("bremerhaven-2023-af-30", "Bremerhaven, 16 November 2023 (AF 30/2023)", 6),
    ("buxtehude-2020", "Buxtehude, 27 April 2020", 8),
];

const INTRODUCTION: &str = "# The founding questions

Digitalstand began with two inquiries of council groups.
This table says which indicators answer each of their questions; a test makes it from `crates/exchange/bundled/questions.csv`.
Questions are told in own words.
";

type Row = BTreeMap<String, String>;

fn questions() -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("bundled/questions.csv");
    csv::Reader::from_path(path).unwrap().deserialize().map(|row| row.unwrap()).collect()
}

fn document(catalogue: &Catalogue, questions: &[Row]) -> String {
    let mut text = INTRODUCTION.to_owned();
    for (id, title, _) in INQUIRIES {
        write!(text, "\n## {title}\n\n| | question | indicators |\n|---|---|---|\n").unwrap();
        for row in questions.iter().filter(|row| row["anfrage"] == id) {
            let indicators = row["kennzahlen"].split_whitespace().map(|slug| {
                let indicator = catalogue.indicator(&Slug::parse(slug).unwrap()).unwrap();
                format!("{} (`{slug}`)", indicator.wording(Language::German).title)
            });
            let indicators: Vec<String> = indicators.collect();
            writeln!(text, "| {} | {} | {} |", row["nummer"], row["frage"], indicators.join(" · ")).unwrap();
        }
    }
    text
}

#[test]
fn every_founding_question_has_indicators_and_stands_in_the_document() {
    let (catalogue, questions) = (Catalogue::bundled().unwrap(), questions());
    for (id, _, count) in INQUIRIES {
        let of: Vec<&Row> = questions.iter().filter(|row| row["anfrage"] == id).collect();
        assert_eq!(of.len(), count, "{id}");
        for (number, row) in (1..).zip(of) {
            assert_eq!(row["nummer"], number.to_string(), "{id}");
            assert!(row["kennzahlen"].split_whitespace().count() >= 2, "{id} {number}");
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/questions.md");
    let made = document(&catalogue, &questions);
    #[expect(clippy::disallowed_methods, reason = "the switch of `cargo xtask bless`")]
    let bless = std::env::var("BLESS").is_ok();
    if bless {
        std::fs::write(&path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == made,
        "docs/questions.md is not what the data say; run `cargo xtask bless` and look at it"
    );
}

#[test]
fn every_topic_answers_a_founding_question_or_gives_context() {
    let (catalogue, questions) = (Catalogue::bundled().unwrap(), questions());
    let founding = questions.iter().filter(|row| INQUIRIES.iter().any(|(id, ..)| row["anfrage"] == *id));
    let asked: Vec<Slug> = founding
        .flat_map(|row| row["kennzahlen"].split_whitespace())
        .map(|slug| catalogue.indicator(&Slug::parse(slug).unwrap()).unwrap().topic.clone())
        .collect();
    for topic in catalogue.topics() {
        // Both inquiries give workplaces and rankings as their reasons, without a question of their own.
        let reason = ["arbeitsplaetze", "rankings"].contains(&topic.slug.as_str());
        assert!(reason || asked.contains(&topic.slug), "{}", topic.slug);
    }
}
