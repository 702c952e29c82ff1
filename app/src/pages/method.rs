//! `/methodik`: what is measured and by which rules. The text is `texts/methodik.*.txt`; where a section tells of
//! something the program knows (states, voices, scales), a table made from that follows its words.

mod tables;

use std::sync::Arc;

use domain::catalogue::glossary::{Piece, mentions};
use domain::{Catalogue, Language, Slug};
use leptos::prelude::*;

use crate::address::Address;
use crate::components::glossary::linked;
use crate::error::AppError;
use crate::page::{Document, Loading, Page, Reading};
use crate::prose::{self, Block};
use crate::query::Query;

const GERMAN: &str = include_str!("../../texts/methodik.de.txt");
const ENGLISH: &str = include_str!("../../texts/methodik.en.txt");

struct Method;

/// Reads the state: there is none.
///
/// # Errors
/// Never.
pub fn parse(_: &[&str], _: &Query) -> Result<Box<dyn Page>, AppError> {
    Ok(Box::new(Method))
}

struct Data {
    language: Language,
    catalogue: Arc<Catalogue>,
}

impl Page for Method {
    fn address(&self) -> Address {
        Address::new("/methodik")
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async move {
            let language = reading.language;
            let data = Data { language, catalogue: reading.catalogue.clone() };
            let title = language.pick("Methodik", "Method");
            let description = language.pick(
                "Was Digitalstand misst, wie gezählt wird und was es mit fehlenden Werten auf sich hat.",
                "What Digitalstand measures, how things are counted, and what missing values mean.",
            );
            Ok(Document::new(title, self.address(), data, view).described(description).into())
        })
    }
}

fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let blocks = prose::blocks(language.pick(GERMAN, ENGLISH));
    // The first mention of a term on the page leads to the glossary.
    let mut unseen = data.catalogue.glossary().to_vec();
    let mut words = |text: &str| {
        let shown = linked(text, &unseen, language).into_any();
        for term in mentioned(text, &data.catalogue, language) {
            unseen.retain(|other| other.slug != term);
        }
        shown
    };
    let sections: Vec<_> =
        sections(&blocks).into_iter().map(|section| show(section, data, &mut words)).collect();
    let contents: Vec<_> = blocks.iter().filter_map(entry).collect();
    view! {
        <div class="place">
            <h1>{language.pick("Methodik", "Method")}</h1>
            <p class="place__sum">
                {language.pick(
                    "Was gemessen wird, nach welchen Regeln, und was diese Zahlen nicht sagen.",
                    "What is measured, by which rules, and what these figures do not say.",
                )}
            </p>
        </div>
        <div class="section method">
            <nav class="method__contents" aria-labelledby="inhaltsverzeichnis">
                <p id="inhaltsverzeichnis">{language.pick("Auf dieser Seite", "On this page")}</p>
                <ul>{contents}</ul>
            </nav>
            <div class="method__text">{sections}</div>
        </div>
    }
}

/// Blocks by heading.
fn sections<'a, 'b>(blocks: &'b [Block<'a>]) -> Vec<&'b [Block<'a>]> {
    let heads = (0..blocks.len()).filter(|place| matches!(blocks[*place], Block::Heading(..)));
    let starts: Vec<usize> = heads.collect();
    let ends = starts.iter().skip(1).copied().chain([blocks.len()]);
    starts.iter().zip(ends).map(|(start, end)| &blocks[*start..end]).collect()
}

fn entry(block: &Block<'_>) -> Option<impl IntoView + use<>> {
    let Block::Heading(title, Some(anchor)) = block else { return None };
    let (title, href) = ((*title).to_owned(), format!("#{anchor}"));
    Some(view! { <li><a href=href>{title}</a></li> })
}

/// The terms that a text mentions.
fn mentioned(text: &str, catalogue: &Catalogue, language: Language) -> Vec<Slug> {
    let term = |piece| match piece {
        Piece::Words(_) => None,
        Piece::Mention(term, _) => Some(term.slug.clone()),
    };
    mentions(text, catalogue.glossary(), language).into_iter().filter_map(term).collect()
}

fn show(section: &[Block<'_>], data: &Data, words: prose::Words<'_>) -> impl IntoView + use<> {
    let language = data.language;
    let words: Vec<_> = section.iter().map(|block| prose::show(block, language, words)).collect();
    let table = match section.first() {
        Some(Block::Heading(_, Some("zustaende"))) => Some(tables::states(language).into_any()),
        Some(Block::Heading(_, Some("stimmen"))) => Some(tables::voices(language).into_any()),
        Some(Block::Heading(_, Some("online"))) => {
            Some(tables::notions(&data.catalogue, language).into_any())
        }
        Some(Block::Heading(_, Some("stufen"))) => Some(tables::scales(&data.catalogue, language).into_any()),
        _ => None,
    };
    view! {
        <section class="prose method__section">{words}</section>
        {table}
    }
}
