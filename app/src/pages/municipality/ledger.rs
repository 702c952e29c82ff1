//! All topics: what is on record in one line each, then what is missing with the question to ask.

use domain::{Day, Indicator, Language, format};
use leptos::prelude::*;

use super::Data;
use super::topics::TopicPart;
use crate::components::ask::{about_topic, ask};
use crate::components::mark::{Known, glyph};
use crate::components::sparkline::sparkline;
use crate::components::values::{evidence, unit};
use crate::components::{link, section_head};
use crate::dossier::last_day;
use crate::dossier::records::dated;
use crate::measured::Shown;

pub(super) fn section(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    view! {
        <section class="section" id="themen">
            {section_head(language.pick("Alle 14 Themen", "All 14 topics"), "").into_any()}
            {known(data).into_any()}
            {unknown(data).into_any()}
        </section>
    }
}

fn known(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let rows: Vec<_> = data
        .topics
        .iter()
        .filter(|topic| topic.has_value())
        .map(|topic| row(topic, data, language).into_any())
        .collect();
    if rows.is_empty() {
        return None;
    }
    let heads: Vec<_> = [
        ("Thema", "Topic"),
        ("Letzte Angabe", "Latest value"),
        ("Stand", "Date"),
        ("Verlauf", "Trend"),
        ("Beleg", "Source"),
    ]
    .map(|(german, english)| view! { <div>{language.pick(german, english)}</div> })
    .into();
    let count = match (language, rows.len()) {
        (Language::German, 1) => "1 Thema".to_owned(),
        (Language::German, count) => format!("{count} Themen, je der Wert zur Kernfrage, sonst der jüngste"),
        (Language::English, 1) => "1 topic".to_owned(),
        (Language::English, count) => {
            format!("{count} topics, each with the value of its core question, else the newest")
        }
    };
    Some(view! {
        <h3 class="subhead">{language.pick("Mit Angaben", "On record")}" "<span>{count}</span></h3>
        <ul class="ledger">
            <li class="ledger__row ledger__head" aria-hidden="true">{heads}</li>
            {rows}
        </ul>
    })
}

fn row(topic: &TopicPart, data: &Data, language: Language) -> impl IntoView + use<> {
    let headline =
        topic.headline().map(|(indicator, shown)| cells(topic, indicator, shown, data, language).into_any());
    let known = topic.known();
    view! {
        <li class="ledger__row">
            <div class="ledger__topic">
                {glyph(known)}
                <span>
                    <a href=format!("#{}", topic.topic.slug)>{topic.topic.title.get(language).to_owned()}</a>
                    <span class="sr">{format!(" ({})", known.word(language))}</span>
                </span>
            </div>
            {headline}
        </li>
    }
}

fn cells(
    topic: &TopicPart,
    indicator: &Indicator,
    shown: &Shown,
    data: &Data,
    language: Language,
) -> impl IntoView + use<> {
    let missing = topic.open.clone().map(|question| {
        let address = about_topic(&data.body.key, topic.topic.slug.as_str());
        let about = topic.topic.title.get(language);
        view! {
            <small><span class="mark--open">{language.pick("Offen: ", "Open: ")}</span>{question}</small>
            {ask(about, &address, language).into_any()}
        }
    });
    let picture = topic.headline_series().and_then(sparkline);
    let trend_class =
        if picture.is_some() { "ledger__trend trend" } else { "ledger__trend trend ledger__trend--none" };
    view! {
        <div class="ledger__val val">
            {format!("{}: ", indicator.wording(language).title)}<b>{shown.value.clone()}</b>" "{behind(indicator, language)}
            {peers(topic, language).into_any()}
            {records(topic, language)}
            {missing}
        </div>
        <div class="ledger__when when">{shown.date.clone()}{age(indicator, shown, data.today, language).into_any()}</div>
        <div class=trend_class>{picture}<span>{trend(topic, language)}</span></div>
        <div class="ledger__src">{evidence(shown, language).into_any()}</div>
    }
}

/// The unit behind a value, unless the title before it says it already.
fn behind(indicator: &Indicator, language: Language) -> String {
    let unit = unit(indicator, language);
    if indicator.wording(language).title.contains(&unit) { String::new() } else { unit }
}

/// Where towns of similar size stand, when all count alike.
fn peers(topic: &TopicPart, language: Language) -> impl IntoView + use<> {
    topic.peers.as_ref().map(|(median, count)| {
        let text = match language {
            Language::German => {
                format!("Median von {count} Kommunen ähnlicher Größe: {median}, je jüngster Stand")
            }
            Language::English => {
                format!("Median of {count} municipalities of similar size: {median}, newest value of each")
            }
        };
        view! { <small>{text}</small> }
    })
}

