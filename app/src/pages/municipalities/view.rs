//! The page of the list.

use domain::{Body, BodyType, Language, SizeClass, format};
use leptos::prelude::*;

use super::state::SORTS;
use super::{Data, ROWS, Row};
use crate::address::Address;
use crate::components::link;
use crate::components::mark::{Coverage, small_strip};
use crate::components::pager::pager;
use crate::components::search::search;

pub(super) fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    view! {
        <div class="place">
            <h1>{language.pick("Kommunen", "Municipalities")}</h1>
            <p class="place__sum">{language.pick(
                "Jede Zeile zeigt, zu welchen der 14 Themen etwas belegt ist. Wenig heißt: Hier ist wenig bekannt, nicht: Hier ist wenig digital.",
                "Every line shows for which of the 14 topics something is on record. Little means that little is known here, not that little is digital.",
            )}</p>
        </div>
        <div class="section stack">
            {search(language, &data.state.name, &[]).into_any()}
            {filter_form(data).into_any()}
            {if data.rows.is_empty() { nothing(data).into_any() } else { found(data).into_any() }}
        </div>
    }
}

fn found(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let csv = data.state.under("/kommunen.csv").in_language(language);
    view! {
        <div class="listhead">
            <p role="status">{count(data)}</p>
            <p><a href=csv download="">{language.pick("Diese Liste als CSV", "This list as CSV")}</a></p>
        </div>
        {table(&data.rows, language).into_any()}
        {pager(data.state.page, data.total, ROWS, language, |page| data.state.at(page)).into_any()}
        <p class="fig__note">{language.pick(
            "Einwohner am 31.12.2024: © Statistisches Bundesamt (Destatis), 2025.",
            "Inhabitants on 31 December 2024: © Statistisches Bundesamt (Destatis), 2025.",
        )}</p>
    }
}

fn count(data: &Data) -> String {
    let (language, state) = (data.language, &data.state);
    let total = format::integer(data.total, language);
    let register = format::integer(data.register, language);
    let named = !state.name.is_empty();
    match language {
        Language::German if named => format!("{total} Treffer für „{}“", state.name),
        Language::English if named => format!("{total} hits for “{}”", state.name),
        Language::German if data.total == data.register => {
            format!("{total} Städte, Gemeinden, Verbände und Kreise im Verzeichnis")
        }
        Language::German => format!("{total} von {register} im Verzeichnis"),
        Language::English if data.total == data.register => {
            format!("{total} towns, municipalities, associations and districts in the register")
        }
        Language::English => format!("{total} of {register} in the register"),
    }
}

fn filter_form(data: &Data) -> impl IntoView + use<> {
    let (language, state) = (data.language, &data.state);
    let all = || language.pick("alle", "all").to_owned();
    let laender = std::iter::once((String::new(), all(), state.land.is_none())).chain(
        data.laender
            .iter()
            .map(|land| (land.key.to_string(), land.name.clone(), state.land.as_ref() == Some(&land.key))),
    );
    let kinds =
        std::iter::once((String::new(), all(), state.kind.is_none())).chain(BodyType::ALL.iter().map(
            |kind| (kind.word().to_owned(), kind.title(language).to_owned(), state.kind == Some(*kind)),
        ));
    let sizes =
        std::iter::once((String::new(), all(), state.size.is_none())).chain(SizeClass::ALL.iter().map(
            |size| (size.word().to_owned(), size.title(language).to_owned(), state.size == Some(*size)),
        ));
    let sorts = SORTS.iter().map(|(word, sort, (german, english))| {
        ((*word).to_owned(), language.pick(*german, *english).to_owned(), *sort == state.sort)
    });
    view! {
        <form class="bar" action=Address::new("/kommunen").in_language(language)>
            {(!state.name.is_empty()).then(|| view! { <input type="hidden" name="name" value=state.name.clone()/> })}
            <div class="bar__grid bar__grid--5">
                {select("land", language.pick("Land", "Land"), laender.collect()).into_any()}
                {select("art", language.pick("Art", "Type"), kinds.collect()).into_any()}
                {select("groesse", language.pick("Einwohner", "Inhabitants"), sizes.collect()).into_any()}
                {select("sortierung", language.pick("Sortiert nach", "Sorted by"), sorts.collect()).into_any()}
                <div class="field field--check">
                    <input id="angaben" name="angaben" type="checkbox" value="mit" checked=state.known/>
                    <label for="angaben">{language.pick("nur mit Angaben", "only with data")}</label>
                </div>
                <button class="kern-btn kern-btn--secondary" type="submit">
                    <span class="kern-label">{language.pick("Anzeigen", "Show")}</span>
                </button>
            </div>
        </form>
    }
}

/// A select of value, title and whether it is chosen.
fn select(
    name: &'static str,
    label: &'static str,
    options: Vec<(String, String, bool)>,
) -> impl IntoView + use<> {
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, title, chosen)| view! { <option value=value selected=chosen>{title}</option> })
        .collect();
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select id=name name=name>{options}</select>
        </div>
    }
}

