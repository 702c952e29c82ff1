//! The table of departments: what is on record about a department of a body, one record a line, with its source.

use std::collections::BTreeSet;

use domain::department::EfileStage;
use domain::{BodyKey, DepartmentStatus, Exactness, NoValue, Slug, Voice};

use crate::Refused;
use crate::cell::guard;
use crate::problem::{Problem, Problems};
use crate::reader::{
    Cells, entered, written_answer, written_date, written_file, written_rows, written_source,
};
use crate::stream::Lines;
use crate::table::Row;

#[cfg(test)]
mod tests;

/// The columns, in the order they are written. Their names are an interface.
pub const COLUMNS: [&str; 27] = [
    "kommune",
    "amt",
    "name",
    "stand",
    "stimme",
    "zustand",
    "eakte",
    "eakte_seit",
    "zugesagt_fuer",
    "arbeitsplaetze",
    "arbeitsplaetze_eakte",
    "mobile_geraete",
    "genauigkeit",
    "antragsmanagement",
    "produkt",
    "produkt_seit",
    "messenger",
    "video",
    "begruendung",
    "quelle_titel",
    "quelle_adresse",
    "quelle_stand",
    "quelle_erfasst",
    "quelle_art",
    "quelle_nutzung",
    "fundstelle",
    "anmerkung",
];

/// Reads a file of records about departments: all of it, or nothing. A body that is not among the `known` ones is a
/// problem, where they are given.
///
/// # Errors
/// With every problem of the file, by line and column.
pub fn read(bytes: &[u8], known: Option<&BTreeSet<BodyKey>>) -> Result<Vec<DepartmentStatus>, Refused> {
    let read = move |row: Row<'_>, problems: &mut Problems| record(&mut Cells { row, problems }, known);
    Lines::open(bytes, &COLUMNS, read)?.all(
        |status| {
            let date = written_date(status.valid_on);
            let entered = entered(status.valid_on, &status.source);
            (status.body.clone(), status.department.clone(), date, entered, status.voice.word())
        },
        |line, status| repeated(line, &written_date(status.valid_on)),
    )
}

fn repeated(line: u64, date: &str) -> Problem {
    let (german, english) = (
        "jede Verbindung von Kommune, Amt, Stand und Stimme nur einmal",
        "each body, department, date and voice once",
    );
    Problem::new(line, "stand", date, german, english)
}

/// The record of this row. Reads every cell before giving up, so that all its problems are told at once.
fn record(cells: &mut Cells<'_>, known: Option<&BTreeSet<BodyKey>>) -> Option<DepartmentStatus> {
    let body = cells.body(known);
    let slug = ("ein Kürzel wie bauamt", "a short name such as bauamt");
    let department = cells.need("amt", Slug::parse, slug);
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let name = cells.need("name", some, ("der Name des Amts", "the name of the department"));
    let valid_on = cells.date("stand");
    let voice = cells.word("stimme", Voice::from_word, Voice::ALL.iter().map(|voice| voice.word()));
    let missing = cells.reason();
    let stages = EfileStage::ALL.iter().map(|word| word.word());
    let efile = cells.word_or_none("eakte", EfileStage::from_word, stages);
    let (efile_since, due) = (cells.date("eakte_seit"), cells.date("zugesagt_fuer"));
    let (workplaces, with) = (cells.whole("arbeitsplaetze"), cells.whole("arbeitsplaetze_eakte"));
    let mobile_devices = cells.whole("mobile_geraete");
    let words = Exactness::ALL.iter().map(|word| word.word());
    let exactness = cells.word_or_none("genauigkeit", Exactness::from_word, words);
    let (management, product_since) = (cells.yes_no("antragsmanagement"), cells.date("produkt_seit"));
    let (messenger, video) = (cells.yes_no("messenger"), cells.yes_no("video"));
    let source = cells.open_source();
    cells.begun(valid_on?, source.as_ref()?)?;
    let key = (body?, department?, name?);
    let status = DepartmentStatus {
        missing: missing?,
        efile: efile?,
        efile_since: efile_since?,
        due: due?,
        workplaces: workplaces?,
        efile_workplaces: with?,
        mobile_devices: mobile_devices?,
        exactness: exactness?.unwrap_or(Exactness::Exact),
        management: management?,
        product: cells.text("produkt"),
        product_since: product_since?,
        messenger: messenger?,
        video: video?,
        statement: cells.text("begruendung"),
        page: cells.text("fundstelle"),
        note: cells.text("anmerkung"),
        ..DepartmentStatus::new(key, valid_on?, voice?, source?)
    };
    check(cells, &status)?;
    Some(status)
}

/// What one record cannot say at once.
fn check(cells: &mut Cells<'_>, status: &DepartmentStatus) -> Option<()> {
    cells.rule(
        status.says_something() != status.missing.is_some(),
        "eakte",
        "eine Angabe, wenn der Zustand belegt ist, sonst keine",
        "something when the state is belegt (reported), else nothing",
    )?;
    let fewer = status.efile_workplaces.is_none_or(|with| status.workplaces.is_none_or(|all| with <= all));
    cells.rule(
        fewer,
        "arbeitsplaetze_eakte",
        "höchstens so viele wie alle Arbeitsplätze",
        "no more than all workplaces",
    )?;
    cells.rule(
        status.efile_since.is_none() || status.efile.is_some_and(EfileStage::in_use),
        "eakte_seit",
        "nichts, solange die E-Akte nicht im Einsatz ist",
        "nothing while the e-file is not in use",
    )?;
    cells.rule(
        status.product.is_empty() || status.management != Some(false),
        "produkt",
        "nichts, wenn es keine Antragsmanagement-Software gibt",
        "nothing when there is no application-management software",
    )
}

/// The file: UTF-8, comma, one line a record in the given order.
pub fn write(statuses: &[DepartmentStatus]) -> String {
    written_file(&COLUMNS, statuses.iter().map(row))
}

/// The lines of these records without heading, for a file that is written piece by piece.
pub fn rows(statuses: &[DepartmentStatus]) -> String {
    written_rows(statuses.iter().map(row))
}

fn row(status: &DepartmentStatus) -> Vec<String> {
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let mut row = vec![
        status.body.to_string(),
        status.department.to_string(),
        guard(&status.name),
        written_date(status.valid_on),
        status.voice.word().to_owned(),
        status.missing.map_or("belegt", NoValue::word).to_owned(),
        status.efile.map_or("", EfileStage::word).to_owned(),
        written_date(status.efile_since),
        written_date(status.due),
        number(status.workplaces),
        number(status.efile_workplaces),
        number(status.mobile_devices),
        if status.exactness == Exactness::Exact { "" } else { status.exactness.word() }.to_owned(),
        written_answer(status.management),
        guard(&status.product),
        written_date(status.product_since),
        written_answer(status.messenger),
        written_answer(status.video),
        guard(&status.statement),
    ];
    row.extend(written_source(&status.source, &status.page, &status.note));
    row
}
