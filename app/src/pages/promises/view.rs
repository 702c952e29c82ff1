//! The page of all promises.

use domain::promise::{Event, Outcome};
use domain::{Language, format};
use leptos::prelude::*;

use super::Data;
use crate::address::Address;
use crate::components::figure::{Depth, figure};
use crate::components::files::{addresses, files};
use crate::components::promises::{mark, rule, slip, summary, word};
use crate::components::record::{cite, when};
use crate::components::{link, section_head};
use crate::promised::{Told, due};

pub(super) fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let list = addresses(|extension| data.state.at(&format!("/zusagen.{extension}")));
    let parts: Vec<_> = PARTS.iter().map(|part| part_of(data, part).into_any()).collect();
    view! {
        <div class="place">
            <h1>{language.pick("Zusagen", "Promises")}</h1>
            <p class="place__sum" role="status">{summary(&data.record, language)}</p>
        </div>
        <div class="section stack">
            {filters(data).into_any()}
            {data.state.moment.note(language).map(|note| view! { <p class="fig__note">{note}</p> })}
            {data.promised.told.is_empty().then(|| nothing(language))}
            {data.figure.as_ref().map(|drawn| figure(drawn, Depth::Page))}
        </div>
        {parts}
        <section class="section stack">
            {rule(language)}
            {files(&list, language)}
        </section>
    }
}

/// Promises of a part that are shown at first.
const MOST: usize = 10;

/// A part of the list: its title, and which promises stand in it.
struct Part {
    title: (&'static str, &'static str),
    /// The filter that shows it whole.
    outcome: Outcome,
    holds: fn(&Told) -> bool,
}

/// The parts in order. What was shifted and is still open stands apart from what is open by its first date.
const PARTS: [Part; 5] = [
    Part {
        title: ("Fällig, ohne Beleg", "Due, no evidence"),
        outcome: Outcome::NoEvidence,
        holds: |told| told.outcome == Outcome::NoEvidence,
    },
    Part {
        title: ("Verschoben und noch offen", "Shifted and still open"),
        outcome: Outcome::Open,
        holds: |told| told.outcome == Outcome::Open && told.story.shifts() > 0,
    },
    Part {
        title: ("Offen", "Open"),
        outcome: Outcome::Open,
        holds: |told| told.outcome == Outcome::Open && told.story.shifts() == 0,
    },
    Part {
        title: ("Eingelöst", "Kept"),
        outcome: Outcome::Kept,
        holds: |told| matches!(told.outcome, Outcome::Kept | Outcome::Late),
    },
    Part {
        title: ("Aufgegeben", "Dropped"),
        outcome: Outcome::Dropped,
        holds: |told| told.outcome == Outcome::Dropped,
    },
];

fn part_of(data: &Data, part: &Part) -> impl IntoView + use<> {
    let language = data.language;
    let told: Vec<&Told> = data.promised.told.iter().filter(|told| (part.holds)(told)).collect();
    (!told.is_empty()).then(|| {
        let title = language.pick(part.title.0, part.title.1);
        let count = format::integer(i64::try_from(told.len()).unwrap_or(i64::MAX), language);
        let count = match (language, told.len()) {
            (Language::German, 1) => "eine Zusage".to_owned(),
            (Language::German, _) => format!("{count} Zusagen"),
            (Language::English, 1) => "one promise".to_owned(),
            (Language::English, _) => format!("{count} promises"),
        };
        // The filter shows a part whole.
        let whole = data.state.outcome().is_some() || told.len() <= MOST + MOST / 2;
        let shown = if whole { told.as_slice() } else { told.get(..MOST).unwrap_or_default() };
        let rest = (!whole).then(|| {
            let all = language.pick("Alle zeigen", "Show all");
            view! { <p>{link(format!("{all} ({})", told.len()), &data.state.only(part.outcome).at("/zusagen"), language)}</p> }
        });
        view! {
            <section class="section">
                {section_head(title, count).into_any()}
                {table(title, shown, language).into_any()}
                {rest}
            </section>
        }
    })
}

