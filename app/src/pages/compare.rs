//! `/vergleich`: bodies beside each other, by one indicator or several, over years.

mod dates;
mod form;
mod matrix;
mod view;

use domain::catalogue::Topic;
use domain::{Body, BodyKey, Indicator, Language, Reuse, Slug, search};
use storage::bodies::{self, Filter};
use storage::observations::{self, MOST_BODIES};
use storage::overview::Edition;

use crate::address::Address;
use crate::comparison::{Comparison, MOST_INDICATORS, Shape};
use crate::components::figure::Figure;
use crate::components::mark::Coverage;
use crate::components::since::Since;
use crate::components::values::{ValueRow, rows_of};
use crate::diagrams::matrix::{MatrixChart, MatrixState};
use crate::error::AppError;
use crate::measured::Measured;
use crate::page::{Answer, Document, Loading, Page, Reading};
use crate::query::Query;

/// Indicators that are offered beside the chosen one.
const BESIDE: usize = 5;

/// Letters of the names that are typed at once.
const LONGEST: usize = 300;

/// The parameters, in canonical order.
pub const KNOWN: &[&str] = &["kommunen", "kennzahl", "von", "bis", "ansicht", "stand", "bekannt", "dazu"];

struct Compare {
    comparison: Comparison,
    /// Names or keys that the reader typed to add bodies, with commas between.
    add: String,
}

/// Reads the state.
///
/// # Errors
/// When a parameter has a bad value.
pub fn parse(_: &[&str], query: &Query) -> Result<Box<dyn Page>, AppError> {
    let add = query.one("dazu").unwrap_or_default().trim().chars().take(LONGEST).collect();
    Ok(Box::new(Compare { comparison: Comparison::parse(query)?, add }))
}

/// What became of a typed name.
enum Added {
    /// Nothing was typed.
    Nothing,
    /// No body has this name.
    Unknown(String),
    /// Several bodies have it.
    Several(String, Vec<(Body, Address)>),
    /// There are as many as a comparison can hold.
    Full,
}

/// What the view shows.
struct Data {
    language: Language,
    measured: Measured,
    /// The same comparison without each of its bodies.
    without: Vec<Address>,
    figure: Option<Figure>,
    since: Option<Since>,
    rows: Vec<ValueRow>,
    missing: Vec<String>,
    /// What was typed and is not added.
    typed: String,
    added: Added,
    /// All indicators by topic, with the title of the topic.
    topics: Vec<(String, Vec<Indicator>)>,
    suggestions: Vec<(Body, Address)>,
    /// Indicators with numbers for these bodies that could stand beside the chosen one.
    beside: Vec<(String, Address)>,
    /// What is known of each body, in the order of the comparison.
    coverage: Vec<Coverage>,
    /// The same as a picture to take away.
    matrix: Option<Figure>,
    this_year: i32,
}

impl Page for Compare {
    fn address(&self) -> Address {
        self.comparison.address("/vergleich").with("dazu", self.add.clone())
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(self.answer(reading))
    }
}

impl Compare {
    async fn answer(&self, reading: &Reading) -> Result<Answer, AppError> {
        let added = match self.resolve(reading).await? {
            Ok(address) => return Ok(Answer::Redirect(address)),
            Err(added) => added,
        };
        let data = self.data(reading, added).await?;
        let title = Self::title(&data.measured, reading.language);
        let description = match data.measured.title() {
            finding if finding.is_empty() => reading.language.pick(
                "Kommunen nebeneinander: ihre Kennzahlen über Jahre, als Bild, als Zahlen und mit Quelle.",
                "Municipalities side by side: their indicators over years, as a picture, as numbers and with sources.",
            ).to_owned(),
            finding => finding,
        };
        let preview = data.figure.as_ref().and_then(Figure::preview).cloned();
        let document = Document::new(title, self.address(), data, view::view).described(description);
        let document = document.previewed(preview.as_ref());
        Ok(document.called(reading.language.pick("Vergleich", "Compare")).into())
    }

    async fn data(&self, reading: &Reading, added: Added) -> Result<Data, AppError> {
        let language = reading.language;
        let measured = Measured::load(reading, self.comparison.clone()).await?;
        let as_of = self.comparison.as_of(Some(measured.revision));
        let reported = observations::reported(&reading.db, &self.comparison.bodies, as_of).await?;
        let coverage = Coverage::of_all(&reading.catalogue, &self.comparison.bodies, &reported, language);
        let topical = self.comparison.shape == Shape::Matrix || self.comparison.indicators.is_empty();
        let edition = Edition { revision: measured.revision, released_on: measured.released_on };
        let state = MatrixState::new(&self.comparison);
        let matrix = MatrixChart::new(state, &measured.bodies, &coverage, edition, language);
        let drawn = self.comparison.shape == Shape::Line && !dates::nothing_joins(&measured);
        let without = |key: &BodyKey| self.comparison.without(key).address("/vergleich");
        Ok(Data {
            language,
            without: self.comparison.bodies.iter().map(without).collect(),
            figure: if drawn { Figure::draw(&measured, "vergleich", reading)? } else { None },
            since: Since::of(&measured, reading).await?,
            rows: rows_of(&measured),
            missing: missing(&measured),
            typed: self.add.clone(),
            added,
            topics: topics(reading),
            suggestions: self.suggestions(reading, &measured).await?,
            beside: self.beside(reading, &reported),
            matrix: if topical { Figure::draw(&matrix, "themen", reading)? } else { None },
            coverage,
            this_year: reading.today.year(),
            measured,
        })
    }

