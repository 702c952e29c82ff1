//! What a chart shows, as a file.

pub mod bodies;
pub(crate) mod columns;
mod csv;
mod json;
pub(crate) mod xlsx;

use domain::Language;

/// The version of the files' shape. A change that breaks a reader's script raises it.
pub const FORMAT: u32 = 1;

/// The voice of a number that nobody reported: counted here from what is on record.
pub const OWN_COUNT: &str = "digitalstand";

/// A file format for the numbers of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values (RFC 4180), UTF-8, decimal point.
    Csv,
    /// A workbook for spreadsheet programs: numbers are numbers, words are words and never formulas.
    Xlsx,
    /// JSON.
    Json,
}

impl Format {
    /// Every format, in the order of the links.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Xlsx, Self::Json];

    /// What stands behind the dot of a file name.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }

    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
        }
    }

    /// The bytes of the file.
    pub fn write(self, extract: &Extract) -> Vec<u8> {
        match self {
            Self::Csv => csv::write(extract),
            Self::Xlsx => xlsx::write(extract),
            Self::Json => json::write(extract),
        }
    }
}

/// The numbers of a chart with everything needed to cite them.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Extract {
    /// [`FORMAT`].
    pub format: u32,
    /// The language of its words.
    #[serde(skip)]
    pub language: Language,
    /// Title of the chart.
    pub title: String,
    /// Address of the page that shows it.
    pub address: String,
    /// Licence of the compilation.
    pub licence: String,
    /// Number of the revision the data are from.
    pub revision: i64,
    /// The day of that revision, as `2026-11-22`.
    pub released_on: String,
    /// The values, by indicator and body, oldest first, undated ones last.
    pub rows: Vec<Row>,
}

/// One value. Field names are the column names of the files: an interface.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Row {
    /// Official key of the body.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Slug of the indicator.
    pub indicator: String,
    /// Its title.
    pub title: String,
    /// What is counted.
    pub definition: String,
    /// Version of the definition.
    pub definition_version: i64,
    /// The unit.
    pub unit: String,
    /// The date as far as it is known: `2025`, `2025-Q3`, `2025-06`, `2025-06-30`; nothing when the source has none.
    pub date: Option<String>,
    /// First day of the period a flow was counted over.
    pub period_start: Option<String>,
    /// `belegt` or the reason for no value.
    pub state: String,
    /// The number, or nothing when it is no number.
    pub value: Option<f64>,
    /// The value as text when it is no number.
    pub text: Option<String>,
    /// How exactly the source states it: `genau`, `rund`, `mindestens`, `hoechstens`.
    pub exactness: Option<String>,
    /// Numerator of a share.
    pub numerator: Option<i64>,
    /// Denominator of a share.
    pub denominator: Option<i64>,
    /// Who says it; [`OWN_COUNT`] for a number that is counted here.
    pub voice: String,
    /// Title of the source.
    pub source: String,
    /// Address of the source.
    pub source_address: String,
    /// When the source was published, as far as it is known.
    pub source_date: Option<String>,
    /// What restricts the value.
    pub note: String,
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn extract() -> Extract {
        let row = Row {
            key: "05158026".into(),
            name: "=cmd()".into(),
            indicator: "maengelmeldungen-online".into(),
            title: "Mängelmeldungen, „online“".into(),
            definition: "x".into(),
            definition_version: 1,
            unit: "Meldungen im Jahr".into(),
            date: Some("2025".into()),
            period_start: Some("2025-01-01".into()),
            state: "belegt".into(),
            value: Some(-1015.5),
            text: None,
            exactness: Some("genau".into()),
            numerator: None,
            denominator: None,
            voice: "verwaltung".into(),
            source: "a,b\n\"c\"".into(),
            source_address: "https://example.org/".into(),
            source_date: None,
            note: "@x".into(),
        };
        Extract {
            format: FORMAT,
            language: Language::German,
            title: "t".into(),
            address: "/vergleich".into(),
            licence: "dl-de/by-2-0".into(),
            revision: 1,
            released_on: "2026-11-22".into(),
            rows: vec![row],
        }
    }

    #[test]
    fn every_format_carries_the_same_values() {
        let extract = extract();
        let csv = String::from_utf8(Format::Csv.write(&extract)).unwrap();
        let mut reader = ::csv::Reader::from_reader(csv.as_bytes());
        let heading = reader.headers().unwrap().clone();
        let record = reader.records().next().unwrap().unwrap();
        let json: serde_json::Value = serde_json::from_slice(&Format::Json.write(&extract)).unwrap();
        for (name, cell) in heading.iter().zip(record.iter()) {
            let field = json["rows"][0].get(name).or_else(|| json.get(name)).unwrap();
            let plain = match field {
                serde_json::Value::Null => String::new(),
                serde_json::Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            assert_eq!(crate::cell::unguard(cell), plain, "{name}");
        }
        assert_eq!(json["format"], 1);
    }

    #[test]
    fn the_same_numbers_are_the_same_bytes() {
        for format in Format::ALL {
            assert_eq!(format.write(&extract()), format.write(&extract()), "{format:?}");
        }
    }

    #[test]
    fn no_formula_leaves_in_a_spreadsheet_file() {
        let csv = String::from_utf8(Format::Csv.write(&extract())).unwrap();
        assert!(csv.contains(",'=cmd(),") && csv.contains("'@x") && csv.contains(",-1015.5,"), "{csv}");
    }
}
