//! `/produkte`: the software products by kind, with the number of municipalities that use each by their records.

use domain::catalogue::{Choice, Topic};
use domain::{Day, Indicator, Language, Reuse, format, search};
use exchange::listing::{Field, Listing};
use leptos::prelude::*;
use storage::{AsOf, products};

use crate::address::Address;
use crate::components::files::{addresses, files};
use crate::components::search::words_form;
use crate::components::{link, section_head};
use crate::error::AppError;
use crate::listing::of_edition;
use crate::page::{Document, Loading, Page, Reading};
use crate::query::Query;
use crate::text::municipalities;

/// The parameters, in canonical order.
pub const KNOWN: &[&str] = &["q"];
const COLUMNS: &[&str] =
    &["kennzahl", "kennzahl_titel", "produkt", "name", "kommunen", "kommunen_mit_angabe", "juengster_stand"];

/// The list of products.
#[derive(Debug, Clone)]
pub struct Products {
    /// Words that the name of a product or of its kind must contain; empty for all.
    words: String,
}

/// Reads the state.
///
/// # Errors
/// Never: any text can be looked for.
pub fn parse(_: &[&str], query: &Query) -> Result<Box<dyn Page>, AppError> {
    Ok(Box::new(Products::read(query)))
}

/// The page of a product.
pub fn address_of(product: &domain::Slug) -> Address {
    Address::new(format!("/produkte/{product}"))
}

struct Data {
    language: Language,
    words: String,
    kinds: Vec<Kind>,
    /// How many products there are in all.
    all: usize,
    files: Vec<(&'static str, Address)>,
}

/// A kind of software.
struct Kind {
    indicator: Indicator,
    /// Bodies on record with any of its products.
    known: i64,
    lines: Vec<Line>,
    /// What names no product: another one, or none.
    rest: Vec<Line>,
}

/// A product and who uses it now.
struct Line {
    choice: Choice,
    bodies: i64,
    newest: Option<Day>,
}

impl Page for Products {
    fn address(&self) -> Address {
        self.under("/produkte")
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async move {
            let language = reading.language;
            let kinds = self.kinds(reading).await?;
            let (words, all) = (self.words.clone(), reading.catalogue.products().len());
            let title = language.pick("Produkte", "Products");
            let description = language.pick(
                "Welche Software in Rathäusern belegt ist: Ratsinformation, E-Akte, Videokonferenz, Messenger, Anträge.",
                "The software on record in town halls: council information, electronic files, video, messengers, applications.",
            );
            let files = addresses(|extension| self.under(&format!("/produkte.{extension}")));
            let data = Data { language, words, kinds, all, files };
            let document = Document::new(title, self.address(), data, view);
            Ok(document.described(description).into())
        })
    }
}

impl Products {
    /// Reads the state of the page and of its files.
    pub fn read(query: &Query) -> Self {
        Self { words: query.one("q").unwrap_or_default().trim().chars().take(100).collect() }
    }

    /// The list under a path: that of the page, or of a file.
    pub fn under(&self, path: &str) -> Address {
        Address::new(path).with("q", self.words.clone())
    }

    async fn kinds(&self, reading: &Reading) -> Result<Vec<Kind>, AppError> {
        let mut kinds = Vec::new();
        for (indicator, list) in reading.catalogue.of_products() {
            // Figures that may only be cited stand in no list.
            if indicator.reuse == Reuse::Open {
                kinds.push(self.kind(reading, indicator, &list.items).await?);
            }
        }
        kinds.retain(|kind| !kind.lines.is_empty());
        Ok(kinds)
    }

