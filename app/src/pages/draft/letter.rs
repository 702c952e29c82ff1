//! The letter: in the form in which council groups ask, with what is on record and the questions of the catalogue.
//! Always in German, because German administrations are asked.

use std::collections::BTreeMap;

use domain::{Language, Slug, format};

use super::{Draft, Loaded};
use crate::components::answers::{about, dated_name};
use crate::dossier::answers::{Answered, answered, newest};
use crate::dossier::records::{Line, Records};
use crate::dossier::{Dossier, reported};
use crate::error::AppError;
use crate::measured::Shown;
use crate::page::Reading;
use crate::pages::municipality::TopicPart;
use crate::text::{SITE, some_of, voice};

const GERMAN: Language = Language::German;
/// More records make a question unreadable; the page has them all.
const MOST_KNOWN: usize = 3;
/// Names of services or departments in one sentence.
const MOST_NAMES: usize = 12;

/// A letter.
pub(super) struct Letter {
    /// The whole text, lines ended by line feeds.
    pub text: String,
    /// The topics that are asked about.
    pub topics: Vec<Slug>,
    /// How many questions it asks.
    pub questions: usize,
}

/// A question and what is on record about it.
struct Item {
    question: String,
    /// A second, more precise question.
    precisely: Option<String>,
    known: Vec<String>,
}

impl Letter {
    /// Writes the letter.
    pub(super) fn of(draft: &Draft, loaded: &Loaded, reading: &Reading) -> Result<Self, AppError> {
        let (mut items, topics) = match &loaded.inquiry {
            Some(inquiry) => (of_inquiry(draft, inquiry, loaded, reading)?, Vec::new()),
            None => of_topics(draft, loaded, reading)?,
        };
        let subject = match loaded.body() {
            Some(body) => format!("Anfrage: Stand der Digitalisierung der Verwaltung, {}", body.name),
            None => "Anfrage: Stand der Digitalisierung der Verwaltung".to_owned(),
        };
        once(&mut items);
        let questions = items.len();
        let text = write(&subject, &items, loaded, reading);
        Ok(Self { text, topics, questions })
    }
}

/// Topics: the chosen ones, else all whose core question is open, else all.
fn of_topics(draft: &Draft, loaded: &Loaded, reading: &Reading) -> Result<(Vec<Item>, Vec<Slug>), AppError> {
    let catalogue = &reading.catalogue;
    let (german, english) = ("ein Thema des Katalogs", "a topic of the catalogue");
    for slug in &draft.topics {
        catalogue.topic(slug).ok_or_else(|| AppError::bad("thema", slug.as_str(), german, english))?;
    }
    let part = |slug: &Slug| loaded.topics.iter().find(|part| &part.topic.slug == slug);
    let open = |slug: &Slug| part(slug).is_none_or(|part| part.open.is_some() || !part.has_value());
    let mut chosen: Vec<_> =
        catalogue.topics().iter().filter(|topic| draft.topics.contains(&topic.slug)).collect();
    if draft.topics.is_empty() {
        chosen = catalogue.topics().iter().filter(|topic| open(&topic.slug)).collect();
    }
    if chosen.is_empty() {
        chosen = catalogue.topics().iter().collect();
    }
    let items = chosen
        .iter()
        .map(|topic| Item {
            question: topic.question.get(GERMAN).to_owned(),
            precisely: None,
            known: known_of_topic(&topic.slug, part(&topic.slug), loaded, reading),
        })
        .collect();
    Ok((items, chosen.into_iter().map(|topic| topic.slug.clone()).collect()))
}

/// What is on record of a topic: the headline first, then other indicators, then what records of single services and
/// departments say.
fn known_of_topic(slug: &Slug, part: Option<&TopicPart>, loaded: &Loaded, reading: &Reading) -> Vec<String> {
    let first = part.and_then(TopicPart::headline).map(|(indicator, _)| indicator.slug.clone());
    let mut series: Vec<_> = part.iter().flat_map(|part| &part.series).collect();
    series.sort_by_key(|(indicator, _)| Some(&indicator.slug) != first.as_ref());
    let told = series.into_iter().filter_map(|(indicator, shown)| {
        let newest = shown.iter().filter(|shown| reported(shown));
        let newest = newest.min_by_key(|shown| shown.observation.headline_order())?;
        Some(sentence(&indicator.wording(GERMAN).title, newest))
    });
    let lines = loaded.dossier.iter().flat_map(|dossier| dossier.told(GERMAN).about_topic(slug));
    told.take(MOST_KNOWN).chain(lines.map(|line| counted(&line, reading))).collect()
}

/// The questions of an inquiry: those that were chosen, else all.
fn of_inquiry(
    draft: &Draft,
    inquiry: &domain::Inquiry,
    loaded: &Loaded,
    reading: &Reading,
) -> Result<Vec<Item>, AppError> {
    for position in &draft.positions {
        if inquiry.questions.iter().all(|question| question.position != *position) {
            let (german, english) =
                ("Nummern von Fragen dieser Anfrage", "numbers of questions of this inquiry");
            return Err(AppError::bad("fragen", &position.to_string(), german, english));
        }
    }
    let empty;
    let dossier = if let Some(dossier) = &loaded.dossier {
        dossier
    } else {
        let body = domain::Body::new(inquiry.body.clone(), "", "");
        empty = Dossier { body, versions: Vec::new(), series: Vec::new(), records: Records::default() };
        &empty
    };
    let questions = answered(inquiry, dossier, &dossier.told(GERMAN), &reading.catalogue);
    let wanted =
        |question: &&Answered| draft.positions.is_empty() || draft.positions.contains(&question.position);
    Ok(questions
        .iter()
        .filter(wanted)
        .map(|question| Item {
            question: question.text.clone(),
            precisely: question.ready(GERMAN).map(str::to_owned).filter(|_| !question.missing.is_empty()),
            known: known_of_question(question, reading),
        })
        .collect())
}

