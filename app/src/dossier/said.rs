//! "Was ist neu seit" of services, departments and promises: what is told otherwise than before, question by question.

mod questions;

use domain::department::DepartmentStanding;
use domain::service::Standing;
use domain::{Day, DepartmentStatus, Language, PartialDate, ServiceStatus, Source};

use super::changes::When;
use super::records::Told;
use crate::address::Address;
use crate::page::Reading;
use crate::promised::{self, Promised};
use questions::{OF_DEPARTMENTS, OF_SERVICES, Question};

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

/// A standing whose records are asked one question.
trait Asked<'a> {
    type Record;

    /// The dated answers, oldest first, and those without a date.
    fn answers(&self, answer: &dyn Fn(&Self::Record) -> Option<String>)
    -> (Vec<Dated<'a>>, Vec<Undated<'a>>);
}
type Dated<'a> = (PartialDate, String, &'a Source);
type Undated<'a> = (String, &'a Source);

macro_rules! asked {
    ($standing:ident, $record:ident) => {
        impl<'a> Asked<'a> for $standing<'a> {
            type Record = $record;

            fn answers(
                &self,
                answer: &dyn Fn(&$record) -> Option<String>,
            ) -> (Vec<Dated<'a>>, Vec<Undated<'a>>) {
                let dated = self.over_time(answer).into_iter();
                let dated = dated.map(|(on, now, record)| (on, now, &record.source)).collect();
                let undated = self.records().iter().filter(|record| record.valid_on.is_none());
                let undated = undated.filter_map(|record| Some((answer(record)?, &record.source)));
                (dated, undated.collect())
            }
        }
    };
}
asked!(Standing, ServiceStatus);
asked!(DepartmentStanding, DepartmentStatus);

/// What is new since a day, for questions that one of the wanted indicators asks too; in no particular order.
pub fn since(
    day: Day,
    told: &Told<'_>,
    promised: &Promised,
    reading: &Reading,
    wanted: impl Fn(&str) -> bool,
) -> Vec<Said> {
    let services = groups(&told.services, OF_SERVICES, told.language, &wanted);
    let services = services
        .into_iter()
        .filter_map(|group| group.said(day, |count| told.services(count), told.page_of_services()));
    let offices = groups(&told.offices, OF_DEPARTMENTS, told.language, &wanted);
    let offices = offices
        .into_iter()
        .filter_map(|group| group.said(day, |count| told.offices(count), told.page_of_offices()));
    services.chain(offices).chain(of_promises(day, promised, reading, &wanted)).collect()
}

/// What services or departments answer otherwise than before to the wanted questions.
fn groups<'a, S: Asked<'a>>(
    things: &'a [(String, S)],
    questions: &[Question<S::Record>],
    language: Language,
    wanted: &impl Fn(&str) -> bool,
) -> Vec<Group<'a>> {
    let is_wanted = |question: &&Question<S::Record>| question.indicators.iter().any(|slug| wanted(slug));
    let of_question = |question: &Question<S::Record>| {
        let steps = things.iter().flat_map(|(name, standing)| {
            let (dated, undated) = standing.answers(&|record| (question.answer)(record, language));
            steps(name, dated, undated)
        });
        grouped(steps.collect())
    };
    questions.iter().filter(is_wanted).flat_map(of_question).collect()
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
fn steps<'a>(name: &'a str, dated: Vec<Dated<'a>>, undated: Vec<Undated<'a>>) -> Vec<Step<'a>> {
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
            when: When::of_date(valid_on, day)?,
            title: if alone { name.to_owned() } else { count(self.names.len()) },
            now,
            before,
            names: if alone { Vec::new() } else { self.names },
            page,
            source: source.clone(),
        })
    }
}

fn of_promises(
    day: Day,
    promised: &Promised,
    reading: &Reading,
    wanted: &impl Fn(&str) -> bool,
) -> Vec<Said> {
    let mut said = Vec::new();
    for told in promised.told.iter().filter(|told| wanted(told.indicator.slug.as_str())) {
        let promise = &told.story.promise;
        for event in &told.story.events {
            let Some(when) = When::of_date(event.said_on, day) else { continue };
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
    use super::*;
    use crate::testing::source;

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
