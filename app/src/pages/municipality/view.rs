//! The page of a body, in the order in which it is read.

use domain::{Language, format};
use leptos::prelude::*;
use storage::peers::Covered;

use super::topics::TopicPart;
use super::{Data, head, inquiry, ledger};
use crate::address::Address;
use crate::comparison::Comparison;
use crate::components::figure::{Depth, figure};
use crate::components::mark::mark;
use crate::components::promises;
use crate::components::values::table;
use crate::components::{link, section_head};

pub(super) fn view(data: &Data) -> impl IntoView + use<> {
    let (before, after) = if data.asked.first {
        (Some(inquiry::section(data)), None)
    } else {
        (None, Some(inquiry::section(data)))
    };
    view! {
        {head::head(data).into_any()}
        {before.into_any()}
        {ledger::section(data).into_any()}
        {after.into_any()}
        {details(data).into_any()}
        {promises::section(&data.promised.told, data.language).into_any()}
        {members(data).into_any()}
        {comparable(data).into_any()}
    }
}

fn details(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let parts: Vec<_> = data
        .topics
        .iter()
        .filter(|topic| !topic.series.is_empty())
        .map(|topic| series(topic, data).into_any())
        .collect();
    (!parts.is_empty()).then(|| {
        let intro = language.pick(
            "Je Kennzahl die jüngsten Stände mit Quelle und Anmerkung",
            "The newest dates of each indicator with source and note",
        );
        view! {
            <section class="section">
                {section_head(language.pick("Verlauf nach Thema", "Over time, by topic"), intro).into_any()}
                {parts}
            </section>
        }
    })
}

/// One topic: its charts, every value, and what other voices say.
fn series(topic: &TopicPart, data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let figures: Vec<_> = data
        .figures
        .iter()
        .filter(|(slug, ..)| *slug == topic.topic.slug)
        .map(|(_, drawn, address)| view! {
            {figure(drawn, Depth::Topic).into_any()}
            <p>{link(language.pick("Mit anderen vergleichen", "Compare with others"), address, language)}</p>
        })
        .collect();
    let title = topic.topic.title.get(language).to_owned();
    let subject = language.pick("Kennzahl", "Indicator");
    let known = topic.known();
    view! {
        <section class="topic" id=topic.topic.slug.to_string()>
            <div class="topic__side">
                <h3>{title.clone()}</h3>
                {mark(known, known.word(language))}
                {topic.open.clone().map(|question| view! { <p>{language.pick("Offen: ", "Open: ")}{question}</p> })}
            </div>
            <div class="stack">
                {figures}
                {disputes(topic, language).into_any()}
                {table(&title, subject, &topic.rows, language).into_any()}
                {longer(topic, data).into_any()}
                {voices(topic, &title, subject, language).into_any()}
            </div>
        </section>
    }
}

/// Where the dates stand that are not in the table.
fn longer(topic: &TopicPart, data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let ways: Vec<_> = topic
        .longer
        .iter()
        .map(|(indicator, count)| {
            let title = &indicator.wording(language).title;
            let text = match language {
                Language::German => format!("{title}: alle {count} Stände"),
                Language::English => format!("{title}: all {count} dates"),
            };
            let address = Comparison::of([data.body.key.clone()], &indicator.slug).address("/vergleich");
            view! { <li>{link(text, &address, language)}</li> }
        })
        .collect();
    (!ways.is_empty()).then(|| view! { <ul class="stack">{ways}</ul> })
}

/// Where two voices cannot both be right.
fn disputes(topic: &TopicPart, language: Language) -> impl IntoView + use<> {
    let notes: Vec<_> = topic
        .disputed
        .iter()
        .map(|(title, date)| match language {
            Language::German => format!("Die Quellen widersprechen sich: {title}, {date}."),
            Language::English => format!("The sources contradict each other: {title}, {date}."),
        })
        .map(|note| view! { <p><strong>{note}</strong></p> })
        .collect();
    (!notes.is_empty()).then(|| {
        let rest = language.pick(
            "In der Tabelle steht die Stimme, die der Verwaltung am nächsten ist; die andere folgt darunter.",
            "The table shows the voice that is closest to the administration; the other one follows below it.",
        );
        view! { <div class="note">{notes}<p>{rest}</p></div> }
    })
}

fn voices(
    topic: &TopicPart,
    title: &str,
    subject: &'static str,
    language: Language,
) -> impl IntoView + use<> {
    let count = topic.others.len();
    (count > 0).then(|| {
        let title = format!("{title}: {}", language.pick("weitere Stimmen", "other voices"));
        let summary = match (language, count) {
            (Language::German, 1) => "Eine weitere Stimme zu einem dieser Tage".to_owned(),
            (Language::German, _) => format!("{count} weitere Stimmen zu diesen Tagen"),
            (Language::English, 1) => "One more voice about one of these dates".to_owned(),
            (Language::English, _) => format!("{count} more voices about these dates"),
        };
        view! {
            <details class="more">
                <summary>{summary}</summary>
                {table(&title, subject, &topic.others, language).into_any()}
            </details>
        }
    })
}

/// What belongs to a district or an association.
fn members(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let (listed, total) = &data.members;
    if *total == 0 {
        return None;
    }
    let title = language.pick("Kommunen, die dazugehören", "Municipalities that belong to it");
    let (some, all) = (listed.len(), format::integer(*total, language));
    let intro = match language {
        Language::German => format!("Zu {some} von {all} gibt es Angaben."),
        Language::English => format!("Something is on record for {some} of {all}."),
    };
    Some(view! {
        <section class="section">
            {section_head(title, intro).into_any()}
            {bodies(listed, language).into_any()}
        </section>
    })
}

fn comparable(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    if data.comparable.is_empty() {
        return None;
    }
    let intro = language.pick(
        "Mit Angaben; gleiche Art zuerst, dann ähnlich groß, dann dasselbe Land",
        "With values; the same type first, then similar in size, then the same Land",
    );
    Some(view! {
        <section class="section">
            {section_head(language.pick("Vergleichbar", "Comparable"), intro).into_any()}
            {bodies(&data.comparable, language).into_any()}
            <p>{link(language.pick("Im Vergleich öffnen", "Open the comparison"), &data.compare, language)}</p>
        </section>
    })
}

/// Bodies with type, inhabitants and how much is known.
fn bodies(listed: &[Covered], language: Language) -> impl IntoView + use<> {
    let rows: Vec<_> = listed
        .iter()
        .map(|row| {
            let body = &row.body;
            let address = Address::new(format!("/kommunen/{}", body.key));
            let mut about = vec![body.kind.clone()];
            about.extend(body.population.map(|(count, _)| {
                format!("{} {}", format::integer(count, language), language.pick("Einwohner", "inhabitants"))
            }));
            let newest = row.newest.map(|day| format::day(day, language));
            about.extend(
                newest.map(|day| format!("{} {day}", language.pick("jüngster Stand", "newest date"))),
            );
            let known = match language {
                Language::German => format!("{} von 14 Themen", row.topics),
                Language::English => format!("{} of 14 topics", row.topics),
            };
            view! {
                <li>
                    {link(body.name.clone(), &address, language)}
                    <span class="lines__v">{known}</span>
                    <small>{about.join(", ")}</small>
                </li>
            }
        })
        .collect();
    view! { <ul class="lines lines--two">{rows}</ul> }
}
