//! The page of a comparison.

use domain::{Body, Indicator, Language};
use leptos::prelude::*;
use storage::observations::MOST_BODIES;

use super::{Added, Data};
use crate::address::Address;
use crate::comparison::Comparison;
use crate::components::figure::{Depth, figure};
use crate::components::since::since;
use crate::components::values::table;
use crate::components::{link, section_head};

/// The first year that the period offers.
const FIRST_YEAR: i32 = 2010;

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
            {data.figure.as_ref().map(|drawn| figure(drawn, Depth::Page).into_any())}
            {without_figure(data).into_any()}
        </div>
        {data.since.as_ref().map(|changes| since(changes).into_any())}
        {values(data).into_any()}
    }
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

fn form(data: &Data) -> impl IntoView + use<> {
    let (language, comparison) = (data.language, &data.measured.comparison);
    let count = data.measured.bodies.len();
    let legend = match language {
        Language::German => format!("Kommunen ({count} von höchstens {MOST_BODIES})"),
        Language::English => format!("Municipalities ({count} of at most {MOST_BODIES})"),
    };
    let hidden: Vec<_> = hidden_fields(comparison)
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect();
    view! {
        <form class="bar" action=Address::new("/vergleich").in_language(language)>
            {hidden}
            <fieldset>
                <legend>{legend}</legend>
                <div class="chips">{chips(data)}</div>
            </fieldset>
            <div class="bar__grid bar__grid--5">
                <div class="field">
                    <label for="dazu">{language.pick("Kommune hinzufügen", "Add a municipality")}</label>
                    <input id="dazu" name="dazu" type="text" autocomplete="off" spellcheck="false"/>
                </div>
                {indicator_field(data).into_any()}
                {year_field("von", language.pick("Von", "From"), comparison.from, data)}
                {year_field("bis", language.pick("Bis", "To"), comparison.to, data)}
                <button class="kern-btn kern-btn--primary" type="submit">
                    <span class="kern-label">{language.pick("Anzeigen", "Show")}</span>
                </button>
            </div>
        </form>
    }
}

/// What the form keeps without showing it: bodies, and as of when.
fn hidden_fields(comparison: &Comparison) -> Vec<(&'static str, String)> {
    let bodies = comparison.bodies.iter().map(|key| ("kommunen", key.to_string()));
    let valid = comparison.valid.map(|day| ("stand", day.to_string()));
    let known = comparison.known.map(|_| ("bekannt", comparison.known_text()));
    bodies.chain(valid).chain(known).collect()
}

fn chips(data: &Data) -> Vec<impl IntoView + use<>> {
    let language = data.language;
    let chip = |(place, (body, without)): (usize, (&Body, &Address))| {
        let label = match language {
            Language::German => format!("{} entfernen", body.name),
            Language::English => format!("Remove {}", body.name),
        };
        view! {
            <span class="chip">
                <i class=format!("swatch sw-{}", place + 1)></i>
                <span class="chip__name">{body.name.clone()}</span>
                <a href=without.in_language(language) aria-label=label>"×"</a>
            </span>
        }
    };
    data.measured.bodies.iter().zip(&data.without).enumerate().map(chip).collect()
}

fn indicator_field(data: &Data) -> impl IntoView + use<> {
    let (language, chosen) = (data.language, &data.measured.comparison.indicators);
    let several = (chosen.len() > 1).then(|| {
        let value = chosen.iter().map(ToString::to_string).collect::<Vec<_>>().join("~");
        let titles = data.measured.parts.iter().map(|part| part.indicator.wording(language).title.clone());
        let titles = titles.collect::<Vec<_>>().join(" + ");
        view! { <option value=value selected=true>{titles}</option> }
    });
    let option = |indicator: &Indicator| {
        let selected = chosen.as_slice() == std::slice::from_ref(&indicator.slug);
        let title = indicator.wording(language).title.clone();
        view! { <option value=indicator.slug.to_string() selected=selected>{title}</option> }
    };
    let groups: Vec<_> = data
        .topics
        .iter()
        .map(|(topic, indicators)| {
            let options: Vec<_> = indicators.iter().map(option).collect();
            view! { <optgroup label=topic.clone()>{options}</optgroup> }
        })
        .collect();
    let none = chosen.is_empty().then(|| {
        view! { <option value="" selected=true>{language.pick("bitte wählen", "please choose")}</option> }
    });
    view! {
        <div class="field">
            <label for="kennzahl">{language.pick("Kennzahl", "Indicator")}</label>
            <select id="kennzahl" name="kennzahl">{none}{several}{groups}</select>
        </div>
    }
}

fn year_field(
    name: &'static str,
    label: &'static str,
    chosen: Option<i32>,
    data: &Data,
) -> impl IntoView + use<> {
    let first = chosen.map_or(FIRST_YEAR, |year| year.min(FIRST_YEAR));
    let last = chosen.map_or(data.this_year, |year| year.max(data.this_year));
    let options: Vec<_> = (first..=last)
        .rev()
        .map(|year| view! { <option value=year.to_string() selected=Some(year) == chosen>{year.to_string()}</option> })
        .collect();
    view! {
        <div class="field field--year">
            <label for=name>{label}</label>
            <select id=name name=name>
                <option value="">{data.language.pick("alle Jahre", "all years")}</option>
                {options}
            </select>
        </div>
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
                language.pick("Es sind schon acht Kommunen.", "There are eight municipalities already.");
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
        .map(|(place, (body, address))| view! { {link(body.name.clone(), address, language)}{if place < last { " · " } else { "" }} })
        .collect::<Vec<_>>()
}

/// Says that an earlier edition is shown, with the way to the newest.
fn frozen(data: &Data) -> impl IntoView + use<> {
    let (language, measured) = (data.language, &data.measured);
    measured.comparison.known.map(|_| {
        let edition = measured.edition();
        let text = match language {
            Language::German => format!("Fassung r{} vom {edition}. ", measured.revision.0),
            Language::English => format!("Edition r{} of {edition}. ", measured.revision.0),
        };
        let newest = Comparison { known: None, ..measured.comparison.clone() }.address("/vergleich");
        let way = link(language.pick("Aktuelle ansehen", "See the newest"), &newest, language);
        view! { <div class="note"><p><strong>{text}</strong>{way}</p></div> }
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
    if data.figure.is_some() {
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
    if measured.parts.is_empty() || measured.bodies.is_empty() {
        return None;
    }
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
