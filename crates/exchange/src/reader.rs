//! Reading the cells of one row, with every problem noted.

use std::collections::BTreeSet;

use domain::{BodyKey, Cell, Day, NoValue, PartialDate, Reuse, Source, SourceKind, source};

use crate::problem::{Problem, Problems};
use crate::table::Row;

/// What a date may be, in German and English.
pub(crate) const DATE: (&str, &str) = (
    "ein Jahr, Quartal, Monat oder Tag wie 2025, 2025-Q3, 2025-06, 2025-06-30 oder nichts",
    "a year, quarter, month or day such as 2025, 2025-Q3, 2025-06, 2025-06-30, or nothing",
);
const WHOLE: (&str, &str) = ("eine ganze Zahl ab 0 oder nichts", "a whole number from 0, or nothing");

/// One row, and where its problems go. Outer `None`: a problem was noted. Inner `None`: the cell is empty.
pub(crate) struct Cells<'a> {
    pub(crate) row: Row<'a>,
    pub(crate) problems: &'a mut Problems,
}

#[expect(clippy::option_option, reason = "outer: readable, inner: present")]
impl Cells<'_> {
    /// The text of a cell.
    pub(crate) fn text(&self, column: &str) -> String {
        self.row.get(column).to_owned()
    }

    /// A cell that must be there.
    pub(crate) fn need<T>(
        &mut self,
        column: &'static str,
        parse: impl Fn(&str) -> Option<T>,
        (german, english): (&str, &str),
    ) -> Option<T> {
        let found = parse(self.row.get(column));
        if found.is_none() {
            self.refuse(column, german, english);
        }
        found
    }

    /// A cell that may be empty.
    pub(crate) fn maybe<T>(
        &mut self,
        column: &'static str,
        parse: impl Fn(&str) -> Option<T>,
        expected: (&str, &str),
    ) -> Option<Option<T>> {
        if self.row.get(column).is_empty() {
            Some(None)
        } else {
            self.need(column, parse, expected).map(Some)
        }
    }

    /// The key of a body, one of the `known` ones where they are given.
    pub(crate) fn body(&mut self, known: Option<&BTreeSet<BodyKey>>) -> Option<BodyKey> {
        let key =
            ("ein amtlicher Schlüssel (8, 9, 5 oder 2 Ziffern)", "an official key of 8, 9, 5 or 2 digits");
        let body = self.need("kommune", BodyKey::parse, key)?;
        let there = known.is_none_or(|known| known.contains(&body));
        let (german, english) = ("eine Kommune, die im Verzeichnis steht", "a body that the register has");
        self.rule(there, "kommune", german, english)?;
        Some(body)
    }

    /// A date, or nothing.
    pub(crate) fn date(&mut self, column: &'static str) -> Option<Option<PartialDate>> {
        self.maybe(column, PartialDate::parse, DATE)
    }

    /// A whole number, or nothing.
    pub(crate) fn whole(&mut self, column: &'static str) -> Option<Option<i64>> {
        self.maybe(
            column,
            |text| text.parse().ok().filter(|number| (0..=1_000_000_000).contains(number)),
            WHOLE,
        )
    }

    /// `ja`, `nein` or nothing.
    pub(crate) fn yes_no(&mut self, column: &'static str) -> Option<Option<bool>> {
        let read = |text: &str| match text {
            "ja" => Some(true),
            "nein" => Some(false),
            _ => None,
        };
        self.maybe(column, read, ("ja, nein oder nichts", "ja (yes), nein (no), or nothing"))
    }

    /// One of these words.
    pub(crate) fn word<T>(
        &mut self,
        column: &'static str,
        parse: impl Fn(&str) -> Option<T>,
        words: impl Iterator<Item = &'static str>,
    ) -> Option<T> {
        let found = parse(self.row.get(column));
        if found.is_none() {
            let words = words.collect::<Vec<_>>().join(", ");
            self.refuse(column, &format!("eines von {words}"), &format!("one of {words}"));
        }
        found
    }

    /// One of these words, or nothing.
    pub(crate) fn word_or_none<T>(
        &mut self,
        column: &'static str,
        parse: impl Fn(&str) -> Option<T>,
        words: impl Iterator<Item = &'static str>,
    ) -> Option<Option<T>> {
        if self.row.get(column).is_empty() {
            return Some(None);
        }
        let found = parse(self.row.get(column));
        if found.is_none() {
            let words = words.collect::<Vec<_>>().join(", ");
            let (german, english) =
                (format!("eines von {words} oder nichts"), format!("one of {words}, or nothing"));
            self.refuse(column, &german, &english);
        }
        found.map(Some)
    }

    /// A web address, or nothing.
    pub(crate) fn address(&mut self, column: &'static str) -> Option<Option<String>> {
        let web = |text: &str| source::is_address(text).then(|| text.to_owned());
        let expected = ("eine Adresse mit https:// oder http://", "an address with https:// or http://");
        self.maybe(column, web, expected)
    }

    /// `belegt` (`None`), or the reason for no value.
    pub(crate) fn reason(&mut self) -> Option<Option<NoValue>> {
        let reported = "belegt";
        let read =
            |text: &str| if text == reported { Some(None) } else { NoValue::from_word(text).map(Some) };
        let words =
            std::iter::once(reported).chain(NoValue::ALL.iter().map(|reason| Cell::Missing(*reason).state()));
        self.word("zustand", read, words)
    }

    /// The source of the row.
    pub(crate) fn source(&mut self) -> Option<Source> {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let title = self.need("quelle_titel", some, ("ein Titel", "a title"));
        let web = |text: &str| source::is_address(text).then(|| text.to_owned());
        let expected = ("eine Adresse mit https:// oder http://", "an address with https:// or http://");
        let address = self.need("quelle_adresse", web, expected);
        let published = self.date("quelle_stand");
        let day = ("ein Tag wie 2026-11-22", "a day such as 2026-11-22");
        let retrieved_on = self.need("quelle_erfasst", Day::parse, day);
        let kind =
            self.word("quelle_art", SourceKind::from_word, SourceKind::ALL.iter().map(|word| word.word()));
        let reuse = self.word("quelle_nutzung", Reuse::from_word, Reuse::ALL.iter().map(|word| word.word()));
        Some(Source {
            title: title?,
            address: address?,
            published: published?,
            retrieved_on: retrieved_on?,
            kind: kind?,
            reuse: reuse?,
        })
    }

    /// The source of a row whose record lists and shares pass on, which what may only be cited must not be.
    pub(crate) fn open_source(&mut self) -> Option<Source> {
        let source = self.source()?;
        self.rule(source.reuse == Reuse::Open, "quelle_nutzung", "offen", "offen (open)")?;
        Some(source)
    }

    /// A record holds only once its period has begun; what is expected is no fact.
    pub(crate) fn begun(&mut self, valid_on: Option<PartialDate>, source: &Source) -> Option<()> {
        let begun = valid_on.is_none_or(|date| date.first_day() <= source.retrieved_on);
        self.rule(
            begun,
            "stand",
            "ein Zeitraum, der am Tag der Erfassung schon begonnen hat",
            "a period that had begun on the day of entry",
        )
    }

    /// Notes a problem unless the rule is kept.
    pub(crate) fn rule(
        &mut self,
        kept: bool,
        column: &'static str,
        german: &str,
        english: &str,
    ) -> Option<()> {
        if !kept {
            self.refuse(column, german, english);
        }
        kept.then_some(())
    }

    pub(crate) fn refuse(&mut self, column: &'static str, german: &str, english: &str) {
        self.problems.add(Problem::new(self.row.line, column, self.row.get(column), german, english));
    }
}

