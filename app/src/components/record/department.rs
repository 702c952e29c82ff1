//! What is said about a department, in words.

use domain::department::DepartmentStanding;
use domain::{DepartmentStatus, Language, format};

use super::{efile, promised_for, since_date, yes_no};
use crate::text;

/// Since when, promised for when, and what the body says.
pub(crate) fn details(standing: &DepartmentStanding<'_>, language: Language) -> Vec<String> {
    let in_use = standing.efile().is_some_and(|(stage, _)| stage.in_use());
    let since = standing.newest(|record| record.efile_since).filter(|_| in_use);
    let due = standing.newest(|record| record.due).filter(|_| !in_use);
    let mut texts = Vec::new();
    texts.extend(since.map(|(date, _)| since_date(date, language)));
    texts.extend(due.map(|(date, _)| promised_for(date, language)));
    let text =
        |record: &'_ DepartmentStatus| (!record.statement.is_empty()).then(|| record.statement.clone());
    texts.extend(standing.newest(text).map(|(statement, _)| statement));
    texts
}

/// Workplaces, and those with the e-file.
pub(crate) fn workplaces(standing: &DepartmentStanding<'_>, language: Language) -> Option<String> {
    if let Some(((with, all), record)) = standing.workplaces() {
        let (with, all) = (format::integer(with, language), format::integer(all, language));
        let qualifier = format::qualifier(record.exactness, language);
        let text = match language {
            Language::German => format!("{qualifier} {with} von {all} mit E-Akte"),
            Language::English => format!("{qualifier} {with} of {all} with the e-file"),
        };
        return Some(text.trim().to_owned());
    }
    let (all, _) = standing.newest(|record| record.workplaces)?;
    Some(format::integer(all, language))
}

/// Whether it uses application-management software, which and since when.
pub(crate) fn management(standing: &DepartmentStanding<'_>, language: Language) -> Option<String> {
    let (yes, _) = standing.management()?;
    let product = named(standing).filter(|_| yes).unwrap_or_else(|| yes_no(yes, language));
    Some(with_since(Some(product), standing, language).join(", "))
}

/// The product of its application management, and since when: "civento, seit Februar 2022".
pub(crate) fn product(standing: &DepartmentStanding<'_>, language: Language) -> Option<String> {
    let told = with_since(named(standing), standing, language);
    (!told.is_empty()).then(|| told.join(", "))
}

fn named<'a>(standing: &DepartmentStanding<'a>) -> Option<&'a str> {
    let product = standing.newest(|record| (!record.product.is_empty()).then_some(record.product.as_str()));
    product.map(|(product, _)| product)
}

fn with_since(product: Option<&str>, standing: &DepartmentStanding<'_>, language: Language) -> Vec<String> {
    let since = standing.newest(|record| record.product_since).map(|(date, _)| since_date(date, language));
    product.map(str::to_owned).into_iter().chain(since).collect()
}

/// Messenger, video and devices.
pub(crate) fn tools(standing: &DepartmentStanding<'_>, language: Language) -> Vec<String> {
    let mut texts = Vec::new();
    let answers = [
        (language.pick("Messenger", "messenger"), standing.newest(|record| record.messenger)),
        (language.pick("Video", "video"), standing.newest(|record| record.video)),
    ];
    for (label, answer) in answers {
        texts.extend(answer.map(|(yes, _)| format!("{label}: {}", yes_no(yes, language))));
    }
    let devices = standing.newest(|record| record.mobile_devices);
    texts.extend(devices.map(|(count, _)| {
        format!("{} {}", format::integer(count, language), language.pick("mobile Geräte", "mobile devices"))
    }));
    texts
}

/// Everything that one record says, in one line.
pub(crate) fn told(record: &DepartmentStatus, language: Language) -> String {
    let standing = DepartmentStanding::of([record]);
    let labelled = |label: &str, text: String| format!("{label} {text}");
    let mut texts: Vec<String> = Vec::new();
    texts.extend(record.missing.map(|reason| text::no_value(reason, language).to_owned()));
    let stage = record.efile.map(|stage| efile(stage, language).to_owned());
    texts.extend(stage.map(|stage| labelled(language.pick("E-Akte:", "e-file:"), stage)));
    texts.extend(record.efile_since.map(|date| since_date(date, language)));
    texts.extend(record.due.map(|date| promised_for(date, language)));
    let places = workplaces(&standing, language);
    texts.extend(places.map(|places| labelled(language.pick("Arbeitsplätze:", "workplaces:"), places)));
    let alone = record.efile_workplaces.filter(|_| record.workplaces.is_none());
    let with = language.pick("Arbeitsplätze mit E-Akte:", "workplaces with the e-file:");
    texts.extend(alone.map(|count| labelled(with, format::integer(count, language))));
    let software = management(&standing, language).or_else(|| product(&standing, language));
    let label = language.pick("Antragsmanagement:", "application management:");
    texts.extend(software.map(|software| labelled(label, software)));
    texts.extend(tools(&standing, language));
    let (open, close) = language.pick(("„", "“"), ("“", "”"));
    texts.extend((!record.statement.is_empty()).then(|| format!("{open}{}{close}", record.statement)));
    texts.join("; ")
}

#[cfg(test)]
mod tests {
    use domain::{BodyKey, Slug, Voice};

    use super::*;
    use crate::testing::source;

    #[test]
    fn application_management_is_told_with_its_product_or_its_answer_and_since_when() {
        let (body, slug) = (BodyKey::parse("04012000").unwrap(), Slug::parse("bauamt").unwrap());
        let record = DepartmentStatus {
            product_since: domain::PartialDate::parse("2022"),
            ..DepartmentStatus::new((body, slug, "Bauamt".into()), None, Voice::Press, source("x"))
        };
        for (answer, product, expected) in [
            (Some(true), "civento", Some("civento, seit 2022")),
            (Some(true), "", Some("ja, seit 2022")),
            (Some(false), "civento", Some("nein, seit 2022")),
            (None, "civento", None),
        ] {
            let record = DepartmentStatus { management: answer, product: product.into(), ..record.clone() };
            let told = management(&DepartmentStanding::of([&record]), Language::German);
            assert_eq!(told.as_deref(), expected);
        }
    }
}
