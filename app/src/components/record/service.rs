//! What is said about a service, in words.

use std::collections::BTreeMap;

use domain::service::{LINKS, Mode, Standing, Starter, Step, Tier};
use domain::{Language, Service, ServiceStatus, Slug, format};

use super::{level, promised_for, since, since_date, stage, step, when, yes_no};
use crate::error::AppError;
use crate::page::Reading;
use crate::text;

/// Since when, promised for when, and how often it was used.
pub(crate) fn dates(standing: &Standing<'_>, language: Language) -> Vec<String> {
    since(standing, language)
        .into_iter()
        .chain(due(standing, language))
        .chain(usage(standing, language))
        .collect()
}

fn due(standing: &Standing<'_>, language: Language) -> Option<String> {
    let (date, _) = standing.due()?;
    Some(promised_for(date, language))
}

/// "50 von 200 Anträgen online (01.04.2025 bis 31.03.2026)".
pub(crate) fn usage(standing: &Standing<'_>, language: Language) -> Option<String> {
    let (usage, record) = standing.usage()?;
    let number = |number: Option<i64>| number.map(|number| format::integer(number, language));
    let counted = match (number(usage.online), number(usage.cases), language) {
        (Some(online), Some(cases), Language::German) => format!("{online} von {cases} Anträgen online"),
        (Some(online), Some(cases), Language::English) => format!("{online} of {cases} applications online"),
        (Some(online), None, _) => {
            format!("{online} {}", language.pick("Onlineanträge", "online applications"))
        }
        (None, cases, _) => {
            format!("{} {}", cases.unwrap_or_default(), language.pick("Anträge", "applications"))
        }
    };
    let qualifier = format::qualifier(record.exactness, language);
    let from = format::day(usage.from, language);
    let until = when(record.valid_on, &record.source, language);
    let to = language.pick("bis", "to");
    Some(format!("{qualifier} {counted} ({from} {to} {until})").trim().to_owned())
}

/// Whether and by which means it can be paid.
pub(crate) fn payment(standing: &Standing<'_>, language: Language) -> Option<String> {
    let (yes, record) = standing.newest(|record| record.payment)?;
    let answer = if yes { "online" } else { language.pick("nicht online", "not online") };
    let means = &record.payment_means;
    Some(if means.is_empty() { answer.to_owned() } else { format!("{answer}: {means}") })
}

/// How it is provided, the product, the sign-in and the portals.
pub(crate) fn technology(standing: &Standing<'_>, language: Language) -> Vec<String> {
    let mut texts = Vec::new();
    let mode = standing.newest(|record| record.mode).map(|(mode, _)| match mode {
        Mode::Own => language.pick("eigener Dienst", "own service"),
        Mode::Efa => language.pick("EfA-Dienst", "shared service (EfA)"),
        Mode::LandPortal => language.pick("Portal des Landes", "portal of the Land"),
    });
    texts.extend(mode.map(str::to_owned));
    texts.extend(standing.product().map(|(product, _)| product.to_owned()));
    let login = standing.newest(|record| (!record.login.is_empty()).then_some(record.login.as_str()));
    texts.extend(login.map(|(login, _)| format!("{} {login}", language.pick("Anmeldung:", "sign-in:"))));
    for (label, answer) in [
        (language.pick("Landesportal", "portal of the Land"), standing.newest(|record| record.land_portal)),
        (language.pick("Bundesportal", "federal portal"), standing.newest(|record| record.federal_portal)),
    ] {
        texts.extend(answer.map(|(yes, _)| format!("{label}: {}", yes_no(yes, language))));
    }
    texts
}

/// How it runs inside the administration, link by link.
fn chain(record: &ServiceStatus, language: Language) -> Vec<String> {
    let known = LINKS.iter().zip(record.chain).filter(|(_, found)| *found != Step::Unknown);
    known
        .map(|((_, german, english), found)| {
            format!("{}: {}", language.pick(german, english), step(found, language))
        })
        .collect()
}

/// Who is responsible, where a record names somebody.
fn responsible(tier: Tier, language: Language) -> String {
    let who = match tier {
        Tier::Gemeinde => language.pick("Gemeinde", "municipality"),
        Tier::Verband => language.pick("Gemeindeverband", "association"),
        Tier::Kreis => language.pick("Kreis", "district"),
        Tier::Land => language.pick("Land", "Land"),
        Tier::Bund => language.pick("Bund", "federation"),
    };
    format!("{} {who}", language.pick("zuständig:", "responsible:"))
}

/// Everything that one record says, in one line.
pub(crate) fn told(record: &ServiceStatus, starter: &Starter, language: Language) -> String {
    let standing = Standing::of([record]);
    let some = |text: &String| (!text.is_empty()).then(|| text.clone());
    let mut texts: Vec<String> = Vec::new();
    texts.extend(record.missing.map(|reason| text::no_value(reason, language).to_owned()));
    texts.extend(record.stage.map(|found| stage(found, language).to_owned()));
    texts.extend(record.level.as_ref().map(|found| level(found, starter, language)));
    texts.extend(some(&record.blocking));
    texts.extend(record.live_since.map(|date| since_date(date, language)));
    texts.extend(record.due.map(|date| promised_for(date, language)));
    texts.extend(usage(&standing, language));
    let paid = payment(&standing, language).or_else(|| some(&record.payment_means));
    texts.extend(paid.map(|answer| format!("{} {answer}", language.pick("Bezahlen:", "payment:"))));
    texts.extend(technology(&standing, language));
    texts.extend(record.responsible.map(|tier| responsible(tier, language)));
    texts.extend(chain(record, language));
    texts.extend(some(&record.address));
    let (open, close) = language.pick(("„", "“"), ("“", "”"));
    texts.extend(some(&record.statement).map(|statement| format!("{open}{statement}{close}")));
    texts.join("; ")
}

/// The names of services, of whatever catalogue.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names(BTreeMap<Slug, Service>);

impl Names {
    /// Looks up these services; those of the starter catalogue are known without asking.
    pub(crate) async fn read(
        reading: &Reading,
        services: impl Iterator<Item = &Slug>,
    ) -> Result<Self, AppError> {
        let (mut names, mut all_known) = (BTreeMap::new(), true);
        for slug in services {
            match reading.catalogue.services().entry(slug) {
                Some(entry) => drop(names.insert(slug.clone(), entry.service.clone())),
                None => all_known = false,
            }
        }
        if !all_known {
            let all = storage::services::all(&reading.db).await?;
            names.extend(all.into_iter().map(|service| (service.slug.clone(), service)));
        }
        Ok(Self(names))
    }

    /// The name of a service that was looked up.
    pub(crate) fn of(&self, slug: &Slug, language: Language) -> String {
        self.0.get(slug).map_or_else(|| slug.to_string(), |service| service.name(language).to_owned())
    }
}
