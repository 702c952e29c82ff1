//! A comparison with its data: what page, picture and files show alike, so that they agree to the digit.

mod extract;
mod picture;
mod words;

use domain::catalogue::Comparable;
use domain::{
    Body, BodyKey, Catalogue, Cell, Exactness, Indicator, Language, Observation, PartialDate, Reuse,
    Revision, Value, ValueKind, format,
};
use storage::{AsOf, bodies, observations, overview};

use crate::comparison::{Comparison, Known, MOST_IN_CHART};
use crate::error::AppError;
use crate::page::Reading;
use crate::text;

/// At most this many bodies may stand together where a source allows citing only.
pub const MOST_CITED: usize = 6;

/// A comparison with its bodies and records.
#[derive(Debug, Clone)]
pub struct Measured {
    /// What was asked for.
    pub comparison: Comparison,
    /// The bodies, in the order of the comparison.
    pub bodies: Vec<Body>,
    /// One part for each indicator.
    pub parts: Vec<Part>,
    /// Language of the words.
    pub language: Language,
    /// The revision the data are from.
    pub revision: Revision,
    /// The day of that revision.
    pub released_on: Option<domain::Day>,
}

/// An indicator and its records.
#[derive(Debug, Clone)]
pub struct Part {
    /// The indicator.
    pub indicator: Indicator,
    /// Records by body, in the order of the comparison, oldest first, undated ones last.
    pub series: Vec<(usize, Vec<Shown>)>,
}

/// A record with its value in words.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The record.
    pub observation: Observation,
    /// "rund 175", "ALLRIS", "12 von 20 (60 %)"; the reason when there is no value.
    pub value: String,
    /// "Dezember 2025"; "ohne Datum, erfasst am 22.11.2026".
    pub date: String,
}

impl Shown {
    /// A record in words.
    pub fn new(
        observation: Observation,
        indicator: &Indicator,
        catalogue: &Catalogue,
        language: Language,
    ) -> Self {
        let value = value(&observation.cell, indicator, catalogue, language);
        let date = date(&observation, language);
        Self { observation, value, date }
    }

    /// The value as a number, when it is one.
    pub fn number(&self) -> Option<f64> {
        self.observation.cell.value().and_then(Value::number)
    }
}

/// A cell in words, without unit.
pub fn value(cell: &Cell, indicator: &Indicator, catalogue: &Catalogue, language: Language) -> String {
    let Cell::Reported { value, exactness, ratio } = cell else {
        return text::reason(cell, language).unwrap_or_default().to_owned();
    };
    let plain = catalogue.show(indicator, value, language);
    let plain = match indicator.kind {
        ValueKind::Share => format!("{plain}{}%", format::NBSP),
        ValueKind::Rank => format!("{}{}{plain}", language.pick("Platz", "rank"), format::NBSP),
        _ => plain,
    };
    let qualified = match format::qualifier(*exactness, language) {
        "" => plain,
        word => format!("{word} {plain}"),
    };
    match ratio {
        Some((part, whole)) => {
            let of = language.pick("von", "of");
            let (part, whole) = (format::integer(*part, language), format::integer(*whole, language));
            format!("{qualified} ({part} {of} {whole})")
        }
        None => qualified,
    }
}

/// When a record held, in words.
pub fn date(observation: &Observation, language: Language) -> String {
    match (observation.valid_on, observation.period_start) {
        // A period that is no calendar year, quarter or month is told by both its days.
        (Some(PartialDate::Day(end)), Some(start)) => {
            format!("{}–{}", format::day(start, language), format::day(end, language))
        }
        (Some(date), _) => format::date(date, language),
        (None, _) => {
            let entered = format::day(observation.source.retrieved_on, language);
            language.pick("ohne Datum, erfasst am ", "no date, entered on ").to_owned() + &entered
        }
    }
}

impl Measured {
    /// Loads a comparison.
    ///
    /// # Errors
    /// When a body, an indicator or an edition is not known, too many bodies are asked for where only citing is
    /// allowed, or the database fails.
    pub async fn load(reading: &Reading, comparison: Comparison) -> Result<Self, AppError> {
        let (revision, released_on) = edition(reading, &comparison).await?;
        // Reading what was known in this very revision keeps the data and their label together, whatever is
        // released meanwhile.
        let as_of = comparison.as_of(Some(revision));
        let mut bodies = Vec::new();
        for key in &comparison.bodies {
            bodies.push(body(reading, key, as_of).await?);
        }
        let mut parts = Vec::new();
        for slug in &comparison.indicators {
            let indicator = reading.catalogue.indicator(slug).ok_or_else(|| {
                AppError::bad(
                    "kennzahl",
                    slug.as_str(),
                    "eine Kennzahl des Katalogs",
                    "an indicator of the catalogue",
                )
            })?;
            if indicator.reuse == Reuse::CiteOnly && bodies.len() > MOST_CITED {
                let found = bodies.len().to_string();
                let german = "höchstens sechs Kommunen, denn diese Quelle erlaubt nur Zitate";
                return Err(AppError::bad(
                    "kommunen",
                    &found,
                    german,
                    "at most six: this source allows citations only",
                ));
            }
            let records =
                observations::of_indicator(&reading.db, indicator, &comparison.bodies, as_of).await?;
            parts.push(Part::new(reading, &comparison, indicator, &records));
        }
        Ok(Self { comparison, bodies, parts, language: reading.language, revision, released_on })
    }

