//! What is said about a service, in words.

use domain::service::{LINKS, Mode, Standing, Starter, Step};
use domain::{Language, ServiceStatus, format};

use super::{level, since, stage, step, when, yes_no};
use crate::text;

/// Since when, promised for when, and how often it was used.
pub(crate) fn dates(standing: &Standing<'_>, language: Language) -> Vec<String> {
    let mut texts = Vec::new();
    texts.extend(since(standing, language));
    if let Some((date, _)) = standing.due() {
        texts.push(format!(
            "{} {}",
            language.pick("zugesagt für", "promised for"),
            format::date(date, language)
        ));
    }
    if let Some((usage, record)) = standing.usage() {
        let until = when(record.valid_on, &record.source, language);
        let numbers =
            [usage.online, usage.cases].map(|number| number.map(|number| format::integer(number, language)));
        let qualifier = format::qualifier(record.exactness, language);
        texts.push(match (numbers, language) {
            ([Some(online), Some(cases)], Language::German) => {
                format!("{qualifier} {online} von {cases} Anträgen online ({until})").trim().to_owned()
            }
            ([Some(online), Some(cases)], Language::English) => {
                format!("{qualifier} {online} of {cases} applications online ({until})").trim().to_owned()
            }
            ([Some(online), None], _) => format!(
                "{qualifier} {online} {} ({until})",
                language.pick("Onlineanträge", "online applications")
            )
            .trim()
            .to_owned(),
            (numbers, _) => {
                let cases = numbers[1].clone().unwrap_or_default();
                format!("{qualifier} {cases} {} ({until})", language.pick("Anträge", "applications"))
                    .trim()
                    .to_owned()
            }
        });
    }
    texts
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

/// Everything that one record says, in one line.
pub(crate) fn told(record: &ServiceStatus, starter: &Starter, language: Language) -> String {
    let standing = Standing::of([record]);
    let mut texts: Vec<String> = Vec::new();
    texts.extend(record.missing.map(|reason| text::no_value(reason, language).to_owned()));
    texts.extend(record.stage.map(|found| stage(found, language).to_owned()));
    texts.extend(record.level.as_ref().map(|found| level(found, starter, language)));
    texts.extend((!record.blocking.is_empty()).then(|| record.blocking.clone()));
    texts.extend(dates(&standing, language));
    let paid = payment(&standing, language);
    texts.extend(paid.map(|answer| format!("{} {answer}", language.pick("Bezahlen:", "payment:"))));
    texts.extend(technology(&standing, language));
    texts.extend(chain(record, language));
    texts.extend((!record.statement.is_empty()).then(|| format!("„{}“", record.statement)));
    texts.join("; ")
}