/// The cells of a source as a file has them, `quelle_titel` to `anmerkung`.
pub(crate) fn written_source(source: &Source, page: &str, note: &str) -> [String; 8] {
    [
        crate::cell::guard(&source.title),
        source.address.clone(),
        written_date(source.published),
        source.retrieved_on.to_string(),
        source.kind.word().to_owned(),
        source.reuse.word().to_owned(),
        crate::cell::guard(page),
        crate::cell::guard(note),
    ]
}

/// The day a record was entered, where that tells it apart: what has no date is known by it.
pub(crate) fn entered(valid_on: Option<PartialDate>, source: &Source) -> Option<Day> {
    valid_on.is_none().then_some(source.retrieved_on)
}

/// A date as a file has it; empty when there is none.
pub(crate) fn written_date(date: Option<PartialDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// `ja`, `nein` or nothing.
pub(crate) fn written_answer(answer: Option<bool>) -> String {
    answer.map(|yes| if yes { "ja" } else { "nein" }.to_owned()).unwrap_or_default()
}

/// A file of these rows: UTF-8, comma.
pub(crate) fn written_file(columns: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let heading = columns.iter().map(|&column| column.to_owned()).collect();
    written_rows(std::iter::once(heading).chain(rows))
}

/// Lines of a file, without its heading.
pub(crate) fn written_rows(rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Writing to memory cannot fail, and all rows have the same length.
        let _ = writer.write_record(row);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}
