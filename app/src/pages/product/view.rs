//! The page of one product.

use domain::{Language, format};
use leptos::prelude::*;

use super::{Data, Kind, ROWS, Row, changes};
use crate::address::Address;
use crate::components::ask::ask;
use crate::components::files::{addresses, files};
use crate::components::pager::pager;
use crate::components::values::evidence;
use crate::components::{link, section_head};
use crate::text::municipalities;

pub(super) fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let title = language.pick("Wer es nutzt", "Who uses it");
    view! {
        <div class="place">
            <h1>{data.name.clone()}</h1>
            <p class="place__sum">{summary(data)}</p>
        </div>
        <section class="section">
            <dl class="dl">{facts(data)}</dl>
        </section>
        <section class="section stack">
            {section_head(title, "").into_any()}
            {form(data).into_any()}
            {data.state.moment.note(language).map(|note| view! { <p class="fig__note">{note}</p> })}
            {if data.rows.is_empty() { nothing(data).into_any() } else { table(title, data).into_any() }}
            {pager(data.state.page, data.total, ROWS, language, |page| data.state.at_page(page)).into_any()}
            {(!data.rows.is_empty()).then(|| view! { <p class="fig__note">{since_when(language)}</p> })}
            {take(data).into_any()}
        </section>
        {changes::view(data).into_any()}
        <section class="section stack">
            {section_head(language.pick("Ihre Kommune fehlt hier?", "Is your municipality missing?"), "").into_any()}
            {questions(data)}
        </section>
    }
}

/// How many use it, of how many that are known.
fn summary(data: &Data) -> String {
    let language = data.language;
    let not_here = language.pick(
        "Wer nicht hier steht, nutzt ein anderes Produkt oder ist nicht erfasst.",
        "Those not listed use another product or have not been recorded.",
    );
    let part = |kind: &Kind| {
        let said = users_of(kind, language);
        let title = &kind.indicator.wording(language).title;
        if data.kinds.len() > 1 { format!("{said} ({title})") } else { said }
    };
    if data.kinds.iter().all(|kind| kind.known == 0) {
        let nothing =
            language.pick("Zu keiner Kommune ist hier etwas belegt.", "No municipality is on record here.");
        return format!("{nothing} {not_here}");
    }
    let parts: Vec<String> = data.kinds.iter().map(part).collect();
    format!("{}. {not_here}", parts.join(". "))
}

/// "Belegt bei 42 von 133 Kommunen mit Angabe".
fn users_of(kind: &Kind, language: Language) -> String {
    let (users, known) = (format::integer(kind.users, language), municipalities(kind.known, language));
    match (language, kind.users, kind.known) {
        (Language::German, 0, 1) => "Bei der einzigen Kommune mit Angabe nicht belegt".to_owned(),
        (Language::German, 1, 1) => "Belegt bei der einzigen Kommune mit Angabe".to_owned(),
        (Language::German, 0, _) => format!("Belegt bei keiner von {known} mit Angabe"),
        (Language::German, 1, _) => format!("Belegt bei einer von {known} mit Angabe"),
        (Language::German, ..) => format!("Belegt bei {users} von {known} mit Angabe"),
        (Language::English, 0, 1) => "Not on record with the only municipality that has data".to_owned(),
        (Language::English, 1, 1) => "On record with the only municipality that has data".to_owned(),
        (Language::English, 0, _) => format!("On record with none of {known} that have data"),
        (Language::English, ..) => format!("On record with {users} of {known} that have data"),
    }
}

fn facts(data: &Data) -> Vec<AnyView> {
    let language = data.language;
    let fact = |kind: &Kind| {
        let words = kind.indicator.wording(language);
        let indicator = Address::new(format!("/kennzahlen/{}", kind.indicator.slug));
        view! {
            <dt>{language.pick("Kennzahl", "Indicator")}</dt>
            <dd>{link(words.title.clone(), &indicator, language)}</dd>
            <dt>{language.pick("Gezählt wird", "What is counted")}</dt>
            <dd>{words.counting_rule.clone()}</dd>
        }
        .into_any()
    };
    data.kinds.iter().map(fact).collect()
}

fn form(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    view! {
        <form class="bar" action=Address::new(format!("/produkte/{}", data.state.slug)).in_language(language)>
            <div class="bar__grid bar__grid--3">
                {data.state.moment.field(language)}
                <button class="kern-btn kern-btn--secondary" type="submit">
                    <span class="kern-label">{language.pick("Anzeigen", "Show")}</span>
                </button>
            </div>
        </form>
    }
}

