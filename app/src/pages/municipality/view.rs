//! The page of a body.

use domain::{Day, Language, PartialDate, format};
use leptos::prelude::*;

use super::Data;
use super::topics::TopicPart;
use crate::address::Address;
use crate::components::figure::{Depth, figure};
use crate::components::mark::{Known, StripCell, glyph, mark, strip};
use crate::components::values::{evidence, table, unit};
use crate::components::{link, section_head};
use crate::measured::Shown;

pub(super) fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    view! {
        <div class="place">
            <h1>{data.body.name.clone()}</h1>
            {facts(data).into_any()}
            {closed(data).into_any()}
        </div>
        <div class="lead lead--even">
            <div class="stack">
                <p class="place__sum">{summary(data)}</p>
                {strip(&cells(&data.topics, language), language).into_any()}
            </div>
            {next_steps(data).into_any()}
        </div>
        {known_section(data).into_any()}
        {unknown_section(data).into_any()}
        {details(data).into_any()}
    }
}

fn facts(data: &Data) -> impl IntoView + use<> {
    let (body, language) = (&data.body, data.language);
    let mut facts = vec![body.kind.clone()];
    facts.extend(data.kreis.iter().map(|kreis| kreis.name.clone()));
    facts.extend(data.land.iter().map(|land| land.name.clone()).filter(|name| *name != body.name));
    facts.extend(body.population.map(|(count, on)| {
        let people = language.pick("Einwohner", "inhabitants");
        format!("{} {people} ({})", format::integer(count, language), format::day(on, language))
    }));
    let key =
        if body.key.level() == domain::Level::Gemeinde { "AGS" } else { language.pick("Schlüssel", "key") };
    facts.push(format!("{key} {}", body.key));
    let facts: Vec<_> = facts.into_iter().map(|fact| view! { <span>{fact}</span> }).collect();
    view! { <div class="place__facts">{facts}</div> }
}

/// What became of a body that the register no longer has.
fn closed(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    data.body.closed_on.map(|on| {
        let day = format::day(on, language);
        let text = match language {
            Language::German => format!("Diese Kommune steht im Verzeichnis vom {day} nicht mehr. "),
            Language::English => format!("The register of {day} no longer has this body. "),
        };
        let successor = data.successor.as_ref().map(|body| {
            let address = Address::new(format!("/kommunen/{}", body.key));
            view! { {language.pick("Aufgegangen in ", "Became part of ")}{link(body.name.clone(), &address, language)}". " }
        });
        let rest = language.pick("Ihre Angaben bleiben hier stehen.", "What is on record stays here.");
        view! { <div class="note"><p><strong>{text}</strong>{successor}{rest}</p></div> }
    })
}

fn summary(data: &Data) -> String {
    let language = data.language;
    let known = data.topics.iter().filter(|topic| topic.has_value()).count();
    let values: Vec<_> = data.topics.iter().flat_map(TopicPart::values).collect();
    let newest = values
        .iter()
        .filter_map(|(_, shown)| shown.observation.valid_on.map(|date| (date.last_day(), &shown.date)))
        .max_by_key(|(day, _)| *day);
    let open = data.topics.iter().filter(|topic| topic.known() == Known::Part).count();
    let mut text = match (language, known) {
        (Language::German, 0) => "Zu keinem der 14 Themen ist hier etwas belegt. Das sagt nichts über die Verwaltung, nur über unser Wissen.".to_owned(),
        (Language::English, 0) => "Nothing is on record here for any of the 14 topics. That says nothing about the administration, only about what we know.".to_owned(),
        (Language::German, _) => format!("Zu {known} von 14 Themen gibt es Angaben, zusammen {}.", plural(values.len(), "einen Wert", "Werte")),
        (Language::English, _) => format!("Something is on record for {known} of 14 topics, {} in all.", plural(values.len(), "one value", "values")),
    };
    if let Some((_, date)) = newest {
        let label = language.pick("Jüngster Stand", "Newest date");
        text = format!("{text} {label}: {date}.");
    }
    match (language, open) {
        (_, 0) => text,
        (Language::German, _) => {
            format!("{text} Bei {} davon bleibt die Kernfrage offen.", plural(open, "einem", "Themen"))
        }
        (Language::English, _) => {
            format!("{text} The core question stays open in {}.", plural(open, "one of them", "of them"))
        }
    }
}

fn plural(count: usize, one: &str, many: &str) -> String {
    if count == 1 { one.to_owned() } else { format!("{count} {many}") }
}

fn cells(topics: &[TopicPart], language: Language) -> Vec<StripCell> {
    let cell = |topic: &TopicPart| StripCell {
        anchor: topic.topic.slug.to_string(),
        title: topic.topic.title.get(language).to_owned(),
        known: topic.known(),
    };
    topics.iter().map(cell).collect()
}

