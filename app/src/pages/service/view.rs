//! The page of one service.

use domain::service::{Place, Rule, Standing, Tier};
use domain::{Language, PartialDate, format};
use leptos::prelude::*;
use storage::services::standings::{STAGES, Told};

use super::{Data, ROWS};
use crate::address::Address;
use crate::components::figure::{Depth, figure};
use crate::components::files::{addresses, files};
use crate::components::pager::pager;
use crate::components::record::{Progress, cite, level, progress, since, stage, when, yes_no};
use crate::components::{link, section_head};

pub(super) fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let list = addresses(|extension| data.state.under(&format!("/kommunen.{extension}")));
    view! {
        <div class="place">
            <h1>{data.service.name(language).to_owned()}</h1>
            <p class="place__sum">{summary(data)}</p>
        </div>
        <section class="section">
            <dl class="dl">{facts(data)}</dl>
        </section>
        <section class="section">
            {section_head(language.pick("Wer wie weit ist", "Who is how far"), "").into_any()}
            <form class="bar" action=Address::new(format!("/leistungen/{}", data.service.slug)).in_language(language)>
                <div class="bar__grid bar__grid--3">
                    {data.state.moment.field(language)}
                    <button class="kern-btn kern-btn--secondary" type="submit">
                        <span class="kern-label">{language.pick("Anzeigen", "Show")}</span>
                    </button>
                </div>
            </form>
            {data.state.moment.note(language).map(|note| view! { <p class="fig__note">{note}</p> })}
            {if data.total() == 0 { nothing(language).into_any() } else { table(data).into_any() }}
            {pager(data.state.page, data.total(), ROWS, language, |page| data.state.at(page)).into_any()}
            {(data.total() > 0).then(|| files(&list, language))}
        </section>
        {growth(data).into_any()}
    }
}

fn summary(data: &Data) -> String {
    let language = data.language;
    let number = |count: i64| format::integer(count, language);
    let (live, all) = (number(data.counts[0]), number(data.total()));
    match (language, data.total()) {
        (Language::German, 0) => "Zu keiner Kommune ist hier etwas belegt.".to_owned(),
        (Language::English, 0) => "Nothing is on record here for any municipality.".to_owned(),
        (Language::German, 1) => "Zu einer einzigen Kommune ist hier etwas belegt.".to_owned(),
        (Language::English, 1) => "Something is on record here for a single municipality.".to_owned(),
        (Language::German, _) => format!("Zu {all} Kommunen ist etwas belegt, online ist sie in {live}."),
        (Language::English, _) => {
            format!("Something is on record for {all} municipalities, it is online in {live}.")
        }
    }
}

fn facts(data: &Data) -> Vec<AnyView> {
    let (language, service) = (data.language, &data.service);
    let mut facts = vec![(language.pick("Themenfeld", "Field"), service.field.clone())];
    if !service.bundle.is_empty() {
        let text = format!("{} {}", service.bundle, service.bundle_name);
        facts.push((language.pick("OZG-Bündel", "OZG bundle"), text));
    }
    let none = language.pick("keiner bekannt", "none known").to_owned();
    let key = if service.leika.is_empty() { none } else { service.leika.clone() };
    facts.push((language.pick("LeiKa-Schlüssel", "LeiKa key"), key));
    let fee = match service.fee {
        Some(yes) => yes_no(yes, language).to_owned(),
        None => {
            language.pick("je nach Ort, oder nicht bekannt", "depends on the place, or not known").to_owned()
        }
    };
    facts.push((language.pick("Mit Gebühr", "With a fee"), fee));
    facts.push((language.pick("Zuständig", "Responsible"), responsible(&data.rules, language)));
    facts.push((language.pick("Katalog", "Catalogue"), service.catalogue.clone()));
    facts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| view! { <dt>{name}</dt><dd>{text}</dd> }.into_any())
        .collect()
}

/// The rules in words.
fn responsible(rules: &[Rule], language: Language) -> String {
    if rules.is_empty() {
        return language
            .pick(
                "von Land zu Land verschieden; hier gibt es keine sichere Regel",
                "differs; there is no sure rule here",
            )
            .to_owned();
    }
    let texts: Vec<String> = rules.iter().map(|rule| one_rule(rule, language)).collect();
    texts.join("; ")
}

fn one_rule(rule: &Rule, language: Language) -> String {
    // A rule for towns that are districts alone says nothing about any other.
    if rule.places == [Place::Kreisfrei] {
        return language
            .pick(
                "in kreisfreien Städten die Stadt, sonst nicht sicher",
                "the town where it is a district, else not sure",
            )
            .to_owned();
    }
    let tier = match rule.tier {
        Tier::Gemeinde => {
            language.pick("Stadt oder Gemeinde (oder ihr Verband)", "the municipality (or its association)")
        }
        Tier::Verband => language.pick("Gemeindeverband", "the association"),
        Tier::Kreis => {
            language.pick("Landkreis oder kreisfreie Stadt", "the district, or the town that is one")
        }
        Tier::Land => language.pick("Land", "the Land"),
        Tier::Bund => language.pick("Bund", "the federation"),
    };
    if rule.laender.is_empty() {
        return tier.to_owned();
    }
    let names: Vec<&str> = rule.laender.iter().map(|number| land(number)).collect();
    format!("{tier} ({})", names.join(", "))
}

