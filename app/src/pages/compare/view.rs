//! The page of a comparison.

use domain::{Body, Language};
use leptos::prelude::*;

use super::dates::{self, Line};
use super::form::form;
use super::matrix::matrix;
use super::{Added, Data};
use crate::address::Address;
use crate::as_of::edition_note;
use crate::comparison::{Comparison, MOST_IN_CHART, Shape};
use crate::components::figure::{Depth, figure};
use crate::components::since::since;
use crate::components::values::table;
use crate::components::{link, section_head, source_link};
use crate::measured::Part;

pub(super) fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let heading = heading(data);
    view! {
        <div class="place"><h1>{heading}</h1></div>
        <div class="section stack">
            {form(data).into_any()}
            {frozen(data).into_any()}
            {added(&data.added, language).into_any()}
            {suggestions(&data.suggestions, language).into_any()}
            {beside(&data.beside, language).into_any()}
            {tabs(data).into_any()}
            {as_matrix(data).then(|| matrix(data).into_any())}
            {as_matrix(data).then(|| data.matrix.as_ref().map(|drawn| figure(drawn, Depth::Page)))}
            {data.figure.as_ref().map(|drawn| figure(drawn, Depth::Page).into_any())}
            {without_figure(data).into_any()}
        </div>
        {data.since.as_ref().map(|changes| since(changes).into_any())}
        {values(data).into_any()}
    }
}

/// Whether the topics stand where a chart would: when that was asked for, and when no indicator is chosen.
fn as_matrix(data: &Data) -> bool {
    let comparison = &data.measured.comparison;
    !comparison.bodies.is_empty() && (comparison.shape == Shape::Matrix || comparison.indicators.is_empty())
}

/// The shapes of this comparison as links. More bodies than a chart can show have no chart.
fn tabs(data: &Data) -> Option<impl IntoView + use<>> {
    let (language, comparison) = (data.language, &data.measured.comparison);
    if comparison.bodies.is_empty() || comparison.indicators.is_empty() {
        return None;
    }
    let title = |shape| match shape {
        Shape::Line => language.pick("Diagramm", "Chart"),
        Shape::Table => language.pick("Tabelle", "Table"),
        Shape::Matrix => language.pick("Themen", "Topics"),
    };
    let fits = |shape: &Shape| *shape != Shape::Line || comparison.bodies.len() <= MOST_IN_CHART;
    let entries: Vec<_> = Shape::ALL
        .into_iter()
        .filter(fits)
        .map(|shape| {
            let href = comparison.shaped(shape).address("/vergleich").in_language(language);
            let here = (shape == comparison.shape).then_some("page");
            view! { <a href=href aria-current=here>{title(shape)}</a> }
        })
        .collect();
    Some(view! { <nav class="tabs" aria-label=language.pick("Ansicht", "View")>{entries}</nav> })
}

fn beside(beside: &[(String, Address)], language: Language) -> Option<impl IntoView + use<>> {
    if beside.is_empty() {
        return None;
    }
    let last = beside.len() - 1;
    let links: Vec<_> = beside
        .iter()
        .enumerate()
        .map(|(place, (title, address))| view! { {link(title.clone(), address, language)}{if place < last { "\u{a0}· " } else { "" }} })
        .collect();
    Some(
        view! { <p class="fig__note">{language.pick("Hier außerdem belegt: ", "Also on record here: ")}{links}</p> },
    )
}

fn heading(data: &Data) -> String {
    let (language, measured) = (data.language, &data.measured);
    let titles: Vec<String> =
        measured.parts.iter().map(|part| part.indicator.wording(language).title.clone()).collect();
    if titles.is_empty() {
        return language.pick("Kommunen vergleichen", "Compare municipalities").to_owned();
    }
    let count = measured.bodies.len();
    let titles = crate::text::and(&titles, language);
    match (language, measured.bodies.as_slice()) {
        (_, []) => titles,
        (_, [only]) => format!("{titles}: {}", only.name),
        _ => {
            format!("{titles}: {count} {}", language.pick("Kommunen im Vergleich", "municipalities compared"))
        }
    }
}

