//! The page of a body's history.

use domain::{Language, format};
use leptos::prelude::*;

use super::{Changed, Data, Step};
use crate::address::Address;
use crate::components::record::cite;
use crate::components::{link, section_head};

pub(super) fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let steps: Vec<_> = data.steps.iter().map(|step| section(step, language).into_any()).collect();
    let nothing = data.steps.is_empty().then(|| {
        view! { <p class="section">{language.pick("Hier wurde noch nie etwas erfasst.", "Nothing was ever recorded here.")}</p> }
    });
    let page = Address::new(format!("/kommunen/{}", data.body.key));
    let title = match language {
        Language::German => format!("{}: Änderungen", data.body.name),
        Language::English => format!("{}: changes", data.body.name),
    };
    view! {
        <div class="place">
            <h1>{title}</h1>
            <p class="place__sum">
                {language.pick(
                    "Nichts Veröffentlichtes wird überschrieben. Hier steht jede Änderung: was, wann, von wem, warum, und was vorher dastand.",
                    "Nothing released is overwritten. Here is every change: what, when, by whom, why, and what stood there before.",
                )}
            </p>
            <p>{link(language.pick("Zurück zur Seite der Kommune", "Back to the municipality"), &page, language)}</p>
        </div>
        {nothing}
        {steps}
    }
}

fn section(step: &Step, language: Language) -> impl IntoView + use<> {
    let on = format::day(step.on, language);
    let number = step.revision.0;
    let title = match language {
        Language::German => format!("{on}, Fassung {number}"),
        Language::English => format!("{on}, edition {number}"),
    };
    let corrected = step.changes.iter().filter(|change| change.before.is_some()).count();
    let added = step.changes.len() - corrected;
    let intro = match language {
        Language::German => format!(
            "{} · {} · {added} neu, {corrected} korrigiert",
            who(&step.actor, language),
            why(&step.reason, language)
        ),
        Language::English => format!(
            "{} · {} · {added} new, {corrected} corrected",
            who(&step.actor, language),
            why(&step.reason, language)
        ),
    };
    let rows: Vec<_> = step.changes.iter().map(|change| row(change, language).into_any()).collect();
    view! {
        <section class="section" id=format!("r{number}")>
            {section_head(title, intro).into_any()}
            <ul class="lines lines--told">{rows}</ul>
        </section>
    }
}

/// Who released it, in the reader's words.
fn who(actor: &str, language: Language) -> String {
    match actor {
        "bundled facts" => language.pick("mit dem Programm geliefert", "shipped with the program").to_owned(),
        "command line" => {
            language.pick("Betreiber dieser Installation", "operator of this installation").to_owned()
        }
        other => other.to_owned(),
    }
}

fn why(reason: &str, language: Language) -> String {
    match reason {
        "bundled facts" => language.pick("Grundbestand", "first data").to_owned(),
        other => other.to_owned(),
    }
}

fn row(change: &Changed, language: Language) -> impl IntoView + use<> {
    let before = change.before.as_ref().map(|before| {
        view! { <span class="q">{before.clone()}" → "</span> }
    });
    let note = (!change.note.is_empty()).then(|| view! { <small>{change.note.clone()}</small> });
    let (source, voice, page) = &change.proof;
    view! {
        <li>
            <span>{link(change.title.clone(), &change.page, language)}", "{change.date.clone()}</span>
            <span class="lines__v">{before}{change.now.clone()}</span>
            <small>{cite(source, *voice, page, language)}</small>
            {note}
        </li>
    }
}