/// The name of a Land by its number.
fn land(number: &str) -> &str {
    match number {
        "01" => "Schleswig-Holstein",
        "02" => "Hamburg",
        "03" => "Niedersachsen",
        "04" => "Bremen",
        "05" => "Nordrhein-Westfalen",
        "06" => "Hessen",
        "07" => "Rheinland-Pfalz",
        "08" => "Baden-Württemberg",
        "09" => "Bayern",
        "10" => "Saarland",
        "11" => "Berlin",
        "12" => "Brandenburg",
        "13" => "Mecklenburg-Vorpommern",
        "14" => "Sachsen",
        "15" => "Sachsen-Anhalt",
        "16" => "Thüringen",
        other => other,
    }
}

fn nothing(language: Language) -> impl IntoView {
    view! {
        <div class="note"><p>
            <strong>{language.pick("Hier ist noch nichts belegt.", "Nothing is on record here yet.")}</strong>" "
            {language.pick(
                "Eine fehlende Angabe sagt nichts darüber, ob es die Leistung online gibt.",
                "A missing record says nothing about whether the service is online.",
            )}
        </p></div>
    }
}

fn table(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let heads = [
        language.pick("Umsetzung", "State"),
        language.pick("Online seit", "Online since"),
        language.pick("Zugesagt für", "Promised for"),
        language.pick("Produkt", "Product"),
        language.pick("Stand", "Date"),
        language.pick("Beleg", "Source"),
    ];
    let rows: Vec<_> = data.towns.iter().map(|town| row(data, town, heads)).collect();
    let columns: Vec<_> = heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect();
    let caption = language.pick("Wer wie weit ist", "Who is how far");
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=caption>
            <table class="tbl tbl--cards">
                <caption class="sr">{caption}</caption>
                <thead><tr><th scope="col">{language.pick("Kommune", "Municipality")}</th>{columns}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(data: &Data, town: &Told, heads: [&'static str; 6]) -> impl IntoView + use<> {
    let language = data.language;
    let standing = Standing::of(&town.records);
    let record = standing.stage_record();
    let mark = record.and_then(|record| record.stage).map_or_else(
        || progress(Progress::Unknown, language.pick("keine Angabe", "not on record")).into_any(),
        |found| progress(found.into(), stage(found, language)).into_any(),
    );
    let level = standing.level().map(|found| level(found, data.catalogue.services(), language));
    let since = since(&standing, language);
    let due = promised(&standing, language);
    let product = standing.product().map(|(product, _)| product.to_owned());
    let (no_since, no_due, no_product) = (since.is_none(), due.is_none(), product.is_none());
    let held = record.map(|record| when(record.valid_on, &record.source, language));
    let undated = record.is_some_and(|record| record.valid_on.is_none());
    let source = record.map(|record| cite(&record.source, record.voice, &record.page, language));
    let address = Address::new(format!("/kommunen/{}/leistungen", town.key));
    view! {
        <tr>
            <th scope="row">{link(town.name.clone(), &address, language)}</th>
            <td data-l=heads[0]><span>{mark}{level.map(|level| view! { <small>{level}</small> })}</span></td>
            <td data-l=heads[1] data-none=no_since.then_some("")><span>{since}</span></td>
            <td data-l=heads[2] data-none=no_due.then_some("")><span>{due}</span></td>
            <td data-l=heads[3] data-none=no_product.then_some("")><span>{product}</span></td>
            <td class="when" data-l=heads[4]><span class=undated.then_some("mark--open")>{held}</span></td>
            <td data-l=heads[5]>{source}</td>
        </tr>
    }
}

/// The promise with the day on which it was on record, kept or not.
fn promised(standing: &Standing<'_>, language: Language) -> Option<String> {
    let (due, record) = standing.newest(|record| record.due)?;
    let said = when(record.valid_on, &record.source, language);
    let due = format::date(due, language);
    Some(match language {
        Language::German => format!("{due} (Angabe: {said})"),
        Language::English => format!("{due} (said: {said})"),
    })
}

fn growth(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    (!data.growth.is_empty()).then(|| {
        let heads = STAGES.map(|found| stage(found, language));
        let rows: Vec<_> = data
            .growth
            .iter()
            .map(|point| {
                let cells: Vec<_> = point
                    .counts
                    .iter()
                    .zip(heads)
                    .map(|(count, head)| view! { <td class="n" data-l=head><span>{count.to_string()}</span></td> })
                    .collect();
                let day = format::date(PartialDate::Day(point.day), language);
                view! { <tr><th scope="row">{day}</th>{cells}</tr> }
            })
            .collect();
        let columns: Vec<_> = heads.into_iter().map(|head| view! { <th scope="col" class="n">{head}</th> }).collect();
        let title = language.pick("Entwicklung", "Development");
        let intro = language.pick(
            "Zahl der Kommunen, von denen es bis zu diesem Tag eine datierte Angabe gibt",
            "Number of municipalities with a dated record by that day",
        );
        view! {
            <section class="section">
                {section_head(title, intro).into_any()}
                {data.figure.as_ref().map(|drawn| figure(drawn, Depth::Section))}
                <div class="table-scroll" tabindex="0" role="region" aria-label=title>
                    <table class="tbl tbl--cards">
                        <caption class="sr">{title}</caption>
                        <thead><tr><th scope="col">{language.pick("Stand am", "As of")}</th>{columns}</tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
    })
}
