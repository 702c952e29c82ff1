//! The page of a body's departments.

use domain::department::EfileStage;
use domain::{Language, format};
use leptos::prelude::*;

use super::{Data, Office};
use crate::address::Address;
use crate::components::ask::{about_topic, ask};
use crate::components::files::{fill_in, jump_to_fill_in};
use crate::components::record::department::{details, management, tools, workplaces};
use crate::components::record::{Progress, cite, efile, progress, when};
use crate::components::shares::shares;
use crate::components::values::{ValueRow, table as value_table};
use crate::components::{link, section_head};

pub(super) fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let title = match language {
        Language::German => format!("{}: Ämter", data.body.name),
        Language::English => format!("{}: departments", data.body.name),
    };
    view! {
        <div class="place">
            <h1>{title}</h1>
            <p class="place__sum">{summary(data)}</p>
            <p class="jump">
                {link(language.pick("Leistungen", "Services"), &Address::new(format!("/kommunen/{}/leistungen", data.body.key)), language)}
                {link(language.pick("Alle Themen", "All topics"), &Address::new(format!("/kommunen/{}", data.body.key)), language)}
                {jump_to_fill_in(language)}
            </p>
        </div>
        {share_section(data).into_any()}
        <section class="section">
            {section_head(language.pick("Alle Ämter", "All departments"), "").into_any()}
            <form class="bar" action=Address::new(format!("/kommunen/{}/aemter", data.body.key)).in_language(language)>
                <div class="bar__grid bar__grid--3">
                    {data.moment.field(language)}
                    <button class="kern-btn kern-btn--secondary" type="submit">
                        <span class="kern-label">{language.pick("Anzeigen", "Show")}</span>
                    </button>
                </div>
            </form>
            {data.moment.note(language).map(|note| view! { <p class="fig__note">{note}</p> })}
            {if data.offices.is_empty() { nothing(data).into_any() } else { table(data).into_any() }}
        </section>
        {whole(data).into_any()}
        <section class="section">
            {fill_in((data.moment.is_present() && !data.offices.is_empty()).then_some(("aemter.csv", &data.body.key)), "vorlage-aemter.csv", language)}
        </section>
    }
}

fn summary(data: &Data) -> String {
    let language = data.language;
    let number = |count: usize| format::integer(i64::try_from(count).unwrap_or(i64::MAX), language);
    let efile = |office: &Office| office.standing().efile().map(|(stage, _)| stage);
    let known = data.offices.iter().filter(|office| efile(office).is_some()).count();
    let used = data.offices.iter().filter(|office| efile(office).is_some_and(EfileStage::in_use)).count();
    let (known, used, all) = (number(known), number(used), number(data.offices.len()));
    match (language, data.offices.len()) {
        (Language::German, 0) => "Für kein einzelnes Amt ist hier etwas belegt.".to_owned(),
        (Language::English, 0) => "Nothing is on record here for any single department.".to_owned(),
        (Language::German, _) => format!(
            "Zu {all} Ämtern ist etwas belegt. In {used} von {known}, bei denen der Stand bekannt ist, ist die E-Akte im Einsatz."
        ),
        (Language::English, _) => format!(
            "Something is on record for {all} departments. The e-file is in use in {used} of {known} whose state is known."
        ),
    }
}

fn share_section(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    (!data.shares.is_empty()).then(|| {
        let intro =
            language.pick("Was aus den einzelnen Ämtern folgt", "What follows from the single departments");
        view! {
            <section class="section">
                {section_head(language.pick("Anteile", "Shares"), intro).into_any()}
                {shares(&data.shares, language).into_any()}
            </section>
        }
    })
}

