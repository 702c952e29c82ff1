//! Questions of an inquiry and what is known today.

use domain::{BodyKey, Indicator, Inquiry, Language, Slug, format};
use leptos::prelude::*;

use super::ask::{as_in, ask};
use super::link;
use super::mark::{Known, mark};
use super::values::{evidence_details, unit};
use crate::address::Address;
use crate::dossier::answers::Answered;
use crate::dossier::records::Line;
use crate::measured::Shown;
use crate::text::some_of;

/// More facts of one question are folded away.
const MOST_OPEN: usize = 5;
/// A longer value is a sentence and reads from the left.
const LONG: usize = 40;
/// More names are counted instead; the page has them all.
const MOST_NAMES: usize = 12;

/// The questions of an inquiry in their order, as they would be answered today for a body.
pub fn answers(
    inquiry: &Slug,
    questions: &[Answered],
    body: &BodyKey,
    language: Language,
) -> impl IntoView + use<> {
    let items: Vec<_> = questions
        .iter()
        .map(|question| {
            let address = as_in(body, inquiry.as_str(), question.position);
            view! {
                <li id=format!("frage-{}", question.position)>
                    <span class="qa__n">{question.position}</span>
                    <p class="qa__q" lang=foreign(language)>{question.text.clone()}</p>
                    <div class="qa__a">{answer(question, &address, language).into_any()}</div>
                </li>
            }
        })
        .collect();
    view! { <ol class="qa">{items}</ol> }
}

/// Questions are kept in the language in which they were asked.
pub fn foreign(language: Language) -> Option<&'static str> {
    (language != Language::German).then_some("de")
}

fn answer(question: &Answered, address: &Address, language: Language) -> impl IntoView + use<> {
    let known = question.known();
    let state = match (known, question.with_value, question.missing.len()) {
        (Known::Part, 0, _) => {
            format!(
                "{}, {}",
                known.word(language),
                language.pick("aus einzelnen Angaben", "from single records")
            )
        }
        (Known::Part, some, open) => {
            let all = some + open;
            let word = known.word(language);
            match language {
                Language::German => format!("{word}, {some} von {all} Kennzahlen"),
                Language::English => format!("{word}, {some} of {all} indicators"),
            }
        }
        _ => known.word(language).to_owned(),
    };
    let mut facts: Vec<_> =
        question.facts.iter().map(|(indicator, shown)| fact(indicator, shown, language).into_any()).collect();
    let more = facts.split_off(facts.len().min(MOST_OPEN));
    let count = more.len();
    let more = (count > 0).then(|| {
        let all = match language {
            Language::German => format!("{count} weitere Angaben"),
            Language::English => format!("{count} more records"),
        };
        view! { <details class="more"><summary>{all}</summary><ul class="lines facts">{more}</ul></details> }
    });
    facts.extend(question.lines.iter().map(|line| counted(line, language).into_any()));
    let facts = (!facts.is_empty()).then(|| view! { <ul class="lines facts">{facts}</ul> });
    view! {
        {mark(known, state).into_any()}
        {facts}
        {more}
        {open(question, language).into_any()}
        {(known != Known::Core).then(|| ask(&question.text, address, language).into_any())}
    }
}

/// What follows from records of single services or departments: how many, which, and the page with each of them.
fn counted(line: &Line, language: Language) -> impl IntoView + use<> {
    let names = some_of(&line.names, MOST_NAMES, language);
    view! {
        <li class="fact">
            <span>{link(line.title.clone(), &line.page, language)}</span>
            <span class="lines__v">{line.value.clone()}</span>
            <small class="fact__when">{line.dated(language)}</small>
            {(!names.is_empty()).then(|| view! { <small class="fact__names">{names}</small> })}
        </li>
    }
}

/// One record: what, when, how much, and where it stands.
fn fact(indicator: &Indicator, shown: &Shown, language: Language) -> impl IntoView + use<> {
    let title = indicator.wording(language).title.clone();
    let address = Address::new(format!("/kennzahlen/{}", indicator.slug));
    let unit = unit(indicator, language);
    let behind = if shown.observation.cell.value().is_some() { unit.clone() } else { String::new() };
    let long = shown.value.chars().count() > LONG;
    view! {
        <li class="fact" data-indicator=indicator.slug.to_string()>
            <span>{link(title, &address, language)}</span>
            <span class="lines__v" class=("lines__v--text", long)>{shown.value.clone()}" "<span class="q">{behind}</span></span>
            <small class="fact__when">{language.pick("Stand: ", "Date: ")}{shown.date.clone()}</small>
            {evidence_details(shown, &unit, language).into_any()}
        </li>
    }
}

/// What is missing: what would answer it, and the ready question.
fn open(question: &Answered, language: Language) -> impl IntoView + use<> {
    let nothing = (question.facts.is_empty() && question.lines.is_empty()).then(|| {
        view! { <p>{language.pick("Keine Angabe.", "Nothing on record.")}</p> }
    });
    if question.missing.is_empty() {
        return nothing.into_any();
    }
    let missing = (question.with_value > 0 || !question.lines.is_empty()).then(|| {
        let titles: Vec<String> =
            question.missing.iter().map(|indicator| indicator.wording(language).title.clone()).collect();
        view! {
            <dt>{language.pick("Ohne Angabe", "Nothing on record for")}</dt>
            <dd>{titles.join("; ")}</dd>
        }
    });
    let evidence = question.evidence(language).map(|text| {
        view! { <dt>{language.pick("Das würde es beantworten", "What would answer it")}</dt><dd>{text.to_owned()}</dd> }
    });
    let ready = question.ready(language).map(|text| {
        view! { <dt>{language.pick("Fertige Frage", "Ready question")}</dt><dd class="open__q">{text.to_owned()}</dd> }
    });
    view! { {nothing} <dl class="open">{missing}{evidence}{ready}</dl> }.into_any()
}

/// The name of an inquiry: "Anfrage AF 30/2023", "Anfrage (CDU)".
pub fn name(inquiry: &Inquiry, language: Language) -> String {
    let inquiry_word = language.pick("Anfrage", "Inquiry");
    match inquiry.number.as_str() {
        "" => format!("{inquiry_word} ({})", inquiry.faction),
        number => format!("{inquiry_word} {number}"),
    }
}

/// Name and date: "Anfrage AF 30/2023 vom 16.11.2023".
pub fn dated_name(inquiry: &Inquiry, language: Language) -> String {
    let name = name(inquiry, language);
    match (inquiry.asked, language) {
        (None, _) => name,
        (Some(date @ domain::PartialDate::Day(_)), Language::German) => {
            format!("{name} vom {}", format::date(date, language))
        }
        (Some(date), Language::German) => format!("{name}, {}", format::date(date, language)),
        (Some(date), Language::English) => format!("{name} of {}", format::date(date, language)),
    }
}

/// The page of an inquiry.
pub fn page(inquiry: &Slug) -> Address {
    Address::new(format!("/anfragen/{inquiry}"))
}

/// Who asked and when, and for which meeting.
pub fn about(inquiry: &Inquiry, language: Language) -> String {
    let mut parts = vec![inquiry.faction.clone()];
    parts.extend(inquiry.asked.map(|date| format::date(date, language)));
    if inquiry.asked.is_none() {
        parts.push(language.pick("ohne Datum", "no date").to_owned());
    }
    parts.extend(inquiry.meeting.map(|meeting| {
        let meeting = format::date(meeting, language);
        match language {
            Language::German => format!("für die Sitzung am {meeting}"),
            Language::English => format!("for the meeting on {meeting}"),
        }
    }));
    parts.join(", ")
}