fn known_of_question(question: &Answered, reading: &Reading) -> Vec<String> {
    let mut seen: Vec<&Slug> = Vec::new();
    let mut told = Vec::new();
    for (indicator, shown) in question.facts.iter().filter(|(_, shown)| reported(shown)) {
        if told.len() < MOST_KNOWN && !seen.contains(&&indicator.slug) {
            seen.push(&indicator.slug);
            told.push(sentence(&indicator.wording(GERMAN).title, shown));
        }
    }
    told.extend(question.lines.iter().map(|line| counted(line, reading)));
    told
}

/// A sentence that stands under an earlier question is not said again; that question is named instead.
fn once(items: &mut [Item]) {
    let mut said: BTreeMap<String, usize> = BTreeMap::new();
    for (number, item) in (1..).zip(items) {
        let mut earlier = Vec::new();
        item.known.retain(|known| match said.get(known) {
            Some(before) => {
                earlier.push(*before);
                false
            }
            None => said.insert(known.clone(), number).is_none(),
        });
        earlier.dedup();
        item.known.extend(earlier.iter().map(|before| format!("was unter Frage {before} steht")));
    }
}

/// "Leistungen online: 16 (jüngste Angabe: 31.08.2025; je mit Beleg: https://…): Wohngeld; Elterngeld".
fn counted(line: &Line, reading: &Reading) -> String {
    let names = some_of(&line.names, MOST_NAMES, GERMAN);
    let names = if names.is_empty() { names } else { format!(": {names}") };
    let (page, base) = (line.page.in_language(GERMAN), &reading.site.base);
    format!("{}: {} ({}; je mit Beleg: {base}{page}){names}", line.title, line.value, line.dated(GERMAN))
}

/// "Onlinedienste, Anzahl: 82 (Dezember 2025; Presse: Berliner Kurier, https://…)".
fn sentence(title: &str, shown: &Shown) -> String {
    let source = &shown.observation.source;
    let who = voice(shown.observation.voice, GERMAN);
    format!("{title}: {} ({}; {who}: {}, {})", shown.value, shown.date, source.title, source.address)
}

fn write(subject: &str, items: &[Item], loaded: &Loaded, reading: &Reading) -> String {
    let mut lines =
        vec![addressee(loaded), String::new(), "[Ort, Datum]".to_owned(), String::new(), String::new()];
    lines.push(subject.to_owned());
    lines.push(String::new());
    lines.extend(reference(loaded));
    lines.extend([
        "Sehr geehrte Damen und Herren,".to_owned(),
        String::new(),
        opening(loaded, reading),
        String::new(),
    ]);
    for (number, item) in (1..).zip(items) {
        lines.push(format!("{number}. {}", item.question));
        lines.extend(item.precisely.iter().map(|question| format!("   Genauer: {question}")));
        if loaded.dossier.is_some() {
            lines.extend(item.known.iter().map(|known| format!("   Bekannt ist: {known}.")));
            if item.known.is_empty() {
                lines.push("   Eine öffentliche Angabe dazu liegt uns nicht vor.".to_owned());
            }
        }
        lines.push(String::new());
    }
    lines.push(CLOSING.to_owned());
    lines.push(String::new());
    lines.push("Mit freundlichen Grüßen".to_owned());
    lines.push(String::new());
    lines.push("[Fraktion oder Name]".to_owned());
    lines.join("\n") + "\n"
}

const CLOSING: &str = "Wir bitten zu jeder Angabe um den Stichtag und die Zählweise, bei Anteilen um Zähler und Nenner. \
     Wo keine Zahl vorliegt, genügt der Hinweis, dass sie nicht erhoben wird.";

fn addressee(loaded: &Loaded) -> String {
    match loaded.body() {
        Some(body) => format!("An die Verwaltung: {} ({})", body.name, body.kind),
        None => "An die Verwaltung".to_owned(),
    }
}

/// The inquiry that is taken up, or the last one to this body.
fn reference(loaded: &Loaded) -> Vec<String> {
    let before = loaded.inquiry.as_ref().or_else(|| newest(loaded.own.iter()));
    let Some(inquiry) = before else { return Vec::new() };
    let own = loaded.body().is_some_and(|body| body.key == inquiry.body);
    let text = if own {
        format!("Bezug: {} ({}), „{}“", dated_name(inquiry, GERMAN), about(inquiry, GERMAN), inquiry.title)
    } else {
        format!("Nach dem Vorbild der {} ({})", dated_name(inquiry, GERMAN), about(inquiry, GERMAN))
    };
    vec![text, String::new()]
}

fn opening(loaded: &Loaded, reading: &Reading) -> String {
    let Some(body) = loaded.body() else {
        return "wir bitten um Auskunft zum Stand der Digitalisierung in der Verwaltung:".to_owned();
    };
    let on = reading.edition.released_on.map(|day| format::day(day, GERMAN)).unwrap_or_default();
    format!(
        "wir bitten um Auskunft zum Stand der Digitalisierung in der Verwaltung. Was öffentlich belegt ist, steht bei \
         der jeweiligen Frage ({SITE}, Datenstand {on}: {}/kommunen/{}).",
        reading.site.base, body.key
    )
}
