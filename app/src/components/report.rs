//! "Fehler melden · Beleg nachreichen": the way from a figure to the people who can put it right.

use std::sync::Arc;

use domain::Language;
use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::address::Address;
use crate::measured::Shown;
use crate::page::Site;

/// What stands around every part of a page: whom to write to, and from which address. The shell provides it.
#[derive(Debug, Clone)]
pub struct Around {
    /// The installation.
    pub site: Arc<Site>,
    /// The address of the page.
    pub page: Address,
}

/// The link under a figure: a mail to the operator with address and figure, or the page that tells how to take part.
pub fn report(shown: &Shown, language: Language) -> impl IntoView + use<> {
    let around = use_context::<Around>().filter(|around| !around.site.contact.is_empty());
    let href = around.map_or_else(
        || format!("{}#mitmachen", Address::new("/daten").in_language(language)),
        |around| mail(&around, shown, language),
    );
    let title = language.pick("Fehler melden · Beleg nachreichen", "Report an error · hand in evidence");
    view! { <a class="report" href=href>{title}</a> }
}

fn mail(around: &Around, shown: &Shown, language: Language) -> String {
    let observation = &shown.observation;
    let what = format!("{} {}", observation.body, observation.indicator);
    let (subject, body) = match language {
        Language::German => (
            format!("Fehler oder Beleg: {what}"),
            format!("Angabe: {}\nStand: {}\n", shown.value, shown.date),
        ),
        Language::English => {
            (format!("Error or evidence: {what}"), format!("Value: {}\nDate: {}\n", shown.value, shown.date))
        }
    };
    let body = format!("{body}{}{}\n\n", around.site.base, around.page.in_language(language));
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    format!("mailto:{}?subject={}&body={}", around.site.contact, encoded(&subject), encoded(&body))
}
