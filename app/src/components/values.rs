//! Tables of values: every value with its date and its source.

use domain::{Indicator, Language, ValueKind};
use leptos::prelude::*;

use super::report::report;
use crate::address::Address;
use crate::comparison::MOST_IN_CHART;
use crate::measured::{Measured, Shown};
use crate::text;

/// A row of a table of values.
#[derive(Debug, Clone)]
pub struct ValueRow {
    /// What the value is about: body or indicator, with its page.
    pub subject: (String, Address),
    /// Colour slot of the subject in the chart above.
    pub slot: Option<usize>,
    /// The unit.
    pub unit: String,
    /// The value.
    pub shown: Shown,
}

/// The rows of a comparison.
pub fn rows_of(measured: &Measured) -> Vec<ValueRow> {
    let mut rows = Vec::new();
    for part in &measured.parts {
        let title = &part.indicator.wording(measured.language).title;
        for (place, series) in &part.series {
            let Some(body) = measured.bodies.get(*place) else { continue };
            // What is counted differently must not stand in one column unnamed.
            let name =
                if measured.parts.len() > 1 { format!("{}: {title}", body.name) } else { body.name.clone() };
            rows.extend(series.iter().map(|shown| ValueRow {
                subject: (name.clone(), Address::new(format!("/kommunen/{}", body.key))),
                slot: Some(measured.comparison.place(*place)).filter(|slot| *slot < MOST_IN_CHART),
                unit: unit(&part.indicator, measured.language),
                shown: shown.clone(),
            }));
        }
    }
    rows
}

/// The unit behind a value in a table. Shares and places carry theirs in the value; what is no number has none.
pub fn unit(indicator: &Indicator, language: Language) -> String {
    match indicator.kind {
        ValueKind::Count | ValueKind::Level | ValueKind::Score => indicator.wording(language).short.clone(),
        _ => String::new(),
    }
}

/// A table of values. `subject` heads the first column.
pub fn table(
    caption: &str,
    subject: &'static str,
    rows: &[ValueRow],
    language: Language,
) -> impl IntoView + use<> {
    table_with(caption, subject, rows, |shown, language| evidence(shown, language).into_any(), language)
}

/// A table of values of one document, on the page of that document: where in it each stands.
pub fn table_of_source(
    caption: &str,
    subject: &'static str,
    rows: &[ValueRow],
    language: Language,
) -> impl IntoView + use<> {
    table_with(
        caption,
        subject,
        rows,
        |shown, language| place_in_source(shown, language).into_any(),
        language,
    )
}

fn table_with(
    caption: &str,
    subject: &'static str,
    rows: &[ValueRow],
    evidence: fn(&Shown, Language) -> AnyView,
    language: Language,
) -> impl IntoView + use<> {
    let heads = [
        language.pick("Wert", "Value"),
        language.pick("Stand", "Date"),
        language.pick("Beleg", "Source"),
        language.pick("Anmerkung", "Note"),
    ];
    let (caption, label) = (caption.to_owned(), caption.to_owned());
    let rows: Vec<_> =
        rows.iter().map(|row| line(row, heads, evidence(&row.shown, language), language)).collect();
    let [value, date, source, note] = heads;
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label>
            <table class="tbl tbl--cards">
                <caption class="sr">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{subject}</th>
                        <th scope="col" class="n">{value}</th>
                        <th scope="col">{date}</th>
                        <th scope="col">{source}</th>
                        <th scope="col">{note}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn line(
    row: &ValueRow,
    [value, date, source, note]: [&'static str; 4],
    evidence: AnyView,
    language: Language,
) -> impl IntoView + use<> {
    let (name, address) = &row.subject;
    let swatch = row.slot.map(|slot| view! { <i class=format!("swatch sw-{}", slot + 1)></i> });
    let shown = &row.shown;
    let unit = if shown.observation.cell.value().is_some() { row.unit.clone() } else { String::new() };
    let empty = shown.observation.note.is_empty();
    view! {
        <tr>
            <th scope="row">{swatch}{super::link(name.clone(), address, language)}</th>
            <td class="n" data-l=value>
                <span><b>{shown.value.clone()}</b>" "<span class="q">{unit}</span></span>
            </td>
            <td class="when" data-l=date><span>{shown.date.clone()}</span></td>
            <td data-l=source>{evidence}</td>
            <td data-l=note data-none=empty.then_some("")><span>{shown.observation.note.clone()}</span></td>
        </tr>
    }
}

/// Where a value stands: the source, who says it, when it was published; and the way to correct it.
pub fn evidence(shown: &Shown, language: Language) -> impl IntoView + use<> {
    let source = &shown.observation.source;
    view! {
        <span class="src">
            {super::source_link(&source.title, &source.address)}" "<small>{about(shown, language)}" · "{super::all_of(source, language)}</small>
            {report(shown, language).into_any()}
        </span>
    }
}

/// Who says it and where it stands in the source that the page is about; and the way to correct it.
fn place_in_source(shown: &Shown, language: Language) -> impl IntoView + use<> {
    let observation = &shown.observation;
    let voice = text::voice(observation.voice, language).to_owned();
    let place = if observation.page.is_empty() { voice } else { format!("{voice}, {}", observation.page) };
    let address = &observation.source.address;
    view! { <span class="src">{super::source_link(&place, address)}{report(shown, language).into_any()}</span> }
}

/// Who says it, when it was published, and where it stands in the source.
fn about(shown: &Shown, language: Language) -> String {
    let observation = &shown.observation;
    let mut about = vec![text::voice(observation.voice, language).to_owned()];
    about.extend(observation.source.published.map(|date| domain::format::date(date, language)));
    if !observation.page.is_empty() {
        about.push(observation.page.clone());
    }
    about.join(", ")
}

/// The same, to be opened in place: value, date, source, kind and note.
pub fn evidence_details(shown: &Shown, unit: &str, language: Language) -> impl IntoView + use<> {
    let observation = &shown.observation;
    let source = &observation.source;
    let unit = if observation.cell.value().is_some() { unit } else { "" };
    let value = format!("{} {unit}", shown.value);
    let note = (!observation.note.is_empty()).then(|| {
        view! { <dt>{language.pick("Anmerkung", "Note")}</dt><dd>{observation.note.clone()}</dd> }
    });
    view! {
        <details class="ev">
            <summary>{language.pick("Beleg ansehen", "Show the evidence")}</summary>
            <dl>
                <dt>{language.pick("Angabe", "Value")}</dt>
                <dd>{value.trim().to_owned()}</dd>
                <dt>{language.pick("Stand", "Date")}</dt>
                <dd>{shown.date.clone()}</dd>
                <dt>{language.pick("Quelle", "Source")}</dt>
                <dd>{super::source_link(&source.title, &source.address)}</dd>
                <dt>{language.pick("Art", "Kind")}</dt>
                <dd>{about(shown, language)}</dd>
                {note}
                <dt>{language.pick("Stimmt nicht?", "Not right?")}</dt>
                <dd>{report(shown, language).into_any()}</dd>
            </dl>
        </details>
    }
}
