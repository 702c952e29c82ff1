//! The files of the open data page beside the facts: what is measured, who has facts, and a template to fill in.

mod catalogue;

use domain::{Catalogue, Indicator, Language, Observation, Reuse, ValueKind};

pub use self::catalogue::catalogue_json;
use crate::cell::guard;
use crate::facts;

/// Starts a file that a German spreadsheet opens by double-click.
const MARK: &str = "\u{feff}";

const INDICATOR_COLUMNS: [&str; 19] = [
    "kennzahl",
    "thema",
    "fassung",
    "titel",
    "titel_en",
    "art",
    "einheit",
    "zeitbezug",
    "richtung",
    "vergleichbar",
    "nutzung",
    "veraltet_nach_monaten",
    "werte",
    "definition",
    "zaehlregel",
    "bezugsgroesse",
    "warum",
    "guter_beleg",
    "frage",
];

/// All indicators, one a line. German texts, and the title in English.
pub fn indicators_csv(catalogue: &Catalogue) -> Vec<u8> {
    let row = |indicator: &Indicator| {
        let words = indicator.wording(Language::German);
        let choices = catalogue.choices(indicator).iter().map(|choice| choice.slug.as_str());
        [
            indicator.slug.to_string(),
            indicator.topic.to_string(),
            indicator.version.to_string(),
            guard(&words.title),
            guard(&indicator.wording(Language::English).title),
            indicator.kind.word().to_owned(),
            guard(&words.unit),
            indicator.measure.word().to_owned(),
            indicator.direction.word().to_owned(),
            indicator.comparable.word().to_owned(),
            indicator.reuse.word().to_owned(),
            indicator.age_limit_months.to_string(),
            choices.collect::<Vec<_>>().join(" "),
            guard(&words.definition),
            guard(&words.counting_rule),
            guard(&words.denominator),
            guard(&words.why),
            guard(&words.evidence),
            guard(&words.question),
        ]
    };
    table(&INDICATOR_COLUMNS, catalogue.indicators().iter().map(row))
}

/// A line of the list of bodies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownBody {
    /// Official key.
    pub key: String,
    /// Name.
    pub name: String,
    /// Type, such as `Kreisfreie Stadt`.
    pub kind: String,
    /// Inhabitants and the day they were counted.
    pub population: Option<(i64, String)>,
    /// In how many topics it has a value.
    pub topics: i64,
    /// How many values there are.
    pub values: i64,
    /// The day of the newest one.
    pub newest: String,
}

const BODY_COLUMNS: [&str; 8] =
    ["schluessel", "name", "art", "einwohner", "einwohner_stand", "themen", "werte", "juengster_stand"];

/// Bodies with facts, one a line.
pub fn bodies_csv(bodies: &[KnownBody]) -> Vec<u8> {
    let row = |body: &KnownBody| {
        let (people, on) =
            body.population.clone().map_or_else(Default::default, |(count, on)| (count.to_string(), on));
        let (topics, values) = (body.topics.to_string(), body.values.to_string());
        [
            body.key.clone(),
            guard(&body.name),
            guard(&body.kind),
            people,
            on,
            topics,
            values,
            body.newest.clone(),
        ]
    };
    table(&BODY_COLUMNS, bodies.iter().map(row))
}

fn table<const N: usize>(columns: &[&str; N], rows: impl Iterator<Item = [String; N]>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail, and all records have the same length.
    let _ = writer.write_record(columns);
    for row in rows {
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}

/// The columns of a file of facts, with nothing beneath them.
pub fn template() -> Vec<u8> {
    for_spreadsheets(&facts::write(&[]))
}

/// The template filled with facts from this repository: the first open one of each kind of value.
///
/// # Errors
/// When the bundled facts break a rule; a test keeps that from being released.
pub fn example(catalogue: &Catalogue) -> Result<Vec<u8>, crate::Refused> {
    let bundled = crate::bundled::facts(catalogue)?;
    let kind = |fact: &Observation| catalogue.indicator(&fact.indicator).map(|indicator| indicator.kind);
    let first = |wanted: &ValueKind| {
        let open = |fact: &&Observation| fact.source.reuse == Reuse::Open && fact.cell.value().is_some();
        bundled.iter().filter(open).find(|fact| kind(fact) == Some(*wanted)).cloned()
    };
    let mut chosen: Vec<Observation> = ValueKind::ALL.iter().filter_map(first).collect();
    chosen.extend(bundled.iter().find(|fact| fact.cell.value().is_none()).cloned());
    Ok(for_spreadsheets(&facts::write(&chosen)))
}

/// The same file with semicolons and a byte order mark.
fn for_spreadsheets(file: &str) -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(file.as_bytes());
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(MARK.as_bytes().to_vec());
    for record in reader.records().filter_map(Result::ok) {
        // Writing to memory cannot fail.
        let _ = writer.write_record(&record);
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue() -> Catalogue {
        Catalogue::bundled().unwrap()
    }

    #[test]
    fn the_template_and_its_example_are_files_that_can_be_imported() {
        let empty = facts::read(&template(), &catalogue()).unwrap();
        assert_eq!(empty, Vec::new());
        let example = example(&catalogue()).unwrap();
        assert!(example.starts_with(MARK.as_bytes()) && example.windows(2).any(|pair| pair == b"\r\n"));
        let facts = facts::read(&example, &catalogue()).unwrap();
        let kinds: Vec<ValueKind> =
            facts.iter().map(|fact| catalogue().indicator(&fact.indicator).unwrap().kind).collect();
        for kind in [ValueKind::Count, ValueKind::Share, ValueKind::YesNo, ValueKind::Date, ValueKind::Choice]
        {
            assert!(kinds.contains(&kind), "{kind:?}");
        }
        assert!(facts.iter().any(|fact| fact.cell.value().is_none()), "a reason for no value");
        assert!(facts.iter().all(|fact| fact.source.reuse == Reuse::Open));
    }

    #[test]
    fn no_formula_leaves_in_the_lists() {
        let body = KnownBody {
            key: "12054000".into(),
            name: "=cmd()".into(),
            kind: "@Stadt".into(),
            population: Some((5, "2024-12-31".into())),
            topics: 1,
            values: 2,
            newest: String::new(),
        };
        let file = String::from_utf8(bodies_csv(&[body])).unwrap();
        assert!(file.ends_with("12054000,'=cmd(),'@Stadt,5,2024-12-31,1,2,\n"), "{file}");
    }

    #[test]
    fn the_list_of_indicators_and_the_catalogue_name_every_indicator() {
        let (csv, json) = (indicators_csv(&catalogue()), catalogue_json(&catalogue()));
        let mut reader = csv::Reader::from_reader(csv.as_slice());
        let slugs: Vec<String> = reader.records().map(|row| row.unwrap()[0].to_owned()).collect();
        let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
        let named: Vec<&str> = json["indicators"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["indicator"].as_str().unwrap())
            .collect();
        assert_eq!(slugs, named);
        assert_eq!(slugs.len(), catalogue().indicators().len());
        assert_eq!(json["topics"].as_array().unwrap().len(), 14);
        assert_eq!(json["scales"][0]["levels"][4]["title"]["de"], "Online-Transaktion");
    }
}
