//! "Was ist neu seit" of services, departments and promises: what is told otherwise than before, question by question.

use domain::service::Standing;
use domain::{
    Day, DepartmentStatus, Language, PartialDate, ServiceStatus, Source, department::DepartmentStanding,
    format,
};

use super::changes::When;
use super::records::{EFILE, MANAGEMENT, MESSENGER, PAYMENT, STAGES, Told, USAGE, VIDEO};
use crate::address::Address;
use crate::components::record::{department, efile, service, stage, yes_no};
use crate::page::Reading;
use crate::promised::{self, Promised};

/// Something new about services, departments or a promise, in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// When it held.
    pub valid_on: Option<PartialDate>,
    /// How it lies to the day that a reader asks about.
    pub when: When,
    /// What it is about: "Wohngeld", "12 Leistungen", the indicator of a promise.
    pub title: String,
    /// What is said.
    pub now: String,
    /// What was said before.
    pub before: Option<String>,
    /// The names, where the same is said of several services or departments.
    pub names: Vec<String>,
    /// The page that tells more.
    pub page: Address,
    /// A document that says so.
    pub source: Source,
}

/// A question that records answer, and the indicators that ask the same of the whole body.
struct Question<R> {
    indicators: &'static [&'static str],
    answer: fn(&R, Language) -> Option<String>,
}

const OF_SERVICES: &[Question<ServiceStatus>] = &[
    Question {
        indicators: STAGES,
        answer: |record, language| record.stage.map(|found| stage(found, language).to_owned()),
    },
    Question {
        indicators: STAGES,
        answer: |record, language| record.due.map(|due| promised_for(due, language)),
    },
    Question {
        indicators: PAYMENT,
        answer: |record, language| {
            let paid = service::payment(&Standing::of([record]), language)?;
            Some(format!("{} {paid}", language.pick("Bezahlen", "payment")))
        },
    },
    Question {
        indicators: USAGE,
        answer: |record, language| service::usage(&Standing::of([record]), language),
    },
];

const OF_DEPARTMENTS: &[Question<DepartmentStatus>] = &[
    Question {
        indicators: EFILE,
        answer: |record, language| {
            record.efile.map(|found| format!("{} {}", efile_word(language), efile(found, language)))
        },
    },
    Question {
        indicators: EFILE,
        answer: |record, language| {
            record.due.map(|due| format!("{} {}", efile_word(language), promised_for(due, language)))
        },
    },
    Question {
        indicators: MANAGEMENT,
        answer: |record, language| {
            let used = department::management(&DepartmentStanding::of([record]), language)?;
            Some(format!("{} {used}", language.pick("Antragsmanagement:", "application management:")))
        },
    },
    Question {
        indicators: MESSENGER,
        answer: |record, language| {
            record.messenger.map(|yes| format!("Messenger: {}", yes_no(yes, language)))
        },
    },
    Question {
        indicators: VIDEO,
        answer: |record, language| record.video.map(|yes| format!("Video: {}", yes_no(yes, language))),
    },
];

fn promised_for(due: PartialDate, language: Language) -> String {
    format!("{} {}", language.pick("zugesagt für", "promised for"), format::date(due, language))
}

const fn efile_word(language: Language) -> &'static str {
    language.pick("E-Akte:", "e-file:")
}

/// What is new since a day, for questions that one of the wanted indicators asks too; in no particular order.
pub fn since(
    day: Day,
    told: &Told<'_>,
    promised: &Promised,
    reading: &Reading,
    wanted: impl Fn(&str) -> bool,
) -> Vec<Said> {
    let mut said = Vec::new();
    let is_wanted = |indicators: &[&str]| indicators.iter().any(|indicator| wanted(indicator));
    for question in OF_SERVICES.iter().filter(|question| is_wanted(question.indicators)) {
        let steps = told.services.iter().flat_map(|(name, standing)| {
            let answer = |record: &ServiceStatus| (question.answer)(record, told.language);
            let dated =
                standing.over_time(answer).into_iter().map(|(on, now, record)| (on, now, &record.source));
            let undated = standing.records().iter().filter(|record| record.valid_on.is_none());
            let undated = undated.filter_map(|record| Some((answer(record)?, &record.source)));
            steps(name, dated.collect(), undated.collect())
        });
        let count = |names| told.services(names);
        said.extend(
            grouped(steps.collect())
                .into_iter()
                .filter_map(|group| group.said(day, count, told.page_of_services())),
        );
    }
    for question in OF_DEPARTMENTS.iter().filter(|question| is_wanted(question.indicators)) {
        let steps = told.offices.iter().flat_map(|(name, standing)| {
            let answer = |record: &DepartmentStatus| (question.answer)(record, told.language);
            let dated =
                standing.over_time(answer).into_iter().map(|(on, now, record)| (on, now, &record.source));
            let undated = standing.records().iter().filter(|record| record.valid_on.is_none());
            let undated = undated.filter_map(|record| Some((answer(record)?, &record.source)));
            steps(name, dated.collect(), undated.collect())
        });
        let count = |names| told.offices(names);
        said.extend(
            grouped(steps.collect())
                .into_iter()
                .filter_map(|group| group.said(day, count, told.page_of_offices())),
        );
    }
    said.extend(of_promises(day, promised, reading, wanted));
    said
}

