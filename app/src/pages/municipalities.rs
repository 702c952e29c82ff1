//! `/kommunen`: the list, searched, filtered and sorted.

mod state;
mod view;

use domain::{Body, Language};
use storage::bodies::{self, Filter, Listed};

use crate::address::Address;
use crate::components::mark::Coverage;
use crate::error::AppError;
use crate::page::{Answer, Document, Loading, Page, Reading};
use crate::query::Query;

pub use state::{KNOWN, Listing};

/// Rows on a page.
const ROWS: i64 = 50;
/// Names of a like spelling that are offered when nothing was found.
const NEAREST: usize = 6;

/// Reads the state.
///
/// # Errors
/// When a parameter has a bad value.
pub fn parse(_: &[&str], query: &Query) -> Result<Box<dyn Page>, AppError> {
    Ok(Box::new(Listing::parse(query)?))
}

/// A row of the list.
struct Row {
    listed: Listed,
    coverage: Coverage,
}

/// What the view shows.
struct Data {
    language: Language,
    state: Listing,
    rows: Vec<Row>,
    total: i64,
    /// How many bodies the register holds.
    register: i64,
    laender: Vec<Body>,
    /// Bodies whose names are spelled alike, when none was found.
    nearest: Vec<Body>,
}

impl Page for Listing {
    fn address(&self) -> Address {
        self.at(self.page)
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(self.answer(reading))
    }
}

impl Listing {
    async fn answer(&self, reading: &Reading) -> Result<Answer, AppError> {
        let filter = Filter { offset: (self.page - 1) * ROWS, limit: ROWS, ..self.filter() };
        let (rows, total) = bodies::list(&reading.db, &filter).await?;
        if let ([only], 1, true) = (rows.as_slice(), total, self.only_a_name()) {
            return Ok(Answer::Redirect(Address::new(format!("/kommunen/{}", only.body.key))));
        }
        let nearest =
            if total == 0 && !self.name.is_empty() { self.nearest(reading).await? } else { Vec::new() };
        let row = |listed: Listed| Row {
            coverage: Coverage::of(&reading.catalogue, &listed.indicators, reading.language),
            listed,
        };
        let data = Data {
            language: reading.language,
            state: self.clone(),
            rows: rows.into_iter().map(row).collect(),
            total,
            register: storage::overview::counts(&reading.db).await?.bodies,
            laender: bodies::laender(&reading.db).await?,
            nearest,
        };
        let title = reading.language.pick("Kommunen", "Municipalities");
        let description = reading.language.pick(
            "Städte, Gemeinden und Kreise mit der Zahl der belegten Themen.",
            "Towns, municipalities and districts with the number of topics on record.",
        );
        Ok(Document::new(title, self.address(), data, view::view).described(description).into())
    }

    async fn nearest(&self, reading: &Reading) -> Result<Vec<Body>, AppError> {
        let mut nearest = Vec::new();
        for key in bodies::nearest(&reading.db, &self.name, NEAREST).await? {
            nearest.extend(bodies::find(&reading.db, &key).await?);
        }
        Ok(nearest)
    }
}
