//! Every version of every record of a body in words: figures, services, departments and promises.

use std::collections::BTreeMap;

use domain::promise::Event;
use domain::{BodyKey, DepartmentStatus, Observation, PartialDate, Promise, Revision, ServiceStatus, Source};
use storage::history::{self, Version};

use super::{Changed, Step};
use crate::address::Address;
use crate::components::record::service::Names;
use crate::components::record::{department, service, when};
use crate::error::AppError;
use crate::page::Reading;
use crate::promised;

type Steps = BTreeMap<Revision, Step>;

/// The releases that touched a body, newest first.
pub(super) async fn steps(reading: &Reading, key: &BodyKey) -> Result<Vec<Step>, AppError> {
    let (db, catalogue) = (&reading.db, &reading.catalogue);
    let mut steps = Steps::new();
    let figures = history::of_body(db, catalogue, key).await?;
    gather(&mut steps, reading, &figures, figure_cell, |now, before| figure(now, before, reading));
    let records = history::services(db, key).await?;
    let names = Names::read(reading, records.iter().map(|version| &version.record.service)).await?;
    let told = |now: &_, before: Option<&_>| Some(of_service(now, before, &names, reading));
    gather(&mut steps, reading, &records, service_cell, told);
    let records = history::departments(db, key).await?;
    gather(&mut steps, reading, &records, office_cell, |now, before| Some(of_office(now, before, reading)));
    let events = history::promises(db, catalogue, key).await?;
    gather(&mut steps, reading, &events, event_cell, |now, before| Some(of_promise(now, before, reading)));
    Ok(steps.into_values().rev().collect())
}

/// Tells every version with the one of the same cell that it replaced.
fn gather<T, K: PartialEq>(
    steps: &mut Steps,
    reading: &Reading,
    versions: &[Version<T>],
    cell: impl Fn(&T) -> K,
    told: impl Fn(&T, Option<&T>) -> Option<Changed>,
) {
    let mut earlier: Option<&Version<T>> = None;
    for version in versions.iter().filter(|version| version.revision <= reading.edition.revision) {
        // Versions of one cell follow each other, and one ends where the next begins.
        let replaces = |before: &&Version<T>| {
            before.until == Some(version.revision) && cell(&before.record) == cell(&version.record)
        };
        let before = earlier.filter(replaces).map(|before| &before.record);
        earlier = Some(version);
        let Some(changed) = told(&version.record, before) else { continue };
        let step = steps.entry(version.revision).or_insert_with(|| Step {
            revision: version.revision,
            on: version.released_on,
            actor: version.actor.clone(),
            reason: version.reason.clone(),
            changes: Vec::new(),
        });
        step.changes.push(changed);
    }
}

fn figure_cell(figure: &Observation) -> impl PartialEq + use<> {
    (figure.indicator.clone(), figure.valid_on, figure.voice)
}

fn figure(now: &Observation, before: Option<&Observation>, reading: &Reading) -> Option<Changed> {
    let indicator = reading.catalogue.indicator(&now.indicator)?;
    let shown = reading.show(now, indicator);
    Some(Changed {
        title: indicator.wording(reading.language).title.clone(),
        page: Address::new(format!("/kennzahlen/{}", indicator.slug)),
        date: shown.date,
        now: shown.value,
        before: before.map(|before| reading.show(before, indicator).value),
        note: now.note.clone(),
        proof: (now.source.clone(), now.voice, now.page.clone()),
    })
}

/// When a record without a date was entered tells it apart from others.
fn day(valid_on: Option<PartialDate>, source: &Source) -> impl PartialEq + use<> {
    (valid_on, valid_on.is_none().then_some(source.retrieved_on))
}

fn service_cell(record: &ServiceStatus) -> impl PartialEq + use<> {
    (record.service.clone(), day(record.valid_on, &record.source), record.voice)
}

fn of_service(
    now: &ServiceStatus,
    before: Option<&ServiceStatus>,
    names: &Names,
    reading: &Reading,
) -> Changed {
    let (starter, language) = (reading.catalogue.services(), reading.language);
    let told = |record| service::told(record, starter, language);
    Changed {
        title: names.of(&now.service, language),
        page: Address::new(format!("/leistungen/{}", now.service)),
        date: when(now.valid_on, &now.source, language),
        now: told(now),
        before: before.map(told),
        proof: (now.source.clone(), now.voice, now.page.clone()),
        note: now.note.clone(),
    }
}

fn office_cell(record: &DepartmentStatus) -> impl PartialEq + use<> {
    (record.department.clone(), day(record.valid_on, &record.source), record.voice)
}

fn of_office(now: &DepartmentStatus, before: Option<&DepartmentStatus>, reading: &Reading) -> Changed {
    let language = reading.language;
    let told = |record| department::told(record, language);
    Changed {
        title: now.name.clone(),
        page: Address::new(format!("/kommunen/{}/aemter", now.body)),
        date: when(now.valid_on, &now.source, language),
        now: told(now),
        before: before.map(told),
        proof: (now.source.clone(), now.voice, now.page.clone()),
        note: now.note.clone(),
    }
}

type Said = (Promise, Event);

fn event_cell((promise, event): &Said) -> impl PartialEq + use<> {
    (promise.id.clone(), event.kind, day(event.said_on, &event.source), event.voice)
}

fn of_promise((promise, event): &Said, before: Option<&Said>, reading: &Reading) -> Changed {
    let language = reading.language;
    let told = |event| promised::said_of(promise, event, &reading.catalogue, language);
    Changed {
        title: language.pick("Zusage", "Promise").to_owned(),
        page: Address::new(format!("/kommunen/{}/zusagen", promise.body)),
        date: when(event.said_on, &event.source, language),
        now: told(event),
        before: before.map(|(_, event)| told(event)),
        proof: (event.source.clone(), event.voice, event.page.clone()),
        note: event.note.clone(),
    }
}
