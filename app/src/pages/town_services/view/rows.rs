//! One group of services.

use domain::service::{Standing, Tier, contradictions};
use domain::{Language, format};
use leptos::prelude::*;

use super::super::state::Part;
use super::super::{Data, Row, Whose};
use crate::address::Address;
use crate::components::ask::{about_topic, ask};
use crate::components::record::service::{dates, payment, technology};
use crate::components::record::{Progress, cite, level, progress, stage, when};
use crate::components::{link, source_link};

/// The group with its heading: a table of what is on record, or a list of what is not.
/// Its heading stands one level deeper below a Themenfeld.
pub(super) fn group(data: &Data, part: Part, rows: &[&Row]) -> impl IntoView + use<> {
    let language = data.language;
    let title = Part::ALL.iter().find(|(found, ..)| *found == part).map(|(_, _, title)| *title);
    let title = title.map_or("", |(german, english)| language.pick(german, english));
    let count = format::integer(i64::try_from(rows.len()).unwrap_or(i64::MAX), language);
    let body = match part {
        Part::Unknown => questions(data, rows).into_any(),
        Part::Elsewhere => elsewhere(rows, language).into_any(),
        Part::Unclear => names(rows, language).into_any(),
        _ => table(data, &caption(data, title, rows), rows).into_any(),
    };
    view! {
        {if data.state.by_field {
            view! { <h4 class="subhead">{title}<span>{count}</span></h4> }.into_any()
        } else {
            view! { <h3 class="subhead">{title}<span>{count}</span></h3> }.into_any()
        }}
        {body}
    }
}

/// The name of a table, which no other on the page has.
fn caption(data: &Data, title: &str, rows: &[&Row]) -> String {
    match rows.first() {
        Some(row) if data.state.by_field => format!("{}: {title}", row.service.field),
        _ => title.to_owned(),
    }
}

fn name(row: &Row, language: Language) -> impl IntoView + use<> {
    let address = Address::new(format!("/leistungen/{}", row.service.slug));
    link(row.service.name(language).to_owned(), &address, language)
}

fn table(data: &Data, caption: &str, rows: &[&Row]) -> impl IntoView + use<> {
    let language = data.language;
    let heads = [
        language.pick("Umsetzung", "State"),
        language.pick("Online seit, Termin", "Online since, due"),
        language.pick("Bezahlen", "Payment"),
        language.pick("Technik", "Technology"),
        language.pick("Stand", "Date"),
        language.pick("Beleg", "Source"),
    ];
    let lines: Vec<_> = rows.iter().map(|row| line(data, row, heads)).collect();
    let caption = caption.to_owned();
    let label = caption.clone();
    let columns: Vec<_> = heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label>
            <table class="tbl tbl--cards">
                <caption class="sr">{caption}</caption>
                <thead><tr><th scope="col">{language.pick("Leistung", "Service")}</th>{columns}</tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
}