    /// A comparison of one body by one indicator, of records that were read already.
    pub fn of_one(reading: &Reading, body: &Body, indicator: &Indicator, shown: &[Shown]) -> Self {
        Self {
            comparison: Comparison::of([body.key.clone()], &indicator.slug),
            bodies: vec![body.clone()],
            parts: vec![Part { indicator: indicator.clone(), series: vec![(0, shown.to_vec())] }],
            language: reading.language,
            revision: reading.edition.revision,
            released_on: reading.edition.released_on,
        }
    }

    /// Whether any part may only be cited, so that there is no file.
    pub fn cite_only(&self) -> bool {
        let cited = |shown: &Shown| shown.observation.source.reuse == Reuse::CiteOnly;
        self.parts.iter().any(|part| part.indicator.reuse == Reuse::CiteOnly || part.shown().any(cited))
    }

    /// Whether there is any number that a chart could show, and not too many bodies for one.
    pub fn has_numbers(&self) -> bool {
        self.bodies.len() <= MOST_IN_CHART
            && self.parts.iter().any(|part| {
                part.indicator.kind.is_number() && part.shown().any(|shown| shown.number().is_some())
            })
    }

    /// The records of a body by a part.
    pub fn of<'a>(&self, part: &'a Part, body: usize) -> &'a [Shown] {
        part.series.iter().find(|(place, _)| *place == body).map_or(&[], |(_, shown)| shown)
    }
}

impl Part {
    fn new(
        reading: &Reading,
        comparison: &Comparison,
        indicator: &Indicator,
        records: &[Observation],
    ) -> Self {
        let mut series: Vec<(usize, Vec<Shown>)> = Vec::new();
        for (place, key) in comparison.bodies.iter().enumerate() {
            let own = records.iter().filter(|record| &record.body == key);
            let covered = own.filter(|record| comparison.covers(record.valid_on.map(PartialDate::last_day)));
            let shown: Vec<Shown> = covered
                .map(|record| Shown::new(record.clone(), indicator, &reading.catalogue, reading.language))
                .collect();
            if !shown.is_empty() {
                series.push((place, shown));
            }
        }
        Self { indicator: indicator.clone(), series }
    }

    /// All records.
    pub fn shown(&self) -> impl Iterator<Item = &Shown> {
        self.series.iter().flat_map(|(_, shown)| shown)
    }

    /// Whether several bodies have values here that must not share an axis.
    pub fn stands_apart(&self) -> bool {
        self.indicator.comparable == Comparable::Within && self.series.len() > 1
    }
}

/// The last stretch of dated numbers that one line joins: what "from … to …" may be said of.
pub fn last_run(series: &[Shown]) -> Vec<&Shown> {
    let mut run: Vec<&Shown> = Vec::new();
    for shown in drawn(series).into_iter().filter(|shown| shown.observation.valid_on.is_some()) {
        if run.last().is_some_and(|last| !shown.observation.continues(&last.observation)) {
            run.clear();
        }
        run.push(shown);
    }
    run
}

/// What a chart draws of a series: numbers only, and for each date the voice that speaks first.
pub fn drawn(series: &[Shown]) -> Vec<&Shown> {
    let mut drawn: Vec<&Shown> = Vec::new();
    for shown in series.iter().filter(|shown| shown.number().is_some()) {
        let day = |shown: &Shown| shown.observation.valid_on.map(PartialDate::last_day);
        if drawn.last().is_none_or(|last| day(last).is_none() || day(last) != day(shown)) {
            drawn.push(shown);
        }
    }
    drawn
}

/// How exactly a record states its value.
pub fn exactness(cell: &Cell) -> Exactness {
    match cell {
        Cell::Reported { exactness, .. } => *exactness,
        Cell::Missing(_) => Exactness::Exact,
    }
}

async fn body(reading: &Reading, key: &BodyKey, as_of: AsOf) -> Result<Body, AppError> {
    bodies::find_as_of(&reading.db, key, as_of).await?.ok_or_else(|| {
        AppError::bad(
            "kommunen",
            key.as_str(),
            "Schlüssel von Kommunen im Verzeichnis",
            "keys of bodies in the register",
        )
    })
}

pub(crate) async fn edition(
    reading: &Reading,
    comparison: &Comparison,
) -> Result<(Revision, Option<domain::Day>), AppError> {
    let newest = reading.edition;
    let wanted = match comparison.known {
        None => return Ok((newest.revision, newest.released_on)),
        // A day that is not over yet could still bring a release, and the address would change its meaning.
        Some(Known::Day(day)) if day < reading.today => overview::edition_on(&reading.db, day).await?,
        Some(Known::Day(_)) => None,
        Some(Known::Revision(revision)) => overview::edition_of(&reading.db, revision).await?,
    };
    let found = wanted.map(|edition| (edition.revision, edition.released_on));
    found.ok_or_else(|| {
        AppError::bad(
            "bekannt",
            &comparison.known_text(),
            "eine Fassung, die es gibt, oder ein vergangener Tag",
            "an edition that exists, or a past day",
        )
    })
}
