//! Bodies by topics: what is known of each.

use domain::Language;
use leptos::prelude::*;

use super::Data;
use crate::address::Address;
use crate::comparison::MOST_IN_CHART;
use crate::components::link;
use crate::components::mark::{Known, glyph, mark};

/// The matrix. Few bodies stand as columns, so that their names can be read; many stand as rows.
pub(super) fn matrix(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let caption = language.pick(
        "Was zu jedem Thema belegt ist, nach Kommune",
        "What is on record for each topic, by municipality",
    );
    let key: Vec<_> = [Known::Core, Known::Part, Known::Nothing]
        .into_iter()
        .map(|known| mark(known, known.word(language)))
        .collect();
    let table = if data.measured.bodies.len() > MOST_IN_CHART {
        by_body(data, caption).into_any()
    } else {
        by_topic(data, caption).into_any()
    };
    view! {
        <p class="strip-key">{key}</p>
        <div class="table-scroll" tabindex="0" role="region" aria-label=caption>{table}</div>
    }
}

fn by_topic(data: &Data, caption: &'static str) -> impl IntoView + use<> {
    let language = data.language;
    let heads: Vec<_> = towns(data)
        .into_iter()
        .map(|(name, address)| view! { <th scope="col">{link(name, &address, language)}</th> })
        .collect();
    let topics = data.coverage.first().map(|coverage| coverage.cells().len()).unwrap_or_default();
    let rows: Vec<_> = (0..topics)
        .map(|topic| {
            let title =
                data.coverage.first().and_then(|own| own.cells().get(topic)).map(|cell| cell.0.clone());
            let cells: Vec<_> = data
                .coverage
                .iter()
                .filter_map(|own| own.cells().get(topic))
                .map(|(_, known)| cell(*known, language))
                .collect();
            view! { <tr><th scope="row">{title}</th>{cells}</tr> }
        })
        .collect();
    view! {
        <table class="tbl tbl--matrix">
            <caption class="sr">{caption}</caption>
            <thead><tr><th scope="col">{language.pick("Thema", "Topic")}</th>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn by_body(data: &Data, caption: &'static str) -> impl IntoView + use<> {
    let language = data.language;
    let heads: Vec<_> = data
        .coverage
        .first()
        .map(|coverage| coverage.cells().to_vec())
        .unwrap_or_default()
        .into_iter()
        .map(|(title, _)| view! { <th scope="col" class="up"><span>{title}</span></th> })
        .collect();
    let rows: Vec<_> = towns(data)
        .into_iter()
        .zip(&data.coverage)
        .map(|((name, address), coverage)| {
            let cells: Vec<_> = coverage.cells().iter().map(|(_, known)| cell(*known, language)).collect();
            view! { <tr><th scope="row">{link(name, &address, language)}</th>{cells}</tr> }
        })
        .collect();
    view! {
        <table class="tbl tbl--matrix">
            <caption class="sr">{caption}</caption>
            <thead><tr><th scope="col">{language.pick("Kommune", "Municipality")}</th>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn towns(data: &Data) -> Vec<(String, Address)> {
    let town = |body: &domain::Body| (body.name.clone(), Address::new(format!("/kommunen/{}", body.key)));
    data.measured.bodies.iter().map(town).collect()
}

fn cell(known: Known, language: Language) -> impl IntoView {
    view! { <td>{glyph(known)}<span class="sr">{known.word(language)}</span></td> }
}
