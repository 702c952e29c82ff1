//! The table of promises: one statement a line, with its source. The lines of one `zusage_id` are one story.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use domain::promise::{Event, EventKind};
use domain::{BodyKey, Catalogue, Exactness, Indicator, PartialDate, Promise, Slug, Value, Voice};

use crate::Refused;
use crate::cell::guard;
use crate::facts::{expected, value, written};
use crate::problem::{Problem, Problems};
use crate::reader::{Cells, written_date, written_file, written_source};
use crate::table::Table;

/// The columns, in the order they are written. Their names are an interface.
pub const COLUMNS: [&str; 19] = [
    "zusage_id",
    "kommune",
    "kennzahl",
    "leistung",
    "ereignis",
    "am",
    "zusage",
    "wert",
    "genauigkeit",
    "faellig",
    "stimme",
    "quelle_titel",
    "quelle_adresse",
    "quelle_stand",
    "quelle_erfasst",
    "quelle_art",
    "quelle_nutzung",
    "fundstelle",
    "anmerkung",
];

/// Reads a file of promises: all of it, or nothing.
///
/// # Errors
/// With every problem of the file, by line and column.
pub fn read(bytes: &[u8], catalogue: &Catalogue) -> Result<Vec<(Promise, Event)>, Refused> {
    let table = Table::read(bytes, &COLUMNS)?;
    let mut problems = Problems::default();
    let mut seen = BTreeSet::new();
    let mut subjects: BTreeMap<Slug, Promise> = BTreeMap::new();
    let mut said = Vec::new();
    for row in table.rows() {
        let Some((promise, event)) = statement(&mut Cells { row, problems: &mut problems }, catalogue) else {
            continue;
        };
        let cell = ["zusage_id", "ereignis", "am", "stimme"].map(|column| row.get(column).to_owned());
        if !seen.insert(cell) {
            let (german, english) = (
                "jede Verbindung von Zusage, Ereignis, Tag und Stimme nur einmal",
                "each promise, event, date and voice once",
            );
            problems.add(Problem::new(row.line, "am", row.get("am"), german, english));
        }
        let known = subjects.entry(promise.id.clone()).or_insert_with(|| promise.clone());
        if *known != promise {
            let (german, english) = (
                "eine Zusage, deren Zeilen dieselbe Kommune, Kennzahl und Leistung nennen",
                "a promise whose lines name the same body, indicator and service",
            );
            problems.add(Problem::new(row.line, "zusage_id", row.get("zusage_id"), german, english));
        }
        said.push((promise, event));
    }
    problems.into_result(said)
}

/// The statement of this row. Reads every cell before giving up, so that all its problems are told at once.
fn statement(cells: &mut Cells<'_>, catalogue: &Catalogue) -> Option<(Promise, Event)> {
    let id = cells.need(
        "zusage_id",
        Slug::parse,
        ("ein Kürzel wie potsdam-e-akte", "a name such as potsdam-e-akte"),
    );
    let key = ("ein amtlicher Schlüssel (8, 9, 5 oder 2 Ziffern)", "an official key of 8, 9, 5 or 2 digits");
    let body = cells.need("kommune", BodyKey::parse, key);
    let find = |text: &str| Slug::parse(text).and_then(|slug| catalogue.indicator(&slug));
    let indicator =
        cells.need("kennzahl", find, ("eine Kennzahl des Katalogs", "an indicator of the catalogue"));
    let service = cells.maybe("leistung", Slug::parse, ("ein Kürzel oder nichts", "a slug, or nothing"));
    let kind = cells.word("ereignis", EventKind::from_word, EventKind::ALL.iter().map(|word| word.word()));
    let (said_on, due) = (cells.date("am"), cells.date("faellig"));
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let words = cells.need("zusage", some, ("eine kurze Aussage", "a short statement"));
    let voice = cells.word("stimme", Voice::from_word, Voice::ALL.iter().map(|voice| voice.word()));
    let source = cells.open_source();
    let target = target(cells, indicator?, catalogue);
    let event = Event {
        kind: kind?,
        said_on: said_on?,
        statement: words?,
        due: due?,
        target: target?,
        voice: voice?,
        source: source?,
        page: cells.text("fundstelle"),
        note: cells.text("anmerkung"),
    };
    check(cells, &event)?;
    Some((Promise { id: id?, body: body?, indicator: indicator?.slug.clone(), service: service? }, event))
}

/// What was to be reached. Value and exactness stand together.
#[expect(clippy::option_option, reason = "outer: readable, inner: present")]
fn target(
    cells: &mut Cells<'_>,
    indicator: &Indicator,
    catalogue: &Catalogue,
) -> Option<Option<(Value, Exactness)>> {
    let (german, english) = expected(indicator, catalogue);
    let target = cells.maybe("wert", |text| value(text, indicator, catalogue), (&german, &english));
    let words = Exactness::ALL.iter().map(|word| word.word());
    let exactness = cells.word_or_none("genauigkeit", Exactness::from_word, words);
    let (target, exactness) = (target?, exactness?);
    cells.rule(
        target.is_some() == exactness.is_some(),
        "genauigkeit",
        "eine Genauigkeit, wenn ein Wert genannt ist, sonst nichts",
        "an exactness where a value is named, else nothing",
    )?;
    Some(target.zip(exactness))
}

/// What one statement cannot say at once.
fn check(cells: &mut Cells<'_>, event: &Event) -> Option<()> {
    let ends = matches!(event.kind, EventKind::Kept | EventKind::Dropped);
    cells.rule(
        !ends || event.due.is_none(),
        "faellig",
        "nichts, wenn die Zusage eingelöst oder aufgegeben ist",
        "nothing when the promise is kept or dropped",
    )?;
    let said = event.said_on.is_none_or(|on: PartialDate| on.first_day() <= event.source.retrieved_on);
    cells.rule(
        said,
        "am",
        "ein Tag, der bei der Erfassung schon begonnen hatte",
        "a date that had begun on the day of entry",
    )
}

/// The file: UTF-8, comma, one line a statement in the given order.
pub fn write(said: &[(Promise, Event)]) -> String {
    written_file(&COLUMNS, said.iter().map(|(promise, event)| row(promise, event)))
}

fn row(promise: &Promise, event: &Event) -> Vec<String> {
    let mut row = vec![
        promise.id.to_string(),
        promise.body.to_string(),
        promise.indicator.to_string(),
        promise.service.as_ref().map(ToString::to_string).unwrap_or_default(),
        event.kind.word().to_owned(),
        written_date(event.said_on),
        guard(&event.statement),
        event.target.as_ref().map(|(value, _)| written(value)).unwrap_or_default(),
        event.target.as_ref().map_or("", |(_, exactness)| exactness.word()).to_owned(),
        written_date(event.due),
        event.voice.word().to_owned(),
    ];
    row.extend(written_source(&event.source, &event.page, &event.note));
    row
}
