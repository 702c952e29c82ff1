//! The head of the page: who the body is, how much is known, and what to do next.

use domain::{Body, Language, Level, format};
use leptos::prelude::*;

use super::topics::TopicPart;
use super::{Data, since};
use crate::address::Address;
use crate::components::link;
use crate::components::mark::{Known, StripCell, strip};
use crate::dossier::answers::with_an_answer;
use crate::dossier::last_day;

pub(super) fn head(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    view! {
        <div class="place">
            <h1>{data.body.name.clone()}</h1>
            {facts(data).into_any()}
            {closed(data).into_any()}
        </div>
        <div class="lead lead--even placegrid">
            <div class="place__l">
                <p class="place__sum">{summary(data)}</p>
                {strip(&cells(&data.topics, language), language).into_any()}
                {of_the_district(data).into_any()}
                {actions(data).into_any()}
            </div>
            {since::panel(data).into_any()}
        </div>
    }
}

fn page(body: &Body) -> Address {
    Address::new(format!("/kommunen/{}", body.key))
}

fn facts(data: &Data) -> impl IntoView + use<> {
    let (body, language) = (&data.body, data.language);
    let text = |text: String| view! { <span>{text}</span> }.into_any();
    let parent = |parent: &Body| {
        view! { <span>{link(parent.name.clone(), &page(parent), language)}</span> }.into_any()
    };
    let mut facts = vec![text(body.kind.clone())];
    facts.extend(data.verband.iter().map(parent));
    facts.extend(data.kreis.iter().map(parent));
    facts.extend(data.land.iter().filter(|land| land.name != body.name).map(|land| text(land.name.clone())));
    facts.extend(body.population.map(|(count, on)| {
        let people = language.pick("Einwohner", "inhabitants");
        text(format!("{} {people} ({})", format::integer(count, language), format::day(on, language)))
    }));
    let key = if body.key.level() == Level::Gemeinde { "AGS" } else { language.pick("Schlüssel", "key") };
    facts.push(text(format!("{key} {}", body.key)));
    view! { <div class="place__facts">{facts}</div> }
}

/// What became of a body that the register no longer has.
fn closed(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    data.body.closed_on.map(|on| {
        let day = format::day(on, language);
        let text = match language {
            Language::German => format!("Diese Kommune steht im Verzeichnis vom {day} nicht mehr. "),
            Language::English => format!("The register of {day} no longer has this body. "),
        };
        let successor = data.successor.as_ref().map(|body| {
            view! { {language.pick("Aufgegangen in ", "Became part of ")}{link(body.name.clone(), &page(body), language)}". " }
        });
        let rest = language.pick("Ihre Angaben bleiben hier stehen.", "What is on record stays here.");
        view! { <div class="note"><p><strong>{text}</strong>{successor}{rest}</p></div> }
    })
}

/// How much is known, in a few sentences: topics, newest date, and the questions of the own inquiry.
fn summary(data: &Data) -> String {
    let language = data.language;
    let known = data.topics.iter().filter(|topic| topic.has_value()).count();
    let values = data.topics.iter().flat_map(TopicPart::values);
    let values = values.filter_map(|(_, shown)| Some((last_day(shown)?, shown.date.clone())));
    let lines = data.topics.iter().flat_map(|topic| &topic.lines).filter_map(|line| line.newest);
    let lines = lines.map(|date| (date.last_day(), format::date(date, language)));
    let newest = values.chain(lines).max_by_key(|(day, _)| *day).map(|(_, date)| date);
    let newest = newest.as_deref();
    let known_part = match (language, known) {
        (Language::German, 0) if data.recorded != (0, 0) => "Zu keinem der 14 Themen ist hier eine Kennzahl belegt.".to_owned(),
        (Language::English, 0) if data.recorded != (0, 0) => "No indicator of the 14 topics is on record here.".to_owned(),
        (Language::German, 0) => "Zu keinem der 14 Themen ist hier etwas belegt. Das sagt nichts über die Verwaltung, nur über unser Wissen.".to_owned(),
        (Language::English, 0) => "Nothing is on record here for any of the 14 topics. That says nothing about the administration, only about what we know.".to_owned(),
        (Language::German, _) => format!("{known} von 14 Themen belegt, {}.", newest_part(newest, language)),
        (Language::English, _) => format!("{known} of 14 topics on record, {}.", newest_part(newest, language)),
    };
    let open = data.topics.iter().filter(|topic| topic.known() == Known::Part).count();
    let open_part = match (language, open) {
        (_, 0) => String::new(),
        (Language::German, 1) => " Bei einem davon bleibt die Kernfrage offen.".to_owned(),
        (Language::German, _) => format!(" Bei {open} davon bleibt die Kernfrage offen."),
        (Language::English, _) => format!(" The core question stays open in {open} of them."),
    };
    known_part + &open_part + &one_by_one(data) + &of_the_inquiry(data)
}

