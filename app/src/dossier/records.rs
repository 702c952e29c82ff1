//! What the records of single services and departments say to a topic or a question: how many, and which.

mod offices;
mod services;

use domain::department::DepartmentStanding;
use domain::service::Standing;
use domain::{BodyKey, Day, DepartmentStatus, Language, PartialDate, ServiceStatus, Slug, format};
use storage::{AsOf, departments, services as stored};

use crate::address::Address;
use crate::components::record::promised_for;
use crate::components::record::service::Names;
use crate::error::AppError;
use crate::page::Reading;

/// Everything on record about the services and departments of a body.
#[derive(Debug, Clone, Default)]
pub struct Records {
    /// About services, by service.
    services: Vec<ServiceStatus>,
    /// About departments, by department.
    departments: Vec<DepartmentStatus>,
    names: Names,
    /// Today, by which a promise is overdue; nothing for an empty dossier.
    today: Option<Day>,
}

/// An answer that follows from records: "Leistungen online: 16", and which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What is counted.
    pub title: String,
    /// How many, of how many that it is known of where it is a share.
    pub value: String,
    /// Which, each with what is said of it.
    pub names: Vec<String>,
    /// The date of the newest record; none where no record has one.
    pub newest: Option<PartialDate>,
    /// The page where each stands with its date and source.
    pub page: Address,
}

impl Line {
    /// The date of the newest record: "jüngste Angabe: 31.08.2025".
    pub fn dated(&self, language: Language) -> String {
        dated(self.newest, language)
    }
}

/// "jüngste Angabe: 31.08.2025".
pub fn dated(newest: Option<PartialDate>, language: Language) -> String {
    newest.map_or_else(
        || language.pick("ohne Datum", "no date").to_owned(),
        |date| {
            format!("{} {}", language.pick("jüngste Angabe:", "newest record:"), format::date(date, language))
        },
    )
}

/// What records say to a topic, and the indicators whose question they answer as well.
struct Telling {
    topic: &'static str,
    indicators: &'static [&'static str],
    lines: fn(&Told<'_>) -> Vec<Line>,
}

/// One line of a table: topic, indicators, what tells it.
const fn telling(
    topic: &'static str,
    indicators: &'static [&'static str],
    lines: fn(&Told<'_>) -> Vec<Line>,
) -> Telling {
    Telling { topic, indicators, lines }
}

/// Indicators that ask which services are online, or missing.
pub(super) const STAGES: &[&str] = &[
    "onlinedienste-anzahl",
    "onlinedienste-anteil",
    "onlinedienste-in-umsetzung",
    "leistungen-zu-digitalisieren",
];
/// Indicators that ask for which services one can pay online.
pub(super) const PAYMENT: &[&str] = &["e-payment-leistungen"];
/// Indicators that ask how often services are used online.
pub(super) const USAGE: &[&str] = &["online-antraege"];
/// Indicators that ask which departments have the e-file.
pub(super) const EFILE: &[&str] = &["e-akte-bereiche", "e-akte-stand"];
/// Indicators that ask which departments hold conferences by video.
pub(super) const VIDEO: &[&str] = &["videokonferenz-zentral"];
/// Indicators that ask which departments use a messenger.
pub(super) const MESSENGER: &[&str] = &["messenger-beschaeftigte"];
/// Indicators that ask which departments use application-management software.
pub(super) const MANAGEMENT: &[&str] = &["antragsmanagement-bereiche"];

const TELLING: &[Telling] = &[
    telling("onlinedienste", STAGES, services::stages),
    telling("e-payment", PAYMENT, services::payment),
    telling("zugang", &["servicekonto"], services::sign_in),
    telling("nutzung", USAGE, services::usage),
    telling("prozesse", &["prozesse-ohne-papier", "onlineantraege-ausdruck"], services::printed),
    telling("portale", &["portalverbund-leistungen"], services::portals),
    telling("e-akte", EFILE, offices::efile),
    telling("videokonferenz", VIDEO, offices::video),
    telling("messenger", MESSENGER, offices::messenger),
    telling("antragsmanagement", MANAGEMENT, offices::management),
];

