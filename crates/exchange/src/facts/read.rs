//! A row of a file to a fact.

use std::collections::BTreeSet;

use domain::catalogue::{Measure, Scale};
use domain::{
    BodyKey, Catalogue, Cell, Day, Exactness, Indicator, Observation, PartialDate, Slug, Source, Value,
    ValueKind, Voice,
};

use super::DEFINITION;
use crate::cell;
use crate::reader::{Cells, DATE};

/// Reads the record of a row; every cell is read before it gives up, so that all problems are told at once.
pub(super) fn observation(
    cells: &mut Cells<'_>,
    catalogue: &Catalogue,
    known: Option<&BTreeSet<BodyKey>>,
) -> Option<Observation> {
    let body = cells.body(known);
    let find = |text: &str| catalogue.indicators().iter().find(|known| known.slug.as_str() == text);
    let of_catalogue = ("eine Kennzahl des Katalogs", "an indicator of the catalogue");
    let indicator = cells.need("kennzahl", find, of_catalogue);
    let valid_on = cells.date("stand");
    let voice = cells.word("stimme", Voice::from_word, Voice::ALL.iter().map(|voice| voice.word()));
    let day = ("ein Tag wie 2025-01-01 oder nichts", "a day such as 2025-01-01, or nothing");
    let period_start = cells.maybe("zeitraum_von", Day::parse, day);
    let source = cells.source();
    // What a value can be depends on the indicator.
    let indicator = indicator?;
    let cell = reported(cells, catalogue, indicator);
    let definition = definition(cells, indicator);
    let dates = valid_on.zip(period_start);
    let period = dates.and_then(|(end, start)| period(cells, indicator, end, start));
    let document = valid_on.zip(source.as_ref());
    let begun = document.and_then(|(date, source)| cells.begun(date, source));
    let licensed = source.as_ref().and_then(|source| licensed(cells, indicator, source));
    period.and(begun).and(licensed)?;
    Some(Observation {
        body: body?,
        indicator: indicator.slug.clone(),
        valid_on: valid_on?,
        period_start: period_start?,
        voice: voice?,
        cell: cell?,
        definition: definition?,
        source: source?,
        page: cells.text("fundstelle"),
        note: cells.text("anmerkung"),
    })
}

/// The version of the definition that a value was counted by; without one, the newest.
fn definition(cells: &mut Cells<'_>, indicator: &Indicator) -> Option<i64> {
    let newest = indicator.version;
    let text = cells.row.get(DEFINITION);
    if text.is_empty() {
        return Some(newest);
    }
    let found = text.parse().ok().filter(|version| (1..=newest).contains(version));
    if found.is_none() {
        let german = format!("eine Fassung der Definition von 1 bis {newest} oder nichts");
        let english = format!("a version of the definition from 1 to {newest}, or nothing");
        cells.refuse(DEFINITION, &german, &english);
    }
    found
}

/// A flow counts over a period, which must have begun before it ended.
fn period(
    cells: &mut Cells<'_>,
    indicator: &Indicator,
    valid_on: Option<PartialDate>,
    start: Option<Day>,
) -> Option<()> {
    let fits = match (indicator.measure, valid_on, start) {
        (Measure::Flow, Some(end), Some(start)) => start < end.last_day(),
        (Measure::Flow, Some(_), None) | (Measure::Stock, _, Some(_)) => false,
        _ => true,
    };
    cells.rule(
        fits,
        "zeitraum_von",
        "der erste Tag des Zeitraums, wenn die Kennzahl über einen Zeitraum zählt, sonst nichts",
        "the first day of the period where the indicator counts over one, and nothing otherwise",
    )
}

/// Figures that may only be cited stand under indicators that are treated so, and nowhere else.
fn licensed(cells: &mut Cells<'_>, indicator: &Indicator, source: &Source) -> Option<()> {
    let fits = indicator.reuse == source.reuse;
    if !fits {
        let word = indicator.reuse.word();
        let german = format!("{word}, wie es die Kennzahl vorsieht");
        cells.refuse("quelle_nutzung", &german, &format!("{word}, as the indicator provides"));
    }
    fits.then_some(())
}

fn reported(cells: &mut Cells<'_>, catalogue: &Catalogue, indicator: &Indicator) -> Option<Cell> {
    if let Some(reason) = cells.reason()? {
        let empty = cells.row.get("wert").is_empty();
        let german = "nichts, denn der Zustand sagt, dass es keinen Wert gibt";
        cells.rule(empty, "wert", german, "nothing, since the state says that there is no value")?;
        return Some(Cell::Missing(reason));
    }
    let words = Exactness::ALL.iter().map(|word| word.word());
    let exactness = cells.word("genauigkeit", Exactness::from_word, words);
    let found = value(cells.row.get("wert"), indicator, catalogue);
    if found.is_none() {
        let (german, english) = expected(indicator, catalogue);
        cells.refuse("wert", &german, &english);
    }
    let whole = |text: &str| text.parse::<i64>().ok().filter(|number| *number >= 0);
    let a_whole = ("eine ganze Zahl oder nichts", "a whole number, or nothing");
    let numerator = cells.maybe("zaehler", whole, a_whole);
    let denominator = cells.maybe("nenner", whole, a_whole);
    let ratio = ratio(cells, found.as_ref()?, numerator?, denominator?)?;
    Some(Cell::Reported { value: found?, exactness: exactness?, ratio })
}

/// Numerator and denominator stand together and give the share, to within half a percent point.
#[expect(clippy::cast_precision_loss, reason = "counts of services stay far below 2^53")]
#[expect(clippy::option_option, reason = "outer: readable, inner: present")]
fn ratio(
    cells: &mut Cells<'_>,
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
    let german = "Zähler und Nenner, die zusammen den Anteil ergeben";
    cells.rule(ratio.is_some(), "zaehler", german, "numerator and denominator that give the share")?;
    ratio.map(Some)
}

/// The value that a text stands for, where the indicator can have it.
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

/// What is expected of a value, in German and English.
pub(crate) fn expected(indicator: &Indicator, catalogue: &Catalogue) -> (String, String) {
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
        ValueKind::Date => DATE,
        ValueKind::Statement => ("ein Text", "a text"),
        ValueKind::Choice => {
            let slugs: Vec<&str> =
                catalogue.choices(indicator).iter().map(|choice| choice.slug.as_str()).collect();
            let slugs = slugs.join(", ");
            return (format!("eines von {slugs}"), format!("one of {slugs}"));
        }
    };
    (german.to_owned(), english.to_owned())
}
