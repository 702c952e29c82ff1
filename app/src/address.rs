//! Canonical addresses: one form per state.

use std::fmt;

use domain::Language;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What RFC 3986 lets stand unencoded everywhere.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// An address of this site without language and host: a path and its query in canonical order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    path: String,
    query: Vec<(&'static str, String)>,
}

impl Address {
    /// An address without query. `path` begins with a slash and has no trailing one, unless it is `/`.
    pub fn new(path: impl Into<String>) -> Self {
        Self { path: path.into(), query: Vec::new() }
    }

    /// Adds a parameter; an empty value is a default and is left out.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.query.push((name, value));
        }
        self
    }

    /// A page of a long list; the first one is the list itself.
    #[must_use]
    pub fn with_page(self, page: i64) -> Self {
        self.with("seite", if page > 1 { page.to_string() } else { String::new() })
    }

    /// The path, without language.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The encoded query without question mark; empty when there is none.
    pub fn query(&self) -> String {
        let pair =
            |(name, value): &(&str, String)| format!("{name}={}", utf8_percent_encode(value, RESERVED));
        self.query.iter().map(pair).collect::<Vec<_>>().join("&")
    }

    /// The whole address in a language: `/en/kommunen?name=x`.
    pub fn in_language(&self, language: Language) -> String {
        format!("{}{}", path_in(&self.path, language), WithMark(&self.query()))
    }

    /// The same query under another path.
    #[must_use]
    pub fn at(&self, path: impl Into<String>) -> Self {
        Self { path: path.into(), query: self.query.clone() }
    }
}

/// A path in a language. English lives under `/en`, which has no trailing slash.
pub fn path_in(path: &str, language: Language) -> String {
    match (language, path) {
        (Language::German, path) => path.to_owned(),
        (Language::English, "/") => "/en".to_owned(),
        (Language::English, path) => format!("/en{path}"),
    }
}

/// Splits a path into its language and the rest.
pub fn language_of(path: &str) -> (Language, &str) {
    match path.strip_prefix("/en") {
        Some("") => (Language::English, "/"),
        Some(rest) if rest.starts_with('/') => (Language::English, rest),
        _ => (Language::German, path),
    }
}

struct WithMark<'a>(&'a str);

impl fmt::Display for WithMark<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, "?{}", self.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_lives_under_en_without_a_trailing_slash() {
        assert_eq!(Address::new("/").in_language(Language::English), "/en");
        let address = Address::new("/kommunen").with("name", "Köln & Ost").with("land", "");
        assert_eq!(address.in_language(Language::English), "/en/kommunen?name=K%C3%B6ln%20%26%20Ost");
        assert_eq!(language_of("/en"), (Language::English, "/"));
        assert_eq!(language_of("/en/kommunen"), (Language::English, "/kommunen"));
        assert_eq!(language_of("/ende"), (Language::German, "/ende"));
    }

    #[test]
    fn keys_stay_readable() {
        let address = Address::new("/vergleich").with("kommunen", "05158026~12054000");
        assert_eq!(address.in_language(Language::German), "/vergleich?kommunen=05158026~12054000");
    }
}
