//! What records of services say.

use domain::service::{Stage, Standing, Step};

use super::{Line, Told, answers, detailed, newest};
use crate::components::record::{service, stage};

/// The stages as readers ask for them: what is there, then what is missing.
const ORDER: [Stage; 4] = [Stage::Live, Stage::InWork, Stage::Planned, Stage::NotOffered];

/// Which are online, in work, planned and missing; those that are missing with the date they are promised for.
pub(super) fn stages(told: &Told<'_>) -> Vec<Line> {
    let line = |wanted: Stage| {
        let found = answers(&told.services, |standing| {
            let record = standing.stage_record().filter(|record| record.stage == Some(wanted))?;
            let due = standing.due().map(|(due, _)| told.promised(due));
            Some((due.unwrap_or_default(), record.valid_on))
        });
        // The page puts what is missing because another body is responsible into a part of its own.
        let page = told.page_of_services();
        let page = match wanted {
            Stage::Live => page.with("umsetzung", "online"),
            Stage::InWork => page.with("umsetzung", "in-arbeit"),
            Stage::Planned => page.with("umsetzung", "geplant"),
            Stage::NotOffered => page,
        };
        let word = stage(wanted, told.language);
        (!found.is_empty()).then(|| Line {
            title: format!("{} {word}", told.language.pick("Leistungen", "Services")),
            value: found.len().to_string(),
            newest: newest(&found),
            names: found.into_iter().map(|answer| detailed(answer.name, &answer.said)).collect(),
            page,
        })
    };
    ORDER.into_iter().filter_map(line).collect()
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

/// How people sign in to each.
pub(super) fn sign_in(told: &Told<'_>) -> Vec<Line> {
    let found = answers(&told.services, |standing| {
        let login = |record: &domain::ServiceStatus| (!record.login.is_empty()).then(|| record.login.clone());
        let (login, record) = standing.newest(login)?;
        Some((login, record.valid_on))
    });
    each(told, ("Anmeldung nach Leistung", "Sign-in by service"), found).into_iter().collect()
}

/// How often each is used. Periods differ, so nothing is summed up here.
pub(super) fn usage(told: &Told<'_>) -> Vec<Line> {
    let found = answers(&told.services, |standing| {
        let (_, record) = standing.usage()?;
        Some((service::usage(standing, told.language)?, record.valid_on))
    });
    each(told, ("Anträge nach Leistung", "Applications by service"), found).into_iter().collect()
}

/// What each service says.
fn each(told: &Told<'_>, title: (&str, &str), found: Vec<super::Answer<String>>) -> Option<Line> {
    (!found.is_empty()).then(|| Line {
        title: told.language.pick(title.0, title.1).to_owned(),
        value: told.services(found.len()),
        newest: newest(&found),
        names: found.into_iter().map(|answer| format!("{}: {}", answer.name, answer.said)).collect(),
        page: told.page_of_services(),
    })
}

/// Inside which something is printed. That nothing is, only a chain that is known as a whole says.
pub(super) fn printed(told: &Told<'_>) -> Vec<Line> {
    let found = answers(&told.services, |standing| {
        let (chain, record) = standing.chain()?;
        let steps = chain.iter().filter(|step| **step == Step::Printed).count();
        if steps == 0 {
            standing.whole_chain()?;
        }
        let (german, english) = if steps == 1 { ("Schritt", "step") } else { ("Schritte", "steps") };
        let said = (steps > 0).then(|| format!("{steps} {}", told.language.pick(german, english)));
        Some((said, record.valid_on))
    });
    let title =
        ("Leistungen, bei denen intern gedruckt wird", "Services with printing inside the administration");
    told.yes_or_no(title, found, told.page_of_services()).into_iter().collect()
}

/// To which a portal of Land or Bund leads.
pub(super) fn portals(told: &Told<'_>) -> Vec<Line> {
    let found = answers(&told.services, |standing: &Standing<'_>| {
        let yes = standing.portal()?;
        let land = standing.newest(|record| record.land_portal).filter(|(found, _)| *found == yes);
        let federal = standing.newest(|record| record.federal_portal).filter(|(found, _)| *found == yes);
        let dates = land.into_iter().chain(federal).filter_map(|(_, record)| record.valid_on);
        Some((yes.then(String::new), dates.max_by_key(|date| date.last_day())))
    });
    let title = ("Leistungen im Portal von Land oder Bund", "Services in a portal of Land or federation");
    told.yes_or_no(title, found, told.page_of_services()).into_iter().collect()
}
