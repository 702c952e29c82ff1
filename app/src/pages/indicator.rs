//! `/kennzahlen/{slug}`: definition and counting rule, development, values, and what to ask.

use domain::catalogue::{Comparable, Measure, Topic};
use domain::{Indicator, Language, Reuse, Slug, ValueKind, format};
use leptos::prelude::*;
use storage::observations::{self, Order};

use crate::address::Address;
use crate::comparison::Comparison;
use crate::components::figure::{Depth, Figure, figure};
use crate::components::values::{ValueRow, table, unit};
use crate::components::{link, section_head};
use crate::error::AppError;
use crate::measured::{Measured, Shown};
use crate::page::{Answer, Document, Loading, Page, Reading};
use crate::query::Query;

/// Values in the table of the page.
const ROWS: i64 = 500;
/// Lines in the chart of the page.
const LINES: i64 = 6;
/// Panels in the chart where every body counts its own way.
const PANELS: i64 = 4;

struct IndicatorPage {
    slug: Slug,
}

/// Reads the state.
///
/// # Errors
/// When the slug cannot be one.
pub fn parse(segments: &[&str], _: &Query) -> Result<Box<dyn Page>, AppError> {
    let slug = segments.first().and_then(|text| Slug::parse(text)).ok_or(AppError::NotFound)?;
    Ok(Box::new(IndicatorPage { slug }))
}

struct Data {
    language: Language,
    indicator: Indicator,
    topic: Option<Topic>,
    figure: Option<(Figure, Address)>,
    rows: Vec<ValueRow>,
    known: i64,
    of: i64,
}

impl Page for IndicatorPage {
    fn address(&self) -> Address {
        Address::new(format!("/kennzahlen/{}", self.slug))
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(self.load_document(reading))
    }
}

impl IndicatorPage {
    async fn load_document(&self, reading: &Reading) -> Result<Answer, AppError> {
        let language = reading.language;
        let indicator = reading.catalogue.indicator(&self.slug).ok_or(AppError::NotFound)?.clone();
        let data = Data {
            language,
            topic: reading.catalogue.topic(&indicator.topic).cloned(),
            figure: development(reading, &indicator).await?,
            rows: values(reading, &indicator).await?,
            known: storage::overview::with_indicator(&reading.db, &indicator.slug).await?,
            of: storage::overview::counts(&reading.db).await?.bodies,
            indicator,
        };
        let words = data.indicator.wording(language);
        let (title, description) = (words.title.clone(), words.definition.clone());
        let index = (language.pick("Kennzahlen", "Indicators").to_owned(), Address::new("/kennzahlen"));
        let hidden = data.known == 0;
        let preview = data.figure.as_ref().and_then(|(figure, _)| figure.preview()).cloned();
        let document =
            Document::new(title, self.address(), data, view).described(description).under(vec![index]);
        Ok(document.previewed(preview.as_ref()).hidden_when(hidden).into())
    }
}

/// The chart of the bodies with the longest series. Where only citing is allowed there is none: it would be a list.
async fn development(
    reading: &Reading,
    indicator: &Indicator,
) -> Result<Option<(Figure, Address)>, AppError> {
    if !indicator.kind.is_number() || indicator.reuse == Reuse::CiteOnly {
        return Ok(None);
    }
    let most = if indicator.comparable == Comparable::Within { PANELS } else { LINES };
    let longest = observations::longest(&reading.db, indicator, most).await?;
    let over_time = longest.into_iter().filter(|(_, points, _)| *points > 1).map(|(key, ..)| key);
    let measured = Measured::load(reading, Comparison::of(over_time, &indicator.slug)).await?;
    let address = measured.comparison.address("/vergleich");
    Ok(Figure::draw(&measured, "verlauf", reading)?.map(|figure| (figure, address)))
}

async fn values(reading: &Reading, indicator: &Indicator) -> Result<Vec<ValueRow>, AppError> {
    if indicator.reuse == Reuse::CiteOnly {
        return Ok(Vec::new());
    }
    let order = match (indicator.comparable, indicator.kind) {
        (Comparable::Across, ValueKind::Rank) => Order::Ascending,
        (Comparable::Across, kind) if kind.is_number() => Order::Descending,
        _ => Order::Name,
    };
    let headlines = observations::headlines(&reading.db, indicator, order, ROWS, 0).await?;
    let row = |headline: observations::Headline| ValueRow {
        subject: (headline.name, Address::new(format!("/kommunen/{}", headline.body))),
        slot: None,
        unit: unit(indicator, reading.language),
        shown: Shown::new(headline.observation, indicator, &reading.catalogue, reading.language),
    };
    Ok(headlines.into_iter().map(row).collect())
}

fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let words = data.indicator.wording(language);
    view! {
        <div class="place">
            <h1>{words.title.clone()}</h1>
            <p class="place__sum">{words.definition.clone()}</p>
        </div>
        <section class="section">
            {section_head(language.pick("Definition und Zählregel", "Definition and counting rule"), "").into_any()}
            <div class="lead">
                {definition(data).into_any()}
                <div class="panel stack">
                    <p><span class="big">{format::integer(data.known, language)}</span>" "{language.pick("Kommunen haben hier einen Wert.", "municipalities have a value here.")}</p>
                    <p>
                        {match language {
                            Language::German => format!("Im Verzeichnis stehen {} Kommunen.", format::integer(data.of, language)),
                            Language::English => format!("The register holds {} municipalities.", format::integer(data.of, language)),
                        }}" "
                        {language.pick("Eine fehlende Angabe ist nie eine Null.", "A missing value is never a zero.")}
                    </p>
                    <p>{link(language.pick("Kommunen damit vergleichen", "Compare municipalities by it"), &Comparison::default().by(&data.indicator.slug).address("/vergleich"), language)}</p>
                </div>
            </div>
        </section>
        {data.figure.as_ref().map(|(drawn, address)| view! {
            <section class="section">
                {section_head(language.pick("Entwicklung", "Development"), language.pick("Kommunen mit den meisten datierten Werten", "Municipalities with the most dated values")).into_any()}
                {figure(drawn, Depth::Section).into_any()}
                <p>{link(language.pick("Diese Auswahl ändern", "Change this selection"), address, language)}</p>
            </section>
        })}
        {values_section(data).into_any()}
        <section class="section">
            {section_head(language.pick("Danach fragen", "Ask about it"), "").into_any()}
            <blockquote class="cite"><p>{words.question.clone()}</p></blockquote>
        </section>
    }
}

fn values_section(data: &Data) -> impl IntoView + use<> {
    let (language, indicator) = (data.language, &data.indicator);
    let words = indicator.wording(language);
    let body = if indicator.reuse == Reuse::CiteOnly {
        note(language.pick(
            "Der Herausgeber behält sich die Rechte an diesen Zahlen vor. Sie stehen einzeln mit Quelle auf den Seiten der Kommunen und im Vergleich von höchstens sechs, nicht als Rangliste oder Datei.",
            "The publisher reserves the rights in these figures. They are cited on the pages of municipalities and in comparisons of at most six, not as a ranking or a file.",
        ))
        .into_any()
    } else if data.rows.is_empty() {
        note(language.pick(
            "Zu keiner Kommune ist hier ein Wert belegt. Das ist ein Befund: Wer fragt, bekommt die erste Antwort.",
            "No value is on record for any municipality. That is a finding: whoever asks gets the first answer.",
        ))
        .into_any()
    } else {
        let apart = words.apart.clone();
        view! {
            {(!apart.is_empty()).then(|| note_text(language.pick("Keine Rangfolge. ", "No ranking. "), apart))}
            {table(&words.title, language.pick("Kommune", "Municipality"), &data.rows, language).into_any()}
        }
        .into_any()
    };
    view! {
        <section class="section">
            {section_head(language.pick("Werte", "Values"), language.pick("Je Kommune der jüngste", "The newest of each municipality")).into_any()}
            {body}
        </section>
    }
}

fn note(text: &'static str) -> impl IntoView {
    view! { <div class="note"><p>{text}</p></div> }
}

fn note_text(strong: &'static str, text: String) -> impl IntoView {
    view! { <div class="note"><p><strong>{strong}</strong>{text}</p></div> }
}

fn definition(data: &Data) -> impl IntoView + use<> {
    let (language, indicator) = (data.language, &data.indicator);
    let words = indicator.wording(language);
    let comparable = match indicator.comparable {
        Comparable::Across => {
            language.pick("Alle Kommunen zählen gleich", "All municipalities count alike").to_owned()
        }
        Comparable::Within => words.apart.clone(),
    };
    let measure = match indicator.measure {
        Measure::Stock => language.pick("Stand an einem Tag", "As of a day"),
        Measure::Flow => language.pick("Summe über einen Zeitraum", "Sum over a period"),
    };
    let version = format!("{} {}", language.pick("Fassung", "Version"), indicator.version);
    let topic = data.topic.as_ref().map(|topic| topic.title.get(language).to_owned()).unwrap_or_default();
    let lines: Vec<_> = [
        (language.pick("Thema", "Topic"), topic),
        (language.pick("Gezählt wird", "What is counted"), words.counting_rule.clone()),
        (language.pick("Bezugsgröße", "Denominator"), words.denominator.clone()),
        (language.pick("Einheit", "Unit"), words.unit.clone()),
        (language.pick("Zeitbezug", "Time"), measure.to_owned()),
        (language.pick("Vergleichbar", "Comparable"), comparable),
        (language.pick("Warum es zählt", "Why it matters"), words.why.clone()),
        (language.pick("Gute Quelle", "Good source"), words.evidence.clone()),
        (language.pick("Definition", "Definition"), version),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(term, text)| view! { <dt>{term}</dt><dd>{text}</dd> })
    .collect();
    view! { <dl class="dl">{lines}</dl> }
}
