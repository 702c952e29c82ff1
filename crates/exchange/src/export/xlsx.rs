//! XLSX: the values on the first sheet, what holds for all of them on the second.

use std::collections::BTreeMap;

use domain::Language;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, IgnoreError, Workbook, Worksheet, XlsxError,
};

use super::Extract;
use super::columns::{COLUMNS, Field, fields};

/// The format has no longer cell.
const LONGEST_CELL: usize = 32_767;

/// What a workbook is made of.
pub(crate) struct Content<'a> {
    pub(crate) language: Language,
    pub(crate) title: &'a str,
    pub(crate) released_on: &'a str,
    /// Names of the columns.
    pub(crate) columns: &'a [&'a str],
    pub(crate) rows: Vec<Vec<Field<'a>>>,
    /// What holds for all values: names and texts.
    pub(crate) told: Vec<(String, String)>,
}

pub(super) fn write(extract: &Extract) -> Vec<u8> {
    book(&Content {
        language: extract.language,
        title: &extract.title,
        released_on: &extract.released_on,
        columns: &COLUMNS,
        rows: extract.rows.iter().map(|row| fields(extract, row).to_vec()).collect(),
        told: told(extract, extract.language),
    })
}

/// A workbook of two sheets.
pub(crate) fn book(content: &Content<'_>) -> Vec<u8> {
    workbook(content).expect("the sheets have short names, and no cell lies outside or is too long")
}

fn workbook(extract: &Content<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The writer would ask for the time: the day of the data makes the same bytes of the same values.
    let made = ExcelDateTime::parse_from_str(extract.released_on)
        .or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1))?;
    workbook.set_properties(&DocProperties::new().set_title(extract.title).set_creation_datetime(&made));
    values(workbook.add_worksheet(), extract)?;
    about(workbook.add_worksheet(), extract)?;
    workbook.save_to_buffer()
}

