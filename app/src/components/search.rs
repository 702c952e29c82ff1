//! The search for a municipality.

use domain::Language;
use leptos::prelude::*;

use crate::address::Address;

/// A search form with a visible label and examples. Works without JavaScript: a unique hit leads to the town.
pub fn search(language: Language, value: &str, examples: &[(String, Address)]) -> impl IntoView + use<> {
    let action = Address::new("/kommunen").in_language(language);
    let value = value.to_owned();
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
                {language.pick("Name oder amtlicher Schlüssel, zum Beispiel ", "Name or official key, for example ")}
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
                <input class="kern-form-input__input" id="name" name="name" type="search" autocomplete="off" spellcheck="false" value=value/>
                <button class="kern-btn kern-btn--primary" type="submit">
                    <span class="kern-label">{language.pick("Suchen", "Search")}</span>
                </button>
            </div>
            {hint}
        </form>
    }
}
