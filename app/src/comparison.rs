//! The state of a comparison: which bodies, which indicators, which years, as of when. Every chart of the site is one.

use domain::{BodyKey, Day, Revision, Slug};
use storage::AsOf;
use storage::observations::MOST_BODIES;

use crate::address::Address;
use crate::error::AppError;
use crate::query::Query;

/// More indicators side by side are no comparison any more.
pub const MOST_INDICATORS: usize = 4;

/// The parameters of a comparison, in canonical order.
pub const KNOWN: &[&str] = &["kommunen", "kennzahl", "von", "bis", "stand", "bekannt"];

/// As of when a comparison is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// As of this revision: what the freeze link writes.
    Revision(Revision),
    /// As of the last revision released on or before this day.
    Day(Day),
}

/// A comparison.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// Bodies in the order of the reader; the place decides the colour.
    pub bodies: Vec<BodyKey>,
    /// Indicators.
    pub indicators: Vec<Slug>,
    /// First year.
    pub from: Option<i32>,
    /// Last year.
    pub to: Option<i32>,
    /// Reference date: only values valid by then.
    pub valid: Option<Day>,
    /// Only what was known by then.
    pub known: Option<Known>,
}

impl Comparison {
    /// A comparison of these bodies by one indicator.
    pub fn of(bodies: impl IntoIterator<Item = BodyKey>, indicator: &Slug) -> Self {
        let bodies = bodies.into_iter().take(MOST_BODIES).collect();
        Self { bodies, indicators: vec![indicator.clone()], ..Self::default() }
    }

    /// Reads a comparison from a query.
    ///
    /// # Errors
    /// When a value is not possible; the error names its parameter.
    pub fn parse(query: &Query) -> Result<Self, AppError> {
        let bodies =
            list(query, "kommunen", MOST_BODIES, BodyKey::parse, "amtliche Schlüssel", "official keys")?;
        let indicators = list(query, "kennzahl", MOST_INDICATORS, Slug::parse, "Kennzahlen", "indicators")?;
        let (from, to) = (year(query, "von")?, year(query, "bis")?);
        if let (Some(first), Some(last)) = (from, to)
            && first > last
        {
            let found = format!("{first}–{last}");
            return Err(AppError::bad("bis", &found, "ein Jahr nicht vor „von“", "a year not before “von”"));
        }
        Ok(Self { bodies, indicators, from, to, valid: reference_day(query)?, known: known(query)? })
    }

    /// The canonical address of this comparison on a page.
    pub fn address(&self, path: &str) -> Address {
        let year = |year: Option<i32>| year.map(|year| year.to_string()).unwrap_or_default();
        Address::new(path)
            .with("kommunen", joined(&self.bodies))
            .with("kennzahl", joined(&self.indicators))
            .with("von", year(self.from))
            .with("bis", year(self.to))
            .with("stand", self.valid.map(|day| day.to_string()).unwrap_or_default())
            .with("bekannt", self.known_text())
    }

    /// The value of `bekannt`; empty for the newest edition.
    pub fn known_text(&self) -> String {
        match self.known {
            None => String::new(),
            Some(Known::Revision(revision)) => format!("r{}", revision.0),
            Some(Known::Day(day)) => day.to_string(),
        }
    }

    /// The same without one body.
    #[must_use]
    pub fn without(&self, body: &BodyKey) -> Self {
        let bodies = self.bodies.iter().filter(|other| *other != body).cloned().collect();
        Self { bodies, ..self.clone() }
    }

    /// The same with one more body; unchanged when it is there already.
    #[must_use]
    pub fn and(&self, body: BodyKey) -> Self {
        let mut more = self.clone();
        if !more.bodies.contains(&body) {
            more.bodies.push(body);
        }
        more
    }

    /// The same by one other indicator.
    #[must_use]
    pub fn by(&self, indicator: &Slug) -> Self {
        Self { indicators: vec![indicator.clone()], ..self.clone() }
    }

    /// The same as known in a revision, for ever.
    #[must_use]
    pub fn frozen(&self, revision: Revision) -> Self {
        Self { known: Some(self.known.unwrap_or(Known::Revision(revision))), ..self.clone() }
    }

    /// Whether a date lies in the chosen years. Undated values always do.
    pub fn covers(&self, day: Option<Day>) -> bool {
        day.is_none_or(|day| {
            self.from.is_none_or(|from| day.year() >= from) && self.to.is_none_or(|to| day.year() <= to)
        })
    }