    /// The file.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn listing(&self, reading: &Reading) -> Result<Listing, AppError> {
        let language = reading.language;
        let row = |kind: &Kind, line: &Line| {
            vec![
                Field::text(kind.indicator.slug.as_str()),
                Field::text(kind.indicator.wording(language).title.as_str()),
                Field::text(line.choice.slug.as_str()),
                Field::text(line.choice.label.get(language)),
                Field::Whole(line.bodies),
                Field::Whole(kind.known),
                line.newest.into(),
            ]
        };
        let kinds = self.kinds(reading).await?;
        let rows = kinds.iter().flat_map(|kind| kind.lines.iter().map(move |line| row(kind, line)));
        let title = language.pick("Produkte", "Products");
        Ok(of_edition(title, &self.under("/produkte"), (reading.edition, reading), COLUMNS, rows.collect()))
    }

    async fn kind(
        &self,
        reading: &Reading,
        indicator: &Indicator,
        items: &[Choice],
    ) -> Result<Kind, AppError> {
        let as_of = AsOf { known: Some(reading.edition.revision), valid: None };
        let counts = products::counts(&reading.db, indicator).await?;
        let line = |choice: &Choice| {
            let count = counts.iter().find(|count| count.choice == choice.slug);
            Line {
                choice: choice.clone(),
                bodies: count.map_or(0, |count| count.bodies),
                newest: count.and_then(|count| count.newest),
            }
        };
        let (rest, mut lines): (Vec<Line>, Vec<Line>) =
            items.iter().map(line).partition(|line| line.choice.rest);
        let topic = reading.catalogue.topic(&indicator.topic);
        lines.retain(|line| self.finds(&line.choice, indicator, topic, reading.language));
        lines.sort_by_cached_key(|line| {
            (-line.bodies, search::sort_key(line.choice.label.get(reading.language)))
        });
        let known = products::known(&reading.db, indicator, as_of).await?;
        Ok(Kind { indicator: indicator.clone(), known, lines, rest })
    }

    /// Whether every typed word stands in the name of the product, of its kind or of the topic.
    fn finds(
        &self,
        choice: &Choice,
        indicator: &Indicator,
        topic: Option<&Topic>,
        language: Language,
    ) -> bool {
        let topic = topic.map_or("", |topic| topic.title.get(language));
        let kind = &indicator.wording(language).title;
        let text = search::fold(&format!("{} {kind} {topic}", choice.label.get(language)));
        search::fold(&self.words).split(' ').all(|word| text.contains(word))
    }
}

fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let kinds: Vec<_> = data.kinds.iter().map(|kind| section(kind, language).into_any()).collect();
    let jumps: Vec<_> = data
        .kinds
        .iter()
        .map(|kind| {
            let title = kind.indicator.wording(language).title.clone();
            view! { <a href=format!("#{}", kind.indicator.slug)>{title}</a> }
        })
        .collect();
    view! {
        <div class="place">
            <h1>{language.pick("Produkte", "Products")}</h1>
            <p class="place__sum">
                {language.pick(
                    "Mit welcher Software Kommunen arbeiten, soweit es hier belegt ist. Gezählt werden Kommunen mit Angabe; wer nicht hier steht, ist nicht erfasst. Über Marktanteile sagen diese Zahlen nichts.",
                    "The software that municipalities work with, as far as it is on record here. Counted are municipalities on record; those not listed have not been recorded. These figures say nothing about market shares.",
                )}
            </p>
        </div>
        <div class="section stack">
            {words_form("/produkte", language.pick("Produkt suchen", "Find a product"), &data.words, language).into_any()}
            <p role="status">{found(data)}</p>
            <nav class="jump" aria-label=language.pick("Arten von Software", "Kinds of software")>{jumps}</nav>
        </div>
        {kinds}
        <div class="section">{files(&data.files, language)}</div>
    }
}

