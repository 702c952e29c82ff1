//! Where a list can be taken away as a file.

use domain::{BodyKey, Language};
use exchange::export::Format;
use leptos::prelude::*;

use crate::address::Address;

/// The addresses of a list's files, one for each extension.
pub fn addresses(at: impl Fn(&str) -> Address) -> Vec<(&'static str, Address)> {
    Format::ALL.iter().map(|format| (format.extension(), at(format.extension()))).collect()
}

/// The files of a list in every format.
pub fn files(addresses: &[(&'static str, Address)], language: Language) -> impl IntoView + use<> {
    let links: Vec<_> = addresses
        .iter()
        .map(|(extension, address)| {
            view! { <a href=address.in_language(language) download="">{extension.to_uppercase()}</a>" " }
        })
        .collect();
    view! { <p class="take"><span>{language.pick("Mitnehmen", "Take away")}</span>{links}</p> }
}

const FILL_IN: &str = "tabelle";

/// The way to the tables further down a page.
pub fn jump_to_fill_in(language: Language) -> impl IntoView {
    let title = language.pick("Tabelle zum Ausfüllen", "Table to fill in");
    view! { <a href=format!("#{FILL_IN}")>{title}</a> }
}

/// The tables with which an administration tells more: what is on record of it, where there is something, to be corrected
/// and added to, and an empty one. All are read by the import as they are.
pub fn fill_in(
    on_record: Option<(&'static str, &BodyKey)>,
    template: &'static str,
    language: Language,
) -> impl IntoView + use<> {
    let on_record = on_record.map(|(table, body)| {
        let address = format!("/daten/{table}?kommune={body}");
        view! { <a href=address download="">{language.pick("Was hier steht (CSV)", "What stands here (CSV)")}</a>", " }
    });
    view! {
        <p id=FILL_IN>
            {language.pick(
                "Ihre Verwaltung weiß mehr? Ergänzen Sie die Tabelle; jede Zeile braucht eine Quelle. ",
                "Does your administration know more? Add to the table; every line needs a source. ",
            )}
            {on_record}
            <a href=format!("/daten/{template}") download="">{language.pick("Leere Tabelle (CSV)", "Empty table (CSV)")}</a>
        </p>
    }
}
