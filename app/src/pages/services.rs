//! `/leistungen`: the catalogue of services, with how many bodies are on record and online.

use domain::{Language, format};
use exchange::listing::{Field, Listing};
use leptos::prelude::*;
use storage::services::{self, Filter, Listed};

use crate::address::Address;
use crate::components::files::{addresses, files};
use crate::components::link;
use crate::components::pager::pager;
use crate::error::AppError;
use crate::listing::of_edition;
use crate::page::{Document, Loading, Page, Reading};
use crate::query::Query;

/// The parameters, in canonical order.
pub const KNOWN: &[&str] = &["name", "feld", "auswahl", "seite"];
/// Rows on a page.
const ROWS: i64 = 100;
/// More services than any catalogue has, so that the file is never cut.
const ALL: i64 = 100_000;
/// The parameters of its files, which are not cut into pages.
pub const KNOWN_OF_FILES: &[&str] = &["name", "feld", "auswahl"];
const COLUMNS: &[&str] = &[
    "leistung",
    "name",
    "themenfeld",
    "ozg_buendel",
    "leika",
    "gebuehr",
    "kommunen_mit_angabe",
    "davon_online",
];

/// The list of services.
#[derive(Debug, Clone, Default)]
pub struct Services {
    name: String,
    field: String,
    known: bool,
    page: i64,
}

/// Reads the state.
///
/// # Errors
/// When a parameter has a bad value.
pub fn parse(_: &[&str], query: &Query) -> Result<Box<dyn Page>, AppError> {
    Ok(Box::new(Services { page: query.page()?, ..Services::read(query)? }))
}

impl Services {
    /// Reads what the page and its files share.
    ///
    /// # Errors
    /// When a parameter has a bad value.
    pub fn read(query: &Query) -> Result<Self, AppError> {
        let known = query.one("auswahl").map(|text| match text {
            "belegt" => Ok(true),
            _ => Err(AppError::bad("auswahl", text, "belegt oder nichts", "belegt, or nothing")),
        });
        Ok(Self {
            name: query.one("name").unwrap_or_default().trim().chars().take(100).collect(),
            field: query.one("feld").unwrap_or_default().chars().take(60).collect(),
            known: known.transpose()?.unwrap_or_default(),
            page: 1,
        })
    }

    fn at(&self, page: i64) -> Address {
        self.under("/leistungen").with_page(page)
    }

    /// The whole list under a path: that of the page, or of a file.
    pub fn under(&self, path: &str) -> Address {
        Address::new(path)
            .with("name", self.name.clone())
            .with("feld", self.field.clone())
            .with("auswahl", if self.known { "belegt" } else { "" })
    }

    /// The fields that can be chosen; the chosen one must be one of them.
    async fn fields(&self, reading: &Reading) -> Result<Vec<String>, AppError> {
        let fields = services::fields(&reading.db).await?;
        if !self.field.is_empty() && !fields.contains(&self.field) {
            let (german, english) = ("ein Themenfeld des Katalogs", "a field of the catalogue");
            return Err(AppError::bad("feld", &self.field, german, english));
        }
        Ok(fields)
    }

    /// The services that fit, and how many there are in all.
    async fn found(
        &self,
        reading: &Reading,
        offset: i64,
        limit: i64,
    ) -> Result<(Vec<Listed>, i64), AppError> {
        let filter =
            Filter { name: self.name.clone(), field: self.field.clone(), known: self.known, offset, limit };
        Ok(services::list(&reading.db, &filter).await?)
    }

    /// The file.
    ///
    /// # Errors
    /// When there is no such field, or the database fails.
    pub async fn listing(&self, reading: &Reading) -> Result<Listing, AppError> {
        let row = |row: Listed| {
            let Listed { service, known, live } = row;
            let fee = service.fee.map(|fee| if fee { "ja" } else { "nein" });
            vec![
                Field::text(service.slug.as_str()),
                Field::text(service.name(reading.language)),
                Field::text(service.field.as_str()),
                Field::text(service.bundle.as_str()),
                Field::text(service.leika.as_str()),
                fee.into(),
                Field::Whole(known),
                // Where nothing is on record there is no number of those online.
                if known > 0 { Field::Whole(live) } else { Field::Nothing },
            ]
        };
        self.fields(reading).await?;
        let rows = self.found(reading, 0, ALL).await?.0.into_iter().map(row).collect();
        let title = reading.language.pick("Leistungen", "Services");
        Ok(of_edition(title, &self.under("/leistungen"), (reading.edition, reading), COLUMNS, rows))
    }
}

struct Data {
    language: Language,
    state: Services,
    fields: Vec<String>,
    rows: Vec<Listed>,
    total: i64,
}

