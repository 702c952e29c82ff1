//! The questions of an inquiry, on the page of a town.

use domain::inquiry::{FOUNDING, FOUNDING_SECOND};
use domain::{Inquiry, Language};
use leptos::prelude::*;

use super::Data;
use crate::address::Address;
use crate::components::answers::{about, answers, dated_name, name, page};
use crate::components::{link, section_head};
use crate::dossier::answers::with_an_answer;

pub(super) fn section(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let Some((inquiry, questions)) = &data.asked.shown else { return None };
    let own = inquiry.body == data.body.key;
    let title = match (own, language) {
        (true, Language::German) => format!("Die {} und was heute bekannt ist", name(inquiry, language)),
        (true, Language::English) => format!("{} and what is known today", name(inquiry, language)),
        (false, Language::German) => format!("{} an jede Verwaltung", count(questions.len())),
        (false, Language::English) => format!("{} questions to every administration", questions.len()),
    };
    let intro = if own { format!("{}.", about(inquiry, language)) } else { borrowed(data, inquiry) };
    let note = (own && with_an_answer(questions) < questions.len()).then(|| {
        let strong = language.pick(
            "Nicht jede Antwort der Verwaltung ist hier erfasst.",
            "Not every answer of the administration is on record here.",
        );
        let rest =
            language.pick(" Das heißt nicht, dass es keine gab.", " That does not mean there was none.");
        view! { <div class="note"><p><strong>{strong}</strong>{rest}</p></div><div class="gap"></div> }
    });
    Some(view! {
        <section class="section" id="fragen">
            {section_head(title, intro).into_any()}
            {note}
            {answers(&inquiry.slug, questions, &data.body.key, language).into_any()}
            {others(data, inquiry).into_any()}
        </section>
    })
}

/// "Sechs Fragen", as people write small numbers.
fn count(questions: usize) -> String {
    let word = ["Keine", "Eine", "Zwei", "Drei", "Vier", "Fünf", "Sechs", "Sieben", "Acht", "Neun", "Zehn"];
    let number = word.get(questions).map_or_else(|| questions.to_string(), |word| (*word).to_owned());
    format!("{number} {}", if questions == 1 { "Frage" } else { "Fragen" })
}

/// Whose questions these are, when another body was asked.
fn borrowed(data: &Data, inquiry: &Inquiry) -> String {
    let (asked, body) = (dated_name(inquiry, data.language), &data.body.name);
    match data.language {
        Language::German => {
            format!("Aus der {asked} ({}), hier mit dem, was über {body} belegt ist.", inquiry.title)
        }
        Language::English => {
            format!("From {asked} (in German: {}), with what is on record about {body}.", inquiry.title)
        }
    }
}

/// Ways to the inquiry itself, to the draft with all its questions, and to other inquiries.
fn others(data: &Data, shown: &Inquiry) -> impl IntoView + use<> {
    let language = data.language;
    let town = Address::new(format!("/kommunen/{}", data.body.key));
    let draft = Address::new("/anfragen/entwurf")
        .with("kommune", data.body.key.as_str())
        .with("anfrage", shown.slug.as_str());
    let mut links = vec![
        link(language.pick("Alle Fragen als Entwurf", "All questions as a draft"), &draft, language)
            .into_any(),
        link(dated_name(shown, language), &page(&shown.slug), language).into_any(),
    ];
    for own in data.asked.own.iter().filter(|own| own.slug != shown.slug) {
        links.push(link(dated_name(own, language), &page(&own.slug), language).into_any());
    }
    let founding = [
        (
            FOUNDING,
            language
                .pick("Die sechs Fragen aus Bremerhaven (2023)", "The six questions of Bremerhaven (2023)"),
        ),
        (
            FOUNDING_SECOND,
            language.pick("Die acht Fragen aus Buxtehude (2020)", "The eight questions of Buxtehude (2020)"),
        ),
    ];
    for (slug, title) in founding.into_iter().filter(|(slug, _)| *slug != shown.slug.as_str()) {
        let already = data.asked.own.iter().any(|own| own.slug.as_str() == slug);
        if !already {
            links.push(link(title, &town.clone().with("fragen", slug), language).into_any());
        }
    }
    let links: Vec<_> = links.into_iter().map(|link| view! { <li>{link}</li> }).collect();
    view! { <ul class="links">{links}</ul> }
}