/// Another answer than before to a question about one service or department.
#[derive(Debug, Clone, PartialEq)]
struct Step<'a> {
    name: &'a str,
    valid_on: Option<PartialDate>,
    now: String,
    before: Option<String>,
    source: &'a Source,
}

/// The answers that differ from the one before, oldest first; then those without a date that differ from the newest,
/// each once.
fn steps<'a>(
    name: &'a str,
    dated: Vec<(PartialDate, String, &'a Source)>,
    undated: Vec<(String, &'a Source)>,
) -> Vec<Step<'a>> {
    let (mut steps, mut before): (Vec<Step<'a>>, Option<String>) = (Vec::new(), None);
    for (on, now, source) in dated {
        if before.as_ref() != Some(&now) {
            let before = before.replace(now.clone());
            steps.push(Step { name, valid_on: Some(on), now, before, source });
        }
    }
    for (now, source) in undated {
        let told = steps.iter().any(|step| step.valid_on.is_none() && step.now == now);
        if before.as_ref() != Some(&now) && !told {
            steps.push(Step { name, valid_on: None, now, before: None, source });
        }
    }
    steps
}

/// Services or departments of which one document says the same for one date.
struct Group<'a> {
    first: Step<'a>,
    names: Vec<String>,
}

fn grouped(steps: Vec<Step<'_>>) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for step in steps {
        let name = step.name.to_owned();
        let alike = |group: &&mut Group<'_>| Step { name: group.first.name, ..step.clone() } == group.first;
        match groups.iter_mut().find(alike) {
            Some(group) => group.names.push(name),
            None => groups.push(Group { first: step, names: vec![name] }),
        }
    }
    groups
}

impl Group<'_> {
    /// In words; nothing for what had passed by the day.
    fn said(self, day: Day, count: impl Fn(usize) -> String, page: Address) -> Option<Said> {
        let Step { name, valid_on, now, before, source } = self.first;
        let alone = self.names.len() == 1;
        Some(Said {
            valid_on,
            when: When::of(valid_on, day)?,
            title: if alone { name.to_owned() } else { count(self.names.len()) },
            now,
            before,
            names: if alone { Vec::new() } else { self.names },
            page,
            source: source.clone(),
        })
    }
}

fn of_promises(day: Day, promised: &Promised, reading: &Reading, wanted: impl Fn(&str) -> bool) -> Vec<Said> {
    let mut said = Vec::new();
    for told in promised.told.iter().filter(|told| wanted(told.indicator.slug.as_str())) {
        let promise = &told.story.promise;
        for event in &told.story.events {
            let Some(when) = When::of(event.said_on, day) else { continue };
            said.push(Said {
                valid_on: event.said_on,
                when,
                title: told.indicator.wording(reading.language).title.clone(),
                now: promised::said_of(promise, event, &reading.catalogue, reading.language),
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
    use domain::{Reuse, SourceKind};

    use super::*;

    fn source(title: &str) -> Source {
        Source {
            title: title.into(),
            address: "https://x.de".into(),
            published: None,
            retrieved_on: Day::from_number(20_000),
            kind: SourceKind::Website,
            reuse: Reuse::Open,
        }
    }

    fn date(text: &str) -> PartialDate {
        PartialDate::parse(text).unwrap()
    }

    #[test]
    fn an_answer_that_repeats_the_one_before_is_no_news() {
        let source = source("x");
        let dated = ["2021 geplant", "2022 geplant", "2023 online"].map(|text| {
            let (on, now) = text.split_once(' ').unwrap();
            (date(on), now.to_owned(), &source)
        });
        let undated = ["online", "nicht online", "nicht online"].map(|now| (now.to_owned(), &source));
        let found = steps("Wohngeld", dated.into(), undated.into());
        let found: Vec<_> =
            found.iter().map(|step| (step.valid_on, step.now.as_str(), step.before.as_deref())).collect();
        assert_eq!(
            found,
            [
                (Some(date("2021")), "geplant", None),
                (Some(date("2023")), "online", Some("geplant")),
                (None, "nicht online", None),
            ]
        );
    }

    #[test]
    fn one_document_speaks_of_several_at_once_and_another_for_itself() {
        let (one, other) = (source("one"), source("other"));
        let step = |name, source| Step {
            name,
            valid_on: Some(date("2023")),
            now: "online".into(),
            before: None,
            source,
        };
        let groups = grouped(vec![step("A", &one), step("B", &one), step("C", &other)]);
        let names: Vec<_> = groups.iter().map(|group| group.names.join(" ")).collect();
        assert_eq!(names, ["A B", "C"]);
        let day = date("2023-06-30").last_day();
        let count = |names: usize| format!("{names} Leistungen");
        let said: Vec<_> = groups
            .into_iter()
            .filter_map(|group| group.said(day, count, Address::new("/")))
            .map(|said| (said.title, said.when, said.names.len()))
            .collect();
        assert_eq!(said, [("2 Leistungen".into(), When::Around, 2), ("C".into(), When::Around, 0)]);
    }
}
