//! `/kennzahlen`: the catalogue by topic, with what is on record for each indicator.

use domain::catalogue::Topic;
use domain::{Day, Indicator, Language, Reuse, ValueKind, search};
use leptos::prelude::*;
use storage::overview::{self, IndicatorCount};

use crate::address::Address;
use crate::components::search::words_form;
use crate::components::{link, section_head};
use crate::error::AppError;
use crate::page::{Document, Loading, Page, Reading};
use crate::query::Query;
use crate::text::municipalities;

/// The parameters, in canonical order.
pub const KNOWN: &[&str] = &["q", "auswahl"];

struct Indicators {
    /// Words that title or definition must contain; empty for all.
    words: String,
    /// Only those with a value of any municipality.
    known: bool,
}

/// Reads the state.
///
/// # Errors
/// When a parameter has a bad value; any text can be looked for.
pub fn parse(_: &[&str], query: &Query) -> Result<Box<dyn Page>, AppError> {
    let words = query.one("q").unwrap_or_default().trim().chars().take(100).collect();
    let known = |text: &str| (text == "belegt").then_some(());
    let known = query.read("auswahl", known, "belegt oder nichts", "belegt, or nothing")?.is_some();
    Ok(Box::new(Indicators { words, known }))
}

struct Data {
    language: Language,
    words: String,
    known: bool,
    topics: Vec<(Topic, Vec<Line>)>,
    all: usize,
    /// Those with a value, whatever is shown.
    valued: usize,
}

/// An indicator and what is on record for it.
struct Line {
    indicator: Indicator,
    bodies: i64,
    newest: Option<Day>,
}

impl Page for Indicators {
    fn address(&self) -> Address {
        address(&self.words, self.known)
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async move {
            let language = reading.language;
            let counts = overview::indicators(&reading.db).await?;
            let topics = reading.catalogue.topics().iter().map(|topic| {
                let own = reading.catalogue.of_topic(&topic.slug);
                let found = own.filter(|indicator| self.finds(topic, indicator, language));
                let lines = found.map(|indicator| line(indicator, &counts));
                (topic.clone(), lines.filter(|line| line.bodies > 0 || !self.known).collect())
            });
            let data = Data {
                language,
                words: self.words.clone(),
                known: self.known,
                topics: topics.filter(|(_, lines): &(_, Vec<Line>)| !lines.is_empty()).collect(),
                all: reading.catalogue.indicators().len(),
                valued: counts.iter().filter(|count| count.bodies > 0).count(),
            };
            let title = language.pick("Kennzahlen", "Indicators");
            let description = language.pick(
                "Was gezählt wird, in 14 Themen, mit Definition und Zählregel.",
                "What is counted, in 14 topics, with definition and counting rule.",
            );
            Ok(Document::new(title, self.address(), data, view).described(description).into())
        })
    }
}

impl Indicators {
    /// Whether every typed word stands in the title, the definition, the question or the topic.
    fn finds(&self, topic: &Topic, indicator: &Indicator, language: Language) -> bool {
        let words = indicator.wording(language);
        let topic = topic.title.get(language);
        let text = search::fold(&format!("{} {} {} {topic}", words.title, words.definition, words.question));
        search::fold(&self.words).split(' ').all(|word| text.contains(word))
    }
}

fn line(indicator: &Indicator, counts: &[IndicatorCount]) -> Line {
    let count = counts.iter().find(|count| count.indicator == indicator.slug);
    Line {
        indicator: indicator.clone(),
        bodies: count.map_or(0, |count| count.bodies),
        newest: count.and_then(|count| count.newest),
    }
}

fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let topics: Vec<_> =
        data.topics.iter().map(|(topic, lines)| section(topic, lines, language).into_any()).collect();
    let jumps: Vec<_> = data
        .topics
        .iter()
        .map(|(topic, _)| view! { <a href=format!("#{}", topic.slug)>{topic.title.get(language).to_owned()}</a> })
        .collect();
    view! {
        <div class="place">
            <h1>{language.pick("Kennzahlen", "Indicators")}</h1>
            <p class="place__sum">
                {language.pick(
                    "Vierzehn Themen, nach denen Fraktionen fragen. Zu jeder Kennzahl steht, was gezählt wird und bei wie vielen Kommunen hier ein Wert belegt ist.",
                    "Fourteen topics that council groups ask about. Every indicator says what is counted, and for how many municipalities a value is on record here.",
                )}
            </p>
        </div>
        <div class="section stack">
            {words_form("/kennzahlen", language.pick("Kennzahl suchen", "Find an indicator"), &data.words, language).into_any()}
            <p role="status">{found(data)}</p>
            <p>{selection(data)}</p>
            <nav class="jump" aria-label=language.pick("Themen", "Topics")>{jumps}</nav>
        </div>
        {topics}
    }
}

