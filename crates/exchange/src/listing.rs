//! A list that a page shows, as a file in every format, with the same columns.

use domain::Language;
use serde::{Serialize, Serializer};

use crate::cell::guard;
use crate::export::columns;
use crate::export::xlsx::{self, Content};
use crate::export::{FORMAT, Format};

/// A list with everything needed to cite it.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// The language of the words around the columns.
    pub language: Language,
    /// Title of the page.
    pub title: String,
    /// Address of the page.
    pub address: String,
    /// Licence of the compilation.
    pub licence: String,
    /// Number of the revision the data are from.
    pub revision: i64,
    /// The day of that revision, as `2026-11-22`.
    pub released_on: String,
    /// Names of the columns: an interface.
    pub columns: &'static [&'static str],
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<Field>>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Field {
    /// A text; an empty one stands as nothing.
    Text(String),
    /// A number.
    Number(f64),
    /// A whole number.
    Whole(i64),
    /// Nothing.
    Nothing,
}

impl<T: ToString> From<Option<T>> for Field {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, |value| Self::text(value.to_string()))
    }
}

impl Field {
    /// A text, or nothing when it is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Nothing } else { Self::Text(text) }
    }

    fn in_csv(&self) -> String {
        match self {
            Self::Text(text) => guard(text),
            Self::Number(number) => number.to_string(),
            Self::Whole(number) => number.to_string(),
            Self::Nothing => String::new(),
        }
    }

    fn in_sheet(&self) -> columns::Field<'_> {
        match self {
            Self::Text(text) => columns::Field::Text(text),
            Self::Number(number) => columns::Field::Number(*number),
            Self::Whole(number) => columns::Field::Count(*number),
            Self::Nothing => columns::Field::Empty,
        }
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Whole(number) => serializer.serialize_i64(*number),
            Self::Nothing => serializer.serialize_none(),
        }
    }
}

impl Listing {
    /// The bytes of the file.
    pub fn write(&self, format: Format) -> Vec<u8> {
        match format {
            Format::Csv => self.csv(),
            Format::Json => self.json(),
            Format::Xlsx => self.xlsx(),
        }
    }

    fn csv(&self) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        let around = ["address", "licence", "revision", "released_on"];
        let heading = std::iter::once("format").chain(self.columns.iter().copied()).chain(around);
        // Writing to memory cannot fail, and all records have the same length.
        let _ = writer.write_record(heading);
        for row in &self.rows {
            let mut record = vec![FORMAT.to_string()];
            record.extend(row.iter().map(Field::in_csv));
            record.extend([self.address.clone(), self.licence.clone(), self.revision.to_string()]);
            record.push(self.released_on.clone());
            let _ = writer.write_record(record);
        }
        writer.into_inner().unwrap_or_default()
    }

    fn xlsx(&self) -> Vec<u8> {
        let texts = [self.title.as_str(), &self.address, &self.licence];
        xlsx::book(&Content {
            language: self.language,
            title: &self.title,
            released_on: &self.released_on,
            columns: self.columns,
            rows: self.rows.iter().map(|row| row.iter().map(Field::in_sheet).collect()).collect(),
            told: xlsx::citation(self.language, texts, self.revision, &self.released_on),
        })
    }

    fn json(&self) -> Vec<u8> {
        let file = File {
            format: FORMAT,
            title: &self.title,
            address: &self.address,
            licence: &self.licence,
            revision: self.revision,
            released_on: &self.released_on,
            rows: Rows(self),
        };
        let mut bytes = serde_json::to_vec_pretty(&file).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

/// What the JSON has, in this order.
#[derive(Serialize)]
struct File<'a> {
    format: u32,
    title: &'a str,
    address: &'a str,
    licence: &'a str,
    revision: i64,
    released_on: &'a str,
    rows: Rows<'a>,
}

struct Rows<'a>(&'a Listing);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.rows.iter().map(|cells| Row { columns: self.0.columns, cells }))
    }
}

/// A row as an object, its fields in the order of the columns.
struct Row<'a> {
    columns: &'a [&'static str],
    cells: &'a [Field],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.columns.iter().zip(self.cells))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn both_files_carry_the_same_cells_and_no_formula_leaves() {
        let listing = Listing {
            language: Language::German,
            title: "Zusagen".into(),
            address: "https://example.org/zusagen".into(),
            licence: "x".into(),
            revision: 3,
            released_on: "2026-11-22".into(),
            columns: &["name", "slip", "due"],
            rows: vec![vec![Field::text("=cmd()"), Field::Whole(-12), Field::text("")]],
        };
        let csv = String::from_utf8(listing.write(Format::Csv)).unwrap();
        let first = "format,name,slip,due,address,licence,revision,released_on\r\n1,'=cmd(),-12,,";
        assert!(csv.starts_with(first), "{csv}");
        let json: Value = serde_json::from_slice(&listing.write(Format::Json)).unwrap();
        assert_eq!(json["rows"][0], json!({ "name": "=cmd()", "slip": -12, "due": null }));
        assert_eq!((&json["format"], &json["revision"]), (&Value::from(1), &Value::from(3)));
    }
}