fn next_steps(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let alike: Vec<_> = data
        .alike
        .iter()
        .map(|body| {
            let address = Address::new(format!("/kommunen/{}", body.key));
            let people =
                body.population.map(|(count, _)| format::integer(count, language)).unwrap_or_default();
            view! { <li>{link(body.name.clone(), &address, language)}" "<span class="q">{people}</span></li> }
        })
        .collect();
    view! {
        <aside class="panel stack">
            <p><a class="kern-btn kern-btn--primary" href=data.compare.in_language(language)>
                <span class="kern-label">{language.pick("Mit anderen vergleichen", "Compare with others")}</span>
            </a></p>
            <h2 class="fig__title">{language.pick("Ähnlich groß, mit Angaben", "Of similar size, with values")}</h2>
            <ul class="plain">{alike}</ul>
        </aside>
    }
}

fn known_section(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let rows: Vec<_> = data
        .topics
        .iter()
        .filter(|topic| topic.has_value())
        .map(|topic| ledger_row(topic, data.today, language))
        .collect();
    if rows.is_empty() {
        return None;
    }
    let heads = [
        ("Thema", "Topic"),
        ("Letzte Angabe", "Latest value"),
        ("Stand", "Date"),
        ("Verlauf", "Development"),
        ("Beleg", "Source"),
    ];
    let heads: Vec<_> = heads
        .into_iter()
        .map(|(german, english)| view! { <div>{language.pick(german, english)}</div> })
        .collect();
    Some(view! {
        <section class="section">
            {section_head(language.pick("Was belegt ist", "What is on record"), language.pick("Je Thema der Wert, der seine Kernfrage beantwortet, sonst der jüngste", "For each topic the value that answers its core question, else the newest")).into_any()}
            <ul class="ledger">
                <li class="ledger__row ledger__head" aria-hidden="true">{heads}</li>
                {rows}
            </ul>
        </section>
    })
}

fn ledger_row(topic: &TopicPart, today: Day, language: Language) -> impl IntoView + use<> {
    let headline = topic.headline().map(|(indicator, shown)| {
        let words = indicator.wording(language);
        let missing =
            topic.open.clone().map(|question| format!("{} {question}", language.pick("Offen:", "Open:")));
        let subject = unit(indicator, language);
        let before = format!("{}: ", words.title);
        view! {
            <div class="ledger__val val">
                {before}<b>{shown.value.clone()}</b>" "{subject}
                {missing.map(|missing| view! { <small class="mark--open">{missing}</small> })}
            </div>
            <div class="ledger__when when">{shown.date.clone()}<small>{age(shown, today, language)}</small></div>
            <div class="ledger__trend trend"><span>{trend(topic, language)}</span></div>
            <div class="ledger__src">{evidence(shown, language)}</div>
        }
    });
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

/// How old a value is, in words.
fn age(shown: &Shown, today: Day, language: Language) -> String {
    let day = shown.observation.valid_on.map(PartialDate::last_day);
    day.map(|day| format::age(day, today, language)).unwrap_or_default()
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

fn unknown_section(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let rows: Vec<_> = data
        .topics
        .iter()
        .filter(|topic| !topic.has_value())
        .map(|topic| {
            let known = topic.known();
            let question = topic.open.clone().unwrap_or_else(|| topic.topic.question.get(language).to_owned());
            // Topics with a stored reason have a section of their own below, which carries the anchor.
            let anchor = (known == Known::Nothing).then(|| topic.topic.slug.to_string());
            view! {
                <li id=anchor>
                    <div class="asks__topic ledger__topic">{glyph(known)}<span>{topic.topic.title.get(language).to_owned()}</span></div>
                    <div class="asks__q">{question}</div>
                    <div class="asks__state mark--open">{known.word(language)}</div>
                </li>
            }
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    Some(view! {
        <section class="section">
            {section_head(language.pick("Was hier fehlt", "What is missing here"), language.pick("Diese Fragen könnte man der Verwaltung stellen.", "These questions could be put to the administration.")).into_any()}
            <ul class="asks ledger">{rows}</ul>
        </section>
    })
}

fn details(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let parts: Vec<_> = data
        .topics
        .iter()
        .filter(|topic| !topic.series.is_empty())
        .map(|topic| {
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
                        {table(&title, language.pick("Kennzahl", "Indicator"), &topic.rows, language).into_any()}
                    </div>
                </section>
            }
        })
        .collect();
    (!parts.is_empty()).then(|| {
        let intro = language.pick("Jeder Wert mit Stand, Quelle und Anmerkung", "Every value with date, source and note");
        view! {
            <section class="section">
                {section_head(language.pick("Alle Angaben nach Thema", "Everything on record, by topic"), intro).into_any()}
                {parts}
            </section>
        }
    })
}