fn added(added: &Added, language: Language) -> impl IntoView + use<> {
    let note = |strong: String, rest: AnyView| view! { <div class="note" role="status"><p><strong>{strong}</strong>" "{rest}</p></div> };
    match added {
        Added::Nothing => None,
        Added::Unknown(name) => {
            let strong = match language {
                Language::German => format!("„{name}“ steht nicht im Verzeichnis."),
                Language::English => format!("“{name}” is not in the register."),
            };
            let list = link(
                language.pick("Alle Kommunen ansehen", "See all municipalities"),
                &Address::new("/kommunen"),
                language,
            );
            Some(note(strong, list.into_any()).into_any())
        }
        Added::Full => {
            let strong =
                language.pick("Es sind schon vierzig Kommunen.", "There are forty municipalities already.");
            let rest = language.pick("Entfernen Sie erst eine.", "Remove one first.");
            Some(note(strong.to_owned(), rest.into_any()).into_any())
        }
        Added::Several(name, choices) => {
            let strong = match language {
                Language::German => format!("„{name}“ gibt es mehrmals. Gemeint ist:"),
                Language::English => format!("There are several “{name}”. Which one:"),
            };
            Some(note(strong, choice_list(choices, language).into_any()).into_any())
        }
    }
}

fn choice_list(choices: &[(Body, Address)], language: Language) -> impl IntoView + use<> {
    let last = choices.len().saturating_sub(1);
    choices
        .iter()
        .enumerate()
        .map(|(place, (body, address))| view! { {link(body.name.clone(), address, language)}{if place < last { "\u{a0}· " } else { "" }} })
        .collect::<Vec<_>>()
}

/// Says that an earlier edition is shown, with the way to the newest.
fn frozen(data: &Data) -> impl IntoView + use<> {
    let (language, measured) = (data.language, &data.measured);
    measured.comparison.known.map(|_| {
        let newest = Comparison { known: None, ..measured.comparison.clone() }.address("/vergleich");
        edition_note(measured.revision, &measured.edition(), &newest, language)
    })
}

fn suggestions(bodies: &[(Body, Address)], language: Language) -> impl IntoView + use<> {
    (!bodies.is_empty()).then(|| {
        view! { <p class="fig__note">{language.pick("Ähnlich groß, mit Angaben: ", "Of similar size, with values: ")}{choice_list(bodies, language)}</p> }
    })
}

/// What stands where a chart would: what to choose next, or why there is none.
fn without_figure(data: &Data) -> impl IntoView + use<> {
    let (language, measured) = (data.language, &data.measured);
    if data.figure.is_some() || as_matrix(data) {
        return None;
    }
    if measured.comparison.shape == Shape::Table && !data.rows.is_empty() {
        return None;
    }
    let text = if measured.bodies.is_empty() {
        language.pick("Fügen Sie oben eine Kommune hinzu.", "Add a municipality above.")
    } else if measured.parts.is_empty() {
        language.pick("Wählen Sie oben eine Kennzahl.", "Choose an indicator above.")
    } else if data.rows.is_empty() && measured.comparison.from.or(measured.comparison.to).is_some() {
        language.pick("In diesen Jahren gibt es keinen Wert.", "There is no value in these years.")
    } else if data.rows.is_empty() {
        language.pick(
            "Zu dieser Auswahl ist hier nichts belegt. Das ist ein Befund, keine Null.",
            "Nothing is on record for this selection. That is a finding, not a zero.",
        )
    } else if dates::nothing_joins(measured) {
        language.pick(
            "Kein gemeinsamer Stichtag: Von jeder Kommune gibt es einen Wert, jeder von einem anderen Tag. Ein Diagramm würde einen Vergleich vortäuschen; die Werte stehen in der Tabelle.",
            "No common date: there is one value of each municipality, each of another day. A chart would feign a comparison; the values stand in the table.",
        )
    } else {
        language.pick(
            "Diese Kennzahl ist keine Zahl. Die Angaben stehen in der Tabelle.",
            "This indicator is no number. What is on record stands in the table.",
        )
    };
    Some(view! { <div class="note"><p>{text}</p></div> })
}

