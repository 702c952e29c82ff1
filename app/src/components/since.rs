//! What was added or corrected since an earlier edition: under a chart that is read as of one.

use std::collections::{BTreeMap, BTreeSet};

use domain::{BodyKey, Indicator, Language, PartialDate, Revision, format};
use leptos::prelude::*;
use storage::changes::{self, Change};

use super::section_head;
use crate::error::AppError;
use crate::measured::{Measured, Part, Shown};
use crate::page::Reading;
use crate::ranking::Placed;
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
    /// The release that brought it, with its day; nothing where several may have.
    release: Option<(Revision, String)>,
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
        lines.sort_by_key(|line| std::cmp::Reverse(line.release.as_ref().map(|release| release.0)));
        Ok(Some(Self::new(lines, after, measured.language)))
    }

    /// What is otherwise in a list of the newest edition than it was in that of an earlier one.
    pub(crate) fn among(
        then: &[Placed],
        now: &[Placed],
        indicator: &Indicator,
        revision: Revision,
        language: Language,
    ) -> Self {
        let old: BTreeMap<&BodyKey, &Placed> = then.iter().map(|row| (&row.body.key, row)).collect();
        let kept: BTreeSet<&BodyKey> = now.iter().map(|row| &row.body.key).collect();
        let changed = now.iter().filter_map(|row| {
            let before = old.get(&row.body.key).map(|before| &before.shown);
            (before.map(|before| &before.observation) != Some(&row.shown.observation)).then(|| Line {
                release: None,
                subject: row.body.name.clone(),
                date: row.shown.date.clone(),
                same: before.is_some_and(|before| before.value == row.shown.value),
                before: before.map(|before| format!("{} ({})", before.value, before.date)),
                now: text::with_unit(&row.shown, indicator, language),
            })
        });
        let gone = then.iter().filter(|row| !kept.contains(&row.body.key)).map(|row| Line {
            release: None,
            subject: row.body.name.clone(),
            date: row.shown.date.clone(),
            same: false,
            before: Some(row.shown.value.clone()),
            now: language.pick("nicht mehr in dieser Auswahl", "no longer in this selection").to_owned(),
        });
        Self::new(changed.chain(gone).collect(), revision, language)
    }

    fn new(mut lines: Vec<Line>, revision: Revision, language: Language) -> Self {
        let more = lines.len().saturating_sub(MOST);
        lines.truncate(MOST);
        Self { language, revision, lines, more }
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
        release: Some((change.revision, format::day(change.released_on, language))),
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
    let (when, subject, edition) = match &line.release {
        Some((revision, day)) => {
            let edition = format!("{} r{}", language.pick("Fassung", "edition"), revision.0);
            let subject = format!("{}, {}: ", line.subject, line.date);
            (day.clone(), subject, Some(view! { <small>{edition}</small> }))
        }
        None => (line.date.clone(), format!("{}: ", line.subject), None),
    };
    view! {
        <li>
            <time>{when}</time>
            <span>{subject}{change}{edition}</span>
        </li>
    }
}