impl Page for Services {
    fn address(&self) -> Address {
        self.at(self.page)
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async move {
            let fields = self.fields(reading).await?;
            let (rows, total) = self.found(reading, (self.page - 1) * ROWS, ROWS).await?;
            let language = reading.language;
            let data = Data { language, state: self.clone(), fields, rows, total };
            let title = language.pick("Leistungen", "Services");
            let description = language.pick(
                "Leistungen der Verwaltung mit der Zahl der Kommunen, bei denen belegt ist, dass sie online sind.",
                "Services of the administration with the number of municipalities where they are online on record.",
            );
            Ok(Document::new(title, self.address(), data, view).described(description).into())
        })
    }
}

fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let list = addresses(|extension| data.state.under(&format!("/leistungen.{extension}")));
    let total = format::integer(data.total, language);
    let found = match language {
        Language::German => format!("{total} Leistungen"),
        Language::English => format!("{total} services"),
    };
    view! {
        <div class="place">
            <h1>{language.pick("Leistungen", "Services")}</h1>
            <p class="place__sum">
                {language.pick(
                    "Wonach Anfragen und Vergleiche fragen, mit der Zahl der Kommunen, zu denen hier etwas belegt ist. Wer zuständig ist, steht bei jeder Leistung.",
                    "What inquiries and comparisons ask about, with the number of municipalities that something is on record of. Every service says who is responsible.",
                )}
            </p>
        </div>
        <div class="section stack">
            {filter_form(data).into_any()}
            <p role="status">{found}</p>
            {if data.rows.is_empty() { nothing(language).into_any() } else { table(data).into_any() }}
            {pager(data.state.page, data.total, ROWS, data.language, |page| data.state.at(page)).into_any()}
            {files(&list, language)}
        </div>
    }
}

fn filter_form(data: &Data) -> impl IntoView + use<> {
    let (language, state) = (data.language, &data.state);
    let all = language.pick("alle", "all");
    let fields: Vec<_> = data
        .fields
        .iter()
        .map(|field| view! { <option value=field.clone() selected=*field == state.field>{field.clone()}</option> })
        .collect();
    view! {
        <form class="bar" action=Address::new("/leistungen").in_language(language)>
            <div class="bar__grid">
                <div class="field">
                    <label for="name">{language.pick("Name der Leistung", "Name of the service")}</label>
                    <input id="name" name="name" type="search" value=state.name.clone()/>
                </div>
                <div class="field">
                    <label for="feld">{language.pick("Themenfeld", "Field")}</label>
                    <select id="feld" name="feld"><option value="">{all}</option>{fields}</select>
                </div>
                <div class="field">
                    <label for="auswahl">{language.pick("Auswahl", "Selection")}</label>
                    <select id="auswahl" name="auswahl">
                        <option value="">{all}</option>
                        <option value="belegt" selected=state.known>{language.pick("mit Angaben", "with records")}</option>
                    </select>
                </div>
                <button class="kern-btn kern-btn--secondary" type="submit">
                    <span class="kern-label">{language.pick("Anzeigen", "Show")}</span>
                </button>
            </div>
        </form>
    }
}

fn nothing(language: Language) -> impl IntoView {
    view! {
        <div class="note"><p><strong>{language.pick("Keine Leistung gefunden.", "No service found.")}</strong></p></div>
    }
}

fn table(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let heads = [
        language.pick("Themenfeld", "Field"),
        language.pick("Kommunen mit Angabe", "Municipalities on record"),
        language.pick("davon online", "of them online"),
    ];
    let rows: Vec<_> = data
        .rows
        .iter()
        .map(|row| {
            let address = Address::new(format!("/leistungen/{}", row.service.slug));
            let counts = [row.known, row.live].map(|count| format::integer(count, language));
            let [known, live] = counts;
            let empty = row.known == 0;
            let known = if empty { language.pick("keine Angabe", "nothing on record").to_owned() } else { known };
            view! {
                <tr>
                    <th scope="row">{link(row.service.name(language).to_owned(), &address, language)}</th>
                    <td data-l=heads[0]><span>{row.service.field.clone()}</span></td>
                    <td class="n" data-l=heads[1]><span class=empty.then_some("mark--open")>{known}</span></td>
                    <td class="n" data-l=heads[2] data-none=empty.then_some("")><span>{(!empty).then_some(live)}</span></td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="tbl tbl--cards">
            <caption class="sr">{language.pick("Leistungen", "Services")}</caption>
            <thead><tr>
                <th scope="col">{language.pick("Leistung", "Service")}</th>
                <th scope="col">{heads[0]}</th>
                <th scope="col" class="n">{heads[1]}</th>
                <th scope="col" class="n">{heads[2]}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
        <p class="fig__note">{language.pick(
            "Schlüssel, Bündel und Themenfelder: offene OZG-Datenbank des KDN, Nordrhein-Westfalen, Stand Oktober 2019.",
            "Keys, bundles and fields: open OZG database of KDN, North Rhine-Westphalia, as of October 2019.",
        )}</p>
    }
}
