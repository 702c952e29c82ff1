//! The glossary, and where its terms stand in a text.

use super::Text;
use crate::{Language, Slug, search};

/// A term and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Name in addresses: `/glossar#ozg`.
    pub slug: Slug,
    /// The term.
    pub term: Text,
    /// What it means, in one to three sentences.
    pub text: Text,
    /// Other names of the same thing, by which it is recognised in texts.
    pub also: Vec<String>,
    /// Other names that have everyday meanings too: told in the glossary, never linked.
    pub ambiguous: Vec<String>,
}

impl Term {
    /// The letter under which it stands.
    pub fn letter(&self, language: Language) -> char {
        let key = search::sort_key(self.term.get(language));
        key.chars().next().map_or('#', |letter| letter.to_ascii_uppercase())
    }

    /// The term without what stands in brackets behind it.
    pub fn name(&self, language: Language) -> &str {
        let term = self.term.get(language);
        term.split_once(" (").map_or(term, |(name, _)| name)
    }

    fn names(&self, language: Language) -> impl Iterator<Item = &str> {
        std::iter::once(self.name(language)).chain(self.also.iter().map(String::as_str))
    }
}

/// A stretch of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words as they are.
    Words(&'a str),
    /// The first mention of a term, as it stands in the text.
    Mention(&'a Term, &'a str),
}

/// A text in pieces: the first mention of each term stands apart. The longest name at a place wins; endings of
/// inflection belong to the word, compounds are other words.
pub fn mentions<'a>(text: &'a str, terms: &'a [Term], language: Language) -> Vec<Piece<'a>> {
    let (mut pieces, mut begun, mut rest) = (Vec::new(), 0, 0);
    let mut seen: Vec<&Slug> = Vec::new();
    while let Some(letter) = text[rest..].chars().next() {
        let starts = !text[..rest].ends_with(char::is_alphanumeric) && letter.is_alphanumeric();
        let found = if starts { longest(&text[rest..], terms, language) } else { None };
        let Some((term, length)) = found.filter(|(term, _)| !seen.contains(&&term.slug)) else {
            rest += letter.len_utf8();
            continue;
        };
        if begun < rest {
            pieces.push(Piece::Words(&text[begun..rest]));
        }
        pieces.push(Piece::Mention(term, &text[rest..rest + length]));
        seen.push(&term.slug);
        rest += length;
        begun = rest;
    }
    if begun < text.len() {
        pieces.push(Piece::Words(&text[begun..]));
    }
    pieces
}

fn longest<'a>(text: &str, terms: &'a [Term], language: Language) -> Option<(&'a Term, usize)> {
    let lengths = terms.iter().flat_map(|term| {
        term.names(language).filter_map(move |name| Some((term, matching(text, name, language)?)))
    });
    lengths.max_by_key(|(_, length)| *length)
}

/// How much of the beginning of a text is this name, with its ending.
fn matching(text: &str, name: &str, language: Language) -> Option<usize> {
    let head = text.get(..name.len())?;
    // English writes common terms with a small letter in the middle of a sentence.
    let same = head == name
        || (language == Language::English
            && head.get(1..) == name.get(1..)
            && head.eq_ignore_ascii_case(name));
    let tail = &text[name.len()..];
    let word = tail.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(tail.len());
    let ending = match language {
        Language::German => ["", "s", "es", "n", "en", "e", "er", "ern"].contains(&&tail[..word]),
        Language::English => ["", "s", "es"].contains(&&tail[..word]),
    };
    // "OZG-Leistung" is another word than "OZG".
    let alone = !tail[word..].strip_prefix('-').is_some_and(|more| more.starts_with(char::is_alphanumeric));
    (same && ending && alone).then(|| name.len() + word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalogue;

    fn shown(text: &str, language: Language) -> String {
        let catalogue = Catalogue::bundled().unwrap();
        let piece = |piece: Piece<'_>| match piece {
            Piece::Words(words) => words.to_owned(),
            Piece::Mention(term, words) => format!("[{words}|{}]", term.slug),
        };
        mentions(text, catalogue.glossary(), language).into_iter().map(piece).collect()
    }

    #[test]
    fn the_first_mention_of_a_term_stands_apart_with_its_ending() {
        let text = "Die E-Akte ist keine E-Akte, und Serviceportale haben Reifegrade.";
        assert_eq!(
            shown(text, Language::German),
            "Die [E-Akte|e-akte] ist keine E-Akte, und [Serviceportale|serviceportal] haben [Reifegrade|reifegrad]."
        );
        assert_eq!(
            shown("An online payment by BundID.", Language::English),
            "An [online payment|e-payment] by [BundID|bundid]."
        );
    }

    #[test]
    fn compounds_and_everyday_words_are_left_alone() {
        for text in ["OZG-Stelle", "Das Amt im Kreis.", "eIDs4", "Medienbruchstelle", ""] {
            assert_eq!(shown(text, Language::German), text);
        }
    }

    #[test]
    fn nothing_of_a_text_is_lost() {
        let catalogue = Catalogue::bundled().unwrap();
        for indicator in catalogue.indicators() {
            for language in Language::ALL {
                let text = &indicator.wording(language).definition;
                let pieces = mentions(text, catalogue.glossary(), language);
                let whole: String = pieces
                    .into_iter()
                    .map(|piece| match piece {
                        Piece::Words(words) | Piece::Mention(_, words) => words,
                    })
                    .collect();
                assert_eq!(&whole, text);
            }
        }
    }

    #[test]
    fn terms_stand_under_their_base_letter() {
        let catalogue = Catalogue::bundled().unwrap();
        for term in catalogue.glossary() {
            for language in Language::ALL {
                assert!(term.letter(language).is_ascii_alphanumeric(), "{}", term.slug);
            }
        }
    }
}
