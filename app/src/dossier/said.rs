//! "Was ist neu seit" of services, departments and promises: what is told otherwise than before.

use std::cmp::Reverse;

use domain::service::{Stage, Standing};
use domain::{BodyKey, Day, DepartmentStatus, Language, PartialDate, ServiceStatus, Slug, Source};

use super::changes::When;
use super::records::Records;
use crate::address::Address;
use crate::components::record::service::Names;
use crate::components::record::{department, stage};
use crate::page::Reading;
use crate::promised::{self, Promised};

/// Something new about a service, a department or a promise, in words.
#[derive(Debug, Clone)]
pub struct Said {
    /// When it held.
    pub valid_on: Option<PartialDate>,
    /// How it lies to the day that a reader asks about.
    pub when: When,
    /// What it is about: "Wohngeld", "12 Leistungen", "Zusage".
    pub title: String,
    /// What is said.
    pub now: String,
    /// What was said before.
    pub before: Option<String>,
    /// The names of several services that the same is said of.
    pub names: Vec<String>,
    /// The page that tells more.
    pub page: Address,
    /// A document that says so.
    pub source: Source,
}

/// What is new of a body since a day, newest first.
pub fn since(day: Day, reading: &Reading, records: &Records, promised: &Promised) -> Vec<Said> {
    let mut said = of_services(day, &records.services, &records.names, reading.language);
    said.extend(of_departments(day, &records.departments, reading.language));
    said.extend(of_promises(day, promised, reading));
    said.sort_by_key(|said| Reverse(said.valid_on.map(PartialDate::last_day)));
    said
}

/// Services that moved together: from the same stage to the same, by the same document on the same date.
type Move<'a> = (Option<PartialDate>, Stage, Option<Stage>, &'a str);

fn of_services(day: Day, records: &[ServiceStatus], names: &Names, language: Language) -> Vec<Said> {
    let mut moves: Vec<(Move<'_>, Vec<&ServiceStatus>)> = Vec::new();
    for records in records.chunk_by(|one, next| one.service == next.service) {
        for (record, now, before) in moved(records) {
            let key = (record.valid_on, now, before, record.source.title.as_str());
            match moves.iter_mut().find(|(other, _)| *other == key) {
                Some((_, records)) => records.push(record),
                None => moves.push((key, vec![record])),
            }
        }
    }
    let said = moves.into_iter().filter_map(|((valid_on, now, before, _), records)| {
        let first = *records.first()?;
        let name = |record: &&ServiceStatus| names.of(&record.service, language);
        let alone = records.len() == 1;
        Some(Said {
            valid_on,
            when: When::of(valid_on, day)?,
            title: if alone { name(&first) } else { services(records.len(), language) },
            now: stage(now, language).to_owned(),
            before: before.map(|before| stage(before, language).to_owned()),
            names: if alone { Vec::new() } else { records.iter().map(name).collect() },
            page: if alone { of_service(&first.service) } else { of_body(&first.body) },
            source: first.source.clone(),
        })
    });
    said.collect()
}

/// The records of a service by which it moved to another stage, and those without a date that name another one than
/// the newest.
fn moved(records: &[ServiceStatus]) -> Vec<(&ServiceStatus, Stage, Option<Stage>)> {
    let standing = Standing::of(records);
    let (mut dated, undated): (Vec<&ServiceStatus>, Vec<_>) =
        standing.records().iter().copied().partition(|record| record.valid_on.is_some());
    // Newest first; where several speak for one day, the headline comes first and counts.
    dated.dedup_by_key(|record| record.valid_on.map(PartialDate::last_day));
    let (mut moved, mut before) = (Vec::new(), None);
    for record in dated.into_iter().rev() {
        let Some(now) = record.stage else { continue };
        if before != Some(now) {
            moved.push((record, now, before));
        }
        before = Some(now);
    }
    let other = |now: &Stage| before != Some(*now);
    moved.extend(undated.into_iter().filter_map(|record| Some((record, record.stage.filter(other)?, None))));
    moved
}

fn services(count: usize, language: Language) -> String {
    format!("{count} {}", language.pick("Leistungen", "services"))
}

fn of_service(slug: &Slug) -> Address {
    Address::new(format!("/leistungen/{slug}"))
}

fn of_body(key: &BodyKey) -> Address {
    Address::new(format!("/kommunen/{key}/leistungen"))
}

/// Records of departments, which come by department and oldest first.
fn of_departments(day: Day, records: &[DepartmentStatus], language: Language) -> Vec<Said> {
    let mut said = Vec::new();
    for records in records.chunk_by(|one, next| one.department == next.department) {
        let mut before: Option<String> = None;
        for record in records {
            let told = department::told(record, language);
            let Some(when) = When::of(record.valid_on, day).filter(|_| before.as_ref() != Some(&told)) else {
                before = Some(told);
                continue;
            };
            said.push(Said {
                valid_on: record.valid_on,
                when,
                title: record.name.clone(),
                now: told.clone(),
                before: before.replace(told).filter(|_| record.valid_on.is_some()),
                names: Vec::new(),
                page: Address::new(format!("/kommunen/{}/aemter", record.body)),
                source: record.source.clone(),
            });
        }
    }
    said
}

fn of_promises(day: Day, promised: &Promised, reading: &Reading) -> Vec<Said> {
    let language = reading.language;
    let mut said = Vec::new();
    for told in &promised.told {
        let promise = &told.story.promise;
        for event in &told.story.events {
            let Some(when) = When::of(event.said_on, day) else { continue };
            said.push(Said {
                valid_on: event.said_on,
                when,
                title: language.pick("Zusage", "Promise").to_owned(),
                now: promised::said_of(promise, event, &reading.catalogue, language),
                before: None,
                names: Vec::new(),
                page: Address::new(format!("/kommunen/{}/zusagen", promise.body)),
                source: event.source.clone(),
            });
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use domain::{Reuse, SourceKind, Voice};

    use super::*;

    fn record(date: &str, stage: Stage) -> ServiceStatus {
        let source = Source {
            title: "x".into(),
            address: "https://x.de".into(),
            published: None,
            retrieved_on: Day::from_number(20_000),
            kind: SourceKind::Website,
            reuse: Reuse::Open,
        };
        let (key, slug) = (BodyKey::parse("04012000").unwrap(), Slug::parse("wohngeld").unwrap());
        let date = PartialDate::parse(date);
        ServiceStatus { stage: Some(stage), ..ServiceStatus::new(key, slug, date, Voice::Press, source) }
    }

    #[test]
    fn a_record_that_repeats_the_stage_is_no_news() {
        let records = [
            record("2021", Stage::Planned),
            record("2022", Stage::Planned),
            record("2023", Stage::Live),
            record("", Stage::Live),
            record("", Stage::NotOffered),
        ];
        let moved: Vec<_> =
            moved(&records).into_iter().map(|(record, now, before)| (record.valid_on, now, before)).collect();
        let date = PartialDate::parse;
        assert_eq!(
            moved,
            [
                (date("2021"), Stage::Planned, None),
                (date("2023"), Stage::Live, Some(Stage::Planned)),
                (None, Stage::NotOffered, None),
            ]
        );
    }
}