/// The records, read by service and by department.
pub struct Told<'a> {
    pub(super) body: &'a BodyKey,
    /// Name and standing of each service, by name.
    pub(super) services: Vec<(String, Standing<'a>)>,
    /// Name and standing of each department, by name.
    pub(super) offices: Vec<(String, DepartmentStanding<'a>)>,
    today: Option<Day>,
    pub(super) language: Language,
}

impl Records {
    /// Reads them.
    ///
    /// # Errors
    /// When the database fails or a row breaks a rule.
    pub async fn load(reading: &Reading, body: &BodyKey) -> Result<Self, AppError> {
        let now = AsOf { known: Some(reading.edition.revision), valid: None };
        let services = stored::of_body(&reading.db, body, now).await?;
        let names = Names::read(reading, services.iter().map(|record| &record.service)).await?;
        let departments = departments::of_body(&reading.db, body, now).await?;
        Ok(Self { services, departments, names, today: Some(reading.today) })
    }

    /// Reads them by service and by department; those that only say why nothing is known are left out.
    pub fn told<'a>(&'a self, body: &'a BodyKey, language: Language) -> Told<'a> {
        let services = self.services.chunk_by(|one, next| one.service == next.service);
        let mut services: Vec<_> = services
            .map(|records| Standing::of(records.iter().filter(|record| record.missing.is_none())))
            .filter_map(|standing| {
                let service = &standing.records().first()?.service;
                Some((self.names.of(service, language), standing))
            })
            .collect();
        services.sort_by_cached_key(|(name, _)| domain::search::sort_key(name));
        let offices = self.departments.chunk_by(|one, next| one.department == next.department);
        let mut offices: Vec<_> = offices
            .map(|records| DepartmentStanding::of(records.iter().filter(|record| record.missing.is_none())))
            .filter_map(|standing| Some((standing.records().first()?.name.clone(), standing)))
            .collect();
        offices.sort_by_cached_key(|(name, _)| domain::search::sort_key(name));
        Told { body, services, offices, today: self.today, language }
    }
}

/// What one service or department says to a question, with the date of the record that says it.
struct Answer<T> {
    name: String,
    said: T,
    on: Option<PartialDate>,
}

/// What each service or department says to a question, of those that say something.
fn answers<S, T>(
    things: &[(String, S)],
    answer: impl Fn(&S) -> Option<(T, Option<PartialDate>)>,
) -> Vec<Answer<T>> {
    let said = |(name, standing): &(String, S)| {
        let (said, on) = answer(standing)?;
        Some(Answer { name: name.clone(), said, on })
    };
    things.iter().filter_map(said).collect()
}

/// The newest date of some answers.
fn newest<T>(answers: &[Answer<T>]) -> Option<PartialDate> {
    answers.iter().filter_map(|answer| answer.on).max_by_key(|date| date.last_day())
}

impl Told<'_> {
    /// How many services and departments have a record that says something.
    pub fn counts(&self) -> (usize, usize) {
        (self.services.len(), self.offices.len())
    }

    /// What they say to a topic.
    pub fn about_topic(&self, topic: &Slug) -> Vec<Line> {
        let telling = TELLING.iter().filter(|telling| telling.topic == topic.as_str());
        telling.flat_map(|telling| (telling.lines)(self)).collect()
    }

    /// What they say to a question that these indicators answer.
    pub fn about(&self, indicators: &[Slug]) -> Vec<Line> {
        let asked = |telling: &&Telling| {
            indicators.iter().any(|indicator| telling.indicators.contains(&indicator.as_str()))
        };
        TELLING.iter().filter(asked).flat_map(|telling| (telling.lines)(self)).collect()
    }

    /// The page of the services.
    pub(super) fn page_of_services(&self) -> Address {
        Address::new(format!("/kommunen/{}/leistungen", self.body))
    }

    /// The page of the departments.
    pub(super) fn page_of_offices(&self) -> Address {
        Address::new(format!("/kommunen/{}/aemter", self.body))
    }

    /// "12 Leistungen".
    pub(super) fn services(&self, count: usize) -> String {
        let (german, english) = if count == 1 { ("Leistung", "service") } else { ("Leistungen", "services") };
        format!("{count} {}", self.language.pick(german, english))
    }

    /// "8 Ämter".
    pub(super) fn offices(&self, count: usize) -> String {
        let (german, english) = if count == 1 { ("Amt", "department") } else { ("Ämter", "departments") };
        format!("{count} {}", self.language.pick(german, english))
    }

    /// "zugesagt für 2027"; of a date that has passed that too.
    fn promised(&self, due: PartialDate) -> String {
        let overdue = self.today.is_some_and(|today| due.last_day() < today);
        let passed = if overdue { self.language.pick(", Termin verstrichen", ", date passed") } else { "" };
        promised_for(due, self.language) + passed
    }

    /// Yes or no of each that says so: how many yes, and which. Nothing where nobody says anything.
    fn yes_or_no(
        &self,
        title: (&str, &str),
        answers: Vec<Answer<Option<String>>>,
        page: Address,
    ) -> Option<Line> {
        let (known, newest) = (answers.len(), newest(&answers));
        let names: Vec<String> =
            answers.into_iter().filter_map(|answer| Some(detailed(answer.name, &answer.said?))).collect();
        let some = names.len();
        let value = match self.language {
            Language::German => format!("{some} von {known} bekannten"),
            Language::English => format!("{some} of {known} known"),
        };
        let title = self.language.pick(title.0, title.1).to_owned();
        (known > 0).then_some(Line { title, value, names, newest, page })
    }
}

/// "Reisepass (zugesagt für 2027)".
fn detailed(name: String, detail: &str) -> String {
    if detail.is_empty() { name } else { format!("{name} ({detail})") }
}

#[cfg(test)]
mod tests;
