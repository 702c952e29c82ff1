//! A file to records about services.

use std::collections::BTreeSet;

use domain::service::{Chain, LINKS, Mode, ScaleLevel, Stage, Starter, Step, Tier, Usage};
use domain::{BodyKey, Day, Exactness, PartialDate, ServiceStatus, Slug, Voice};

use super::COLUMNS;
use crate::Refused;
use crate::problem::{Problem, Problems};
use crate::reader::{Cells, DATE};
use crate::table::Table;

/// Reads a file of records about services: all of it, or nothing. `services` are those that exist.
///
/// # Errors
/// With every problem of the file, by line and column.
pub fn read(
    bytes: &[u8],
    starter: &Starter,
    services: &BTreeSet<Slug>,
) -> Result<Vec<ServiceStatus>, Refused> {
    let table = Table::read(bytes, &COLUMNS)?;
    let mut problems = Problems::default();
    let mut seen = BTreeSet::new();
    let mut statuses = Vec::new();
    for row in table.rows() {
        let Some(status) = record(&mut Cells { row, problems: &mut problems }, starter, services) else {
            continue;
        };
        let cell = ["kommune", "leistung", "stand", "stimme"].map(|column| row.get(column).to_owned());
        if !seen.insert(cell) {
            let (german, english) = (
                "jede Verbindung von Kommune, Leistung, Stand und Stimme nur einmal",
                "each body, service, date and voice once",
            );
            problems.add(Problem::new(row.line, "stand", row.get("stand"), german, english));
        }
        statuses.push(status);
    }
    problems.into_result(statuses)
}

/// The record of this row. Reads every cell before giving up, so that all its problems are told at once.
fn record(cells: &mut Cells<'_>, starter: &Starter, services: &BTreeSet<Slug>) -> Option<ServiceStatus> {
    let key = ("ein amtlicher Schlüssel (8, 9, 5 oder 2 Ziffern)", "an official key of 8, 9, 5 or 2 digits");
    let body = cells.need("kommune", BodyKey::parse, key);
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
    let source = cells.source();
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
    let fits =
        level <= scale.top() && stage.is_some_and(|stage| (stage == Stage::Live) == (level >= scale.online));
    let german =
        format!("eine Stufe bis {}, die zur Umsetzung passt (online ab {})", scale.top(), scale.online);
    let english = format!("a level up to {} that fits the stage (online from {})", scale.top(), scale.online);
    cells.rule(fits, "stufe", &german, &english)?;
    Some(Some(ScaleLevel { scale: name, version, level }))
}

fn chain(cells: &mut Cells<'_>) -> Option<Chain> {
    let mut chain = [Some(Step::Unknown); 6];
    for (step, (column, ..)) in chain.iter_mut().zip(LINKS) {
        let words = Step::ALL.iter().map(|word| word.word());
        *step = cells.word_or_none(column, Step::from_word, words).map(|step| step.unwrap_or(Step::Unknown));
    }
    let [a, b, c, d, e, f] = chain;
    Some([a?, b?, c?, d?, e?, f?])
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
