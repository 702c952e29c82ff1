//! `/kommunen/{key}/verlauf`: every change of what is on record of a body, release by release.

use std::collections::BTreeMap;

use domain::{Body, BodyKey, Day, Language, Revision, format};
use leptos::prelude::*;
use storage::bodies;
use storage::history::Version;

use crate::address::Address;
use crate::components::values::evidence;
use crate::components::{link, section_head};
use crate::dossier::Dossier;
use crate::error::AppError;
use crate::measured::Shown;
use crate::page::{Document, Loading, Page, Reading};
use crate::query::Query;

struct History {
    key: BodyKey,
}

/// Reads the state.
///
/// # Errors
/// When the segment is no key.
pub fn parse(segments: &[&str], _: &Query) -> Result<Box<dyn Page>, AppError> {
    let key = segments.first().and_then(|segment| BodyKey::parse(segment)).ok_or(AppError::NotFound)?;
    Ok(Box::new(History { key }))
}

/// A release, as far as it touched the body.
struct Step {
    revision: Revision,
    on: Day,
    actor: String,
    reason: String,
    changes: Vec<Changed>,
}

/// A record that was added, or that replaced another one.
struct Changed {
    title: String,
    page: Address,
    now: Shown,
    before: Option<Shown>,
}

struct Data {
    language: Language,
    body: Body,
    steps: Vec<Step>,
}

impl Page for History {
    fn address(&self) -> Address {
        Address::new(format!("/kommunen/{}/verlauf", self.key))
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async move {
            let language = reading.language;
            let body = bodies::find(&reading.db, &self.key).await?.ok_or(AppError::NotFound)?;
            let dossier = Dossier::load(reading, body).await?;
            let steps = steps(&dossier, reading);
            let nothing = steps.is_empty();
            let name = dossier.body.name.clone();
            let (title, description) = match language {
                Language::German => (
                    format!("{name}: Änderungen"),
                    format!("Jede Änderung der Angaben zu {name}: was, wann, von wem und warum."),
                ),
                Language::English => (
                    format!("{name}: changes"),
                    format!("Every change of what is on record about {name}: what, when, by whom and why."),
                ),
            };
            let crumbs = vec![
                (language.pick("Kommunen", "Municipalities").to_owned(), Address::new("/kommunen")),
                (name, Address::new(format!("/kommunen/{}", self.key))),
            ];
            let data = Data { language, body: dossier.body, steps };
            Ok(Document::new(title, self.address(), data, view)
                .described(description)
                .called(language.pick("Änderungen", "Changes"))
                .under(crumbs)
                .hidden_when(nothing)
                .into())
        })
    }
}

/// The releases that touched the body, newest first.
fn steps(dossier: &Dossier, reading: &Reading) -> Vec<Step> {
    let mut steps: BTreeMap<Revision, Step> = BTreeMap::new();
    let mut earlier: Option<&Version> = None;
    for version in dossier.versions.iter().filter(|version| version.revision <= reading.edition.revision) {
        // Versions of one cell follow each other, and one ends where the next begins.
        let before = earlier.filter(|earlier| replaces(version, earlier));
        earlier = Some(version);
        let Some(indicator) = reading.catalogue.indicator(&version.observation.indicator) else { continue };
        let step = steps.entry(version.revision).or_insert_with(|| Step {
            revision: version.revision,
            on: version.released_on,
            actor: version.actor.clone(),
            reason: version.reason.clone(),
            changes: Vec::new(),
        });
        step.changes.push(Changed {
            title: indicator.wording(reading.language).title.clone(),
            page: Address::new(format!("/kennzahlen/{}", indicator.slug)),
            now: reading.show(&version.observation, indicator),
            before: before.map(|before| reading.show(&before.observation, indicator)),
        });
    }
    steps.into_values().rev().collect()
}

fn replaces(now: &Version, before: &Version) -> bool {
    let (one, other) = (&now.observation, &before.observation);
    before.until == Some(now.revision)
        && (&one.indicator, one.valid_on, one.voice) == (&other.indicator, other.valid_on, other.voice)
}

fn view(data: &Data) -> impl IntoView + use<> {
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
            <ul class="lines">{rows}</ul>
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
        view! { <span class="q">{before.value.clone()}" → "</span> }
    });
    let note = (!change.now.observation.note.is_empty())
        .then(|| view! { <small>{change.now.observation.note.clone()}</small> });
    view! {
        <li>
            <span>{link(change.title.clone(), &change.page, language)}", "{change.now.date.clone()}</span>
            <span class="lines__v">{before}{change.now.value.clone()}</span>
            <small>{evidence(&change.now, language).into_any()}</small>
            {note}
        </li>
    }
}
