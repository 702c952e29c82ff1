//! Parts of pages: plain functions from data to a view. A component's file, its class and its style sheet share a name.

pub mod answers;
pub mod ask;
pub mod changes;
pub mod figure;
pub mod files;
pub mod glossary;
pub mod mark;
pub mod pager;
pub mod promises;
pub mod record;
pub mod report;
pub mod search;
pub mod shares;
pub mod since;
pub mod sparkline;
pub mod values;

use domain::Language;
use leptos::prelude::*;

use crate::address::Address;

/// A link within the site, in the reader's language.
pub fn link<T: Into<String>>(title: T, address: &Address, language: Language) -> impl IntoView + use<T> {
    let (title, href): (String, String) = (title.into(), address.in_language(language));
    view! { <a href=href>{title}</a> }
}

/// A link to a source. Only addresses that the domain has checked get here.
pub fn source_link(title: &str, address: &str) -> impl IntoView + use<> {
    let (title, href) = (title.to_owned(), address.to_owned());
    view! { <a href=href rel="noopener">{title}</a> }
}

/// The way to everything that rests on a document.
pub fn all_of(source: &domain::Source, language: Language) -> impl IntoView + use<> {
    link(
        language.pick("alle Angaben daraus", "all that rests on it"),
        &crate::pages::source::address_of(source),
        language,
    )
}

/// The heading of a section.
pub fn section_head<T: Into<String>, I: Into<String>>(title: T, intro: I) -> impl IntoView + use<T, I> {
    let (title, intro): (String, String) = (title.into(), intro.into());
    view! {
        <div class="section__head">
            <h2>{title}</h2>
            {(!intro.is_empty()).then(|| view! { <p>{intro}</p> })}
        </div>
    }
}