fn values(sheet: &mut Worksheet, extract: &Content<'_>) -> Result<(), XlsxError> {
    sheet.set_name(extract.language.pick("Werte", "Values"))?;
    let bold = Format::new().set_bold();
    for (column, name) in (0..).zip(extract.columns) {
        sheet.write_string_with_format(0, column, *name, &bold)?;
        sheet.set_column_width(column, width(name))?;
    }
    for (line, row) in (1..).zip(&extract.rows) {
        for (column, field) in (0..).zip(row) {
            write_field(sheet, line, column, *field)?;
        }
    }
    let last = u32::try_from(extract.rows.len()).unwrap_or(u32::MAX);
    let end = u16::try_from(extract.columns.len() - 1).unwrap_or(u16::MAX);
    sheet.set_freeze_panes(1, 3)?;
    sheet.autofilter(0, 0, last, end)?;
    // Keys and years are names: they are words on purpose, and need no warning.
    sheet.ignore_error_range(0, 0, last, end, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

/// Words are written as words: the format tells them from formulas by more than their first sign.
fn write_field(sheet: &mut Worksheet, line: u32, column: u16, field: Field<'_>) -> Result<(), XlsxError> {
    match field {
        Field::Empty | Field::Text("") => return Ok(()),
        Field::Text(text) => sheet.write_string(line, column, short(text))?,
        Field::Count(count) => sheet.write_number(line, column, exact(count))?,
        Field::Number(number) => sheet.write_number(line, column, number)?,
    };
    Ok(())
}

fn short(text: &str) -> String {
    text.chars().take(LONGEST_CELL).collect()
}

/// Counts lie far below the whole numbers that this loses.
#[expect(clippy::cast_precision_loss, reason = "a spreadsheet knows no other numbers")]
fn exact(count: i64) -> f64 {
    count as f64
}

/// In characters.
fn width(column: &str) -> f64 {
    match column {
        "name" | "indicator" | "unit" => 24.0,
        "title" | "definition" | "text" | "source" | "note" => 40.0,
        _ => 12.0,
    }
}

fn about(sheet: &mut Worksheet, extract: &Content<'_>) -> Result<(), XlsxError> {
    let language = extract.language;
    sheet.set_name(language.pick("Über diese Datei", "About this file"))?;
    sheet.set_column_width(0, 24)?.set_column_width(1, 90)?;
    let (bold, wrapped) =
        (Format::new().set_bold().set_align(FormatAlign::Top), Format::new().set_text_wrap());
    for (line, (name, text)) in (0..).zip(&extract.told) {
        sheet.write_string_with_format(line, 0, short(name), &bold)?;
        sheet.write_string_with_format(line, 1, short(text), &wrapped)?;
    }
    Ok(())
}

/// What a reader needs to cite and to understand the values.
fn told(extract: &Extract, language: Language) -> Vec<(String, String)> {
    let mut told = citation(
        language,
        [&extract.title, &extract.address, &extract.licence],
        extract.revision,
        &extract.released_on,
    );
    let definitions: BTreeMap<&str, String> = extract
        .rows
        .iter()
        .map(|row| (row.title.as_str(), format!("{} ({})", row.definition, row.unit)))
        .collect();
    told.extend(definitions.into_iter().map(|(title, definition)| (title.to_owned(), definition)));
    told
}

/// What a reader needs to cite a file: its title, address and licence, and the edition of the data.
pub(crate) fn citation(
    language: Language,
    [title, address, licence]: [&str; 3],
    revision: i64,
    released_on: &str,
) -> Vec<(String, String)> {
    let edition = format!("r{revision}, {released_on}");
    let empty = language.pick(
        "Nichts bekannt, oder hier ohne Bedeutung. Eine leere Zelle ist nie eine Null.",
        "Nothing is on record, or nothing applies. An empty cell is never a zero.",
    );
    [
        (language.pick("Titel", "Title"), title),
        (language.pick("Adresse", "Address"), address),
        (language.pick("Fassung", "Edition"), &edition),
        (language.pick("Lizenz der Zusammenstellung", "Licence of the compilation"), licence),
        (language.pick("Leere Zelle", "Empty cell"), empty),
    ]
    .map(|(name, text)| (name.to_owned(), text.to_owned()))
    .to_vec()
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader, Xlsx};

    use super::*;
    use crate::export::tests::extract;

    fn read(extract: &Extract) -> Xlsx<std::io::Cursor<Vec<u8>>> {
        Xlsx::new(std::io::Cursor::new(write(extract))).unwrap()
    }

    fn armed() -> Extract {
        let mut extract = extract();
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "x;=cmd()", "{=1}", "https://example.org/"] {
            let row = super::super::Row { name: text.into(), note: text.into(), ..extract.rows[0].clone() };
            extract.rows.push(row);
        }
        extract.title = "=cmd()".into();
        extract
    }

    #[test]
    fn no_cell_is_a_formula_and_words_stay_words() {
        let extract = armed();
        let mut book = read(&extract);
        for sheet in book.sheet_names() {
            let formulas = book.worksheet_formula(&sheet).unwrap();
            assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "{sheet}");
        }
        let range = book.worksheet_range("Werte").unwrap();
        for (line, row) in extract.rows.iter().enumerate() {
            assert_eq!(range.get((line + 1, 2)), Some(&Data::String(row.name.clone())));
            assert_eq!(range.get((line + 1, 0)), Some(&Data::Float(1.0)));
            assert_eq!(
                range.get((line + 1, 1)),
                Some(&Data::String("05158026".into())),
                "a key is no number"
            );
            assert_eq!(range.get((line + 1, 11)), Some(&Data::Float(-1015.5)));
            assert_eq!(range.get((line + 1, 14)), Some(&Data::Empty), "what is missing is no zero");
        }
    }

    #[test]
    fn the_second_sheet_says_how_to_cite_and_what_is_counted() {
        let range = read(&armed()).worksheet_range("Über diese Datei").unwrap();
        let cells: Vec<String> = range.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
        for needed in ["=cmd()", "/vergleich", "r1, 2026-11-22", "dl-de/by-2-0", "x (Meldungen im Jahr)"] {
            assert!(cells.iter().any(|cell| cell == needed), "{needed}: {cells:?}");
        }
    }

    #[test]
    fn a_file_without_values_still_opens() {
        let range = read(&Extract { rows: Vec::new(), ..extract() }).worksheet_range("Werte").unwrap();
        assert_eq!(range.rows().count(), 1);
    }
}