fn values(data: &Data) -> impl IntoView + use<> {
    let (language, measured) = (data.language, &data.measured);
    if measured.parts.is_empty() || measured.bodies.is_empty() || measured.comparison.shape == Shape::Matrix {
        return None;
    }
    let by_date: Vec<_> = measured.parts.iter().filter_map(|part| dates_table(data, part)).collect();
    let by_date = (!by_date.is_empty()).then(|| {
        view! {
            <section class="section">
                {section_head(
                    language.pick("Nach Stichtag", "By date"),
                    language.pick("Jeder Wert führt zu seiner Quelle.", "Every value leads to its source."),
                ).into_any()}
                <div class="stack">{by_date}</div>
            </section>
        }
    });
    let definitions: Vec<_> = measured
        .parts
        .iter()
        .map(|part| {
            let words = part.indicator.wording(language);
            let address = Address::new(format!("/kennzahlen/{}", part.indicator.slug));
            view! { <p>{link(words.title.clone(), &address, language)}": "{words.counting_rule.clone()}</p> }
        })
        .collect();
    let missing = (!data.missing.is_empty()).then(|| {
        let list = data.missing.join(" · ");
        view! { <p class="mark--open">{if measured.comparison.from.or(measured.comparison.to).is_some() {
            language.pick("Kein Wert in diesen Jahren: ", "No value in these years: ")
        } else {
            language.pick("Keine Angabe: ", "Nothing on record: ")
        }}{list}</p> }
    });
    let caption = measured.title();
    Some(view! {
        {by_date}
        <section class="section" id="werte">
            {section_head(language.pick("Werte", "Values"), "").into_any()}
            <div class="stack">
                {table(&caption, language.pick("Kommune", "Municipality"), &data.rows, language).into_any()}
                {missing}
                {definitions}
            </div>
        </section>
    })
}

/// One line a date and one column a body, where dates are shared: what a chart shows, to be read across.
fn dates_table(data: &Data, part: &Part) -> Option<impl IntoView + use<>> {
    let (language, measured) = (data.language, &data.measured);
    let lines = dates::shared(measured, part);
    if lines.is_empty() || measured.bodies.len() > MOST_IN_CHART || part.stands_apart() {
        return None;
    }
    let words = part.indicator.wording(language);
    let caption = match language {
        Language::German => format!("{} ({}) nach Stichtag", words.title, words.unit),
        Language::English => format!("{} ({}) by date", words.title, words.unit),
    };
    let label = caption.clone();
    let names: Vec<String> = measured.bodies.iter().map(|body| body.name.clone()).collect();
    let heads: Vec<_> =
        names.iter().map(|name| view! { <th scope="col" class="n">{name.clone()}</th> }).collect();
    let rows: Vec<_> = lines.iter().map(|line| date_row(line, &names)).collect();
    Some(view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label>
            <table class="tbl tbl--cards tbl--dates">
                <caption>{caption}</caption>
                <thead><tr><th scope="col">{language.pick("Stichtag", "As of")}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    })
}

fn date_row(line: &Line, names: &[String]) -> impl IntoView + use<> {
    let cells: Vec<_> = line
        .values
        .iter()
        .zip(names)
        .map(|(shown, name)| {
            let none = shown.is_none().then_some("");
            let value =
                shown.as_ref().map(|shown| source_link(&shown.value, &shown.observation.source.address));
            let empty = shown.is_none().then_some("–");
            view! { <td class="n" data-l=name.clone() data-none=none><span>{value}{empty}</span></td> }
        })
        .collect();
    view! { <tr><th scope="row">{line.date.clone()}</th>{cells}</tr> }
}