fn nothing(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let name = data.body.name.clone();
    let question = match language {
        Language::German => format!(
            "In welchen Ämtern von {name} ist die E-Akte eingeführt, seit wann, an wie vielen Arbeitsplätzen, und wo ist Antragsmanagement-Software im Einsatz?"
        ),
        Language::English => format!(
            "In which departments of {name} is the e-file in use, since when, at how many workplaces, and where is application-management software in use?"
        ),
    };
    view! {
        <ul class="asks ledger"><li>
            <div class="asks__topic ledger__topic">{progress(Progress::Unknown, language.pick("Ämter", "Departments"))}</div>
            <div class="asks__q">{question}</div>
            <div class="asks__state mark--open">{language.pick("keine Angabe", "nothing on record")}</div>
            <div class="asks__do">
                {ask(language.pick("Ämter", "Departments"), &about_topic(&data.body.key, "e-akte"), language)}
            </div>
        </li></ul>
    }
}

fn table(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let heads = [
        language.pick("E-Akte", "E-file"),
        language.pick("Arbeitsplätze", "Workplaces"),
        language.pick("Antrags\u{ad}management", "Application management"),
        language.pick("Messenger, Video, Geräte", "Messenger, video, devices"),
        language.pick("Stand", "Date"),
        language.pick("Beleg", "Source"),
    ];
    let rows: Vec<_> = data.offices.iter().map(|office| row(office, heads, language)).collect();
    let columns: Vec<_> = heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect();
    let caption = language.pick("Ämter", "Departments");
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=caption>
            <table class="tbl tbl--cards">
                <caption class="sr">{caption}</caption>
                <thead><tr><th scope="col">{language.pick("Amt", "Department")}</th>{columns}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(office: &Office, heads: [&'static str; 6], language: Language) -> impl IntoView + use<> {
    let standing = office.standing();
    let mark = standing.efile().map_or_else(
        || progress(Progress::Unknown, language.pick("keine Angabe", "not on record")).into_any(),
        |(found, _)| progress(found.into(), efile(found, language)).into_any(),
    );
    let details = details(&standing, language);
    let details: Vec<_> = details.into_iter().map(|text| view! { <small>{text}</small> }).collect();
    let workplaces = workplaces(&standing, language);
    let management = management(&standing, language);
    let tools = tools(&standing, language);
    let (no_workplaces, no_management, no_tools) =
        (workplaces.is_none(), management.is_none(), tools.is_empty());
    let headline = standing.efile().map(|(_, record)| record).or_else(|| standing.records().first().copied());
    let date = headline.map(|record| when(record.valid_on, &record.source, language));
    let undated = headline.is_some_and(|record| record.valid_on.is_none());
    let source = headline.map(|record| cite(&record.source, record.voice, &record.page, language));
    let tools: Vec<_> = tools.into_iter().map(|text| view! { <li>{text}</li> }).collect();
    view! {
        <tr>
            <th scope="row">{office.name()}</th>
            <td data-l=heads[0]><span>{mark}{details}</span></td>
            <td data-l=heads[1] data-none=no_workplaces.then_some("")><span>{workplaces}</span></td>
            <td data-l=heads[2] data-none=no_management.then_some("")><span>{management}</span></td>
            <td data-l=heads[3] data-none=no_tools.then_some("")><ul class="plain">{tools}</ul></td>
            <td class="when" data-l=heads[4]><span class=undated.then_some("mark--open")>{date}</span></td>
            <td data-l=heads[5]>{source}</td>
        </tr>
    }
}

fn whole(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let rows: Vec<ValueRow> = data
        .whole
        .iter()
        .map(|(title, address, shown)| ValueRow {
            subject: (title.clone(), address.clone()),
            slot: None,
            unit: String::new(),
            shown: shown.clone(),
        })
        .collect();
    (!rows.is_empty()).then(|| {
        let title = language.pick("Angaben für die ganze Verwaltung", "Figures of the whole administration");
        let intro = language.pick("Was die Kommune als Ganzes meldet", "What the body reports as a whole");
        view! {
            <section class="section">
                {section_head(title, intro).into_any()}
                {value_table(title, language.pick("Kennzahl", "Indicator"), &rows, language).into_any()}
            </section>
        }
    })
}