fn nothing(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let strong = if data.total > 0 {
        language.pick("So viele Seiten hat die Liste nicht.", "The list has not that many pages.")
    } else {
        language.pick(
            "Bei keiner Kommune ist dieses Produkt belegt.",
            "No municipality is on record with this product.",
        )
    };
    let why = language.pick(
        "Eine fehlende Angabe sagt nichts darüber, ob es jemand nutzt.",
        "A missing record says nothing about whether anybody uses it.",
    );
    view! { <div class="note"><p><strong>{strong}</strong>" "{(data.total == 0).then_some(why)}</p></div> }
}

const fn since_when(language: Language) -> &'static str {
    language.pick(
        "„Belegt seit“ nennt den ältesten Beleg, nach dem kein anderes Produkt genannt wird. Eingeführt wurde das Produkt womöglich früher.",
        "“On record since” is the oldest record after which no other product is named. The product may have been in use before.",
    )
}

fn table(caption: &'static str, data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let heads = Heads::new(data);
    let rows: Vec<_> = data.rows.iter().map(|row| line(row, heads, data)).collect();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=caption>
            <table class="tbl tbl--cards">
                <caption class="sr">{caption}</caption>
                <thead><tr>
                    <th scope="col">{language.pick("Kommune", "Municipality")}</th>
                    {heads.kind.map(|head| view! { <th scope="col">{head}</th> })}
                    <th scope="col" class="n">{heads.people}</th>
                    <th scope="col">{heads.since}</th>
                    <th scope="col">{heads.date}</th>
                    <th scope="col">{heads.source}</th>
                    <th scope="col">{heads.note}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// The words over the columns; the cells of a phone repeat them.
#[derive(Clone, Copy)]
struct Heads {
    /// Only where the product stands under several kinds of software.
    kind: Option<&'static str>,
    people: &'static str,
    since: &'static str,
    date: &'static str,
    source: &'static str,
    note: &'static str,
}

impl Heads {
    fn new(data: &Data) -> Self {
        let language = data.language;
        Self {
            kind: (data.kinds.len() > 1).then(|| language.pick("Als", "As")),
            people: language.pick("Einwohner", "Inhabitants"),
            since: language.pick("Belegt seit", "On record since"),
            date: language.pick("Stand", "Date"),
            source: language.pick("Beleg", "Source"),
            note: language.pick("Anmerkung", "Note"),
        }
    }
}

fn line(row: &Row, heads: Heads, data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let town = Address::new(format!("/kommunen/{}", row.body.key));
    let closed = row.body.closed_on.map(|_| language.pick(" (aufgelöst)", " (dissolved)"));
    let kind = heads.kind.zip(data.kinds.get(row.kind)).map(|(head, kind)| {
        view! { <td data-l=head><span>{kind.indicator.wording(language).title.clone()}</span></td> }
    });
    let (people, on) = row.body.population.map_or_else(Default::default, |(count, on)| {
        (format::integer(count, language), format::day(on, language))
    });
    let since = row.since.valid_on.map(|date| format::date(date, language));
    let (no_people, no_since) = (people.is_empty(), since.is_none());
    let old = row
        .stale
        .then(|| view! { <small class="mark--open">{language.pick("veraltet", "out of date")}</small> });
    let observation = &row.shown.observation;
    let (undated, no_note) = (observation.valid_on.is_none(), observation.note.is_empty());
    view! {
        <tr>
            <th scope="row">{link(row.body.name.clone(), &town, language)}{closed}<small>{row.land.clone()}</small></th>
            {kind}
            <td class="n" data-l=heads.people data-none=no_people.then_some("")><span title=on>{people}</span></td>
            <td class="when" data-l=heads.since data-none=no_since.then_some("")><span>{since}</span></td>
            <td class="when" data-l=heads.date><span class=undated.then_some("mark--open")>{row.shown.date.clone()}{old}</span></td>
            <td data-l=heads.source>{evidence(&row.shown, language)}</td>
            <td data-l=heads.note data-none=no_note.then_some("")><span>{observation.note.clone()}</span></td>
        </tr>
    }
}

fn take(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let list = addresses(|extension| data.state.at(&format!("/kommunen.{extension}")));
    files(&list, language)
}

/// The ready questions, one for each kind of software.
fn questions(data: &Data) -> Vec<AnyView> {
    let language = data.language;
    let question = |kind: &Kind| {
        let words = kind.indicator.wording(language);
        let draft = Address::new("/anfragen/entwurf").with("thema", kind.indicator.topic.as_str());
        view! { <p>{words.question.clone()}" "{ask(&words.title, &draft, language)}</p> }.into_any()
    };
    data.kinds.iter().map(question).collect()
}
