//! The state of a comparison: which bodies, which indicators, which years, as of when. Every chart of the site is one.

pub(crate) mod read;

use domain::{BodyKey, Day, Revision, Slug};
use storage::AsOf;

use crate::address::Address;
use crate::error::AppError;
use crate::query::Query;

/// More indicators side by side are no comparison any more.
pub const MOST_INDICATORS: usize = 4;

/// At most this many bodies stand in one chart: there are so many colours that can be told apart.
pub const MOST_IN_CHART: usize = 8;

/// The parameters of a comparison, in canonical order.
pub const KNOWN: &[&str] = &["kommunen", "kennzahl", "von", "bis", "ansicht", "stand", "bekannt"];

/// How a comparison is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// As a chart over time, with its values.
    #[default]
    Line,
    /// As a table alone: for more bodies than a chart can show.
    Table,
    /// What is known of each body, by topic.
    Matrix,
}

impl Shape {
    /// Every shape, the default first.
    pub const ALL: [Self; 3] = [Self::Line, Self::Table, Self::Matrix];

    /// Its word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Line => "linie",
            Self::Table => "tabelle",
            Self::Matrix => "matrix",
        }
    }
}

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
    /// Bodies in the order of the reader.
    pub bodies: Vec<BodyKey>,
    /// The place of each body, which decides its colour; rising, and with a gap where a body was taken out, so that
    /// the others keep theirs. Empty when there is no gap.
    pub places: Vec<usize>,
    /// Indicators.
    pub indicators: Vec<Slug>,
    /// First year.
    pub from: Option<i32>,
    /// Last year.
    pub to: Option<i32>,
    /// How it is shown.
    pub shape: Shape,
    /// Reference date: only values valid by then.
    pub valid: Option<Day>,
    /// Only what was known by then.
    pub known: Option<Known>,
}

impl Comparison {
    /// A comparison of these bodies by one indicator.
    pub fn of(bodies: impl IntoIterator<Item = BodyKey>, indicator: &Slug) -> Self {
        let bodies = bodies.into_iter().take(MOST_IN_CHART).collect();
        Self { bodies, indicators: vec![indicator.clone()], ..Self::default() }
    }

    /// Reads a comparison from a query.
    ///
    /// # Errors
    /// When a value is not possible; the error names its parameter.
    pub fn parse(query: &Query) -> Result<Self, AppError> {
        let (bodies, places) = read::bodies(query)?;
        let indicators = read::indicators(query)?;
        let (from, to) = (read::year(query, "von")?, read::year(query, "bis")?);
        if let (Some(first), Some(last)) = (from, to)
            && first > last
        {
            let found = format!("{first}–{last}");
            return Err(AppError::bad("bis", &found, "ein Jahr nicht vor „von“", "a year not before “von”"));
        }
        let shape = match read::shape(query)? {
            // More than a chart can show is a table.
            Shape::Line if bodies.len() > MOST_IN_CHART => Shape::Table,
            shape => shape,
        };
        Ok(Self {
            bodies,
            places,
            indicators,
            from,
            to,
            shape,
            valid: read::reference_day(query)?,
            known: read::known(query)?,
        })
    }

