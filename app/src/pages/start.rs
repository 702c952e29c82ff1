//! `/`: what this is, a search, one telling chart, what is known and what is new.

use domain::catalogue::Topic;
use domain::{BodyKey, Language, Slug, format};
use leptos::prelude::*;
use storage::{bodies, observations, overview};

use crate::address::Address;
use crate::comparison::Comparison;
use crate::components::figure::{Depth, Figure, figure};
use crate::components::mark::{Known, mark};
use crate::components::search::search;
use crate::components::values::unit;
use crate::components::{link, section_head};
use crate::diagrams::State as _;
use crate::diagrams::coverage::Coverage;
use crate::error::AppError;
use crate::measured::{Measured, Shown};
use crate::page::{Answer, Document, Loading, Page, Reading};
use crate::query::Query;

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
    map: Option<Figure>,
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
        map: Figure::draw(&*Coverage::default().load(reading).await?, "karte", reading)?,
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
    let preview = data.figure.as_ref().and_then(|(figure, _)| figure.preview()).cloned();
    let document = Document::new(title, Address::new("/"), data, view).described(description);
    Ok(document.previewed(preview.as_ref()).into())
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
                {guide(language).into_any()}
            </div>
            {data.map.as_ref().map(|map| figure(map, Depth::Page))}
        </div>
        {telling_section(data).into_any()}
        <section class="section">
            {section_head(language.pick("Was belegt ist, was fehlt", "What is on record, what is missing"), "").into_any()}
            <div class="two">
                {topic_table(&data.topics, language).into_any()}
                {news_list(&data.newest, language).into_any()}
            </div>
        </section>
    }
}

/// What a reader can do here, and how to read the marks.
fn guide(language: Language) -> impl IntoView {
    let ways = [
        ("/anfragen/entwurf", "Eine Anfrage vorbereiten", "Prepare an inquiry"),
        ("/vergleich", "Kommunen vergleichen", "Compare municipalities"),
        ("/anfragen", "Nachlesen, was gefragt wurde", "Read what was asked"),
        ("/kennzahlen", "Kennzahlen und Zählregeln", "Indicators and counting rules"),
    ];
    let ways = ways.map(|(path, german, english)| {
        view! { <li>{link(language.pick(german, english), &Address::new(path), language)}</li> }
    });
    let marks = [
        (Known::Core, "belegt: Wert mit Quelle und Stand", "on record: a value with source and date"),
        (
            Known::Part,
            "teilweise belegt: Die Kernfrage des Themas bleibt offen",
            "partly on record: the topic's core question stays open",
        ),
        (Known::Nothing, "keine Angabe: Dazu ist hier nichts belegt", "nothing on record"),
    ];
    let marks = marks.map(|(known, german, english)| {
        view! { <li>{mark(known, language.pick(german, english))}</li> }
    });
    view! {
        <div class="panel stack">
            <h2 class="fig__title">{language.pick("Was Sie hier tun können", "What you can do here")}</h2>
            <ul class="stack">{ways.into_iter().collect::<Vec<_>>()}</ul>
            <ul class="stack">{marks.into_iter().collect::<Vec<_>>()}</ul>
        </div>
    }
}

fn telling_section(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    data.figure.as_ref().map(|(drawn, address)| {
        view! {
            <section class="section">
                {section_head(
                    language.pick("Gleich gezählt, über Jahre", "Counted alike, over years"),
                    language.pick("Drei Städte, die Meldungen über ihre Online-Mängelmelder veröffentlicht haben.", "Three towns that published the reports to their online defect reporters."),
                ).into_any()}
                {figure(drawn, Depth::Section).into_any()}
                <p>{link(language.pick("Mit anderen Kommunen vergleichen", "Compare with other municipalities"), address, language)}</p>
            </section>
        }
    })
}

fn topic_table(topics: &[(Topic, i64)], language: Language) -> impl IntoView + use<> {
    let most = topics.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
    let rows: Vec<_> = topics
        .iter()
        .map(|(topic, count)| {
            let address = Address::new("/kennzahlen");
            let href = format!("{}#{}", address.in_language(language), topic.slug);
            view! {
                <tr>
                    <th scope="row"><a href=href>{topic.title.get(language).to_owned()}</a></th>
                    <td class="meter-cell">
                        <svg class="meter" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                            <rect class="meter__value" width=(count * 100 / most).to_string() height="10"/>
                        </svg>
                    </td>
                    <td class="n">{format::integer(*count, language)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <div>
            <h3 class="fig__title">{language.pick("Kommunen mit Angabe, nach Thema", "Municipalities with something on record, by topic")}</h3>
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
    view! {
        <div>
            <h3 class="fig__title">{language.pick("Neueste Stände", "Newest dates")}</h3>
            <ul class="news">{items}</ul>
        </div>
    }
}
