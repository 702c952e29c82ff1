//! Where a list can be taken away as a file.

use domain::Language;
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
