//! `/`: what this is, a search, one telling chart, what is known and what is new.

use domain::catalogue::Topic;
use domain::{BodyKey, Language, Slug, format};
use leptos::prelude::*;
use storage::{bodies, observations, overview};

use crate::address::Address;
use crate::comparison::Comparison;
use crate::components::figure::{Depth, Figure, figure};
use crate::components::mark::{Known, mark, meter};
use crate::components::search::search;
use crate::components::values::unit;
use crate::components::{link, section_head};
use crate::error::AppError;
use crate::measured::{Measured, Shown};
use crate::page::{Answer, Document, Loading, Page, Reading};
use crate::query::Query;

/// Municipalities in Germany, from the official register: Destatis, GV100AD, 31 August 2025.
const MUNICIPALITIES: i64 = 10_751;
/// The chart of the start page: online defect reports, counted alike in these towns.
const TELLING: (&str, [&str; 3]) = ("maengelmeldungen-online", ["05911000", "05158026", "12054000"]);
/// Towns that stand as examples under the search: those of the two founding inquiries, and one with many values.
const EXAMPLES: [&str; 3] = ["04012000", "12054000", "03359010"];

/// Values among which the list of news looks for its few.
const NEWEST: i64 = 300;

struct Start;

/// Reads the state: there is none.
///
/// # Errors
/// Never.
pub fn parse(_: &[&str], _: &Query) -> Result<Box<dyn Page>, AppError> {
    Ok(Box::new(Start))
}

struct Data {
    language: Language,
    counts: overview::Counts,
    examples: Vec<(String, Address)>,
    figure: Option<(Figure, Address)>,
    topics: Vec<(Topic, i64)>,
    newest: Vec<News>,
}

struct News {
    topic: Slug,
    town: (String, Address),
    indicator: (String, Address),
    unit: String,
    shown: Shown,
}

impl Page for Start {
    fn address(&self) -> Address {
        Address::new("/")
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(load(reading))
    }
}

async fn load(reading: &Reading) -> Result<Answer, AppError> {
    let language = reading.language;
    let mut examples = Vec::new();
    for key in EXAMPLES.iter().filter_map(|key| BodyKey::parse(key)) {
        if let Some(body) = bodies::find(&reading.db, &key).await? {
            examples.push((body.name, Address::new(format!("/kommunen/{key}"))));
        }
    }
    let known = overview::topics(&reading.db).await?;
    let count =
        |topic: &Topic| known.iter().find(|(slug, _)| slug == &topic.slug).map_or(0, |(_, count)| *count);
    let mut topics: Vec<_> =
        reading.catalogue.topics().iter().map(|topic| (topic.clone(), count(topic))).collect();
    topics.sort_by_key(|(_, count)| -count);
    let data = Data {
        language,
        counts: overview::counts(&reading.db).await?,
        examples,
        figure: telling(reading).await?,
        topics,
        newest: newest(reading).await?,
    };
    let title = language.pick("Wie digital ist Ihre Stadtverwaltung?", "How digital is your town hall?");
    let description = language.pick(
        "Was über die Digitalisierung deutscher Kommunen belegt ist, mit Stand und Quelle, und was noch niemand gefragt hat.",
        "What is on record about the digitalisation of German municipalities, with date and source, and what nobody has asked yet.",
    );
    Ok(Document::new(title, Address::new("/"), data, view).described(description).into())
}

async fn telling(reading: &Reading) -> Result<Option<(Figure, Address)>, AppError> {
    let (slug, keys) = TELLING;
    let Some(slug) = Slug::parse(slug).filter(|slug| reading.catalogue.indicator(slug).is_some()) else {
        return Ok(None);
    };
    let mut there = Vec::new();
    for key in keys.iter().filter_map(|key| BodyKey::parse(key)) {
        there.extend(bodies::find(&reading.db, &key).await?.map(|body| body.key));
    }
    let measured = Measured::load(reading, Comparison::of(there, &slug)).await?;
    let address = measured.comparison.address("/vergleich");
    Ok(Figure::draw(&measured, "beispiel", reading)?.map(|figure| (figure, address)))
}

