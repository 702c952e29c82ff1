//! The list of bodies.

use domain::{Body, BodyKey, Day, Level};

use crate::problem::{Problem, Problems};
use crate::table::{Row, Table};
use crate::{Refused, cell};

const COLUMNS: [&str; 11] = [
    "schluessel",
    "ebene",
    "ars",
    "name",
    "art",
    "einwohner",
    "einwohner_stand",
    "lat",
    "lon",
    "kreis",
    "verband",
];

/// Reads a list of bodies: all of it, or nothing.
///
/// # Errors
/// With every problem of the file, by line and column.
pub fn read(bytes: &[u8]) -> Result<Vec<Body>, Refused> {
    let table = Table::read(bytes, &COLUMNS)?;
    let mut problems = Problems::default();
    let mut bodies = Vec::new();
    for row in table.rows() {
        match body(row) {
            Ok(body) => bodies.push(body),
            Err(problem) => problems.add(*problem),
        }
    }
    problems.into_result(bodies)
}

fn body(row: Row<'_>) -> Result<Body, Box<Problem>> {
    let wrong = |column: &'static str, german: &str, english: &str| {
        Box::new(Problem::new(row.line, column, row.get(column), german, english))
    };
    let level = Level::ALL.into_iter().find(|level| level.word() == row.get("ebene"));
    let key = BodyKey::parse(row.get("schluessel")).filter(|key| Some(key.level()) == level);
    let key = key.ok_or_else(|| {
        wrong("schluessel", "ein Schlüssel, der zur Ebene passt", "a key that fits the level")
    })?;
    let name = Some(row.get("name")).filter(|name| !name.is_empty());
    let parent = |column: &'static str| {
        let text = row.get(column);
        let key = BodyKey::parse(text);
        if text.is_empty() || key.is_some() {
            Ok(key)
        } else {
            Err(wrong(column, "ein Schlüssel oder nichts", "a key, or nothing"))
        }
    };
    let population = match (row.get("einwohner"), row.get("einwohner_stand")) {
        ("", "") => None,
        (count, on) => {
            let read = count.parse().ok().zip(Day::parse(on));
            Some(read.ok_or_else(|| {
                wrong("einwohner", "eine Zahl und ihr Stichtag", "a number and its reference date")
            })?)
        }
    };
    let name = name.ok_or_else(|| wrong("name", "ein Name", "a name"))?;
    Ok(Body {
        ars: row.get("ars").to_owned(),
        population,
        place: cell::number(row.get("lat")).zip(cell::number(row.get("lon"))),
        kreis: parent("kreis")?,
        verband: parent("verband")?,
        ..Body::new(key, name, row.get("art"))
    })
}