/// " Einzeln erfasst sind 21 Leistungen und 8 Ämter."
fn one_by_one(data: &Data) -> String {
    let language = data.language;
    let counted = |count: usize, one: (&str, &str), many: (&str, &str)| {
        let (german, english) = if count == 1 { one } else { many };
        (count > 0).then(|| format!("{count} {}", language.pick(german, english)))
    };
    let (services, departments) = data.recorded;
    let parts = [
        counted(services, ("Leistung", "service"), ("Leistungen", "services")),
        counted(departments, ("Amt", "department"), ("Ämter", "departments")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let verb = match (language, services + departments) {
        (_, 0) => return String::new(),
        (Language::German, 1) => "Einzeln erfasst ist",
        (Language::German, _) => "Einzeln erfasst sind",
        (Language::English, _) => "Single records:",
    };
    format!(" {verb} {}.", parts.join(language.pick(" und ", " and ")))
}

/// How fresh it is.
fn newest_part(date: Option<&str>, language: Language) -> String {
    match (date, language) {
        (Some(date), Language::German) => format!("jüngster Beleg: {date}"),
        (Some(date), Language::English) => format!("newest evidence: {date}"),
        (None, _) => language.pick("alles ohne Datum", "all of it without a date").to_owned(),
    }
}

/// "Von den 6 Fragen der Anfrage vom … sind hier 2 mit Angaben."
fn of_the_inquiry(data: &Data) -> String {
    let own = data.asked.shown.as_ref().filter(|(inquiry, _)| inquiry.body == data.body.key);
    let Some((inquiry, questions)) = own else { return String::new() };
    let (all, some) = (questions.len(), with_an_answer(questions));
    let name = crate::components::answers::dated_name(inquiry, data.language);
    match data.language {
        Language::German if all == 1 => {
            let told = if some == 1 { "gibt es Angaben" } else { "ist hier nichts erfasst" };
            format!(" Zur Frage der {name} {told}.")
        }
        Language::German => format!(" Von den {all} Fragen der {name} haben hier {some} eine Angabe."),
        Language::English => {
            format!(" Of the questions of {name}, {some} of {all} have something on record here.")
        }
    }
}

fn cells(topics: &[TopicPart], language: Language) -> Vec<StripCell> {
    let cell = |topic: &TopicPart| StripCell {
        anchor: topic.topic.slug.to_string(),
        title: topic.topic.title.get(language).to_owned(),
        known: topic.known(),
    };
    topics.iter().map(cell).collect()
}

/// Much of what people ask a town about is decided elsewhere.
fn of_the_district(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let parents: Vec<_> = data
        .verband
        .iter()
        .chain(&data.kreis)
        .map(|parent| view! { " "{link(parent.name.clone(), &page(parent), language)} })
        .collect();
    let text = match (data.verband.is_some(), data.kreis.is_some()) {
        (true, true) => language.pick(
            "Vieles ist Sache des Verbands und des Kreises:",
            "Much is up to association and district:",
        ),
        (true, false) => language.pick("Vieles ist Sache des Verbands:", "Much is up to the association:"),
        (false, true) => language.pick("Vieles ist Sache des Kreises:", "Much is up to the district:"),
        (false, false) => return None,
    };
    Some(view! { <p class="muted">{text}{parents}</p> })
}

fn actions(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let open = data.topics.iter().filter(|topic| topic.known() != Known::Core).count();
    let draft = Address::new("/anfragen/entwurf").with("kommune", data.body.key.as_str());
    let title = match (language, open) {
        (Language::German, 0) => "Anfrage entwerfen".to_owned(),
        (Language::German, 1) => "Anfrage zum offenen Thema entwerfen".to_owned(),
        (Language::German, _) => format!("Anfrage aus {open} offenen Themen entwerfen"),
        (Language::English, 0) => "Draft an inquiry".to_owned(),
        (Language::English, 1) => "Draft an inquiry about the open topic".to_owned(),
        (Language::English, _) => format!("Draft an inquiry about {open} open topics"),
    };
    view! {
        <div class="actions">
            <div class="btn-row">
                <a class="kern-btn kern-btn--primary" href=draft.in_language(language)>
                    <span class="kern-label">{title}</span>
                </a>
                {link(language.pick("Mit anderen vergleichen", "Compare with others"), &data.compare, language)}
            </div>
            <p class="actions__more">{parts(&data.body, language)}</p>
        </div>
    }
}

/// The pages that tell more about this body.
fn parts(body: &Body, language: Language) -> impl IntoView + use<> {
    let parts = [
        ("leistungen", "Leistungen", "Services"),
        ("aemter", "Ämter", "Departments"),
        ("zusagen", "Zusagen", "Promises"),
        ("verlauf", "Änderungen", "Changes"),
    ];
    let links = parts.map(|(part, german, english)| {
        let address = Address::new(format!("/kommunen/{}/{part}", body.key));
        view! { {link(language.pick(german, english), &address, language)}" " }
    });
    links.into_iter().collect::<Vec<_>>()
}
