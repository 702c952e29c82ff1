//! `/kommunen`: the list, searched, filtered and sorted.

use domain::{Body, BodyKey, Language, format};
use leptos::prelude::*;
use storage::bodies::{self, Filter, Listed, Sort};

use crate::address::Address;
use crate::components::link;
use crate::components::pager::pager;
use crate::components::search::search;
use crate::error::AppError;
use crate::page::{Answer, Document, Loading, Page, Reading};
use crate::query::Query;

/// The parameters, in canonical order.
pub const KNOWN: &[&str] = &["name", "land", "sortierung", "seite"];
/// Rows on a page.
const ROWS: i64 = 50;
const SORTS: [(&str, Sort, (&str, &str)); 3] = [
    ("", Sort::Name, ("Name", "name")),
    ("einwohner", Sort::Population, ("Einwohner", "inhabitants")),
    ("auskunft", Sort::Coverage, ("belegte Themen", "topics on record")),
];

struct Municipalities {
    name: String,
    land: Option<BodyKey>,
    sort: Sort,
    page: i64,
}

/// Reads the state.
///
/// # Errors
/// When a parameter has a bad value.
pub fn parse(_: &[&str], query: &Query) -> Result<Box<dyn Page>, AppError> {
    let land = |text: &str| BodyKey::parse(text).filter(|key| key.level() == domain::Level::Land);
    let land = query.one("land").map(|text| {
        land(text).ok_or_else(|| {
            AppError::bad(
                "land",
                text,
                "die Nummer eines Landes, 01 bis 16",
                "the number of a Land, 01 to 16",
            )
        })
    });
    let sort = query.one("sortierung").map(|text| {
        let found = SORTS.iter().find(|(word, ..)| *word == text).map(|(_, sort, _)| *sort);
        found.ok_or_else(|| {
            AppError::bad("sortierung", text, "einwohner oder auskunft", "einwohner or auskunft")
        })
    });
    let page = query.one("seite").map(|text| {
        let number = text.parse().ok().filter(|page| (1..=10_000).contains(page));
        number.ok_or_else(|| AppError::bad("seite", text, "eine Seitenzahl ab 1", "a page number from 1"))
    });
    Ok(Box::new(Municipalities {
        name: query.one("name").unwrap_or_default().trim().chars().take(100).collect(),
        land: land.transpose()?,
        sort: sort.transpose()?.unwrap_or_default(),
        page: page.transpose()?.unwrap_or(1),
    }))
}

struct Data {
    language: Language,
    state: Address,
    name: String,
    land: Option<BodyKey>,
    sort: Sort,
    page: i64,
    rows: Vec<Listed>,
    total: i64,
    laender: Vec<Body>,
}

impl Municipalities {
    fn at(&self, page: i64) -> Address {
        let sort = SORTS.iter().find(|(_, sort, _)| *sort == self.sort).map_or("", |(word, ..)| word);
        Address::new("/kommunen")
            .with("name", self.name.clone())
            .with("land", self.land.as_ref().map(ToString::to_string).unwrap_or_default())
            .with("sortierung", sort)
            .with("seite", if page > 1 { page.to_string() } else { String::new() })
    }
}

impl Page for Municipalities {
    fn address(&self) -> Address {
        self.at(self.page)
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async move {
            let filter = Filter {
                name: self.name.clone(),
                land: self.land.clone(),
                sort: self.sort,
                offset: (self.page - 1) * ROWS,
                limit: ROWS,
            };
            let (rows, total) = bodies::list(&reading.db, &filter).await?;
            if let ([only], 1, false) = (rows.as_slice(), total, self.name.is_empty()) {
                return Ok(Answer::Redirect(Address::new(format!("/kommunen/{}", only.body.key))));
            }
            let data = Data {
                language: reading.language,
                state: self.at(1),
                name: self.name.clone(),
                land: self.land.clone(),
                sort: self.sort,
                page: self.page,
                rows,
                total,
                laender: bodies::laender(&reading.db).await?,
            };
            let title = reading.language.pick("Kommunen", "Municipalities");
            let description = reading.language.pick(
                "Städte, Gemeinden und Kreise mit der Zahl der belegten Themen.",
                "Towns, municipalities and districts with the number of topics on record.",
            );
            Ok(Document::new(title, self.address(), data, view).described(description).under(vec![]).into())
        })
    }
}

fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let total = format::integer(data.total, language);
    let found = match (language, data.name.is_empty()) {
        (Language::German, true) => format!("{total} Städte, Gemeinden und Kreise im Verzeichnis"),
        (Language::German, false) => format!("{total} Treffer für „{}“", data.name),
        (Language::English, true) => format!("{total} towns, municipalities and districts in the register"),
        (Language::English, false) => format!("{total} hits for “{}”", data.name),
    };
    view! {
        <div class="place"><h1>{language.pick("Kommunen", "Municipalities")}</h1></div>
        <div class="section stack">
            {search(language, &data.name, &[]).into_any()}
            {filter_form(data).into_any()}
            <p role="status">{found}</p>
            {if data.rows.is_empty() { nothing(language).into_any() } else { table(&data.rows, language).into_any() }}
            {pager(data.page, data.total, ROWS, data.language, |page| {
                data.state.clone().with("seite", if page > 1 { page.to_string() } else { String::new() })
            }).into_any()}
        </div>
    }
}

fn filter_form(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let laender: Vec<_> = data
        .laender
        .iter()
        .map(|land| {
            let chosen = data.land.as_ref() == Some(&land.key);
            view! { <option value=land.key.to_string() selected=chosen>{land.name.clone()}</option> }
        })
        .collect();
    let sorts: Vec<_> = SORTS
        .iter()
        .map(|(word, sort, (german, english))| {
            view! { <option value=*word selected=*sort == data.sort>{language.pick(*german, *english)}</option> }
        })
        .collect();
    view! {
        <form class="bar" action=Address::new("/kommunen").in_language(language)>
            {(!data.name.is_empty()).then(|| view! { <input type="hidden" name="name" value=data.name.clone()/> })}
            <div class="bar__grid">
                <div class="field">
                    <label for="land">{language.pick("Land", "Land")}</label>
                    <select id="land" name="land"><option value="">{language.pick("alle", "all")}</option>{laender}</select>
                </div>
                <div class="field">
                    <label for="sortierung">{language.pick("Sortiert nach", "Sorted by")}</label>
                    <select id="sortierung" name="sortierung">{sorts}</select>
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
        <div class="note"><p>
            <strong>{language.pick("Keine Kommune gefunden.", "No municipality found.")}</strong>" "
            {language.pick(
                "Gesucht wird im Namen und nach amtlichen Schlüsseln mit 8 oder 5 Ziffern. Im Verzeichnis stehen bisher die Kommunen, zu denen es Angaben gibt.",
                "The search looks in names and for official keys of 8 or 5 digits. So far the register holds the municipalities with something on record.",
            )}
        </p></div>
    }
}

fn table(rows: &[Listed], language: Language) -> impl IntoView + use<> {
    let heads = [
        language.pick("Einwohner", "Inhabitants"),
        language.pick("Art", "Type"),
        language.pick("Belegte Themen", "Topics on record"),
        language.pick("Jüngster Stand (Jahr)", "Newest date (year)"),
    ];
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            let body = &row.body;
            let (people, on) = body.population.map_or_else(Default::default, |(count, on)| (format::integer(count, language), format::day(on, language)));
            let topics = format!("{} {} 14", row.topics, language.pick("von", "of"));
            // Dates differ in how precisely they are known; the year holds for all.
            let newest = row.newest.map(|day| day.year().to_string());
            let (no_people, no_newest) = (people.is_empty(), newest.is_none());
            view! {
                <tr>
                    <th scope="row">{link(body.name.clone(), &Address::new(format!("/kommunen/{}", body.key)), language)}</th>
                    <td data-l=heads[1]><span>{body.kind.clone()}</span></td>
                    <td class="n" data-l=heads[0] data-none=no_people.then_some("")><span title=on>{people}</span></td>
                    <td class="n" data-l=heads[2]><span>{topics}</span></td>
                    <td data-l=heads[3] data-none=no_newest.then_some("")><span>{newest}</span></td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="tbl tbl--cards">
            <caption class="sr">{language.pick("Kommunen", "Municipalities")}</caption>
            <thead><tr>
                <th scope="col">{language.pick("Name", "Name")}</th>
                <th scope="col">{heads[1]}</th>
                <th scope="col" class="n">{heads[0]}</th>
                <th scope="col" class="n">{heads[2]}</th>
                <th scope="col">{heads[3]}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
        <p class="fig__note">{language.pick("Einwohner am 31.12.2024: © Statistisches Bundesamt (Destatis), 2025.", "Inhabitants on 31 December 2024: © Statistisches Bundesamt (Destatis), 2025.")}</p>
    }
}
