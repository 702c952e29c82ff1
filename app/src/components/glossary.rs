//! Terms of the glossary within texts.

use domain::Language;
use domain::catalogue::Term;
use domain::catalogue::glossary::{Piece, mentions};
use leptos::prelude::*;

use crate::address::path_in;

/// A text in which the first mention of each term leads to the glossary.
pub fn linked(text: &str, terms: &[Term], language: Language) -> impl IntoView + use<> {
    let piece = |piece: Piece<'_>| match piece {
        Piece::Words(words) => words.to_owned().into_any(),
        Piece::Mention(term, words) => {
            let href = format!("{}#{}", path_in("/glossar", language), term.slug);
            view! { <a href=href>{words.to_owned()}</a> }.into_any()
        }
    };
    mentions(text, terms, language).into_iter().map(piece).collect::<Vec<_>>()
}
