//! What records of services say.

use std::collections::BTreeMap;

use domain::service::{Stage, Standing, Step};

use super::{Answer, Line, Told, answers, detailed, newest};
use crate::address::Address;
use crate::components::record::{service, stage};

/// The stages as readers ask for them: what is there, then what is missing; with the word of the page's filter.
const STAGES: [(Stage, &str); 4] = [
    (Stage::Live, "online"),
    (Stage::InWork, "in-arbeit"),
    (Stage::Planned, "geplant"),
    (Stage::NotOffered, "nicht-online"),
];

impl Told<'_> {
    fn page_of_services(&self) -> Address {
        Address::new(format!("/kommunen/{}/leistungen", self.body))
    }

    /// "12 Leistungen".
    fn services(&self, count: usize) -> String {
        let (german, english) = if count == 1 { ("Leistung", "service") } else { ("Leistungen", "services") };
        format!("{count} {}", self.language.pick(german, english))
    }
}

/// Which are online, in work, planned and missing; those that are missing with the date they are promised for.
pub(super) fn stages(told: &Told<'_>) -> Vec<Line> {
    let line = |(wanted, filter): (Stage, &str)| {
        let found = answers(&told.services, |standing| {
            let record = standing.stage_record().filter(|record| record.stage == Some(wanted))?;
            let due = standing.due().map(|(due, _)| told.promised(due));
            Some((due.unwrap_or_default(), record.valid_on))
        });
        (!found.is_empty()).then(|| Line {
            title: format!(
                "{} {}",
                told.language.pick("Leistungen", "Services"),
                stage(wanted, told.language)
            ),
            value: found.len().to_string(),
            newest: newest(&found),
            names: found.into_iter().map(|answer| detailed(answer.name, &answer.said)).collect(),
            page: told.page_of_services().with("umsetzung", filter),
        })
    };
    STAGES.into_iter().filter_map(line).collect()
}

/// Which can be paid online, and by which means.
pub(super) fn payment(told: &Told<'_>) -> Vec<Line> {
    let found = answers(&told.services, |standing| {
        let (yes, record) = standing.newest(|record| record.payment)?;
        Some((yes.then(|| record.payment_means.clone()), record.valid_on))
    });
    let title = ("Online bezahlbare Leistungen", "Services that can be paid online");
    told.yes_or_no(title, found, told.page_of_services()).into_iter().collect()
}

/// How people sign in, and for which services.
pub(super) fn sign_in(told: &Told<'_>) -> Vec<Line> {
    let found = answers(&told.services, |standing| {
        let (login, record) =
            standing.newest(|record| (!record.login.is_empty()).then_some(record.login.as_str()))?;
        Some((login.to_owned(), record.valid_on))
    });
    let mut by_login: BTreeMap<String, Vec<Answer<String>>> = BTreeMap::new();
    for answer in found {
        by_login.entry(answer.said.clone()).or_default().push(answer);
    }
    let line = |(login, found): (String, Vec<Answer<String>>)| Line {
        title: format!("{} {login}", told.language.pick("Anmeldung:", "Sign-in:")),
        value: told.services(found.len()),
        newest: newest(&found),
        names: found.into_iter().map(|answer| answer.name).collect(),
        page: told.page_of_services(),
    };
    by_login.into_iter().map(line).collect()
}

/// How often each is used. Periods differ, so nothing is summed up here.
pub(super) fn usage(told: &Told<'_>) -> Vec<Line> {
    let found = answers(&told.services, |standing| {
        let (_, record) = standing.usage()?;
        Some((service::usage(standing, told.language)?, record.valid_on))
    });
    let line = (!found.is_empty()).then(|| Line {
        title: told.language.pick("Anträge nach Leistung", "Applications by service").to_owned(),
        value: told.services(found.len()),
        newest: newest(&found),
        names: found.into_iter().map(|answer| format!("{}: {}", answer.name, answer.said)).collect(),
        page: told.page_of_services(),
    });
    line.into_iter().collect()
}

/// Inside which something is printed.
pub(super) fn printed(told: &Told<'_>) -> Vec<Line> {
    let found = answers(&told.services, |standing| {
        let (chain, record) = standing.chain()?;
        let steps = chain.iter().filter(|step| **step == Step::Printed).count();
        let (german, english) = if steps == 1 { ("Schritt", "step") } else { ("Schritte", "steps") };
        let said = (steps > 0).then(|| format!("{steps} {}", told.language.pick(german, english)));
        Some((said, record.valid_on))
    });
    let title = ("Leistungen, bei denen intern gedruckt wird", "Services that are printed inside");
    told.yes_or_no(title, found, told.page_of_services()).into_iter().collect()
}

/// To which a portal of Land or Bund leads.
pub(super) fn portals(told: &Told<'_>) -> Vec<Line> {
    let portal = |standing: &Standing<'_>| {
        let yes = standing.portal()?;
        let (_, record) = standing.newest(|record| record.land_portal.or(record.federal_portal))?;
        Some((yes.then(String::new), record.valid_on))
    };
    let title = ("Leistungen im Portal von Land oder Bund", "Services in a portal of Land or federation");
    told.yes_or_no(title, answers(&told.services, portal), told.page_of_services()).into_iter().collect()
}
