//! A row of a file to a fact.

use std::collections::BTreeSet;

use domain::catalogue::{Measure, Scale};
use domain::{
    BodyKey, Catalogue, Cell, Day, Exactness, Indicator, NoValue, Observation, PartialDate, Reuse, Slug,
    Source, SourceKind, Value, ValueKind, Voice, source,
};

use super::DEFINITION;
use crate::cell;
use crate::problem::{Problem, Problems};
use crate::table::Row;

/// Reads the record of a row; every cell is read before it gives up, so that all problems are told at once.
pub(super) fn observation(
    row: Row<'_>,
    catalogue: &Catalogue,
    known: Option<&BTreeSet<BodyKey>>,
    problems: &mut Problems,
) -> Option<Observation> {
    Reader { row, problems }.observation(catalogue, known)
}

/// What is expected, in German and English.
type Expected = (String, String);

fn expect(german: &str, english: &str) -> Expected {
    (german.to_owned(), english.to_owned())
}

struct Reader<'a> {
    row: Row<'a>,
    problems: &'a mut Problems,
}

impl Reader<'_> {
    fn observation(
        &mut self,
        catalogue: &Catalogue,
        known: Option<&BTreeSet<BodyKey>>,
    ) -> Option<Observation> {
        let body = self.body(known);
        let find = |text: &str| catalogue.indicators().iter().find(|known| known.slug.as_str() == text);
        let indicator = self
            .need("kennzahl", find, || expect("eine Kennzahl des Katalogs", "an indicator of the catalogue"));
        let valid_on = self.maybe("stand", PartialDate::parse, a_date);
        let voice =
            self.word("stimme", Voice::from_word, || words(Voice::ALL.iter().map(|word| word.word())));
        let period_start = self.maybe("zeitraum_von", Day::parse, || {
            expect("ein Tag wie 2025-01-01 oder nichts", "a day such as 2025-01-01, or nothing")
        });
        let source = self.source();
        let cell = self.cell(catalogue, indicator?)?;
        let definition = self.definition(indicator?);
        self.period(indicator?, valid_on?, period_start?)?;
        self.entered_after(valid_on?, source.as_ref()?)?;
        self.licensed(indicator?, source.as_ref()?)?;
        Some(Observation {
            body: body?,
            indicator: indicator?.slug.clone(),
            valid_on: valid_on?,
            period_start: period_start?,
            voice: voice?,
            cell,
            definition: definition?,
            source: source?,
            page: self.row.get("fundstelle").to_owned(),
            note: self.row.get("anmerkung").to_owned(),
        })
    }

    fn body(&mut self, known: Option<&BTreeSet<BodyKey>>) -> Option<BodyKey> {
        let key = self.need("kommune", BodyKey::parse, || {
            expect(
                "ein amtlicher Schlüssel (8, 9, 5 oder 2 Ziffern)",
                "an official key of 8, 9, 5 or 2 digits",
            )
        })?;
        if known.is_some_and(|known| !known.contains(&key)) {
            self.refuse("kommune", "eine Kommune, die im Verzeichnis steht", "a body that the register has");
            return None;
        }
        Some(key)
    }

    /// The version of the definition that a value was counted by; without one, the newest.
    fn definition(&mut self, indicator: &Indicator) -> Option<i64> {
        let version =
            |text: &str| text.parse().ok().filter(|version| (1..=indicator.version).contains(version));
        let found = self.maybe(DEFINITION, version, || {
            let newest = indicator.version;
            (
                format!("eine Fassung der Definition von 1 bis {newest} oder nichts"),
                format!("a version of the definition from 1 to {newest}, or nothing"),
            )
        })?;
        Some(found.unwrap_or(indicator.version))
    }

    /// A flow counts over a period, which must have begun before it ended.
    fn period(
        &mut self,
        indicator: &Indicator,
        valid_on: Option<PartialDate>,
        start: Option<Day>,
    ) -> Option<()> {
        let fits = match (indicator.measure, valid_on, start) {
            (Measure::Flow, Some(end), Some(start)) => start < end.last_day(),
            (Measure::Flow, Some(_), None) | (Measure::Stock, _, Some(_)) => false,
            _ => true,
        };
        if !fits {
            self.refuse(
                "zeitraum_von",
                "der erste Tag des Zeitraums, wenn die Kennzahl über einen Zeitraum zählt, sonst nichts",
                "the first day of the period where the indicator counts over one, and nothing otherwise",
            );
        }
        fits.then_some(())
    }

    /// A value is on record only once its period has begun; what is expected is no fact.
    fn entered_after(&mut self, valid_on: Option<PartialDate>, source: &Source) -> Option<()> {
        let begun = valid_on.is_none_or(|date| date.first_day() <= source.retrieved_on);
        if !begun {
            self.refuse(
                "stand",
                "ein Zeitraum, der am Tag der Erfassung schon begonnen hat",
                "a period that had begun on the day of entry",
            );
        }
        begun.then_some(())
    }

    /// Figures that may only be cited stand under indicators that are treated so, and nowhere else.
    fn licensed(&mut self, indicator: &Indicator, source: &Source) -> Option<()> {
        let fits = indicator.reuse == source.reuse;
        if !fits {
            let word = indicator.reuse.word();
            let german = format!("{word}, wie es die Kennzahl vorsieht");
            self.refuse("quelle_nutzung", &german, &format!("{word}, as the indicator provides"));
        }
        fits.then_some(())
    }

    fn cell(&mut self, catalogue: &Catalogue, indicator: &Indicator) -> Option<Cell> {
        let state = self.row.get("zustand");
        if state != "belegt" {
            let reason = self.word("zustand", NoValue::from_word, || {
                words(NoValue::ALL.iter().map(|reason| reason.word()).chain(["belegt"]))
            })?;
            if !self.row.get("wert").is_empty() {
                self.refuse(
                    "wert",
                    "nichts, denn der Zustand sagt, dass es keinen Wert gibt",
                    "nothing, since the state says that there is no value",
                );
                return None;
            }
            return Some(Cell::Missing(reason));
        }
        let exactness = self.word("genauigkeit", Exactness::from_word, || {
            words(Exactness::ALL.iter().map(|word| word.word()))
        });
        let value =
            self.need("wert", |text| value(text, indicator, catalogue), || expected(indicator, catalogue));
        let whole = |text: &str| text.parse::<i64>().ok().filter(|number| *number >= 0);
        let a_whole = || expect("eine ganze Zahl oder nichts", "a whole number, or nothing");
        let numerator = self.maybe("zaehler", whole, a_whole);
        let denominator = self.maybe("nenner", whole, a_whole);
        let ratio = self.ratio(value.as_ref()?, numerator?, denominator?)?;
        Some(Cell::Reported { value: value?, exactness: exactness?, ratio })
    }

    /// Numerator and denominator stand together and give the share, to within half a percent point.
    #[expect(clippy::cast_precision_loss, reason = "counts of services stay far below 2^53")]
    #[expect(clippy::option_option, reason = "outer: readable, inner: present")]
    fn ratio(
        &mut self,
        value: &Value,
        numerator: Option<i64>,
        denominator: Option<i64>,
    ) -> Option<Option<(i64, i64)>> {
        let ratio = match (numerator, denominator, value) {
            (None, None, _) => return Some(None),
            (Some(part), Some(whole), Value::Number(share)) if whole > 0 && part <= whole => {
                ((part as f64 / whole as f64 * 100.0 - share).abs() <= 0.5).then_some((part, whole))
            }
            _ => None,
        };
        if ratio.is_none() {
            self.refuse(
                "zaehler",
                "Zähler und Nenner, die zusammen den Anteil ergeben",
                "numerator and denominator that give the share",
            );
        }
        ratio.map(Some)
    }

    fn source(&mut self) -> Option<Source> {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let title = self.need("quelle_titel", some, || expect("ein Titel", "a title"));
        let web = |text: &str| source::is_address(text).then(|| text.to_owned());
        let address = self.need("quelle_adresse", web, || {
            expect("eine Adresse mit https:// oder http://", "an address with https:// or http://")
        });
        let published = self.maybe("quelle_stand", PartialDate::parse, a_date);
        let retrieved_on = self.need("quelle_erfasst", Day::parse, || {
            expect("ein Tag wie 2026-11-22", "a day such as 2026-11-22")
        });
        let kind = self.word("quelle_art", SourceKind::from_word, || {
            words(SourceKind::ALL.iter().map(|word| word.word()))
        });
        let reuse = self
            .word("quelle_nutzung", Reuse::from_word, || words(Reuse::ALL.iter().map(|word| word.word())));
        Some(Source {
            title: title?,
            address: address?,
            published: published?,
            retrieved_on: retrieved_on?,
            kind: kind?,
            reuse: reuse?,
        })
    }

    fn need<T>(
        &mut self,
        column: &'static str,
        parse: impl Fn(&str) -> Option<T>,
        expected: impl FnOnce() -> Expected,
    ) -> Option<T> {
        let found = parse(self.row.get(column));
        if found.is_none() {
            let (german, english) = expected();
            self.refuse(column, &german, &english);
        }
        found
    }

    #[expect(clippy::option_option, reason = "outer: readable, inner: present")]
    fn maybe<T>(
        &mut self,
        column: &'static str,
        parse: impl Fn(&str) -> Option<T>,
        expected: impl FnOnce() -> Expected,
    ) -> Option<Option<T>> {
        if self.row.get(column).is_empty() {
            Some(None)
        } else {
            self.need(column, parse, expected).map(Some)
        }
    }

    fn word<T>(
        &mut self,
        column: &'static str,
        parse: impl Fn(&str) -> Option<T>,
        words: impl FnOnce() -> String,
    ) -> Option<T> {
        self.need(column, parse, || {
            let words = words();
            (format!("eines von {words}"), format!("one of {words}"))
        })
    }

    fn refuse(&mut self, column: &'static str, german: &str, english: &str) {
        self.problems.add(Problem::new(self.row.line, column, self.row.get(column), german, english));
    }
}

