//! The page of a body's services.

mod chains;
mod rows;

use domain::{Language, format};
use leptos::prelude::*;

use super::state::{Part, Sort};
use super::{Counts, Data, Row};
use crate::address::Address;
use crate::components::figure::{Depth, figure};
use crate::components::files::{fill_in, jump_to_fill_in};
use crate::components::shares::shares;
use crate::components::{link, section_head};

pub(super) fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let title = match language {
        Language::German => format!("{}: Leistungen", data.body.name),
        Language::English => format!("{}: services", data.body.name),
    };
    view! {
        <div class="place">
            <h1>{title}</h1>
            <p class="place__sum">{summary(data.counts, language)}</p>
            <p class="jump">
                {link(language.pick("Ämter", "Departments"), &Address::new(format!("/kommunen/{}/aemter", data.body.key)), language)}
                {link(language.pick("Alle Themen", "All topics"), &Address::new(format!("/kommunen/{}", data.body.key)), language)}
                {jump_to_fill_in(language)}
            </p>
        </div>
        {share_section(data).into_any()}
        {data.stages.as_ref().map(|drawn| view! {
            <section class="section">
                {section_head(language.pick("Entwicklung", "Development"), "").into_any()}
                {figure(drawn, Depth::Section)}
            </section>
        })}
        <section class="section">
            {section_head(language.pick("Alle Leistungen", "All services"), "").into_any()}
            {filter_form(data).into_any()}
            {data.state.moment.note(language).map(|note| view! { <p class="fig__note">{note}</p> })}
            {groups(data)}
            {data.rows.is_empty().then(|| nothing(data))}
        </section>
        {chains::section(data).into_any()}
        {take(data).into_any()}
    }
}

fn summary(counts: Counts, language: Language) -> String {
    let number = |count: usize| format::integer(i64::try_from(count).unwrap_or(i64::MAX), language);
    let Counts { own, known, live, open } = counts;
    let (own, known_text, live, open_text) = (number(own), number(known), number(live), number(open));
    let text = match (language, known) {
        (Language::German, 0) => format!(
            "Von {own} Leistungen in eigener Zuständigkeit ist hier noch keine belegt. Das sagt nichts über die Verwaltung, nur über unser Wissen."
        ),
        (Language::English, 0) => format!(
            "Nothing is on record yet for any of {own} services of its own. That says nothing about the administration, only about what we know."
        ),
        (Language::German, _) => format!(
            "Für {known_text} von {own} Leistungen in eigener Zuständigkeit ist belegt, wie weit sie sind; {live} davon sind online."
        ),
        (Language::English, _) => format!(
            "It is on record how far {known_text} of {own} services of its own are; {live} of them are online."
        ),
    };
    match (language, open) {
        (_, 0) => text,
        (Language::German, _) => {
            format!("{text} Bei {open_text} weiteren ist hier nicht bekannt, wer zuständig ist.")
        }
        (Language::English, _) => {
            format!("{text} For {open_text} more it is not known here who is responsible.")
        }
    }
}

fn share_section(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    (!data.shares.is_empty()).then(|| {
        let intro =
            language.pick("Was aus den einzelnen Leistungen folgt", "What follows from the single services");
        view! {
            <section class="section">
                {section_head(language.pick("Anteile", "Shares"), intro).into_any()}
                {shares(&data.shares, language).into_any()}
            </section>
        }
    })
}

fn filter_form(data: &Data) -> impl IntoView + use<> {
    let (language, state) = (data.language, &data.state);
    let all = language.pick("alle", "all");
    let fields: Vec<_> = data
        .fields
        .iter()
        .map(|field| view! { <option value=field.clone() selected=*field == state.field>{field.clone()}</option> })
        .collect();
    let parts: Vec<_> = Part::ALL
        .into_iter()
        .map(|(part, word, (german, english))| {
            view! { <option value=word selected=state.part == Some(part)>{language.pick(german, english)}</option> }
        })
        .collect();
    let sorts: Vec<_> = Sort::ALL
        .into_iter()
        .map(|(sort, word, (german, english))| {
            view! { <option value=word selected=state.sort == sort>{language.pick(german, english)}</option> }
        })
        .collect();
    let action = Address::new(data.path.clone()).in_language(language);
    view! {
        <form class="bar" action=action>
            <div class="bar__grid bar__grid--5">
                <div class="field">
                    <label for="feld">{language.pick("Themenfeld", "Field")}</label>
                    <select id="feld" name="feld"><option value="">{all}</option>{fields}</select>
                </div>
                <div class="field">
                    <label for="umsetzung">{language.pick("Umsetzung", "State")}</label>
                    <select id="umsetzung" name="umsetzung"><option value="">{all}</option>{parts}</select>
                </div>
                <div class="field">
                    <label for="gruppe">{language.pick("Gruppiert nach", "Grouped by")}</label>
                    <select id="gruppe" name="gruppe">
                        <option value="">{language.pick("Umsetzung", "state")}</option>
                        <option value="feld" selected=state.by_field>{language.pick("Themenfeld", "field")}</option>
                    </select>
                </div>
                <div class="field">
                    <label for="sortierung">{language.pick("Sortiert nach", "Sorted by")}</label>
                    <select id="sortierung" name="sortierung">{sorts}</select>
                </div>
                {state.moment.field(language)}
                <button class="kern-btn kern-btn--secondary" type="submit">
                    <span class="kern-label">{language.pick("Anzeigen", "Show")}</span>
                </button>
            </div>
        </form>
    }
}

/// The groups: by state, or by Themenfeld and within it by state.
fn groups(data: &Data) -> Vec<AnyView> {
    let language = data.language;
    let in_part = |rows: &[&Row], part: Part| -> Vec<AnyView> {
        let own: Vec<&Row> = rows.iter().filter(|row| Part::of(row) == part).copied().collect();
        (!own.is_empty()).then(|| rows::group(data, part, &own).into_any()).into_iter().collect()
    };
    let all: Vec<&Row> = data.rows.iter().collect();
    if !data.state.by_field {
        return Part::ALL.into_iter().flat_map(|(part, ..)| in_part(&all, part)).collect();
    }
    let mut views = Vec::new();
    for field in &data.fields {
        let own: Vec<&Row> = all.iter().filter(|row| &row.service.field == field).copied().collect();
        let parts: Vec<_> = Part::ALL.into_iter().flat_map(|(part, ..)| in_part(&own, part)).collect();
        if !parts.is_empty() {
            let title = if field.is_empty() {
                language.pick("Ohne Themenfeld", "Without a field").to_owned()
            } else {
                field.clone()
            };
            views.push(view! { <h3 class="field-head">{title}</h3> {parts} }.into_any());
        }
    }
    views
}

fn nothing(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    view! {
        <div class="note"><p>
            <strong>{language.pick("Keine Leistung passt zu dieser Auswahl.", "No service fits this selection.")}</strong>" "
            {link(language.pick("Alle anzeigen", "Show all"), &Address::new(data.path.clone()), language)}
        </p></div>
    }
}

/// The table to correct or to fill in.
fn take(data: &Data) -> impl IntoView + use<> {
    // The file has what holds today.
    let known = data.state.moment.is_present() && data.rows.iter().any(|row| !row.records.is_empty());
    let table = known.then_some(("leistungen.csv", &data.body.key));
    view! { <section class="section">{fill_in(table, "vorlage-leistungen.csv", data.language)}</section> }
}