    /// The indicators that most of these bodies have numbers for, and that are not chosen yet.
    fn beside(&self, reading: &Reading, reported: &[(BodyKey, Slug)]) -> Vec<(String, Address)> {
        if self.comparison.indicators.len() >= MOST_INDICATORS {
            return Vec::new();
        }
        let count =
            |indicator: &&Indicator| reported.iter().filter(|(_, slug)| slug == &indicator.slug).count();
        let fits = |indicator: &&Indicator| {
            indicator.kind.is_number()
                && indicator.reuse == Reuse::Open
                && !self.comparison.indicators.contains(&indicator.slug)
                && count(indicator) > 0
        };
        let mut found: Vec<&Indicator> = reading.catalogue.indicators().iter().filter(fits).collect();
        found.sort_by_key(|indicator| std::cmp::Reverse(count(indicator)));
        let with = |indicator: &Indicator| {
            let mut more = self.comparison.clone();
            more.indicators.push(indicator.slug.clone());
            (indicator.wording(reading.language).title.clone(), more.address("/vergleich"))
        };
        found.into_iter().take(BESIDE).map(with).collect()
    }

    /// The address with the typed bodies added, or why there is none. Those that were found are added even when others
    /// were not, which then stand in the field again.
    async fn resolve(&self, reading: &Reading) -> Result<Result<Address, Added>, AppError> {
        if self.add.is_empty() {
            return Ok(Err(Added::Nothing));
        }
        if self.comparison.bodies.len() >= MOST_BODIES {
            return Ok(Err(Added::Full));
        }
        let mut comparison = self.comparison.clone();
        let mut open: Vec<(&str, Added)> = Vec::new();
        for name in self.add.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            match self.find(reading, name).await? {
                Ok(body) if comparison.bodies.len() < MOST_BODIES => comparison = comparison.and(body.key),
                Ok(_) => open.push((name, Added::Full)),
                Err(added) => open.push((name, added)),
            }
        }
        let rest: Vec<&str> = open.iter().map(|(name, _)| *name).collect();
        let address = comparison.address("/vergleich").with("dazu", rest.join(", "));
        Ok(match open.into_iter().next() {
            Some((_, added)) if comparison == self.comparison => Err(added),
            _ => Ok(address),
        })
    }

    /// The body that a name or key means.
    async fn find(&self, reading: &Reading, name: &str) -> Result<Result<Body, Added>, AppError> {
        let filter = Filter { name: name.to_owned(), limit: 8, ..Filter::default() };
        let rows = bodies::page(&reading.db, &filter).await?;
        let wanted = search::fold(name);
        let exact: Vec<_> = rows.iter().filter(|row| search::fold(&row.body.name) == wanted).collect();
        Ok(match (rows.as_slice(), exact.as_slice()) {
            ([only], _) => Ok(only.body.clone()),
            (_, [only]) => Ok(only.body.clone()),
            ([], _) => Err(Added::Unknown(name.to_owned())),
            (rows, _) => {
                let with = |body: &Body| self.comparison.and(body.key.clone()).address("/vergleich");
                let choices = rows.iter().map(|row| (row.body.clone(), with(&row.body))).collect();
                Err(Added::Several(name.to_owned(), choices))
            }
        })
    }

    fn title(measured: &Measured, language: Language) -> String {
        let names: Vec<String> = measured.bodies.iter().map(|body| body.name.clone()).collect();
        let titles: Vec<String> =
            measured.parts.iter().map(|part| part.indicator.wording(language).title.clone()).collect();
        match (titles.is_empty(), names.len()) {
            (true, 0) => language.pick("Kommunen vergleichen", "Compare municipalities").to_owned(),
            (true, _) => format!("{}: {}", language.pick("Vergleich", "Comparison"), names.join(", ")),
            (false, 0 | 4..) => crate::text::and(&titles, language),
            (false, _) => format!("{}: {}", crate::text::and(&titles, language), names.join(", ")),
        }
    }

    /// Bodies like the first one that could be added.
    async fn suggestions(
        &self,
        reading: &Reading,
        measured: &Measured,
    ) -> Result<Vec<(Body, Address)>, AppError> {
        let Some(first) = measured.bodies.first() else { return Ok(Vec::new()) };
        if measured.bodies.len() >= MOST_BODIES {
            return Ok(Vec::new());
        }
        let alike = bodies::alike(&reading.db, first, 12).await?;
        let new = alike.into_iter().filter(|body| !self.comparison.bodies.contains(&body.key));
        Ok(new
            .take(5)
            .map(|body| (body.clone(), self.comparison.and(body.key).address("/vergleich")))
            .collect())
    }
}

/// All indicators under the titles of their topics.
fn topics(reading: &Reading) -> Vec<(String, Vec<Indicator>)> {
    let catalogue = &reading.catalogue;
    let of = |topic: &Topic| {
        (topic.title.get(reading.language).to_owned(), catalogue.of_topic(&topic.slug).cloned().collect())
    };
    catalogue.topics().iter().map(of).collect()
}

/// Names of bodies without any record, with the indicator they lack.
fn missing(measured: &Measured) -> Vec<String> {
    let mut missing = Vec::new();
    for part in &measured.parts {
        let title = &part.indicator.wording(measured.language).title;
        for (place, body) in measured.bodies.iter().enumerate() {
            if measured.of(part, place).is_empty() {
                let name = body.name.clone();
                missing.push(if measured.parts.len() > 1 { format!("{name} ({title})") } else { name });
            }
        }
    }
    missing
}
