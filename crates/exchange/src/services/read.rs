//! A file to records about services.

use std::collections::BTreeSet;
use std::io::Read;

use domain::catalogue::Notion;
use domain::service::{Chain, LINKS, Mode, ScaleLevel, Stage, Starter, Step, Tier, Usage};
use domain::{BodyKey, Day, Exactness, PartialDate, ServiceStatus, Slug, Voice};

use super::COLUMNS;
use crate::Refused;
use crate::problem::{Problem, Problems};
use crate::reader::{Cells, DATE, entered, written_date};
use crate::stream::Lines;
use crate::table::Row;

/// Opens a file of any size. `services` are those that exist. A body that is not among the `known` ones is a problem,
/// where they are given.
///
/// # Errors
/// When the heading cannot be read or lacks a column.
pub fn open<'a, R: Read>(
    input: R,
    starter: &'a Starter,
    services: &'a BTreeSet<Slug>,
    known: Option<&'a BTreeSet<BodyKey>>,
) -> Result<Lines<'a, R, ServiceStatus>, Refused> {
    let read = move |row: Row<'_>, problems: &mut Problems| {
        record(&mut Cells { row, problems }, starter, services, known)
    };
    Lines::open(input, &COLUMNS, read)
}

/// The problem of a line whose cell another line of the file fills already.
pub fn repeated(line: u64, date: &str) -> Problem {
    let (german, english) = (
        "jede Verbindung von Kommune, Leistung, Stand und Stimme nur einmal",
        "each body, service, date and voice once",
    );
    Problem::new(line, "stand", date, german, english)
}

/// Reads a small file of records about services: all of it, or nothing. A large one is better read by [`open`].
///
/// # Errors
/// With every problem of the file, by line and column.
pub fn read(
    bytes: &[u8],
    starter: &Starter,
    services: &BTreeSet<Slug>,
) -> Result<Vec<ServiceStatus>, Refused> {
    open(bytes, starter, services, None)?.all(
        |status| {
            let date = written_date(status.valid_on);
            let entered = entered(status.valid_on, &status.source);
            (status.body.clone(), status.service.clone(), date, entered, status.voice.word())
        },
        |line, status| repeated(line, &written_date(status.valid_on)),
    )
}

/// The record of this row. Reads every cell before giving up, so that all its problems are told at once.
fn record(
    cells: &mut Cells<'_>,
    starter: &Starter,
    services: &BTreeSet<Slug>,
    known: Option<&BTreeSet<BodyKey>>,
) -> Option<ServiceStatus> {
    let body = cells.body(known);
    let known = |text: &str| Slug::parse(text).filter(|slug| services.contains(slug));
    let service = cells.need("leistung", known, ("eine Leistung des Katalogs", "a service of the catalogue"));
    let valid_on = cells.date("stand");
    let voice = cells.word("stimme", Voice::from_word, Voice::ALL.iter().map(|voice| voice.word()));
    let missing = cells.reason();
    let stage = cells.word_or_none("umsetzung", Stage::from_word, Stage::ALL.iter().map(|word| word.word()));
    let level = level(cells, starter, stage.flatten());
    let live_since = cells.date("online_seit");
    let due = cells.date("zugesagt_fuer");
    let mode = cells.word_or_none("weg", Mode::from_word, Mode::ALL.iter().map(|word| word.word()));
    let tiers = Tier::ALL.iter().map(|word| word.word());
    let responsible = cells.word_or_none("zustaendig", Tier::from_word, tiers);
    let address = cells.address("adresse");
    let payment = cells.yes_no("e_payment");
    let land_portal = cells.yes_no("landesportal");
    let federal_portal = cells.yes_no("bundesportal");
    let chain = chain(cells);
    let usage = usage(cells, valid_on.flatten());
    let words = Exactness::ALL.iter().map(|word| word.word());
    let exactness = cells.word_or_none("genauigkeit", Exactness::from_word, words);
    let source = cells.open_source();
    cells.begun(valid_on?, source.as_ref()?)?;
    let status = ServiceStatus {
        missing: missing?,
        stage: stage?,
        level: level?,
        blocking: cells.text("hindernis"),
        live_since: live_since?,
        due: due?,
        mode: mode?,
        responsible: responsible?,
        address: address?.unwrap_or_default(),
        payment: payment?,
        payment_means: cells.text("zahlungsarten"),
        product: cells.text("produkt"),
        login: cells.text("anmeldung"),
        land_portal: land_portal?,
        federal_portal: federal_portal?,
        chain: chain?,
        usage: usage?,
        exactness: exactness?.unwrap_or(Exactness::Exact),
        statement: cells.text("begruendung"),
        page: cells.text("fundstelle"),
        note: cells.text("anmerkung"),
        ..ServiceStatus::new(body?, service?, valid_on?, voice?, source?)
    };
    check(cells, &status)?;
    Some(status)
}

