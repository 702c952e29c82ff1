//! The search for a municipality, and the field for one in other forms.

use domain::Language;
use leptos::prelude::*;

use crate::address::Address;
use crate::islands::town_field::TownField;

/// What choosing a proposal of a [`town_field`] does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choosing {
    /// Leads to the page of the municipality.
    Leads,
    /// Puts its key into the field and sends the form.
    Sends,
}

/// A text field that proposes municipalities; without a script a plain one. `id` names field and parameter.
pub fn town_field(
    id: &'static str,
    value: &str,
    class: &'static str,
    choosing: Choosing,
    language: Language,
) -> AnyView {
    view! {
        <TownField
            id=id.to_owned()
            name=id.to_owned()
            value=value.to_owned()
            class=class.to_owned()
            source=Address::new("/kommunen/vorschlaege.json").in_language(language)
            list_label=language.pick("Vorschläge", "Suggestions").to_owned()
            counted=language.pick("Vorschläge", "suggestions").to_owned()
            leads_there=choosing == Choosing::Leads
        />
    }
    .into_any()
}

/// A search form with a visible label and examples. Works without JavaScript: a unique hit leads to the town.
pub fn search(language: Language, value: &str, examples: &[(String, Address)]) -> impl IntoView + use<> {
    let action = Address::new("/kommunen").in_language(language);
    let hint = (!examples.is_empty()).then(|| {
        let count = examples.len();
        let links: Vec<_> = examples
            .iter()
            .enumerate()
            .map(|(place, (name, address))| {
                let after = if place + 1 < count { ", " } else { "" };
                view! { {super::link(name.clone(), address, language)}{after} }
            })
            .collect();
        view! {
            <p class="search__hint">
                {language.pick(
                    "Name, Postleitzahl der Verwaltung oder amtlicher Schlüssel, zum Beispiel ",
                    "Name, postcode of the town hall or official key, for example ",
                )}
                {links}
            </p>
        }
    });
    view! {
        <form class="search" role="search" action=action>
            <label class="search__label" for="name">
                {language.pick("Stadt, Gemeinde oder Kreis suchen", "Find a town, municipality or district")}
            </label>
            <div class="search__row">
                {town_field("name", value, "kern-form-input__input", Choosing::Leads, language)}
                <button class="kern-btn kern-btn--primary" type="submit">
                    <span class="kern-label">{language.pick("Suchen", "Search")}</span>
                </button>
            </div>
            {hint}
        </form>
    }
}

/// A form that searches a page's own list by words, without proposals.
pub fn words_form(
    path: &'static str,
    label: &'static str,
    words: &str,
    language: Language,
) -> impl IntoView + use<> {
    view! {
        <form class="search" role="search" action=Address::new(path).in_language(language)>
            <label class="search__label" for="q">{label}</label>
            <div class="search__row">
                <input class="kern-form-input__input" id="q" name="q" type="search" autocomplete="off" maxlength="100" value=words.to_owned()/>
                <button class="kern-btn kern-btn--primary" type="submit">
                    <span class="kern-label">{language.pick("Suchen", "Search")}</span>
                </button>
            </div>
        </form>
    }
}