async fn newest(reading: &Reading) -> Result<Vec<News>, AppError> {
    let (catalogue, language) = (&reading.catalogue, reading.language);
    let mut news: Vec<News> = Vec::new();
    for observation in observations::newest(&reading.db, catalogue, NEWEST).await? {
        let Some(indicator) = catalogue.indicator(&observation.indicator) else { continue };
        let address = Address::new(format!("/kommunen/{}", observation.body));
        let future = observation.valid_on.is_some_and(|date| date.last_day() > reading.today);
        // One line a town and a topic, so that one busy town or one survey does not fill the list.
        let said = |other: &News| other.town.1 == address || other.topic == indicator.topic;
        if future || news.len() >= 6 || news.iter().any(said) {
            continue;
        }
        let name =
            bodies::find(&reading.db, &observation.body).await?.map(|body| body.name).unwrap_or_default();
        let words = indicator.wording(language);
        news.push(News {
            topic: indicator.topic.clone(),
            town: (name, address),
            indicator: (words.title.clone(), Address::new(format!("/kennzahlen/{}", indicator.slug))),
            unit: unit(indicator, language),
            shown: Shown::new(observation, indicator, catalogue, language),
        });
    }
    Ok(news)
}

fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    view! {
        <div class="lead lead--even hero">
            <div class="stack">
                <h1>{language.pick("Wie digital ist Ihre Stadtverwaltung?", "How digital is your town hall?")}</h1>
                <p class="place__sum">
                    {language.pick(
                        "Digitalstand zeigt für deutsche Kommunen, was über die Digitalisierung ihrer Verwaltung belegt ist. Und was noch niemand gefragt hat.",
                        "Digitalstand shows what is on record about the digitalisation of German municipalities. And what nobody has asked yet.",
                    )}
                </p>
                {search(language, "", &data.examples).into_any()}
                {what_to_do(language).into_any()}
            </div>
            {topic_table(data).into_any()}
        </div>
        <section class="section">
            {section_head(
                language.pick("Gleich gezählt, über Jahre", "Counted alike, over years"),
                language.pick("Drei Städte, die Meldungen über ihre Online-Mängelmelder veröffentlicht haben.", "Three towns that published the reports to their online defect reporters."),
            ).into_any()}
            <div class="lead">
                {data.figure.as_ref().map(|(drawn, address)| view! {
                    <div>
                        {figure(drawn, Depth::Section).into_any()}
                        <p>{link(language.pick("Mit anderen Kommunen vergleichen", "Compare with other municipalities"), address, language)}</p>
                    </div>
                })}
                {how_to_read(language).into_any()}
            </div>
        </section>
        <section class="section">
            {section_head(
                language.pick("Neueste Stände", "Newest dates"),
                language.pick("Je Thema der jüngste Wert, mit Quelle.", "The newest value of each topic, with its source."),
            ).into_any()}
            {news_list(&data.newest, language).into_any()}
        </section>
    }
}

fn what_to_do(language: Language) -> impl IntoView {
    let item = |title: &'static str, address: &'static str, text: &'static str| {
        view! { <p>{link(title, &Address::new(address), language)}" "{text}</p> }
    };
    view! {
        <div class="panel stack">
            <h2 class="fig__title">{language.pick("Was Sie hier tun können", "What you can do here")}</h2>
            {item(
                language.pick("Ihre Kommune nachschlagen.", "Look up your municipality."),
                "/kommunen",
                language.pick("Alle 14 Themen, jeder Wert mit Stand und Beleg.", "All 14 topics, every value with date and source."),
            )}
            {item(
                language.pick("Kommunen vergleichen.", "Compare municipalities."),
                "/vergleich",
                language.pick("Als Bild, als Zahlen, mit Quelle und dauerhaftem Link.", "As a picture, as numbers, with source and a permanent link."),
            )}
            {item(
                language.pick("Kennzahlen nachlesen.", "Read the indicators."),
                "/kennzahlen",
                language.pick("Was gezählt wird, was nicht, wer vorn liegt und welche Frage man stellen kann.", "What is counted, what is not, who is ahead, and which question to ask."),
            )}
        </div>
    }
}

