//! Sources: where a value stands.

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
    use super::is_address;

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