fn found(data: &Data) -> AnyView {
    let (language, words) = (data.language, &data.words);
    let mut slugs: Vec<_> =
        data.kinds.iter().flat_map(|kind| &kind.lines).map(|line| &line.choice.slug).collect();
    slugs.sort_unstable();
    slugs.dedup();
    let count = slugs.len();
    if words.is_empty() {
        let text = match language {
            Language::German => format!("{count} Produkte"),
            Language::English => format!("{count} products"),
        };
        return text.into_any();
    }
    let all = match language {
        Language::German => format!("Alle {} ansehen", data.all),
        Language::English => format!("See all {}", data.all),
    };
    let text = match (language, count) {
        (Language::German, 0) => format!("Kein Produkt passt zu „{words}“. "),
        (Language::English, 0) => format!("No product matches “{words}”. "),
        (Language::German, _) => format!("{count} von {} passen zu „{words}“. ", data.all),
        (Language::English, _) => format!("{count} of {} match “{words}”. ", data.all),
    };
    view! { {text}{link(all, &Address::new("/produkte"), language)} }.into_any()
}

fn section(kind: &Kind, language: Language) -> impl IntoView + use<> {
    let words = kind.indicator.wording(language);
    let heads = [language.pick("Kommunen", "Municipalities"), language.pick("Jüngstes Jahr", "Newest year")];
    let rows: Vec<_> = kind.lines.iter().map(|line| row(line, heads, language)).collect();
    let definition = Address::new(format!("/kennzahlen/{}", kind.indicator.slug));
    let more =
        link(language.pick("Definition und alle Werte", "Definition and all values"), &definition, language);
    view! {
        <section class="section stack" id=kind.indicator.slug.to_string()>
            {section_head(words.title.clone(), known(kind, language)).into_any()}
            <table class="tbl tbl--cards">
                <caption class="sr">{words.title.clone()}</caption>
                <thead><tr>
                    <th scope="col">{language.pick("Produkt", "Product")}</th>
                    <th scope="col" class="n">{heads[0]}</th>
                    <th scope="col" class="n">{heads[1]}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="fig__note">{rest(kind, language)}{more}</p>
        </section>
    }
}

/// Of how many municipalities anything is known: what the numbers below are a part of.
fn known(kind: &Kind, language: Language) -> String {
    let towns = municipalities(kind.known, language);
    match (language, kind.known) {
        (Language::German, 0) => "Hier ist noch keine Kommune mit einem Produkt belegt.".to_owned(),
        (Language::English, 0) => "No municipality is on record with a product yet.".to_owned(),
        (Language::German, _) => format!("Angaben zu {towns}"),
        (Language::English, _) => format!("On record: {towns}"),
    }
}

/// Who uses what is not named here, in words; nothing when nobody is known to.
fn rest(kind: &Kind, language: Language) -> Option<String> {
    let said = |line: &Line| {
        let towns = match (language, line.bodies) {
            (Language::German, 1) => "eine Kommune".to_owned(),
            (_, count) => municipalities(count, language),
        };
        format!("{towns}: {}", line.choice.label.get(language))
    };
    let texts: Vec<String> = kind.rest.iter().filter(|line| line.bodies > 0).map(said).collect();
    (!texts.is_empty()).then(|| format!("{} {}. ", language.pick("Außerdem", "Besides,"), texts.join("; ")))
}

fn row(line: &Line, heads: [&'static str; 2], language: Language) -> impl IntoView + use<> {
    let open = line.bodies == 0;
    let bodies = if open {
        language.pick("keine Angabe", "nothing on record").to_owned()
    } else {
        format::integer(line.bodies, language)
    };
    // Dates differ in how precisely they are known; the year holds for all.
    let newest = line.newest.map(|day| day.year().to_string());
    let undated = (!open && newest.is_none()).then(|| language.pick("ohne Datum", "no date"));
    let name = line.choice.label.get(language).to_owned();
    view! {
        <tr>
            <th scope="row">{link(name, &address_of(&line.choice.slug), language)}</th>
            <td class="n" data-l=heads[0]><span class=open.then_some("mark--open")>{bodies}</span></td>
            <td class="n" data-l=heads[1] data-none=open.then_some("")><span>{newest}{undated}</span></td>
        </tr>
    }
}
