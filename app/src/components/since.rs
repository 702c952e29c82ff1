//! What was added or corrected since an earlier edition: under a chart that is read as of one.

use domain::{Language, PartialDate, Revision, format};
use leptos::prelude::*;
use storage::changes::{self, Change};

use super::section_head;
use crate::error::AppError;
use crate::measured::{Measured, Part, Shown};
use crate::page::Reading;
use crate::text;

/// More changes than this are counted.
const MOST: usize = 50;

/// What changed in a view since its edition.
#[derive(Debug, Clone)]
pub struct Since {
    language: Language,
    revision: Revision,
    lines: Vec<Line>,
    more: usize,
}

#[derive(Debug, Clone)]
struct Line {
    revision: Revision,
    released_on: String,
    subject: String,
    date: String,
    before: Option<String>,
    now: String,
    /// Whether the value stayed and only its source, note or period changed.
    same: bool,
}

impl Since {
    /// The changes within a comparison since its edition; nothing when it shows the newest.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(measured: &Measured, reading: &Reading) -> Result<Option<Self>, AppError> {
        let comparison = &measured.comparison;
        if comparison.known.is_none() {
            return Ok(None);
        }
        let (after, until) = (measured.revision, reading.edition.revision);
        let mut lines = Vec::new();
        for part in &measured.parts {
            let found =
                changes::between(&reading.db, &part.indicator, &comparison.bodies, after, until).await?;
            let here = found.iter().filter(|change| is_shown(measured, change));
            lines.extend(here.map(|change| line(measured, part, change, reading)));
        }
        lines.sort_by_key(|line| std::cmp::Reverse(line.revision));
        let more = lines.len().saturating_sub(MOST);
        lines.truncate(MOST);
        Ok(Some(Self { language: measured.language, revision: after, lines, more }))
    }
}

/// Whether the changed record lies in the chosen years and before the reference date.
fn is_shown(measured: &Measured, change: &Change) -> bool {
    let on = change.now.valid_on.map(PartialDate::last_day);
    let valid = measured.comparison.valid.is_none_or(|limit| on.is_some_and(|on| on <= limit));
    valid && measured.comparison.covers(on)
}

fn line(measured: &Measured, part: &Part, change: &Change, reading: &Reading) -> Line {
    let language = measured.language;
    let name = measured.bodies.iter().find(|body| body.key == change.now.body);
    let name = name.map(|body| body.name.clone()).unwrap_or_default();
    let title = &part.indicator.wording(language).title;
    let shown = |observation: &domain::Observation| {
        Shown::new(observation.clone(), &part.indicator, &reading.catalogue, language)
    };
    let now = shown(&change.now);
    let before = change.before.as_ref().map(|before| shown(before).value);
    Line {
        revision: change.revision,
        released_on: format::day(change.released_on, language),
        subject: if measured.parts.len() > 1 { format!("{name}, {title}") } else { name },
        same: before.as_ref() == Some(&now.value),
        before,
        now: text::with_unit(&now, &part.indicator, language),
        date: now.date,
    }
}

/// The list.
pub fn since(since: &Since) -> impl IntoView + use<> {
    let language = since.language;
    let intro = match (language, since.lines.is_empty()) {
        (Language::German, true) => "An dieser Auswahl hat sich seither nichts geändert.",
        (Language::German, false) => "Was seither in dieser Auswahl neu ist oder korrigiert wurde.",
        (Language::English, true) => "Nothing in this selection has changed since.",
        (Language::English, false) => "What is new or corrected in this selection.",
    };
    let title = match language {
        Language::German => format!("Seit dieser Fassung (r{})", since.revision.0),
        Language::English => format!("Since this edition (r{})", since.revision.0),
    };
    let lines: Vec<_> = since.lines.iter().map(|line| item(line, language)).collect();
    let more = (since.more > 0).then(|| {
        let count = format::integer(i64::try_from(since.more).unwrap_or(i64::MAX), language);
        view! { <p class="fig__note">{count}" "{language.pick("weitere Änderungen", "more changes")}</p> }
    });
    view! {
        <section class="section" id="seither">
            {section_head(title, intro).into_any()}
            <ul class="news">{lines}</ul>
            {more}
        </section>
    }
}

fn item(line: &Line, language: Language) -> impl IntoView + use<> {
    let change = match &line.before {
        Some(_) if line.same => {
            view! { <b>{line.now.clone()}</b>" "{language.pick("(Quelle oder Anmerkung berichtigt)", "(source or note corrected)")} }.into_any()
        }
        Some(before) => {
            view! { <del>{before.clone()}</del>" → "<ins><b>{line.now.clone()}</b></ins> }.into_any()
        }
        None => view! { <b>{line.now.clone()}</b>" "{language.pick("(neu)", "(new)")} }.into_any(),
    };
    let edition = format!("{} r{}", language.pick("Fassung", "edition"), line.revision.0);
    view! {
        <li>
            <time>{line.released_on.clone()}</time>
            <span>{line.subject.clone()}", "{line.date.clone()}": "{change}<small>{edition}</small></span>
        </li>
    }
}
