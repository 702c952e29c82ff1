//! A record about a service or a department: how far it is, when that held, and where it stands.

pub(crate) mod department;
pub(crate) mod service;

use domain::department::EfileStage;
use domain::service::{ScaleLevel, Stage, Standing, Starter, Step};
use domain::{Language, PartialDate, Source, Voice, format};
use leptos::prelude::*;

use crate::text;

/// How far something is, as a mark: shape and word, colour only repeats them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// In use.
    Done,
    /// In work, or tried out.
    Half,
    /// Announced.
    Announced,
    /// Not there, and nothing is planned.
    None,
    /// Not known.
    Unknown,
}

impl From<Stage> for Progress {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Live => Self::Done,
            Stage::InWork => Self::Half,
            Stage::Planned => Self::Announced,
            Stage::NotOffered => Self::None,
        }
    }
}

impl From<EfileStage> for Progress {
    fn from(stage: EfileStage) -> Self {
        match stage {
            EfileStage::Productive | EfileStage::Complete => Self::Done,
            EfileStage::Pilot => Self::Half,
            EfileStage::Decided => Self::Announced,
            EfileStage::None => Self::None,
        }
    }
}

/// The mark alone; say the word beside it.
fn shape(progress: Progress) -> impl IntoView {
    let shape = match progress {
        Progress::Done => view! { <circle class="g-fill" cx="7" cy="7" r="6"/> }.into_any(),
        Progress::Half => view! {
            <circle class="g-line" cx="7" cy="7" r="5.2"/>
            <path class="g-fill" d="M1.8 7a5.2 5.2 0 0 0 10.4 0z"/>
        }
        .into_any(),
        Progress::Announced => view! { <circle class="g-line g-dash" cx="7" cy="7" r="5.2"/> }.into_any(),
        Progress::None => view! { <path class="g-na" d="M2 7h10"/> }.into_any(),
        Progress::Unknown => view! { <circle class="g-open" cx="7" cy="7" r="5.4"/> }.into_any(),
    };
    view! { <svg class="glyph" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" focusable="false">{shape}</svg> }
}

/// Mark and word.
pub fn progress<T: Into<String>>(progress: Progress, word: T) -> impl IntoView + use<T> {
    let word: String = word.into();
    let open = progress == Progress::Unknown;
    view! { <span class="mark" class=("mark--open", open)>{shape(progress)}<span>{word}</span></span> }
}

/// How far a service is, in words.
pub const fn stage(stage: Stage, language: Language) -> &'static str {
    match stage {
        Stage::Live => language.pick("online", "online"),
        Stage::InWork => language.pick("in Arbeit", "in work"),
        Stage::Planned => language.pick("geplant", "planned"),
        Stage::NotOffered => language.pick("nicht online", "not online"),
    }
}

/// How far a department is with the e-file, in words.
pub const fn efile(stage: EfileStage, language: Language) -> &'static str {
    match stage {
        EfileStage::Complete => language.pick("vollständig eingeführt", "complete"),
        EfileStage::Productive => language.pick("im Einsatz", "in use"),
        EfileStage::Pilot => language.pick("im Pilotbetrieb", "pilot"),
        EfileStage::Decided => language.pick("beschlossen", "decided"),
        EfileStage::None => language.pick("keine", "none"),
    }
}

/// How a link of the chain works, in words.
pub const fn step(step: Step, language: Language) -> &'static str {
    match step {
        Step::Digital => language.pick("digital", "digital"),
        Step::Retyped => language.pick("abgetippt", "typed again"),
        Step::Printed => language.pick("gedruckt", "printed"),
        Step::Unknown => language.pick("keine Angabe", "not on record"),
    }
}

/// Yes or no.
pub const fn yes_no(yes: bool, language: Language) -> &'static str {
    if yes { language.pick("ja", "yes") } else { language.pick("nein", "no") }
}

/// A level on its scale: "Stufe 3 (Online-Leistung)".
pub fn level(level: &ScaleLevel, starter: &Starter, language: Language) -> String {
    let number = format!("{}{}{}", language.pick("Stufe", "level"), format::NBSP, level.level);
    let name = starter
        .scale(&level.scale, level.version)
        .and_then(|scale| scale.level(u8::try_from(level.level).ok()?))
        .map(|found| found.title.get(language).to_owned());
    name.map_or(number.clone(), |name| format!("{number} ({name})"))
}

/// "zugesagt für 2027".
pub fn promised_for(due: PartialDate, language: Language) -> String {
    format!("{} {}", language.pick("zugesagt für", "promised for"), format::date(due, language))
}

/// "seit September 2023".
pub fn since_date(date: PartialDate, language: Language) -> String {
    format!("{} {}", language.pick("seit", "since"), format::date(date, language))
}

/// When a record held: "Dezember 2025"; "ohne Datum, erfasst am 22.11.2026".
pub fn when(valid_on: Option<PartialDate>, source: &Source, language: Language) -> String {
    if let Some(date) = valid_on {
        return format::date(date, language);
    }
    let entered = format::day(source.retrieved_on, language);
    format!("{}{entered}", language.pick("ohne Datum, erfasst am ", "no date, entered on "))
}

/// Where a record stands: the source, who says it, and the page.
pub fn cite(source: &Source, voice: Voice, page: &str, language: Language) -> impl IntoView + use<> {
    let mut about = vec![text::voice(voice, language).to_owned()];
    about.extend(source.published.map(|date| format::date(date, language)));
    if !page.is_empty() {
        about.push(page.to_owned());
    }
    view! {
        <span class="src">
            {super::source_link(&source.title, &source.address)}" "<small>{about.join(", ")}" · "{super::all_of(source, language)}</small>
        </span>
    }
}

/// Since when a service is online: as a source says, or by when it was on record at the latest.
pub fn since(standing: &Standing<'_>, language: Language) -> Option<String> {
    if let Some((date, _)) = standing.live_since() {
        return Some(format!("{} {}", language.pick("seit", "since"), format::date(date, language)));
    }
    let (date, _) = standing.live_by()?;
    let by = language.pick("spätestens seit", "at the latest since");
    Some(format!("{by} {}", format::date(date, language)))
}
