//! `/glossar`: the terms, from A to Z.

use domain::Language;
use domain::catalogue::Term;
use domain::search;
use leptos::prelude::*;

use crate::address::Address;
use crate::components::glossary::linked;
use crate::error::AppError;
use crate::page::{Document, Loading, Page, Reading};
use crate::query::Query;

struct Glossary;

/// Reads the state: there is none.
///
/// # Errors
/// Never.
pub fn parse(_: &[&str], _: &Query) -> Result<Box<dyn Page>, AppError> {
    Ok(Box::new(Glossary))
}

struct Data {
    language: Language,
    terms: Vec<Term>,
}

impl Page for Glossary {
    fn address(&self) -> Address {
        Address::new("/glossar")
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async move {
            let language = reading.language;
            let mut terms = reading.catalogue.glossary().to_vec();
            terms.sort_by_key(|term| search::sort_key(term.term.get(language)));
            let title = language.pick("Glossar", "Glossary");
            let description = language.pick(
                "Die Fachwörter der digitalen Verwaltung, in wenigen Sätzen erklärt.",
                "The terms of digital administration, explained in a few sentences.",
            );
            let document = Document::new(title, self.address(), Data { language, terms }, view);
            Ok(document.described(description).into())
        })
    }
}

fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let mut letters: Vec<char> = data.terms.iter().map(|term| term.letter(language)).collect();
    letters.dedup();
    let jumps: Vec<_> = letters
        .iter()
        .map(|letter| view! { <li><a href=format!("#{}", anchor(*letter))>{letter.to_string()}</a></li> })
        .collect();
    let sections: Vec<_> = letters.iter().map(|letter| section(*letter, data)).collect();
    view! {
        <div class="place">
            <h1>{language.pick("Glossar", "Glossary")}</h1>
            <p class="place__sum">
                {language.pick(
                    "Die Fachwörter, die in Anfragen, Antworten und auf diesen Seiten vorkommen, in wenigen Sätzen.",
                    "The terms found in inquiries, answers and on these pages, in a few sentences.",
                )}
            </p>
        </div>
        <nav class="section letters" aria-label=language.pick("Anfangsbuchstaben", "First letters")>
            <ul>{jumps}</ul>
        </nav>
        {sections}
    }
}

/// Never the name of a term, which has two letters or more.
fn anchor(letter: char) -> String {
    letter.to_ascii_lowercase().to_string()
}

fn section(letter: char, data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let of = data.terms.iter().filter(|term| term.letter(language) == letter);
    let entries: Vec<_> = of.map(|term| entry(term, &data.terms, language)).collect();
    view! {
        <section class="letter" id=anchor(letter)>
            <h2>{letter.to_string()}</h2>
            <dl class="terms">{entries}</dl>
        </section>
    }
}

fn entry(term: &Term, terms: &[Term], language: Language) -> impl IntoView + use<> {
    let others: Vec<Term> = terms.iter().filter(|other| other.slug != term.slug).cloned().collect();
    let title = term.term.get(language).to_lowercase();
    let new = |name: &&str| !title.contains(&name.to_lowercase());
    let also: Vec<&str> = term.also.iter().chain(&term.ambiguous).map(String::as_str).filter(new).collect();
    // The names are German, whatever the language of the page.
    let also = (!also.is_empty()).then(|| {
        view! {
            <p class="terms__also">
                {language.pick("Verwandt: ", "in German related: ")}
                <span lang=(language == Language::English).then_some("de")>{also.join(", ")}</span>
            </p>
        }
    });
    view! {
        <div id=term.slug.to_string()>
            <dt>{term.term.get(language).to_owned()}</dt>
            <dd>
                <p>{linked(term.text.get(language), &others, language)}</p>
                {also}
            </dd>
        </div>
    }
}
