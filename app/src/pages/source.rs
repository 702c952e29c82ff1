//! `/quellen/{id}`: one document, and everything that rests on it.

mod records;

use domain::{BodyKey, Language, Reuse, Source, SourceKind, format};
use leptos::prelude::*;
use storage::{AsOf, sources};

use crate::address::Address;
use crate::components::values::{ValueRow, table_of_source, unit};
use crate::components::{link, section_head, source_link};
use crate::error::AppError;
use crate::measured::{MOST_CITED, Shown};
use crate::page::{Answer, Document, Loading, Page, Reading};
use crate::query::Query;

/// Figures in the table of the page.
const ROWS: i64 = 500;

struct SourcePage {
    key: String,
}

/// Reads the state.
///
/// # Errors
/// When the segment cannot be the key of a document.
pub fn parse(segments: &[&str], _: &Query) -> Result<Box<dyn Page>, AppError> {
    let key = segments.first().copied().filter(|text| Source::is_key(text)).ok_or(AppError::NotFound)?;
    Ok(Box::new(SourcePage { key: key.to_owned() }))
}

/// The page of a document.
pub fn address_of(source: &Source) -> Address {
    Address::new(format!("/quellen/{}", source.key()))
}

/// What the view shows.
struct Data {
    language: Language,
    source: Source,
    facts: i64,
    bodies: i64,
    /// Every figure; none where only citing is allowed.
    rows: Vec<ValueRow>,
    /// Records about services, departments and promises, with the names of their bodies, in words.
    others: Vec<records::Record>,
    /// Where only citing is allowed: some of the bodies.
    some: Vec<(BodyKey, String)>,
}

impl Page for SourcePage {
    fn address(&self) -> Address {
        Address::new(format!("/quellen/{}", self.key))
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(self.load_document(reading))
    }
}

impl SourcePage {
    async fn load_document(&self, reading: &Reading) -> Result<Answer, AppError> {
        let language = reading.language;
        let source = sources::find(&reading.db, &self.key).await?.ok_or(AppError::NotFound)?;
        let as_of = AsOf { known: Some(reading.edition.revision), valid: None };
        let (facts, bodies) = sources::counts(&reading.db, &self.key, as_of).await?;
        let cited = source.reuse == Reuse::CiteOnly;
        let most = if cited { i64::try_from(MOST_CITED).unwrap_or_default() } else { ROWS };
        let named = sources::bodies(&reading.db, &self.key, as_of, most).await?;
        let rows = if cited { Vec::new() } else { self.rows(reading, as_of, &named).await? };
        let others = records::read(reading, &self.key, as_of, ROWS).await?;
        let some = if cited { named } else { Vec::new() };
        let title = source.title.clone();
        let data = Data { language, source, facts, bodies, rows, others, some };
        let description = summary(&data);
        let document = Document::new(title, self.address(), data, view)
            .described(description)
            .called(language.pick("Quelle", "Source"));
        Ok(document.hidden_when(facts == 0).into())
    }

    async fn rows(
        &self,
        reading: &Reading,
        as_of: AsOf,
        named: &[(BodyKey, String)],
    ) -> Result<Vec<ValueRow>, AppError> {
        let found = sources::resting(&reading.db, &reading.catalogue, &self.key, as_of, ROWS).await?;
        let row = |record: domain::Observation| {
            let indicator = reading.catalogue.indicator(&record.indicator)?;
            let (key, name) = named.iter().find(|(key, _)| *key == record.body)?;
            let title = &indicator.wording(reading.language).title;
            Some(ValueRow {
                subject: (format!("{name}: {title}"), Address::new(format!("/kommunen/{key}"))),
                slot: None,
                unit: unit(indicator, reading.language),
                shown: Shown::new(record, indicator, &reading.catalogue, reading.language),
            })
        };
        Ok(found.into_iter().filter_map(row).collect())
    }
}

fn summary(data: &Data) -> String {
    let language = data.language;
    let (facts, bodies) = (format::integer(data.facts, language), format::integer(data.bodies, language));
    match (language, data.facts) {
        (Language::German, 0) => "Auf dieser Quelle beruht zurzeit keine Angabe.".to_owned(),
        (Language::German, 1) => "Auf dieser Quelle beruht eine Angabe.".to_owned(),
        (Language::German, _) if data.bodies == 1 => {
            format!("Auf dieser Quelle beruhen {facts} Angaben zu einer Kommune.")
        }
        (Language::English, _) if data.bodies == 1 => {
            format!("{facts} records about one municipality rest on this source.")
        }
        (Language::German, _) => format!("Auf dieser Quelle beruhen {facts} Angaben zu {bodies} Kommunen."),
        (Language::English, 0) => "Nothing rests on this source at present.".to_owned(),
        (Language::English, 1) => "One record rests on this source.".to_owned(),
        (Language::English, _) => {
            format!("{facts} records about {bodies} municipalities rest on this source.")
        }
    }
}