/// A level needs its scale and version, and a stage that goes with it.
#[expect(clippy::option_option, reason = "outer: readable, inner: present")]
fn level(cells: &mut Cells<'_>, starter: &Starter, stage: Option<Stage>) -> Option<Option<ScaleLevel>> {
    let number = cells.whole("stufe")?;
    let version = cells.whole("skala_version")?;
    let name =
        cells.maybe("skala", Slug::parse, ("eine Skala des Katalogs oder nichts", "a scale, or nothing"))?;
    let (Some(level), Some(version), Some(name)) = (number, version, name.clone()) else {
        let none = number.is_none() && version.is_none() && name.is_none();
        cells.rule(
            none,
            "stufe",
            "Skala, Version und Stufe zusammen",
            "scale, version and level together",
        )?;
        return Some(None);
    };
    let scale = starter.scale(&name, version);
    cells.rule(scale.is_some(), "skala", "eine Skala des Katalogs", "a scale of the catalogue")?;
    let scale = scale?;
    let top = scale.top().map_or(0, |top| i64::from(top.level));
    let online = scale.threshold(Notion::Online).map_or(top, i64::from);
    let fits = level <= top && stage.is_some_and(|stage| (stage == Stage::Live) == (level >= online));
    let german = format!("eine Stufe bis {top}, die zur Umsetzung passt (online ab {online})");
    let english = format!("a level up to {top} that fits the stage (online from {online})");
    cells.rule(fits, "stufe", &german, &english)?;
    Some(Some(ScaleLevel { scale: name, version, level }))
}

fn chain(cells: &mut Cells<'_>) -> Option<Chain> {
    let mut chain = [Step::Unknown; 6];
    let mut readable = true;
    for (step, (column, ..)) in chain.iter_mut().zip(LINKS) {
        let words = Step::ALL.iter().map(|word| word.word());
        match cells.word_or_none(column, Step::from_word, words) {
            Some(found) => *step = found.unwrap_or(Step::Unknown),
            None => readable = false,
        }
    }
    readable.then_some(chain)
}

/// Usage needs a period, which ends with the date of the record, and no more online than in all.
#[expect(clippy::option_option, reason = "outer: readable, inner: present")]
fn usage(cells: &mut Cells<'_>, end: Option<PartialDate>) -> Option<Option<Usage>> {
    let day = ("ein Tag wie 2025-01-01 oder nichts", "a day such as 2025-01-01, or nothing");
    let from = cells.maybe("zeitraum_von", Day::parse, day);
    let (cases, online) = (cells.whole("antraege"), cells.whole("antraege_online"));
    let (from, cases, online) = (from?, cases?, online?);
    let Some(from) = from else {
        let none = cases.is_none() && online.is_none();
        cells.rule(none, "zeitraum_von", "der erste Tag des Zeitraums", "the first day of the period")?;
        return Some(None);
    };
    let begins = end.is_some_and(|end| from < end.last_day()) && (cases.is_some() || online.is_some());
    cells.rule(begins, "zeitraum_von", "ein Zeitraum mit Zahlen, der mit dem Stand endet", DATE.1)?;
    let fewer = cases.zip(online).is_none_or(|(cases, online)| online <= cases);
    cells.rule(
        fewer,
        "antraege_online",
        "höchstens so viele wie alle Anträge",
        "no more than all applications",
    )?;
    Some(Some(Usage { from, cases, online }))
}

/// What one record cannot say at once.
fn check(cells: &mut Cells<'_>, status: &ServiceStatus) -> Option<()> {
    let says = status.says_something();
    cells.rule(
        says != status.missing.is_some(),
        "umsetzung",
        "eine Angabe, wenn der Zustand belegt ist, sonst keine",
        "something when the state is belegt (reported), else nothing",
    )?;
    cells.rule(
        status.live_since.is_none() || status.stage == Some(Stage::Live),
        "online_seit",
        "nichts, solange die Leistung nicht online ist",
        "nothing while the service is not online",
    )
}