fn nothing(data: &Data) -> impl IntoView + use<> {
    let (language, state) = (data.language, &data.state);
    let strong = match (language, state.name.is_empty()) {
        (Language::German, true) => "Keine Kommune passt zu dieser Auswahl.".to_owned(),
        (Language::English, true) => "No municipality matches this selection.".to_owned(),
        (Language::German, false) => format!("Nichts gefunden für „{}“.", state.name),
        (Language::English, false) => format!("Nothing found for “{}”.", state.name),
    };
    let narrowed = state.land.is_some() || state.kind.is_some() || state.size.is_some() || state.known;
    let wider = (narrowed && !state.name.is_empty()).then(|| {
        let everywhere = Address::new("/kommunen").with("name", state.name.clone());
        view! { <p>{link(language.pick("Ohne die Filter suchen", "Search without the filters"), &everywhere, language)}</p> }
    });
    view! {
        <div class="note" role="status">
            <p><strong>{strong}</strong></p>
            {near(&data.nearest, language).into_any()}
            {wider}
            <p>{language.pick(
                "Gesucht wird im Namen, auch im Namen aufgelöster Kommunen, nach amtlichen Schlüsseln mit 8, 9 oder 5 Ziffern (zum Beispiel 12054000) und nach der Postleitzahl der Verwaltung. Umlaute dürfen fehlen.",
                "The search looks in names, those of dissolved municipalities too, for official keys of 8, 9 or 5 digits (12054000, for example) and for the postcode of the town hall. Umlauts may be missing.",
            )}</p>
        </div>
    }
}

fn near(bodies: &[Body], language: Language) -> impl IntoView + use<> {
    (!bodies.is_empty()).then(|| {
        let items: Vec<_> = bodies
            .iter()
            .map(|body| {
                let address = Address::new(format!("/kommunen/{}", body.key));
                let about = [body.kind.as_str(), body.postcode.as_str()];
                let about = about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
                view! { <li>{link(body.name.clone(), &address, language)}" "<span class="muted">{about}</span></li> }
            })
            .collect();
        view! {
            <p>{language.pick("Meinten Sie:", "Did you mean:")}</p>
            <ul>{items}</ul>
        }
    })
}

fn table(rows: &[Row], language: Language) -> impl IntoView + use<> {
    let heads = [
        language.pick("Art", "Type"),
        language.pick("Einwohner", "Inhabitants"),
        language.pick("Belegte Themen", "Topics on record"),
        language.pick("Jüngster Stand (Jahr)", "Newest date (year)"),
    ];
    let lines: Vec<_> = rows.iter().map(|row| line(row, heads, language)).collect();
    view! {
        {rows.first().map(|row| key(&row.coverage, language))}
        <table class="tbl tbl--cards">
            <caption class="sr">{language.pick("Kommunen", "Municipalities")}</caption>
            <thead><tr>
                <th scope="col">{language.pick("Name", "Name")}</th>
                <th scope="col">{heads[0]}</th>
                <th scope="col" class="n">{heads[1]}</th>
                <th scope="col">{heads[2]}</th>
                <th scope="col" class="n">{heads[3]}</th>
            </tr></thead>
            <tbody>{lines}</tbody>
        </table>
    }
}

/// Which cell of the strips stands for which topic.
fn key(coverage: &Coverage, language: Language) -> impl IntoView + use<> {
    let numbered = coverage.topics().zip(1..).map(|(title, number)| format!("{number}. {title}"));
    let topics: Vec<_> = numbered.map(|topic| view! { <li>{topic}</li> }).collect();
    let title = language.pick(
        "Was die 14 Felder bedeuten, von links nach rechts",
        "What the 14 cells stand for, from left to right",
    );
    view! { <details class="more"><summary>{title}</summary><ul class="cols">{topics}</ul></details> }
}

fn line(row: &Row, heads: [&'static str; 4], language: Language) -> impl IntoView + use<> {
    let body = &row.listed.body;
    let (people, on) = body.population.map_or_else(Default::default, |(count, on)| {
        (format::integer(count, language), format::day(on, language))
    });
    // Dates differ in how precisely they are known; the year holds for all.
    let newest = row.listed.newest.map(|day| day.year().to_string());
    let (no_people, no_newest) = (people.is_empty(), newest.is_none());
    let closed = body.closed_on.map(|_| language.pick(" (aufgelöst)", " (dissolved)"));
    view! {
        <tr>
            <th scope="row">
                {link(body.name.clone(), &Address::new(format!("/kommunen/{}", body.key)), language)}{closed}
                <small>{place(row)}</small>
            </th>
            <td data-l=heads[0]><span>{body.kind.clone()}</span></td>
            <td class="n" data-l=heads[1] data-none=no_people.then_some("")><span title=on>{people}</span></td>
            <td data-l=heads[2]>{small_strip(&row.coverage, language)}</td>
            <td class="n" data-l=heads[3] data-none=no_newest.then_some("")><span>{newest}</span></td>
        </tr>
    }
}

/// District and Land, which tell two of one name apart.
fn place(row: &Row) -> String {
    let parts = [row.listed.kreis.as_str(), row.listed.land.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
