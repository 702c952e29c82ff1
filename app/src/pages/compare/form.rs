//! The form over a comparison: bodies, indicators, period. Every part works as a link or a field without a script.

use domain::{Body, Indicator, Language};
use leptos::prelude::*;
use storage::observations::MOST_BODIES;

use super::Data;
use crate::address::Address;
use crate::comparison::{Comparison, MOST_IN_CHART, MOST_INDICATORS, Shape};
use crate::components::search::{Choosing, town_field};
use crate::islands::years::YearSlider;

/// The first year that the period offers.
const FIRST_YEAR: i32 = 2010;

pub(super) fn form(data: &Data) -> impl IntoView + use<> {
    let (language, comparison) = (data.language, &data.measured.comparison);
    let count = data.measured.bodies.len();
    let legend = match language {
        Language::German => {
            format!("Kommunen ({count}; bis {MOST_IN_CHART} als Diagramm, bis {MOST_BODIES} als Tabelle)")
        }
        Language::English => {
            format!(
                "Municipalities ({count}; up to {MOST_IN_CHART} as a chart, up to {MOST_BODIES} as a table)"
            )
        }
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
            {indicator_chips(data)}
            <div class="bar__grid bar__grid--4">
                <div class="field">
                    <label for="dazu">{language.pick("Kommunen hinzufügen, mit Komma", "Add municipalities, with commas")}</label>
                    {town_field("dazu", &data.typed, "", Choosing::Sends, language)}
                </div>
                {indicator_field(data).into_any()}
                {period(data).into_any()}
                <button class="kern-btn kern-btn--primary" type="submit">
                    <span class="kern-label">{language.pick("Anzeigen", "Show")}</span>
                </button>
            </div>
        </form>
    }
}

/// What the form keeps without showing it: bodies with their gaps, several indicators, shape, and as of when.
fn hidden_fields(comparison: &Comparison) -> Vec<(&'static str, String)> {
    let several = comparison.indicators.iter().filter(|_| comparison.indicators.len() > 1);
    let fields = [
        Some(("kommunen", comparison.bodies_text())).filter(|(_, text)| !text.is_empty()),
        (comparison.shape != Shape::Line).then(|| ("ansicht", comparison.shape.word().to_owned())),
        comparison.valid.map(|day| ("stand", day.to_string())),
        comparison.known.map(|_| ("bekannt", comparison.known_text())),
    ];
    let indicators = several.map(|slug| ("kennzahl", slug.to_string()));
    fields.into_iter().flatten().chain(indicators).collect()
}

fn chips(data: &Data) -> Vec<impl IntoView + use<>> {
    let (language, comparison) = (data.language, &data.measured.comparison);
    let coloured = comparison.shape == Shape::Line && !comparison.indicators.is_empty();
    let chip = |(index, (body, without)): (usize, (&Body, &Address))| {
        let swatch =
            coloured.then(|| view! { <i class=format!("swatch sw-{}", comparison.place(index) + 1)></i> });
        removable(swatch, body.name.clone(), without, language)
    };
    data.measured.bodies.iter().zip(&data.without).enumerate().map(chip).collect()
}

/// A chip whose cross is a link to the same page without it.
fn removable<T: IntoView>(
    swatch: Option<T>,
    name: String,
    without: &Address,
    language: Language,
) -> impl IntoView + use<T> {
    let label = match language {
        Language::German => format!("{name} entfernen"),
        Language::English => format!("Remove {name}"),
    };
    view! {
        <span class="chip">
            {swatch}
            <span class="chip__name">{name}</span>
            <a href=without.in_language(language) aria-label=label>"×"</a>
        </span>
    }
}

/// Several indicators stand as chips; a single one stands in its field.
fn indicator_chips(data: &Data) -> Option<impl IntoView + use<>> {
    let (language, measured) = (data.language, &data.measured);
    if measured.parts.len() < 2 {
        return None;
    }
    let chips: Vec<_> = measured
        .parts
        .iter()
        .map(|part| {
            let without = measured.comparison.without_indicator(&part.indicator.slug).address("/vergleich");
            removable(None::<()>, part.indicator.wording(language).title.clone(), &without, language)
        })
        .collect();
    Some(view! {
        <fieldset>
            <legend>{language.pick("Kennzahlen, jede auf eigener Achse", "Indicators, each on an axis of its own")}</legend>
            <div class="chips">{chips}</div>
        </fieldset>
    })
}

fn indicator_field(data: &Data) -> Option<impl IntoView + use<>> {
    let (language, chosen) = (data.language, &data.measured.comparison.indicators);
    if chosen.len() >= MOST_INDICATORS {
        return None;
    }
    let only = chosen.first().filter(|_| chosen.len() == 1);
    let option = |indicator: &Indicator| {
        let title = indicator.wording(language).title.clone();
        view! { <option value=indicator.slug.to_string() selected=Some(&indicator.slug) == only>{title}</option> }
    };
    let groups: Vec<_> = data
        .topics
        .iter()
        .map(|(topic, indicators)| {
            let options: Vec<_> = indicators
                .iter()
                .filter(|indicator| only.is_some() || !chosen.contains(&indicator.slug))
                .map(option)
                .collect();
            view! { <optgroup label=topic.clone()>{options}</optgroup> }
        })
        .collect();
    let (label, none) = if chosen.len() > 1 {
        (language.pick("Kennzahl hinzufügen", "Add an indicator"), language.pick("keine weitere", "no other"))
    } else {
        (
            language.pick("Kennzahl", "Indicator"),
            language.pick("alle Themen im Überblick", "overview of all topics"),
        )
    };
    Some(view! {
        <div class="field">
            <label for="kennzahl">{label}</label>
            <select id="kennzahl" name="kennzahl">
                <option value="" selected=only.is_none()>{none}</option>
                {groups}
            </select>
        </div>
    })
}

fn period(data: &Data) -> impl IntoView + use<> {
    let (language, comparison) = (data.language, &data.measured.comparison);
    let chosen = [comparison.from, comparison.to].into_iter().flatten();
    let (first, last) =
        chosen.fold((FIRST_YEAR, data.this_year), |(first, last), year| (first.min(year), last.max(year)));
    let (from, to) = (language.pick("Von", "From"), language.pick("Bis", "To"));
    let fields = (
        year_field("von", from, comparison.from, (first, last), language),
        year_field("bis", to, comparison.to, (first, last), language),
    );
    view! {
        <YearSlider
            first=first
            last=last
            from=comparison.from.unwrap_or(first)
            to=comparison.to.unwrap_or(last)
            labels=(from.to_owned(), to.to_owned())
        >
            {fields}
        </YearSlider>
    }
}

fn year_field(
    name: &'static str,
    label: &'static str,
    chosen: Option<i32>,
    (first, last): (i32, i32),
    language: Language,
) -> impl IntoView + use<> {
    let options: Vec<_> = (first..=last)
        .rev()
        .map(|year| view! { <option value=year.to_string() selected=Some(year) == chosen>{year.to_string()}</option> })
        .collect();
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select id=name name=name>
                <option value="">{language.pick("alle Jahre", "all years")}</option>
                {options}
            </select>
        </div>
    }
}