    /// The canonical address of this comparison on a page.
    pub fn address(&self, path: &str) -> Address {
        let year = |year: Option<i32>| year.map(|year| year.to_string()).unwrap_or_default();
        Address::new(path)
            .with("kommunen", self.bodies_text())
            .with("kennzahl", joined(&self.indicators))
            .with("von", year(self.from))
            .with("bis", year(self.to))
            .with("ansicht", if self.shape == Shape::Line { "" } else { self.shape.word() })
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

    /// The value of `kommunen`: keys with `~` between, and nothing between two of them where a body was taken out.
    pub fn bodies_text(&self) -> String {
        let mut text = String::new();
        for (index, body) in self.bodies.iter().enumerate() {
            let before = index.checked_sub(1).map_or(0, |before| self.place(before));
            text.push_str(&"~".repeat(self.place(index) - before));
            text.push_str(body.as_str());
        }
        text
    }

    /// The place of the body with this index, which decides its colour.
    pub fn place(&self, index: usize) -> usize {
        self.places.get(index).copied().unwrap_or(index)
    }

    /// The same without one body; the others keep their places.
    #[must_use]
    pub fn without(&self, body: &BodyKey) -> Self {
        let left = self.bodies.iter().enumerate().filter(|(_, other)| *other != body);
        self.placed(left.map(|(index, body)| (self.place(index), body.clone())).collect())
    }

    /// The same with one more body, in the first free place; unchanged when it is there already.
    #[must_use]
    pub fn and(&self, body: BodyKey) -> Self {
        if self.bodies.contains(&body) {
            return self.clone();
        }
        let mut all: Vec<_> =
            self.bodies.iter().cloned().enumerate().map(|(index, body)| (self.place(index), body)).collect();
        let free =
            (0..all.len()).find(|place| all.iter().all(|(taken, _)| taken != place)).unwrap_or(all.len());
        all.push((free, body));
        all.sort_by_key(|(place, _)| *place);
        self.placed(all)
    }

    fn placed(&self, all: Vec<(usize, BodyKey)>) -> Self {
        let (bodies, places) = read::without_idle_gaps(all);
        Self { bodies, places, ..self.clone() }
    }

    /// The same in another shape.
    #[must_use]
    pub fn shaped(&self, shape: Shape) -> Self {
        Self { shape, ..self.clone() }
    }

    /// The same without one indicator.
    #[must_use]
    pub fn without_indicator(&self, indicator: &Slug) -> Self {
        let indicators = self.indicators.iter().filter(|other| *other != indicator).cloned().collect();
        Self { indicators, ..self.clone() }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn canonical(query: &str) -> Result<String, AppError> {
        Comparison::parse(&Query::parse(query)).map(|comparison| comparison.address("/vergleich").query())
    }

    #[test]
    fn more_than_eight_bodies_are_a_table_and_more_than_forty_refused() {
        let keys =
            |count: usize| (0..count).map(|number| format!("0100{number:04}")).collect::<Vec<_>>().join("~");
        assert_eq!(canonical(&format!("kommunen={}", keys(8))).unwrap(), format!("kommunen={}", keys(8)));
        for shape in ["", "&ansicht=linie", "&ansicht=tabelle"] {
            let found = canonical(&format!("kommunen={}{shape}", keys(9))).unwrap();
            assert_eq!(found, format!("kommunen={}&ansicht=tabelle", keys(9)));
        }
        assert!(canonical(&format!("kommunen={}&ansicht=matrix", keys(40))).is_ok());
        assert!(matches!(
            canonical(&format!("kommunen={}", keys(41))),
            Err(AppError::BadParameter { parameter: "kommunen", .. })
        ));
    }

    #[test]
    fn who_is_taken_out_leaves_a_gap_and_the_next_one_fills_it() {
        let read = |text: &str| Comparison::parse(&Query::parse(&format!("kommunen={text}"))).unwrap();
        let key = |text: &str| BodyKey::parse(text).unwrap();
        let (first, second, third) = ("01001000", "01002000", "01003000");
        let three = read("01001000~01002000~01003000");
        let two = three.without(&key(second));
        assert_eq!(two.bodies_text(), "01001000~~01003000");
        assert_eq!((two.place(0), two.place(1)), (0, 2), "the third keeps its colour");
        assert_eq!(read(&two.bodies_text()), two);
        let last = two.without(&key(first));
        assert_eq!((last.bodies_text().as_str(), last.place(0)), ("~~01003000", 2));
        assert_eq!(two.and(key("01004000")).bodies_text(), "01001000~01004000~01003000");
        assert_eq!(three.without(&key(third)).bodies_text(), "01001000~01002000", "no gap at the end");
        assert_eq!(read("01001000~01002000~01001000~01003000").bodies_text(), three.bodies_text());
        assert_eq!(read("01001000~~~~~~~~~01003000").bodies_text(), "01001000~01003000");
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
            ("ansicht=torte", "ansicht"),
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
        fn a_canonical_query_is_its_own_canonical_form(query in "(kommunen=~{0,2}0[1-9]0[0-9]{5}(~{1,3}0[1-9]0[0-9]{5}){0,9}&)?(kennzahl=[a-z]{1,9}&)?(von=20[0-9]{2}&)?(ansicht=(linie|tabelle|matrix))?") {
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
