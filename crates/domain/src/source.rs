//! Sources: where a value stands.

use sha2::{Digest as _, Sha256};

use crate::{Day, PartialDate, words};

words! {
    /// What kind of document a source is.
    pub enum SourceKind {
        /// A page of the administration itself.
        Website = "webseite",
        /// A council paper.
        CouncilPaper = "ratspapier",
        /// An article of the press.
        Press = "presse",
        /// A study or test.
        Study = "studie",
        /// A published data set or register.
        Dataset = "datensatz",
    }
}

words! {
    /// What may be done with the figures of a source.
    pub enum Reuse {
        /// May be passed on in tables and files.
        Open = "offen",
        /// Single figures may be cited; no list, ranking or file.
        CiteOnly = "nur-zitat",
    }
}

/// A document on which values rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Title as a reader would look for it.
    pub title: String,
    /// Address on the web, `http` or `https`.
    pub address: String,
    /// When it was published, where known.
    pub published: Option<PartialDate>,
    /// The day it was entered here.
    pub retrieved_on: Day,
    /// Kind of document.
    pub kind: SourceKind,
    /// What may be done with its figures.
    pub reuse: Reuse,
}

impl Source {
    /// The public name of the document: twelve digits of the SHA-256 of address, title and date, so that it is the same
    /// on every installation. The day of entry does not count: read twice, it is one document still.
    pub fn key(&self) -> String {
        let date = self.published.map(|date| date.to_string()).unwrap_or_default();
        let digest = Sha256::digest([self.address.as_str(), &self.title, &date].join("\u{1f}"));
        format!("{digest:x}")[..KEY_LENGTH].to_owned()
    }

    /// Whether a text can be the [key](Self::key) of a document.
    pub fn is_key(text: &str) -> bool {
        text.len() == KEY_LENGTH && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    }
}

/// Hexadecimal digits of a key.
const KEY_LENGTH: usize = 12;

/// Checks an address: `http` or `https`, a host, no blanks or control characters, at most 2,000 bytes.
///
/// Everything else (`javascript:`, `data:`, a relative path) would be dangerous or useless as a link.
pub fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let clean =
        |byte: char| byte.is_control() || byte.is_whitespace() || matches!(byte, '"' | '<' | '>' | '\\');
    text.len() <= 2_000
        && host.is_some_and(|host| !host.is_empty() && !host.contains('@'))
        && !text.contains(clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_one_name_whenever_it_was_read() {
        let source = Source {
            title: "Bericht".into(),
            address: "https://example.org/".into(),
            published: PartialDate::parse("2025"),
            retrieved_on: Day::from_number(20_000),
            kind: SourceKind::Press,
            reuse: Reuse::Open,
        };
        let again = Source { retrieved_on: Day::from_number(20_001), ..source.clone() };
        let other = Source { published: None, ..source.clone() };
        assert!(Source::is_key(&source.key()) && !Source::is_key("../../etc/pa"));
        assert_eq!(source.key(), again.key());
        assert_ne!(source.key(), other.key());
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert!(is_address("https://www.potsdam.de/de/portal?x=1#y"));
        for text in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//x.de",
            "https://",
            "https://a b",
            "https://u@h/",
            "https://x\"y",
        ] {
            assert!(!is_address(text), "{text}");
        }
    }
}
