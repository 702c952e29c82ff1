//! The links at the foot of every page.

use domain::Language;
use leptos::prelude::*;

use crate::address::path_in;
use crate::routes;

/// Address, title in German and English. A line whose page does not exist is left out; files (with a dot in their
/// name) are no pages and always stand.
const LINKS: &[(&str, &str, &str)] = &[
    ("/zusagen", "Zusagen", "Promises"),
    ("/leistungen", "Leistungen", "Services"),
    ("/produkte", "Produkte", "Products"),
    ("/anfragen", "Anfragen", "Inquiries"),
    ("/methodik", "Methodik", "Method"),
    ("/glossar", "Glossar", "Glossary"),
    ("/daten", "Offene Daten", "Open data"),
    ("/feed.atom", "Änderungen abonnieren", "Subscribe to changes"),
    ("/impressum", "Impressum", "Imprint"),
    ("/datenschutz", "Datenschutz", "Privacy"),
    ("/barrierefreiheit", "Barrierefreiheit", "Accessibility"),
];

/// The list of links.
pub fn links(language: Language) -> impl IntoView + use<> {
    let there = LINKS.iter().filter(|(path, ..)| path.contains('.') || routes::has(path));
    let items: Vec<_> = there
        .map(|(path, german, english)| {
            view! { <li><a href=path_in(path, language)>{language.pick(*german, *english)}</a></li> }
        })
        .collect();
    view! {
        <nav aria-label=language.pick("Weitere Seiten", "More pages")>
            <ul>{items}</ul>
        </nav>
    }
}
