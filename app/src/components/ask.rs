//! "Danach fragen": the way from a gap to the ready question.

use domain::{BodyKey, Language};
use leptos::prelude::*;

use crate::address::Address;

/// The address of the draft that asks a body about one topic.
pub fn about_topic(body: &BodyKey, topic: &str) -> Address {
    Address::new("/anfragen/entwurf").with("kommune", body.as_str()).with("thema", topic)
}

/// The address of the draft that puts one question of an inquiry to a body.
pub fn as_in(body: &BodyKey, inquiry: &str, position: i64) -> Address {
    Address::new("/anfragen/entwurf")
        .with("kommune", body.as_str())
        .with("anfrage", inquiry)
        .with("fragen", position.to_string())
}

/// The link; `about` is read aloud, since a page has many of them.
pub fn ask(about: &str, address: &Address, language: Language) -> impl IntoView + use<> {
    let (href, about) = (address.in_language(language), format!(": {about}"));
    view! {
        <a class="ask" href=href>{language.pick("Danach fragen", "Ask about it")}<span class="sr">{about}</span></a>
    }
}