fn line(data: &Data, row: &Row, heads: [&'static str; 6]) -> impl IntoView + use<> {
    let language = data.language;
    let standing = row.standing();
    let record = standing.stage_record();
    let mark = record.and_then(|record| record.stage).map_or_else(
        || progress(Progress::Unknown, language.pick("keine Angabe", "not on record")).into_any(),
        |found| progress(found.into(), stage(found, language)).into_any(),
    );
    let dates = dates(&standing, language);
    let late = late(data, &standing);
    let payment = payment(&standing, language);
    let technology = technology(&standing, language);
    let (no_dates, no_payment, no_technology) = (dates.is_empty(), payment.is_none(), technology.is_empty());
    let held = record.map(|record| when(record.valid_on, &record.source, language));
    let undated = record.is_some_and(|record| record.valid_on.is_none());
    let source = record.map(|record| cite(&record.source, record.voice, &record.page, language));
    view! {
        <tr>
            <th scope="row">{name(row, language)}{owner(&row.whose, language)}</th>
            <td data-l=heads[0]><span>{mark}{details(data, &standing)}</span></td>
            <td data-l=heads[1] data-none=no_dates.then_some("")><div>{lines(dates)}{late}</div></td>
            <td data-l=heads[2] data-none=no_payment.then_some("")><span>{payment}</span></td>
            <td data-l=heads[3] data-none=no_technology.then_some("")>{lines(technology)}</td>
            <td class="when" data-l=heads[4]><span class=undated.then_some("mark--open")>{held}</span></td>
            <td data-l=heads[5]><div>{source}{others(&standing, language)}</div></td>
        </tr>
    }
}

/// A promised date that has passed without a newer record.
fn late(data: &Data, standing: &Standing<'_>) -> Option<impl IntoView + use<>> {
    let (due, _) = standing.due()?;
    let passed = due.last_day() < data.state.moment.valid().unwrap_or(data.today);
    let text = data.language.pick("Termin verstrichen, kein neuerer Beleg", "date passed, no newer record");
    passed.then(|| view! { <small class="mark--open">{text}</small> })
}

/// Short facts, one below the other.
fn lines(texts: Vec<String>) -> impl IntoView {
    let items: Vec<_> = texts.into_iter().map(|text| view! { <li>{text}</li> }).collect();
    view! { <ul class="plain">{items}</ul> }
}

/// Level, what blocks the next one, what the body says, and contradictions.
fn details(data: &Data, standing: &Standing<'_>) -> impl IntoView + use<> {
    let language = data.language;
    let starter = data.catalogue.services();
    let mut texts: Vec<String> =
        standing.level().map(|found| level(found, starter, language)).into_iter().collect();
    if let Some(record) = standing.stage_record() {
        if !record.blocking.is_empty() {
            let label = language.pick("Fehlt zur nächsten Stufe", "Missing for the next level");
            texts.push(format!("{label}: {}", record.blocking));
        }
        texts.extend((!record.note.is_empty()).then(|| record.note.clone()));
    }
    texts.extend(standing.statement().map(|(text, _)| text.to_owned()));
    let texts: Vec<_> = texts.into_iter().map(|text| view! { <small>{text}</small> }).collect();
    let disputes: Vec<_> = contradictions(standing)
        .into_iter()
        .filter_map(|(first, second)| Some((first.stage?, second.stage?, second)))
        .map(|(first, second, record)| {
            let text = match language {
                Language::German => format!("Widerspruch: {} oder {}?", stage(first, language), stage(second, language)),
                Language::English => format!("Contradiction: {} or {}?", stage(first, language), stage(second, language)),
            };
            view! { <small class="mark--open">{text}" "{source_link(&record.source.title, &record.source.address)}</small> }
        })
        .collect();
    view! { {texts}{disputes} }
}

/// Earlier and other records: one click away.
fn others(standing: &Standing<'_>, language: Language) -> impl IntoView + use<> {
    let headline = standing.stage_record();
    let rest: Vec<_> = standing
        .records()
        .iter()
        .filter(|record| headline.is_none_or(|headline| !std::ptr::eq(headline, **record)))
        .map(|record| {
            let said = record.stage.map_or_else(String::new, |found| format!("{}, ", stage(found, language)));
            let said = said + &when(record.valid_on, &record.source, language);
            view! { <li>{said}": "{cite(&record.source, record.voice, &record.page, language)}</li> }
        })
        .collect();
    (!rest.is_empty()).then(|| {
        let count = rest.len();
        let label = match (language, count) {
            (Language::German, 1) => "eine weitere Angabe".to_owned(),
            (Language::German, _) => format!("{count} weitere Angaben"),
            (Language::English, 1) => "one more record".to_owned(),
            (Language::English, _) => format!("{count} more records"),
        };
        view! { <details class="ev"><summary>{label}</summary><ul class="plain">{rest}</ul></details> }
    })
}

/// What nobody has put on record: one question about all of it.
fn questions(data: &Data, rows: &[&Row]) -> impl IntoView + use<> {
    let language = data.language;
    let question = match language {
        Language::German => {
            let what = if rows.len() == 1 { "diese Leistung" } else { "diese Leistungen" };
            format!(
                "{}: Kann man {what} online erledigen, seit wann, und wenn nicht: ab wann?",
                data.body.name
            )
        }
        Language::English => {
            let what = if rows.len() == 1 { "this service" } else { "these services" };
            format!("{}: can {what} be done online, since when, and if not: from when?", data.body.name)
        }
    };
    let about = language.pick("Onlinedienste", "online services");
    view! {
        <p class="names__q">{question}" "{ask(about, &about_topic(&data.body.key, "onlinedienste"), language)}</p>
        {names(rows, language)}
    }
}

/// Names of which nothing else is to be said.
fn names(rows: &[&Row], language: Language) -> impl IntoView + use<> {
    let items: Vec<_> = rows
        .iter()
        .map(|row| view! { <li>{progress(Progress::Unknown, "")}{name(row, language)}</li> })
        .collect();
    view! { <ul class="names">{items}</ul> }
}

/// What another body does.
fn elsewhere(rows: &[&Row], language: Language) -> impl IntoView + use<> {
    let items: Vec<_> = rows
        .iter()
        .map(|row| view! { <li><div>{name(row, language)}</div><span>{whose(&row.whose, language)}</span></li> })
        .collect();
    view! { <ul class="lines">{items}</ul> }
}

/// Beneath the name of a service that is on record here, but is another's by rule, or nobody knows whose.
fn owner(found: &Whose, language: Language) -> impl IntoView + use<> {
    let uncounted = language.pick(
        "Zuständigkeit nicht bekannt, zählt in keinem Anteil mit",
        "responsibility not known, counts in no share",
    );
    match found {
        Whose::Own => None,
        Whose::Unknown => Some(view! { <small>{uncounted}</small> }.into_any()),
        Whose::Other(..) => Some(view! { <small>{whose(found, language)}</small> }.into_any()),
    }
}

fn whose(found: &Whose, language: Language) -> AnyView {
    match found {
        Whose::Own => ().into_any(),
        Whose::Unknown => {
            view! { <span class="mark--open">{language.pick("nicht bekannt", "not known")}</span> }.into_any()
        }
        Whose::Other(_, Some((key, name))) => {
            let address = Address::new(format!("/kommunen/{key}/leistungen"));
            let before = language.pick("zuständig: ", "responsible: ");
            view! { <span>{before}{link(name.clone(), &address, language)}</span> }.into_any()
        }
        Whose::Other(tier, None) => {
            let text = match tier {
                Tier::Gemeinde => language.pick("Sache der Städte und Gemeinden", "the municipalities’ task"),
                Tier::Verband => language.pick("Sache des Gemeindeverbands", "the association’s task"),
                Tier::Kreis => language.pick("Sache des Kreises", "the district’s task"),
                Tier::Land => language.pick("Sache des Landes", "the Land’s task"),
                Tier::Bund => language.pick("Sache des Bundes", "the federation’s task"),
            };
            view! { <span>{text}</span> }.into_any()
        }
    }
}
