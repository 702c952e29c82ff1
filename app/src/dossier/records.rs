//! What the records of single services and departments say to a topic: how many, and which.

mod offices;
mod services;

use domain::department::DepartmentStanding;
use domain::service::Standing;
use domain::{BodyKey, Day, DepartmentStatus, Language, PartialDate, ServiceStatus, Slug, format};
use storage::{AsOf, departments, services as stored};

use crate::address::Address;
use crate::components::record::service::Names;
use crate::error::AppError;
use crate::page::Reading;

/// Everything on record about the services and departments of a body.
#[derive(Debug, Clone, Default)]
pub struct Records {
    /// About services, by service and oldest first.
    pub services: Vec<ServiceStatus>,
    /// About departments, by department and oldest first.
    pub departments: Vec<DepartmentStatus>,
    /// The names of the services.
    pub names: Names,
    /// Today, by which a promise is overdue; nothing for an empty dossier.
    pub today: Option<Day>,
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

/// The topics that records speak of, and what they say.
type Telling = fn(&Told<'_>) -> Vec<Line>;
const TOPICS: &[(&str, Telling)] = &[
    ("onlinedienste", services::stages),
    ("e-payment", services::payment),
    ("zugang", services::sign_in),
    ("nutzung", services::usage),
    ("prozesse", services::printed),
    ("portale", services::portals),
    ("e-akte", offices::efile),
    ("videokonferenz", offices::video),
    ("messenger", offices::messenger),
    ("antragsmanagement", offices::management),
];

/// The records, read by service and by department.
struct Told<'a> {
    body: &'a BodyKey,
    /// Name and standing of each service, by name.
    services: Vec<(String, Standing<'a>)>,
    /// Name and standing of each department, by name.
    offices: Vec<(String, DepartmentStanding<'a>)>,
    today: Option<Day>,
    language: Language,
}

impl Records {
    /// How many services and departments have a record.
    pub fn counts(&self) -> (usize, usize) {
        let services = self.services.chunk_by(|one, next| one.service == next.service);
        let departments = self.departments.chunk_by(|one, next| one.department == next.department);
        (services.count(), departments.count())
    }

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

    /// What they say to these topics.
    pub fn about<'a>(
        &self,
        body: &BodyKey,
        topics: impl IntoIterator<Item = &'a Slug>,
        language: Language,
    ) -> Vec<Line> {
        if self.services.is_empty() && self.departments.is_empty() {
            return Vec::new();
        }
        let told = self.told(body, language);
        let telling = |topic: &Slug| TOPICS.iter().find(|(slug, _)| *slug == topic.as_str());
        topics.into_iter().filter_map(telling).flat_map(|(_, telling)| telling(&told)).collect()
    }

    fn told<'a>(&'a self, body: &'a BodyKey, language: Language) -> Told<'a> {
        let services = self.services.chunk_by(|one, next| one.service == next.service);
        let mut services: Vec<_> = services
            .filter_map(|records| {
                Some((self.names.of(&records.first()?.service, language), Standing::of(records)))
            })
            .collect();
        services.sort_by_cached_key(|(name, _)| domain::search::sort_key(name));
        let offices = self.departments.chunk_by(|one, next| one.department == next.department);
        let mut offices: Vec<_> = offices
            .map(DepartmentStanding::of)
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
    /// "6 von 8 bekannten".
    fn of_known(&self, some: usize, known: usize) -> String {
        match self.language {
            Language::German => format!("{some} von {known} bekannten"),
            Language::English => format!("{some} of {known} known"),
        }
    }

    /// "zugesagt für 2027"; a date that has passed is said to have.
    fn promised(&self, due: PartialDate) -> String {
        let overdue = self.today.is_some_and(|today| due.last_day() < today);
        let date = format::date(due, self.language);
        match (self.language, overdue) {
            (Language::German, false) => format!("zugesagt für {date}"),
            (Language::German, true) => format!("zugesagt war {date}"),
            (Language::English, false) => format!("promised for {date}"),
            (Language::English, true) => format!("had been promised for {date}"),
        }
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
        let title = self.language.pick(title.0, title.1).to_owned();
        (known > 0).then(|| Line { title, value: self.of_known(names.len(), known), names, newest, page })
    }
}

/// "Reisepass (zugesagt für 2027)".
fn detailed(name: String, detail: &str) -> String {
    if detail.is_empty() { name } else { format!("{name} ({detail})") }
}
