//! What is new since a day: a list of changes, each with date, value, the value before, and evidence.

use domain::{Language, format};
use leptos::prelude::*;

use super::source_link;
use super::values::unit;
use crate::dossier::changes::{Change, Changes, Correction, When};

/// More changes are folded away.
const MOST_OPEN: usize = 3;

/// The list. Nothing new is said too.
pub fn changes(changes: &Changes, language: Language) -> impl IntoView + use<> {
    let since = format::day(changes.since, language);
    if changes.is_empty() {
        let text = match language {
            Language::German => format!("Seit dem {since} ist hier nichts Neues erfasst."),
            Language::English => format!("Nothing new is on record here since {since}."),
        };
        return view! { <p>{text}</p> }.into_any();
    }
    let (sure, doubtful): (Vec<_>, Vec<_>) =
        changes.dated.iter().chain(&changes.undated).partition(|change| change.when == When::After);
    let mut items: Vec<AnyView> = Vec::new();
    items.extend(sure.into_iter().map(|change| item(change, language).into_any()));
    items.extend(changes.corrected.iter().map(|correction| corrected(correction, language).into_any()));
    let nothing_sure = items.is_empty().then(|| {
        let text = match language {
            Language::German => format!("Seit dem {since} ist hier nichts sicher Neues erfasst."),
            Language::English => format!("Nothing is certainly new since {since}."),
        };
        view! { <p>{text}</p> }
    });
    let count = items.len();
    let more = items.split_off(count.min(MOST_OPEN));
    let more = (!more.is_empty()).then(|| {
        let title = match language {
            Language::German => format!("Alle {count} Einträge zeigen"),
            Language::English => format!("Show all {count} entries"),
        };
        view! { <details class="more"><summary>{title}</summary><ul class="news">{more}</ul></details> }
    });
    let list = (!items.is_empty()).then(|| view! { <ul class="news">{items}</ul> });
    view! { {nothing_sure}{list}{more}{in_doubt(&doubtful, count == 0, language)} }.into_any()
}

/// Values of which nobody says whether they are newer than the day; unfolded where there is nothing else.
fn in_doubt(changes: &[&Change], unfolded: bool, language: Language) -> Option<impl IntoView + use<>> {
    let title = match (changes.len(), language) {
        (0, _) => return None,
        (1, Language::German) => "Eine Angabe, die älter oder neuer sein kann".to_owned(),
        (1, Language::English) => "One value that may be older or newer".to_owned(),
        (count, Language::German) => format!("{count} Angaben, die älter oder neuer sein können"),
        (count, Language::English) => format!("{count} values that may be older or newer"),
    };
    let items: Vec<_> = changes.iter().map(|change| item(change, language)).collect();
    Some(view! {
        <details class="more" open=unfolded><summary>{title}</summary><ul class="news">{items}</ul></details>
    })
}

fn item(change: &Change, language: Language) -> impl IntoView + use<> {
    let when = match change.when {
        When::Undated => language.pick("ohne Datum", "no date").to_owned(),
        When::After | When::Around => change.now.date.clone(),
    };
    let doubt = match change.when {
        When::After => None,
        When::Around => Some(language.pick(
            "ob vor oder nach diesem Tag, sagt die Quelle nicht",
            "the source does not say whether before or after that day",
        )),
        When::Undated => Some(language.pick(
            "ob vor oder nach diesem Tag, ist nicht belegt",
            "whether before or after that day is not on record",
        )),
    };
    let before = change.before.as_ref().map(|before| {
        let word = if before.value == change.now.value {
            language.pick("unverändert gegenüber", "unchanged from")
        } else {
            language.pick("zuvor:", "before:")
        };
        view! { <small>{word}" "{before.value.clone()}" ("{before.date.clone()}")"</small> }
    });
    let title = change.indicator.wording(language).title.clone();
    let source = &change.now.observation.source;
    view! {
        <li>
            <span class="news__when">{when}</span>
            <div>
                {title}": "<b>{change.now.value.clone()}</b>" "{unit_of(change, language)}
                {before}
                {doubt.map(|doubt| view! { <small>{doubt}</small> })}
                <small>{source_link(&source.title, &source.address)}</small>
            </div>
        </li>
    }
}

/// The unit, unless the title says it already.
fn unit_of(change: &Change, language: Language) -> String {
    let unit = unit(&change.indicator, language);
    let title = &change.indicator.wording(language).title;
    if title.contains(&unit) || change.now.number().is_none() { String::new() } else { unit }
}

fn corrected(correction: &Correction, language: Language) -> impl IntoView + use<> {
    let on = format::day(correction.on, language);
    let title = correction.indicator.wording(language).title.clone();
    let source = &correction.now.observation.source;
    view! {
        <li>
            <span class="news__when">{on}</span>
            <div>
                {language.pick("Korrigiert: ", "Corrected: ")}{title}", "{correction.now.date.clone()}": "
                <b>{correction.now.value.clone()}</b>
                <small>{language.pick("hier stand zuvor: ", "stood here before: ")}{correction.before.value.clone()}</small>
                <small>{source_link(&source.title, &source.address)}</small>
            </div>
        </li>
    }
}
