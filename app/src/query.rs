//! The query string as people and browsers send it.

use percent_encoding::percent_decode_str;

use crate::error::AppError;

/// More pairs than any form of ours can send.
const MOST_PAIRS: usize = 100;
/// More pages than any list has.
const MOST_PAGES: i64 = 10_000;

/// The pairs of a query string, decoded, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    pairs: Vec<(String, String)>,
    raw: Vec<String>,
}

impl Query {
    /// Reads a query string without its question mark. Pairs beyond the hundredth are ignored.
    pub fn parse(raw: &str) -> Self {
        let raw: Vec<String> =
            raw.split('&').filter(|pair| !pair.is_empty()).take(MOST_PAIRS).map(str::to_owned).collect();
        let pair = |pair: &String| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        };
        Self { pairs: raw.iter().map(pair).collect(), raw }
    }

    /// All values of a parameter, in order, without empty ones (a form sends every field).
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let found = self.pairs.iter().filter(move |(found, value)| found == name && !value.is_empty());
        found.map(|(_, value)| value.as_str())
    }

    /// The first value of a parameter that is not empty.
    pub fn one<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.all(name).next()
    }

    /// The value of a parameter as `parse` reads it; `None` when it was not sent.
    ///
    /// # Errors
    /// When it was sent and cannot be read; the error says what is expected, in German and English.
    pub fn read<T>(
        &self,
        name: &'static str,
        parse: impl Fn(&str) -> Option<T>,
        german: &str,
        english: &str,
    ) -> Result<Option<T>, AppError> {
        let value = self.one(name);
        value.map(|text| parse(text).ok_or_else(|| AppError::bad(name, text, german, english))).transpose()
    }

    /// The page of a long list, from 1: the parameter `seite`.
    ///
    /// # Errors
    /// When it is no number of a page.
    pub fn page(&self) -> Result<i64, AppError> {
        let page = |text: &str| text.parse().ok().filter(|page| (1..=MOST_PAGES).contains(page));
        let english = "a page number from 1";
        Ok(self.read("seite", page, "eine Seitenzahl ab 1", english)?.unwrap_or(1))
    }

    /// The pairs whose names are known, exactly as they were sent: what must equal the canonical query.
    pub fn sent(&self, known: &[&str]) -> String {
        let kept = self.pairs.iter().zip(&self.raw).filter(|((name, _), _)| known.contains(&name.as_str()));
        kept.map(|(_, raw)| raw.as_str()).collect::<Vec<_>>().join("&")
    }
}

fn decode(text: &str) -> String {
    let spaced = text.replace('+', " ");
    // Control characters mean nothing in any parameter; some readers stop at them.
    percent_decode_str(&spaced).decode_utf8_lossy().chars().filter(|letter| !letter.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_decoded_and_empty_ones_ignored() {
        let query = Query::parse("name=M%C3%BCnchen+Ost&von=&von=2020&x");
        assert_eq!(query.one("name"), Some("München Ost"));
        assert_eq!(query.one("von"), Some("2020"));
        assert_eq!(query.one("bis"), None);
    }

    #[test]
    fn foreign_parameters_do_not_count() {
        let query = Query::parse("utm_source=x&kommunen=a%7Eb&fbclid=1&von=2020");
        assert_eq!(query.sent(&["kommunen", "von"]), "kommunen=a%7Eb&von=2020");
    }
}