/// What single services and departments say, in one line: "Einzeln erfasst: Leistungen online: 16 · Leistungen
/// geplant: 2 (jüngste Angabe: 31.08.2025)".
fn records(topic: &TopicPart, language: Language) -> Option<impl IntoView + use<>> {
    let mut parts: Vec<AnyView> = Vec::new();
    for line in &topic.lines {
        if !parts.is_empty() {
            parts.push(" · ".into_any());
        }
        parts.push(
            view! { {link(line.title.clone(), &line.page, language)}": "{line.value.clone()} }.into_any(),
        );
    }
    let word = language.pick("Einzeln erfasst: ", "Single records: ");
    let newest = topic.lines.iter().filter_map(|line| line.newest).max_by_key(|date| date.last_day());
    let newest = format!(" ({})", dated(newest, language));
    (!parts.is_empty()).then(|| view! { <p class="ledger__more">{word}{parts}{newest}</p> })
}

/// How old a value is, in words; older than its indicator allows is marked and said.
fn age(indicator: &Indicator, shown: &Shown, today: Day, language: Language) -> impl IntoView + use<> {
    let day = last_day(shown)?;
    let stale = today.number() - day.number() > indicator.age_limit_months * 365 / 12;
    let age = format::age(day, today, language);
    if age.is_empty() {
        return None;
    }
    let text = if stale { format!("{age}, {}", language.pick("veraltet", "outdated")) } else { age };
    Some(view! { <small class=("mark--open", stale)>{text}</small> })
}

fn trend(topic: &TopicPart, language: Language) -> String {
    match topic.trend() {
        Some((first, last)) => {
            let since = language.pick("seit", "since");
            format!("{} → {} {since} {}", first.value, last.value, first.date)
        }
        None => language.pick("nur ein Stand", "one date only").to_owned(),
    }
}

fn unknown(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let topics: Vec<&TopicPart> = data.topics.iter().filter(|topic| !topic.has_value()).collect();
    if topics.is_empty() {
        return None;
    }
    let asked = topics.iter().filter(|topic| topic.asked.is_some()).count();
    let all = topics.len();
    let count = match language {
        Language::German if asked > 0 => {
            format!("{all} Themen: {asked} gefragt, {} nach unserer Kenntnis nie", all - asked)
        }
        Language::German => format!("{all} Themen. Uns ist dazu keine Anfrage bekannt."),
        Language::English if asked > 0 => {
            format!("{all} topics: {asked} asked about, {} never, as far as we know", all - asked)
        }
        Language::English => format!("{all} topics. We know of no inquiry about them."),
    };
    let title = if topics.iter().all(|topic| topic.lines.is_empty()) {
        language.pick("Ohne Angabe", "Nothing on record")
    } else {
        language.pick("Ohne Kennzahl", "No indicator on record")
    };
    let rows: Vec<_> = topics.into_iter().map(|topic| blank(topic, data).into_any()).collect();
    Some(view! {
        <h3 class="subhead">{title}" "<span>{count}</span></h3>
        <ul class="asks ledger">{rows}</ul>
    })
}

fn blank(topic: &TopicPart, data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let known = topic.known();
    let question = topic.open.clone().unwrap_or_else(|| topic.topic.question.get(language).to_owned());
    // Topics with a stored reason have a section of their own below, which carries the anchor.
    let anchor = (known != Known::Reason).then(|| topic.topic.slug.to_string());
    let state = match (known, topic.asked) {
        (Known::Nothing | Known::Asked, _) if !topic.lines.is_empty() => language
            .pick("nur einzeln erfasst, keine Kennzahl", "single records only, no indicator")
            .to_owned(),
        (Known::Asked, Some(day)) => {
            let day = format::day(day, language);
            match language {
                Language::German => format!("gefragt (Stand {day}), Antwort hier nicht erfasst"),
                Language::English => format!("asked (as of {day}), no answer on record here"),
            }
        }
        (Known::Nothing, _) => language
            .pick("keine Angabe, keine Anfrage bekannt", "nothing on record, no inquiry known")
            .to_owned(),
        _ => known.word(language).to_owned(),
    };
    let title = topic.topic.title.get(language).to_owned();
    let address = about_topic(&data.body.key, topic.topic.slug.as_str());
    view! {
        <li id=anchor>
            <div class="asks__topic ledger__topic">{glyph(known)}<span>{title.clone()}</span></div>
            <div class="asks__q">{question}{records(topic, language)}</div>
            <div class="asks__state mark--open">{state}</div>
            <div class="asks__do">{ask(&title, &address, language).into_any()}</div>
        </li>
    }
}