    /// As of when to read, once a past day is resolved to its revision.
    pub fn as_of(&self, revision: Option<Revision>) -> AsOf {
        AsOf { known: revision, valid: self.valid }
    }
}

fn joined<T: ToString>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join("~")
}

/// A list: separated by `~` or `,`, or sent as a repeated parameter. Repetitions count once.
pub(crate) fn list<T: PartialEq>(
    query: &Query,
    name: &'static str,
    most: usize,
    parse: fn(&str) -> Option<T>,
    german: &str,
    english: &str,
) -> Result<Vec<T>, AppError> {
    let mut items = Vec::new();
    for text in query.all(name).flat_map(|value| value.split(['~', ','])).filter(|text| !text.is_empty()) {
        let item = parse(text).ok_or_else(|| AppError::bad(name, text, german, english))?;
        if !items.contains(&item) {
            items.push(item);
        }
    }
    if items.len() > most {
        let (german, english) = (format!("höchstens {most} {german}"), format!("at most {most} {english}"));
        return Err(AppError::bad(name, &items.len().to_string(), &german, &english));
    }
    Ok(items)
}

fn year(query: &Query, name: &'static str) -> Result<Option<i32>, AppError> {
    let parse = |text: &str| text.parse().ok().filter(|year| text.len() == 4 && (1990..=2100).contains(year));
    one(query, name, parse, "ein Jahr wie 2025", "a year such as 2025")
}

pub(crate) fn reference_day(query: &Query) -> Result<Option<Day>, AppError> {
    one(query, "stand", Day::parse, "ein Tag wie 2025-12-31", "a day such as 2025-12-31")
}

pub(crate) fn known(query: &Query) -> Result<Option<Known>, AppError> {
    let parse = |text: &str| match text.strip_prefix('r') {
        Some(number) if !number.starts_with(['0', '+', '-']) => {
            number.parse().ok().map(Revision).map(Known::Revision)
        }
        _ => Day::parse(text).map(Known::Day),
    };
    one(
        query,
        "bekannt",
        parse,
        "eine Fassung wie r12 oder ein vergangener Tag",
        "an edition such as r12, or a past day",
    )
}

pub(crate) fn one<T>(
    query: &Query,
    name: &'static str,
    parse: impl Fn(&str) -> Option<T>,
    german: &str,
    english: &str,
) -> Result<Option<T>, AppError> {
    let value = query.one(name);
    value.map(|text| parse(text).ok_or_else(|| AppError::bad(name, text, german, english))).transpose()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn canonical(query: &str) -> Result<String, AppError> {
        Comparison::parse(&Query::parse(query)).map(|comparison| comparison.address("/vergleich").query())
    }

    #[test]
    fn more_than_eight_bodies_are_refused() {
        let keys = (1..=9).map(|number| format!("0{number}000000")).collect::<Vec<_>>().join("~");
        assert!(matches!(
            canonical(&format!("kommunen={keys}")),
            Err(AppError::BadParameter { parameter: "kommunen", .. })
        ));
    }

    #[test]
    fn a_frozen_address_stays_frozen() {
        let comparison = Comparison::parse(&Query::parse("bekannt=r3")).unwrap();
        assert_eq!(comparison.frozen(Revision(9)).address("/x").query(), "bekannt=r3");
        assert_eq!(Comparison::default().frozen(Revision(9)).address("/x").query(), "bekannt=r9");
    }

    #[test]
    fn bad_values_name_their_parameter() {
        for (query, name) in [
            ("kommunen=abc", "kommunen"),
            ("kennzahl=A", "kennzahl"),
            ("von=abc", "von"),
            ("von=2025&bis=2020", "bis"),
            ("stand=2025", "stand"),
            ("bekannt=r0", "bekannt"),
            ("bekannt=r-1", "bekannt"),
        ] {
            assert!(
                matches!(canonical(query), Err(AppError::BadParameter { parameter, .. }) if parameter == name),
                "{query}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_canonical_query_is_its_own_canonical_form(query in "(kommunen=0[1-9]0[0-9]{5}(~0[1-9]0[0-9]{5})?&)?(kennzahl=[a-z]{1,9}&)?(von=20[0-9]{2})?") {
            if let Ok(first) = canonical(&query) {
                prop_assert_eq!(canonical(&first).unwrap(), first);
            }
        }

        #[test]
        fn no_query_makes_the_parser_panic(query in ".{0,80}") {
            let _ = canonical(&query);
        }
    }
}
