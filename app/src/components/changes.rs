//! What is new since a day: a list of changes, each with date, what is said, what was said before, and evidence.

use std::cmp::Reverse;

use domain::{Day, Language, PartialDate, Source, format};
use leptos::prelude::*;

use super::values::unit;
use super::{link, source_link};
use crate::address::Address;
use crate::dossier::changes::{Change, Changes, Correction, When};
use crate::dossier::last_day;
use crate::dossier::said::Said;
use crate::text::some_of;

/// More changes are folded away.
const MOST_OPEN: usize = 3;
/// More names are counted instead.
const MOST_NAMES: usize = 6;

/// A line of the list.
struct Item {
    /// The last day it may be of.
    on: Option<Day>,
    /// That date, as it is told.
    date: String,
    /// What it is about.
    title: String,
    /// The page that tells more about it.
    page: Option<Address>,
    /// What is said.
    now: String,
    unit: String,
    /// What was said before, and whether it is certainly new.
    remarks: Vec<String>,
    source: Source,
    is_sure: bool,
}

/// The list. Nothing new is said too.
pub fn changes(changes: &Changes, said: &[Said], language: Language) -> impl IntoView + use<> {
    let since = format::day(changes.since, language);
    let values = changes.dated.iter().chain(&changes.undated).map(|change| of_value(change, language));
    let said = said.iter().map(|said| of_record(said, language));
    let corrected = changes.corrected.iter().map(|correction| corrected(correction, language));
    let mut items: Vec<Item> = values.chain(said).chain(corrected).collect();
    items.sort_by_key(|item| Reverse(item.on));
    let (sure, doubtful): (Vec<Item>, Vec<Item>) = items.into_iter().partition(|item| item.is_sure);
    if sure.is_empty() && doubtful.is_empty() {
        let text = match language {
            Language::German => format!("Seit dem {since} ist hier nichts Neues erfasst."),
            Language::English => format!("Nothing new is on record here since {since}."),
        };
        return view! { <p>{text}</p> }.into_any();
    }
    let nothing_sure = sure.is_empty().then(|| {
        let text = match language {
            Language::German => format!("Seit dem {since} ist hier nichts sicher Neues erfasst."),
            Language::English => format!("Nothing is certainly new since {since}."),
        };
        view! { <p>{text}</p> }
    });
    let count = sure.len();
    let mut items: Vec<_> = sure.into_iter().map(|item| line(item, language)).collect();
    let more = items.split_off(count.min(MOST_OPEN));
    let more = (!more.is_empty()).then(|| {
        let title = match language {
            Language::German => format!("Alle {count} Einträge zeigen"),
            Language::English => format!("Show all {count} entries"),
        };
        view! { <details class="more"><summary>{title}</summary><ul class="news">{more}</ul></details> }
    });
    let list = (!items.is_empty()).then(|| view! { <ul class="news">{items}</ul> });
    view! { {nothing_sure}{list}{more}{in_doubt(doubtful, count == 0, language)} }.into_any()
}

/// Records of which nobody says whether they are newer than the day; unfolded where there is nothing else.
fn in_doubt(items: Vec<Item>, unfolded: bool, language: Language) -> Option<impl IntoView + use<>> {
    let title = match (items.len(), language) {
        (0, _) => return None,
        (1, Language::German) => "Eine Angabe, die älter oder neuer sein kann".to_owned(),
        (1, Language::English) => "One record that may be older or newer".to_owned(),
        (count, Language::German) => format!("{count} Angaben, die älter oder neuer sein können"),
        (count, Language::English) => format!("{count} records that may be older or newer"),
    };
    let items: Vec<_> = items.into_iter().map(|item| line(item, language)).collect();
    Some(view! {
        <details class="more" open=unfolded><summary>{title}</summary><ul class="news">{items}</ul></details>
    })
}

fn line(item: Item, language: Language) -> impl IntoView + use<> {
    let title = match &item.page {
        Some(page) => link(item.title, page, language).into_any(),
        None => item.title.into_any(),
    };
    let remarks: Vec<_> = item.remarks.into_iter().map(|remark| view! { <small>{remark}</small> }).collect();
    view! {
        <li>
            <span class="news__when">{item.date}</span>
            <div>
                {title}": "<b>{item.now}</b>" "{item.unit}
                {remarks}
                <small>{source_link(&item.source.title, &item.source.address)}</small>
            </div>
        </li>
    }
}

fn of_value(change: &Change, language: Language) -> Item {
    let before = change.before.as_ref().map(|before| {
        let word = if before.value == change.now.value {
            language.pick("unverändert gegenüber", "unchanged from")
        } else {
            language.pick("zuvor:", "before:")
        };
        format!("{word} {} ({})", before.value, before.date)
    });
    Item {
        on: last_day(&change.now),
        date: if change.when == When::Undated { date(None, language) } else { change.now.date.clone() },
        title: change.indicator.wording(language).title.clone(),
        page: None,
        now: change.now.value.clone(),
        unit: unit_of(change, language),
        remarks: before.into_iter().chain(doubt(change.when, language)).collect(),
        source: change.now.observation.source.clone(),
        is_sure: change.when == When::After,
    }
}

fn of_record(said: &Said, language: Language) -> Item {
    let before =
        said.before.as_ref().map(|before| format!("{} {before}", language.pick("zuvor:", "before:")));
    let names = (!said.names.is_empty()).then(|| some_of(&said.names, MOST_NAMES, language));
    Item {
        on: said.valid_on.map(PartialDate::last_day),
        date: date(said.valid_on, language),
        title: said.title.clone(),
        page: Some(said.page.clone()),
        now: said.now.clone(),
        unit: String::new(),
        remarks: names.into_iter().chain(before).chain(doubt(said.when, language)).collect(),
        source: said.source.clone(),
        is_sure: said.when == When::After,
    }
}

fn corrected(correction: &Correction, language: Language) -> Item {
    let title = &correction.indicator.wording(language).title;
    let before = language.pick("hier stand zuvor:", "stood here before:");
    Item {
        on: Some(correction.on),
        date: format::day(correction.on, language),
        title: format!("{}{title}, {}", language.pick("Korrigiert: ", "Corrected: "), correction.now.date),
        page: None,
        now: correction.now.value.clone(),
        unit: String::new(),
        remarks: vec![format!("{before} {}", correction.before.value)],
        source: correction.now.observation.source.clone(),
        is_sure: true,
    }
}

fn date(valid_on: Option<PartialDate>, language: Language) -> String {
    valid_on.map_or_else(
        || language.pick("ohne Datum", "no date").to_owned(),
        |date| format::date(date, language),
    )
}

/// Why it is not certain that something is new.
fn doubt(when: When, language: Language) -> Option<String> {
    let text = match when {
        When::After => return None,
        When::Around => language.pick(
            "ob vor oder nach diesem Tag, sagt die Quelle nicht",
            "the source does not say whether before or after that day",
        ),
        When::Undated => language.pick(
            "ob vor oder nach diesem Tag, ist nicht belegt",
            "whether before or after that day is not on record",
        ),
    };
    Some(text.to_owned())
}

/// The unit, unless the title says it already.
fn unit_of(change: &Change, language: Language) -> String {
    let unit = unit(&change.indicator, language);
    let title = &change.indicator.wording(language).title;
    if title.contains(&unit) || change.now.number().is_none() { String::new() } else { unit }
}