fn table(caption: &'static str, told: &[&Told], language: Language) -> impl IntoView + use<> {
    let heads = [
        language.pick("Zusage", "Promise"),
        language.pick("Fällig", "Due"),
        language.pick("Ergebnis", "Outcome"),
        language.pick("Gesagt", "Said"),
        language.pick("Beleg", "Source"),
    ];
    let rows: Vec<_> = told.iter().map(|told| row(told, heads, language)).collect();
    let columns: Vec<_> = heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=caption>
            <table class="tbl tbl--cards">
                <caption class="sr">{caption}</caption>
                <thead><tr><th scope="col">{language.pick("Kommune", "Municipality")}</th>{columns}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(told: &Told, heads: [&'static str; 5], language: Language) -> impl IntoView + use<> {
    let story = &told.story;
    let town = Address::new(format!("/kommunen/{}/zusagen", story.promise.body));
    let indicator = Address::new(format!("/kennzahlen/{}", told.indicator.slug));
    // The newest statement is what the outcome rests on.
    let newest: Option<&Event> = story.events.last();
    let said = newest.map(|event| when(event.said_on, &event.source, language));
    let source = newest.map(|event| cite(&event.source, event.voice, &event.page, language));
    let kept = story.kept_on().flatten().map(|date| {
        let by = language.pick("belegt am", "on record for");
        view! { <small>{format!("{by} {}", format::date(date, language))}</small> }
    });
    view! {
        <tr>
            <th scope="row">{link(told.body.clone(), &town, language)}</th>
            <td data-l=heads[0]><span>{story.statement().to_owned()}<small>{link(told.indicator.wording(language).title.clone(), &indicator, language)}</small></span></td>
            <td class="when" data-l=heads[1]><span>{due(story.due(), language)}{slip(told, language).map(|text| view! { <small>{text}</small> })}</span></td>
            <td class="when" data-l=heads[2]><span>{mark(told.outcome, language)}{kept}</span></td>
            <td class="when" data-l=heads[3]><span>{said}</span></td>
            <td data-l=heads[4]>{source}</td>
        </tr>
    }
}

fn nothing(language: Language) -> impl IntoView {
    view! {
        <div class="note"><p>
            {language.pick("Zu dieser Auswahl ist keine Zusage belegt. Das sagt nichts darüber, ob es eine gab.", "No promise is on record for this selection. That says nothing about whether there was one.")}
        </p></div>
    }
}

fn filters(data: &Data) -> impl IntoView + use<> {
    let (language, state) = (data.language, &data.state);
    let all = language.pick("alle", "all");
    let laender: Vec<_> = data
        .choices
        .laender
        .iter()
        .map(|land| (land.key.to_string(), land.name.clone(), state.land.as_ref() == Some(&land.key)))
        .collect();
    let topics = data.topics.iter();
    let topics: Vec<_> = topics
        .map(|(slug, title)| (slug.to_string(), title.clone(), state.topic.as_ref() == Some(slug)))
        .collect();
    let outcomes = Outcome::ALL.iter().map(|outcome| {
        (outcome.word().to_owned(), word(*outcome, language).to_owned(), state.outcome == Some(*outcome))
    });
    let outcomes: Vec<_> = outcomes.collect();
    let years = data.choices.years.iter();
    let years: Vec<_> =
        years.map(|year| (year.to_string(), year.to_string(), state.year == Some(*year))).collect();
    let fields: Vec<_> = [
        ("land", "Land", laender),
        ("thema", language.pick("Thema", "Topic"), topics),
        ("ergebnis", language.pick("Ergebnis", "Outcome"), outcomes),
        ("jahr", language.pick("Fällig im Jahr", "Due in year"), years),
    ]
    .into_iter()
    .map(|(name, label, options)| field(name, label, all, options).into_any())
    .collect();
    view! {
        <form class="bar" action=Address::new("/zusagen").in_language(language)>
            <div class="bar__grid bar__grid--3">
                {fields}
                {state.moment.field(language)}
                <button class="kern-btn kern-btn--secondary" type="submit">
                    <span class="kern-label">{language.pick("Anzeigen", "Show")}</span>
                </button>
            </div>
        </form>
    }
}

fn field(
    name: &'static str,
    label: &'static str,
    all: &'static str,
    options: Vec<(String, String, bool)>,
) -> impl IntoView {
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, text, chosen)| view! { <option value=value selected=chosen>{text}</option> })
        .collect();
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select id=name name=name><option value="">{all}</option>{options}</select>
        </div>
    }
}