fn address(words: &str, known: bool) -> Address {
    let known = if known { "belegt" } else { "" };
    Address::new("/kennzahlen").with("q", words).with("auswahl", known)
}

/// The way to those with a value only, and back.
fn selection(data: &Data) -> AnyView {
    let (language, valued) = (data.language, data.valued);
    let text = match (data.known, language) {
        (false, Language::German) => format!("Nur die {valued} mit Werten zeigen"),
        (false, Language::English) => format!("Show only the {valued} with values"),
        (true, Language::German) => "Auch die ohne Werte zeigen".to_owned(),
        (true, Language::English) => "Show those without values too".to_owned(),
    };
    link(text, &address(&data.words, !data.known), language).into_any()
}

fn found(data: &Data) -> AnyView {
    let (language, words) = (data.language, &data.words);
    let count = data.topics.iter().map(|(_, lines)| lines.len()).sum::<usize>();
    if words.is_empty() {
        let text = match language {
            Language::German => format!("{count} Kennzahlen"),
            Language::English => format!("{count} indicators"),
        };
        return text.into_any();
    }
    let all = match language {
        Language::German => format!("Alle {} ansehen", data.all),
        Language::English => format!("See all {}", data.all),
    };
    let text = match (language, count) {
        (Language::German, 0) => format!("Keine Kennzahl passt zu „{words}“. "),
        (Language::English, 0) => format!("No indicator matches “{words}”. "),
        (Language::German, _) => format!("{count} von {} passen zu „{words}“. ", data.all),
        (Language::English, _) => format!("{count} of {} match “{words}”. ", data.all),
    };
    view! { {text}{link(all, &Address::new("/kennzahlen"), language)} }.into_any()
}

fn section(topic: &Topic, lines: &[Line], language: Language) -> impl IntoView + use<> {
    let rows: Vec<_> = lines.iter().map(|line| row(line, language)).collect();
    let question = topic.question.get(language).to_owned();
    view! {
        <section class="section" id=topic.slug.to_string()>
            {section_head(topic.title.get(language).to_owned(), question).into_any()}
            <ul class="lines">{rows}</ul>
        </section>
    }
}

fn row(line: &Line, language: Language) -> impl IntoView + use<> {
    let words = line.indicator.wording(language);
    let address = Address::new(format!("/kennzahlen/{}", line.indicator.slug));
    let open = line.bodies == 0;
    let known = if open {
        language.pick("keine Angabe", "nothing on record").to_owned()
    } else {
        municipalities_alone(line.bodies, language)
    };
    let mut about = vec![kind(line.indicator.kind, language).to_owned()];
    // Dates differ in how precisely they are known; the year holds for all.
    about.extend(
        line.newest.map(|day| format!("{} {}", language.pick("jüngster Stand", "newest date"), day.year())),
    );
    if line.indicator.reuse == Reuse::CiteOnly {
        about.push(language.pick("nur als Zitat", "cited only").to_owned());
    }
    view! {
        <li>
            <div>{link(words.title.clone(), &address, language)}</div>
            <span class="lines__v" class=("mark--open", open)>{known}</span>
            <small>{words.definition.clone()}<br/>{about.join(" · ")}</small>
        </li>
    }
}

/// "12 Kommunen", "eine Kommune".
fn municipalities_alone(count: i64, language: Language) -> String {
    match (language, count) {
        (Language::German, 1) => "eine Kommune".to_owned(),
        _ => municipalities(count, language),
    }
}

/// What its values are.
pub(super) const fn kind(kind: ValueKind, language: Language) -> &'static str {
    match kind {
        ValueKind::Share => language.pick("Anteil", "share"),
        ValueKind::Count => language.pick("Anzahl", "number"),
        ValueKind::Level => language.pick("Stufe", "level"),
        ValueKind::YesNo => language.pick("ja oder nein", "yes or no"),
        ValueKind::Date => language.pick("Datum", "date"),
        ValueKind::Rank => language.pick("Platz", "rank"),
        ValueKind::Score => language.pick("Punkte", "points"),
        ValueKind::Choice => language.pick("Auswahl aus einer Liste", "choice from a list"),
        ValueKind::Statement => language.pick("Aussage in Worten", "statement in words"),
    }
}
