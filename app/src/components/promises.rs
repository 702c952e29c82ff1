//! Promises: a mark for what became of each, rows for a town, and the whole story of one.

use domain::promise::{Event, EventKind, Outcome, Record};
use domain::{Language, format};
use leptos::prelude::*;

use super::record::{Progress, cite, progress, when};
use super::{link, section_head};
use crate::address::Address;
use crate::promised::{Told, due};

/// What became of a promise, in words.
pub const fn word(outcome: Outcome, language: Language) -> &'static str {
    match outcome {
        Outcome::NoEvidence => language.pick("fällig, ohne Beleg", "due, no evidence"),
        Outcome::Open => language.pick("offen", "open"),
        Outcome::Late => language.pick("später eingelöst", "kept late"),
        Outcome::Kept => language.pick("eingelöst", "kept"),
        Outcome::Dropped => language.pick("aufgegeben", "dropped"),
    }
}

/// What became of a promise, as a mark.
pub fn mark(outcome: Outcome, language: Language) -> impl IntoView {
    let shape = match outcome {
        Outcome::NoEvidence => Progress::Unknown,
        Outcome::Open => Progress::Announced,
        Outcome::Late => Progress::Half,
        Outcome::Kept => Progress::Done,
        Outcome::Dropped => Progress::None,
    };
    progress(shape, word(outcome, language))
}

/// "12 Monate später als zuerst zugesagt"; nothing without a slip.
pub fn slip(told: &Told, language: Language) -> Option<String> {
    let months = told.story.slip().filter(|months| *months != 0)?;
    let (count, one) = (months.abs(), months.abs() == 1);
    Some(match (language, months > 0) {
        (Language::German, true) if one => "einen Monat später als zuerst zugesagt".to_owned(),
        (Language::German, true) => format!("{count} Monate später als zuerst zugesagt"),
        (Language::German, false) if one => "einen Monat früher als zuerst zugesagt".to_owned(),
        (Language::German, false) => format!("{count} Monate früher als zuerst zugesagt"),
        (Language::English, true) if one => "a month later than first promised".to_owned(),
        (Language::English, true) => format!("{count} months later than first promised"),
        (Language::English, false) if one => "a month earlier than first promised".to_owned(),
        (Language::English, false) => format!("{count} months earlier than first promised"),
    })
}

/// "53 Zusagen, 20 fällig ohne Beleg, 3 eingelöst", and the rate with its denominator.
pub fn summary(record: &Record, language: Language) -> String {
    let number = |count: usize| format::integer(i64::try_from(count).unwrap_or(i64::MAX), language);
    let Record { all, no_evidence, kept, due, in_time, .. } = *record;
    let (all_said, no_evidence, kept) = (number(all), number(no_evidence), number(kept));
    let counted = match (language, all) {
        (Language::German, 1) => format!("Eine Zusage, {no_evidence} fällig ohne Beleg, {kept} eingelöst."),
        (Language::German, _) => {
            format!("{all_said} Zusagen, {no_evidence} fällig ohne Beleg, {kept} eingelöst.")
        }
        (Language::English, 1) => format!("One promise, {no_evidence} due without evidence, {kept} kept."),
        (Language::English, _) => {
            format!("{all_said} promises, {no_evidence} due without evidence, {kept} kept.")
        }
    };
    if due == 0 {
        return counted;
    }
    if due == 1 {
        return counted + one_due(in_time, language);
    }
    let (due, in_time) = (number(due), number(in_time));
    match language {
        Language::German => format!(
            "{counted} Von {due}, deren erster Termin vorbei ist, wurden {in_time} nachweislich bis dahin eingelöst."
        ),
        Language::English => {
            format!("{counted} Of {due} whose first date has passed, {in_time} were provably kept by then.")
        }
    }
}

/// Whether the only promise whose first date has passed was kept by then.
const fn one_due(in_time: usize, language: Language) -> &'static str {
    match in_time {
        0 => language.pick(
            " Bei einer ist der erste Termin vorbei; dass sie bis dahin eingelöst wurde, ist nicht belegt.",
            " The first date of one has passed; that it was kept by then is not on record.",
        ),
        _ => language.pick(
            " Bei einer ist der erste Termin vorbei; sie wurde nachweislich bis dahin eingelöst.",
            " The first date of one has passed; it was provably kept by then.",
        ),
    }
}