fn how_to_read(language: Language) -> impl IntoView {
    view! {
        <div class="stack">
            <h3 class="fig__title">{language.pick("So lesen Sie Digitalstand", "How to read Digitalstand")}</h3>
            <p>{mark(Known::Core, language.pick("belegt: Wert mit Quelle und Stand", "on record: a value with source and date"))}</p>
            <p>{mark(Known::Part, language.pick("teilweise belegt: Die Kernfrage des Themas bleibt offen", "partly on record: the topic’s core question stays open"))}</p>
            <p>{mark(Known::Reason, language.pick("ohne Wert: Gefragt wurde, eine Zahl gibt es nicht", "without a value: it was asked, there is no number"))}</p>
            <p>{mark(Known::Nothing, language.pick("keine Angabe: Dazu ist hier nichts belegt", "nothing on record here"))}</p>
            <p>
                <strong>{language.pick("Eine fehlende Angabe ist nie eine Null. ", "A missing value is never a zero. ")}</strong>
                {language.pick("Sie sagt nichts über die Verwaltung, nur über unser Wissen.", "It says nothing about the administration, only about what we know.")}
            </p>
        </div>
    }
}

fn coverage(counts: overview::Counts, language: Language) -> (String, String) {
    let number = |count: i64| format::integer(count, language);
    let (known, all, rest) =
        (number(counts.with_values), number(MUNICIPALITIES), number(MUNICIPALITIES - counts.with_values));
    match language {
        Language::German => (
            format!("Zu {known} von {all} Städten und Gemeinden gibt es Angaben"),
            format!(
                "Zu {rest} ist hier noch nichts erfasst. Je Thema: Kommunen mit mindestens einer Angabe."
            ),
        ),
        Language::English => (
            format!("There is something on record for {known} of {all} municipalities"),
            format!("Nothing is on record yet for {rest}. By topic: municipalities with at least one value."),
        ),
    }
}

/// What is known in the country, by topic.
fn topic_table(data: &Data) -> impl IntoView + use<> {
    let (language, topics) = (data.language, &data.topics);
    let (title, intro) = coverage(data.counts, language);
    let most = topics.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
    let index = Address::new("/kennzahlen").in_language(language);
    let rows: Vec<_> = topics
        .iter()
        .map(|(topic, count)| {
            let href = format!("{index}#{}", topic.slug);
            view! {
                <tr>
                    <th scope="row"><a href=href>{topic.title.get(language).to_owned()}</a></th>
                    <td class="meter-cell">{meter(*count * 100 / most)}</td>
                    <td class="n">{format::integer(*count, language)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <div class="known">
            <h2 class="fig__title">{title}</h2>
            <p class="fig__sub">{intro}</p>
            <table class="tbl tbl--bars">
                <caption class="sr">{language.pick("Zahl der Kommunen mit mindestens einer Angabe, nach Thema", "Number of municipalities with at least one value, by topic")}</caption>
                <thead class="sr"><tr>
                    <th scope="col">{language.pick("Thema", "Topic")}</th>
                    <th scope="col">{language.pick("Anteil", "Share")}</th>
                    <th scope="col">{language.pick("Kommunen", "Municipalities")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn news_list(news: &[News], language: Language) -> impl IntoView + use<> {
    let items: Vec<_> = news
        .iter()
        .map(|news| {
            let source = &news.shown.observation.source;
            view! {
                <li>
                    <span class="when">{news.shown.date.clone()}</span>
                    <div>
                        {link(news.town.0.clone(), &news.town.1, language)}": "
                        {link(news.indicator.0.clone(), &news.indicator.1, language)}" "
                        <b>{news.shown.value.clone()}</b>" "{news.unit.clone()}
                        <small>{crate::components::source_link(&source.title, &source.address)}</small>
                    </div>
                </li>
            }
        })
        .collect();
    view! { <ul class="news news--two">{items}</ul> }
}
