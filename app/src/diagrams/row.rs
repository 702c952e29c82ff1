//! A record as a line of a file.

use domain::{Cell, Indicator, Language, Value};
use exchange::export::Row;

use crate::measured::Shown;

/// A record of the body with this name, as every file of the site writes it.
pub fn row(name: &str, indicator: &Indicator, shown: &Shown, language: Language) -> Row {
    let observation = &shown.observation;
    let words = indicator.wording(language);
    let (exactness, ratio) = match &observation.cell {
        Cell::Reported { exactness, ratio, .. } => (Some(exactness.word().to_owned()), *ratio),
        Cell::Missing(_) => (None, None),
    };
    let other = observation.cell.value().filter(|value| !matches!(value, Value::Number(_)));
    Row {
        key: observation.body.to_string(),
        name: name.to_owned(),
        indicator: indicator.slug.to_string(),
        title: words.title.clone(),
        definition: words.definition.clone(),
        definition_version: observation.definition,
        unit: words.unit.clone(),
        date: observation.valid_on.map(|date| date.to_string()),
        period_start: observation.period_start.map(|day| day.to_string()),
        state: observation.cell.state().to_owned(),
        value: shown.number(),
        text: other.map(|_| shown.value.clone()),
        exactness,
        numerator: ratio.map(|ratio| ratio.0),
        denominator: ratio.map(|ratio| ratio.1),
        voice: observation.voice.word().to_owned(),
        source: observation.source.title.clone(),
        source_address: observation.source.address.clone(),
        source_date: observation.source.published.map(|date| date.to_string()),
        note: observation.note.clone(),
    }
}