fn words<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

fn a_date() -> Expected {
    expect(DATE_DE, DATE_EN)
}

const DATE_DE: &str = "ein Jahr, Quartal, Monat oder Tag wie 2025, 2025-Q3, 2025-06, 2025-06-30 oder nichts";
const DATE_EN: &str = "a year, quarter, month or day such as 2025, 2025-Q3, 2025-06, 2025-06-30, or nothing";

pub(crate) fn value(text: &str, indicator: &Indicator, catalogue: &Catalogue) -> Option<Value> {
    Some(match indicator.kind {
        ValueKind::YesNo => Value::YesNo(match text {
            "ja" => true,
            "nein" => false,
            _ => return None,
        }),
        ValueKind::Date => Value::Date(PartialDate::parse(text)?),
        ValueKind::Choice => {
            let slug = Slug::parse(text)?;
            catalogue.choices(indicator).iter().find(|choice| choice.slug == slug)?;
            Value::Choice(slug)
        }
        ValueKind::Statement => Value::Statement((!text.is_empty()).then(|| text.to_owned())?),
        _ => Value::Number(cell::number(text).filter(|number| plausible(indicator, catalogue, *number))?),
    })
}

/// Counts, ranks and levels are whole; no number here is negative; shares end at 100, scores at their maximum, levels
/// at the top of their scale.
fn plausible(indicator: &Indicator, catalogue: &Catalogue, number: f64) -> bool {
    let whole = number.fract() == 0.0;
    match indicator.kind {
        ValueKind::Level => {
            let scale = indicator.scale.as_ref().and_then(|scale| catalogue.scale(scale));
            let top = scale.and_then(Scale::top).map(|top| f64::from(top.level));
            whole && number >= 0.0 && top.is_some_and(|top| number <= top)
        }
        ValueKind::Share => (0.0..=100.0).contains(&number),
        ValueKind::Rank => whole && number >= 1.0,
        ValueKind::Score => number >= 0.0 && indicator.max.is_none_or(|max| number <= max),
        _ => whole && number >= 0.0,
    }
}

pub(crate) fn expected(indicator: &Indicator, catalogue: &Catalogue) -> Expected {
    let (german, english) = match indicator.kind {
        ValueKind::Share => ("eine Zahl von 0 bis 100", "a number from 0 to 100"),
        ValueKind::Rank => ("eine ganze Zahl ab 1", "a whole number from 1"),
        ValueKind::Score => {
            ("eine Zahl ab 0, höchstens die Höchstpunktzahl", "a number from 0 to the greatest score")
        }
        ValueKind::Level => ("eine Stufe der Skala", "a level of the scale"),
        ValueKind::Count => {
            ("eine ganze Zahl ab 0 ohne Tausenderpunkt", "a whole number from 0 without separators")
        }
        ValueKind::YesNo => ("ja oder nein", "ja (yes) or nein (no)"),
        ValueKind::Date => (DATE_DE, DATE_EN),
        ValueKind::Statement => ("ein Text", "a text"),
        ValueKind::Choice => {
            let slugs = words(catalogue.choices(indicator).iter().map(|choice| choice.slug.as_str()));
            return (format!("eines von {slugs}"), format!("one of {slugs}"));
        }
    };
    expect(german, english)
}