/// How "belegt" is decided, and what silence means.
pub fn rule(language: Language) -> impl IntoView {
    view! {
        <p class="fig__note">
            {language.pick(
                "„Ohne Beleg“ heißt: Der Termin ist vorbei, und keine öffentliche Quelle sagt hier, was daraus wurde. Belegt ist eine Zusage, wenn eine Quelle es sagt oder wenn eine spätere Angabe derselben Kommune zur selben Kennzahl das Ziel genau oder als Untergrenze erreicht, nie bei Summen über einen Zeitraum. Monate zählen vom Ende des zuerst genannten Zeitraums.",
                "“No evidence” means: the date has passed, and no public source here says what became of it. A promise is on record as kept when a source says so, or when a later figure of the same municipality and indicator reaches the target exactly or as a lower bound; never with sums over a period. Months count from the end of the period first named.",
            )}
        </p>
    }
}

/// The promises of a town in rows, for its page. Nothing when it has none.
pub fn section(told: &[Told], language: Language) -> impl IntoView + use<> {
    let first = told.first()?;
    let all = Address::new(format!("/kommunen/{}/zusagen", first.story.promise.body));
    let open: Vec<_> = told
        .iter()
        .filter(|told| matches!(told.outcome, Outcome::NoEvidence | Outcome::Open))
        .map(|told| row(told, language))
        .collect();
    Some(view! {
        <section class="section" id="zusagen">
            {section_head(language.pick("Zusagen", "Promises"), language.pick("Was angekündigt ist und noch aussteht", "What was announced and is still outstanding")).into_any()}
            <ul class="lines">{open}</ul>
            <p>{link(language.pick("Alle Zusagen mit ihrer Geschichte", "All promises with their story"), &all, language)}</p>
        </section>
    })
}

fn row(told: &Told, language: Language) -> impl IntoView + use<> {
    let made = told.story.events.first()?;
    let date = due(told.story.due(), language);
    Some(view! {
        <li>
            <span>{told.story.statement().to_owned()}</span>
            <span class="lines__v">{date}</span>
            <small>{mark(told.outcome, language)}" · "{cite(&made.source, made.voice, &made.page, language)}</small>
        </li>
    })
}

/// Everything that was said about a promise, in order, and the record that proves it.
pub fn story(told: &Told, language: Language) -> impl IntoView + use<> {
    let events: Vec<_> = told
        .story
        .events
        .iter()
        .zip(&told.targets)
        .map(|(event, target)| line(event, target.as_deref(), language))
        .collect();
    let proof = told.story.proof.as_ref().map(|proof| {
        let indicator = Address::new(format!("/kennzahlen/{}", told.indicator.slug));
        view! {
            <li>
                <time>{when(proof.valid_on, &proof.source, language)}</time>
                <div>
                    <b>{language.pick("Belegt: ", "On record: ")}</b>
                    {language.pick("Die Kennzahl erreicht das Ziel. ", "The indicator reaches the target. ")}
                    {link(told.indicator.wording(language).title.clone(), &indicator, language)}
                    <small>{cite(&proof.source, proof.voice, &proof.page, language)}</small>
                </div>
            </li>
        }
    });
    view! { <ol class="news">{events}{proof}</ol> }
}

/// What was said, and for when: "Verschoben auf 2026".
pub(crate) fn said(event: &Event, language: Language) -> String {
    let title = match event.kind {
        EventKind::Made => language.pick("Zugesagt", "Promised"),
        EventKind::Shifted => language.pick("Verschoben", "Shifted"),
        EventKind::Kept => language.pick("Eingelöst", "Kept"),
        EventKind::Dropped => language.pick("Aufgegeben", "Dropped"),
    };
    match (event.kind, event.due) {
        (EventKind::Kept | EventKind::Dropped, _) => title.to_owned(),
        (_, None) => format!("{title} {}", language.pick("ohne Termin", "without a date")),
        (kind, Some(date)) => {
            let for_when = match kind {
                EventKind::Shifted => language.pick("auf", "to"),
                _ => language.pick("für", "for"),
            };
            format!("{title} {for_when} {}", format::date(date, language))
        }
    }
}

fn line(event: &Event, target: Option<&str>, language: Language) -> impl IntoView + use<> {
    let target = target.map(|target| format!("{}: {target}", language.pick("Ziel", "target")));
    let note = (!event.note.is_empty()).then(|| event.note.clone());
    let about: Vec<String> = target.into_iter().chain(note).collect();
    view! {
        <li>
            <time>{when(event.said_on, &event.source, language)}</time>
            <div>
                <b>{said(event, language)}": "</b>{event.statement.clone()}
                {(!about.is_empty()).then(|| view! { <small>{about.join(" · ")}</small> })}
                <small>{cite(&event.source, event.voice, &event.page, language)}</small>
            </div>
        </li>
    }
}
