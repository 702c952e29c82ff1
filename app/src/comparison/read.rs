//! Reading the parts of a comparison from a query.

use domain::{BodyKey, Day, Revision, Slug};
use storage::observations::MOST_BODIES;

use super::{Known, MOST_IN_CHART, MOST_INDICATORS, Shape};
use crate::error::AppError;
use crate::query::Query;

/// Bodies and their places. An empty entry between two `~` is a gap; repetitions count once.
pub(super) fn bodies(query: &Query) -> Result<(Vec<BodyKey>, Vec<usize>), AppError> {
    let bodies = list(query, "kommunen", MOST_BODIES, BodyKey::parse, "amtliche Schlüssel", "official keys")?;
    let entries = query.all("kommunen").flat_map(|value| value.split(['~', ',']));
    let mut all: Vec<(usize, BodyKey)> = Vec::new();
    for (place, text) in entries.enumerate() {
        // A body that stands there twice leaves no gap where it is passed over.
        if let Some(body) = BodyKey::parse(text).filter(|body| bodies.contains(body))
            && all.iter().all(|(_, other)| *other != body)
        {
            all.push((place, body));
        }
    }
    let repeated =
        query.all("kommunen").flat_map(|value| value.split(['~', ','])).filter(|text| !text.is_empty());
    if repeated.count() > all.len() {
        all = all.into_iter().enumerate().map(|(place, (_, body))| (place, body)).collect();
    }
    Ok(without_idle_gaps(all))
}

/// Indicators.
pub(super) fn indicators(query: &Query) -> Result<Vec<Slug>, AppError> {
    list(query, "kennzahl", MOST_INDICATORS, Slug::parse, "Kennzahlen", "indicators")
}

/// Gaps are kept while they keep a colour: not where there are none, and not beyond the last colour.
pub(super) fn without_idle_gaps(all: Vec<(usize, BodyKey)>) -> (Vec<BodyKey>, Vec<usize>) {
    let whole = all.iter().enumerate().all(|(index, (place, _))| index == *place);
    let beyond = all.last().is_some_and(|(place, _)| *place >= MOST_IN_CHART);
    let (places, bodies): (Vec<usize>, Vec<BodyKey>) = all.into_iter().unzip();
    (bodies, if whole || beyond { Vec::new() } else { places })
}

pub(super) fn shape(query: &Query) -> Result<Shape, AppError> {
    let parse = |text: &str| Shape::ALL.into_iter().find(|shape| shape.word() == text);
    let found = query.read("ansicht", parse, "linie, tabelle oder matrix", "linie, tabelle or matrix")?;
    Ok(found.unwrap_or_default())
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

pub(super) fn year(query: &Query, name: &'static str) -> Result<Option<i32>, AppError> {
    let parse = |text: &str| text.parse().ok().filter(|year| text.len() == 4 && (1990..=2100).contains(year));
    query.read(name, parse, "ein Jahr wie 2025", "a year such as 2025")
}

pub(crate) fn reference_day(query: &Query) -> Result<Option<Day>, AppError> {
    query.read("stand", Day::parse, "ein Tag wie 2025-12-31", "a day such as 2025-12-31")
}

pub(crate) fn known(query: &Query) -> Result<Option<Known>, AppError> {
    let parse = |text: &str| match text.strip_prefix('r') {
        Some(number) if !number.starts_with(['0', '+', '-']) => {
            number.parse().ok().map(Revision).map(Known::Revision)
        }
        _ => Day::parse(text).map(Known::Day),
    };
    query.read(
        "bekannt",
        parse,
        "eine Fassung wie r12 oder ein vergangener Tag",
        "an edition such as r12, or a past day",
    )
}
