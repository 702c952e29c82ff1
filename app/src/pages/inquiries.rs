//! `/anfragen`: what council groups asked, and how much of it is answered on record today.

use domain::{Body, BodyKey, Language, Level, format};
use exchange::listing::{Field, Listing};
use leptos::prelude::*;
use storage::bodies;
use storage::inquiries::{self, Listed};

use crate::address::Address;
use crate::components::answers::{foreign, page};
use crate::components::files::{addresses, files};
use crate::components::{link, section_head};
use crate::error::AppError;
use crate::listing::of_edition;
use crate::page::{Document, Loading, Page, Reading};
use crate::query::Query;

/// The parameters of this page.
pub const KNOWN: &[&str] = &["land"];
const COLUMNS: &[&str] = &[
    "anfrage",
    "kommune",
    "name",
    "nummer",
    "fraktion",
    "gestellt",
    "sitzung",
    "titel",
    "adresse",
    "fragen",
    "mit_angaben",
];

/// The list of inquiries.
#[derive(Debug, Clone)]
pub struct Inquiries {
    land: Option<BodyKey>,
}

/// Reads the state.
///
/// # Errors
/// When `land` is no key of a Land.
pub fn parse(_: &[&str], query: &Query) -> Result<Box<dyn Page>, AppError> {
    Ok(Box::new(Inquiries::read(query)?))
}

impl Inquiries {
    /// Reads the state of the page and of its files.
    ///
    /// # Errors
    /// When `land` is no key of a Land.
    pub fn read(query: &Query) -> Result<Self, AppError> {
        let land = |text: &str| {
            let (german, english) = ("der Schlüssel eines Landes, 01 bis 16", "the key of a Land, 01 to 16");
            let key = BodyKey::parse(text).filter(|key| key.level() == Level::Land);
            key.ok_or_else(|| AppError::bad("land", text, german, english))
        };
        Ok(Self { land: query.one("land").map(land).transpose()? })
    }

    /// The list under a path: that of the page, or of a file.
    pub fn under(&self, path: &str) -> Address {
        Address::new(path).with("land", self.land.as_ref().map_or("", BodyKey::as_str))
    }

    /// The file.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn listing(&self, reading: &Reading) -> Result<Listing, AppError> {
        let row = |row: Listed| {
            let inquiry = row.inquiry;
            vec![
                Field::text(inquiry.slug.as_str()),
                Field::text(inquiry.body.as_str()),
                Field::text(row.name),
                Field::text(inquiry.number),
                Field::text(inquiry.faction),
                inquiry.asked.into(),
                inquiry.meeting.into(),
                Field::text(inquiry.title),
                Field::text(inquiry.paper),
                Field::Whole(row.questions),
                Field::Whole(row.answered),
            ]
        };
        let rows = inquiries::list(&reading.db, self.land.as_ref()).await?.into_iter().map(row).collect();
        let title = reading.language.pick("Anfragen", "Inquiries");
        Ok(of_edition(title, &self.under("/anfragen"), (reading.edition, reading), COLUMNS, rows))
    }
}

struct Data {
    language: Language,
    listed: Vec<Listed>,
    laender: Vec<Body>,
    land: Option<BodyKey>,
    files: Vec<(&'static str, Address)>,
}

impl Page for Inquiries {
    fn address(&self) -> Address {
        self.under("/anfragen")
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async move {
            let language = reading.language;
            let data = Data {
                language,
                listed: inquiries::list(&reading.db, self.land.as_ref()).await?,
                laender: bodies::laender(&reading.db).await?,
                land: self.land.clone(),
                files: addresses(|extension| self.under(&format!("/anfragen.{extension}"))),
            };
            let description = language.pick(
                "Anfragen von Fraktionen zur Digitalisierung der Verwaltung, und was davon heute beantwortet ist.",
                "Inquiries of council groups about digital administration, and what is answered today.",
            );
            let title = language.pick("Anfragen", "Inquiries");
            Ok(Document::new(title, self.address(), data, view).described(description).into())
        })
    }
}

fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let rows: Vec<_> = data.listed.iter().map(|row| line(row, language).into_any()).collect();
    let nothing = rows.is_empty().then(|| {
        view! { <p>{language.pick("Aus diesem Land ist hier keine Anfrage erfasst.", "No inquiry from this Land is on record here.")}</p> }
    });
    let (questions, answered) = data
        .listed
        .iter()
        .fold((0, 0), |(questions, answered), row| (questions + row.questions, answered + row.answered));
    let count = match language {
        Language::German => format!(
            "{} Anfragen mit {questions} Fragen; zu {answered} davon ist heute etwas belegt.",
            data.listed.len()
        ),
        Language::English => format!(
            "{} inquiries with {questions} questions; something is on record today for {answered} of them.",
            data.listed.len()
        ),
    };
    let draft = Address::new("/anfragen/entwurf");
    view! {
        <div class="place">
            <h1>{language.pick("Anfragen", "Inquiries")}</h1>
            <p class="place__sum">
                {language.pick(
                    "Was Fraktionen ihre Verwaltung gefragt haben, Frage für Frage, mit allem, was heute dazu belegt ist. Dieselben Fragen lassen sich jeder anderen Kommune stellen.",
                    "What council groups asked their administration, question by question, with everything on record today. The same questions can be put to any other municipality.",
                )}
            </p>
            <div class="actions btn-row">
                <a class="kern-btn kern-btn--primary" href=draft.in_language(language)>
                    <span class="kern-label">{language.pick("Anfrage entwerfen", "Draft an inquiry")}</span>
                </a>
            </div>
        </div>
        <section class="section">
            {section_head(language.pick("Nach Datum", "By date"), count).into_any()}
            {filter(data).into_any()}
            {nothing}
            <ul class="asked">{rows}</ul>
            {files(&data.files, language)}
        </section>
    }
}

fn filter(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let options: Vec<_> = data
        .laender
        .iter()
        .map(|land| {
            let selected = data.land.as_ref() == Some(&land.key);
            view! { <option value=land.key.to_string() selected=selected>{land.name.clone()}</option> }
        })
        .collect();
    view! {
        <form class="since asked__filter" action=Address::new("/anfragen").in_language(language)>
            <label for="land">{language.pick("Land", "Land")}</label>
            <div>
                <select id="land" name="land">
                    <option value="">{language.pick("Alle Länder", "All Länder")}</option>
                    {options}
                </select>
                <button class="kern-btn kern-btn--secondary" type="submit">
                    <span class="kern-label">{language.pick("Anzeigen", "Show")}</span>
                </button>
            </div>
        </form>
    }
}

fn line(row: &Listed, language: Language) -> impl IntoView + use<> {
    let inquiry = &row.inquiry;
    let when = inquiry.asked.map_or_else(
        || language.pick("ohne Datum", "no date").to_owned(),
        |date| format::date(date, language),
    );
    let town = Address::new(format!("/kommunen/{}", inquiry.body));
    let number = (!inquiry.number.is_empty()).then(|| format!(", {}", inquiry.number));
    let count = match (language, row.questions) {
        (Language::German, 0) => "Fragen nicht erfasst".to_owned(),
        (Language::German, 1) => format!("1 Frage, {} heute mit Angaben", row.answered),
        (Language::German, all) => format!("{all} Fragen, {} heute mit Angaben", row.answered),
        (Language::English, 0) => "questions not on record".to_owned(),
        (Language::English, 1) => format!("1 question, {} with something on record", row.answered),
        (Language::English, all) => format!("{all} questions, {} with something on record", row.answered),
    };
    view! {
        <li>
            <span class="asked__when">{when}</span>
            <div>
                <b lang=foreign(language)>{link(inquiry.title.clone(), &page(&inquiry.slug), language)}</b>
                <small>{link(row.name.clone(), &town, language)}", "{inquiry.faction.clone()}{number}</small>
            </div>
            <span class="asked__count">{count}</span>
        </li>
    }
}