const fn kind(kind: SourceKind, language: Language) -> &'static str {
    match kind {
        SourceKind::Website => language.pick("Webseite", "website"),
        SourceKind::CouncilPaper => language.pick("Ratspapier", "council paper"),
        SourceKind::Press => language.pick("Presse", "press"),
        SourceKind::Study => language.pick("Studie oder Prüfung", "study or test"),
        SourceKind::Dataset => language.pick("Datensatz", "data set"),
    }
}

fn view(data: &Data) -> impl IntoView + use<> {
    let (language, source) = (data.language, &data.source);
    let published = source.published.map_or_else(
        || language.pick("nicht erkennbar", "not stated").to_owned(),
        |date| format::date(date, language),
    );
    let reuse = match source.reuse {
        Reuse::Open => language.pick("darf weitergegeben werden", "may be passed on"),
        Reuse::CiteOnly => language.pick("nur einzeln zu zitieren", "single figures may be cited only"),
    };
    view! {
        <div class="place">
            <h1>{source.title.clone()}</h1>
            <p class="place__sum">{summary(data)}</p>
        </div>
        <section class="section">
            {section_head(language.pick("Das Dokument", "The document"), "").into_any()}
            <dl class="dl">
                <dt>{language.pick("Adresse", "Address")}</dt><dd>{source_link(&source.address, &source.address)}</dd>
                <dt>{language.pick("Veröffentlicht", "Published")}</dt><dd>{published}</dd>
                <dt>{language.pick("Hier erfasst", "Entered here")}</dt><dd>{format::day(source.retrieved_on, language)}</dd>
                <dt>{language.pick("Art", "Kind")}</dt><dd>{kind(source.kind, language)}</dd>
                <dt>{language.pick("Zahlen daraus", "Its figures")}</dt><dd>{reuse}</dd>
            </dl>
        </section>
        {(!data.rows.is_empty() || !data.some.is_empty()).then(|| figures(data).into_any())}
        {records::section(&data.others, language)}
        {cut(data)}
    }
}

fn figures(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let title = language.pick("Angaben aus dieser Quelle", "Figures from this source");
    let body = if data.source.reuse == Reuse::CiteOnly {
        let towns: Vec<_> = data
            .some
            .iter()
            .map(|(key, name)| view! { <li>{link(name.clone(), &Address::new(format!("/kommunen/{key}")), language)}</li> })
            .collect();
        view! {
            <div class="note"><p>
                {language.pick(
                    "Der Herausgeber behält sich die Rechte an diesen Zahlen vor. Deshalb steht hier keine Liste: Die Zahlen werden einzeln auf den Seiten der Kommunen zitiert, zum Beispiel bei diesen, höchstens sechs.",
                    "The publisher reserves the rights in these figures. So there is no list here: they are cited one by one on the pages of municipalities, for example these, at most six.",
                )}
            </p></div>
            <ul class="cols">{towns}</ul>
        }
        .into_any()
    } else {
        table_of_source(
            title,
            language.pick("Kommune und Kennzahl", "Municipality and indicator"),
            &data.rows,
            language,
        )
        .into_any()
    };
    view! {
        <section class="section stack">
            {section_head(title, "").into_any()}
            {body}
        </section>
    }
}

/// How many there are, where not all are shown.
fn cut(data: &Data) -> Option<impl IntoView + use<>> {
    let shown = i64::try_from(data.rows.len() + data.others.len()).unwrap_or(i64::MAX);
    let language = data.language;
    let (some, all) = (format::integer(shown, language), format::integer(data.facts, language));
    let text = match language {
        Language::German => {
            format!("Gezeigt sind {some} von {all} Angaben; alle stehen in den Dateien unter ")
        }
        Language::English => format!("Shown are {some} of {all} records; all are in the files at "),
    };
    let data_page = link(language.pick("Offene Daten", "Open data"), &Address::new("/daten"), language);
    let promises = link(language.pick("Zusagen", "Promises"), &Address::new("/zusagen"), language);
    let and = language.pick(" und ", " and ");
    (data.source.reuse == Reuse::Open && shown < data.facts)
        .then(|| view! { <p class="fig__note">{text}{data_page}{and}{promises}"."</p> })
}
