//! `/produkte/{slug}`: who uses a product, since when that is on record, and who changed from or to it.

mod changes;
mod view;

use std::cmp::Reverse;

use domain::product::Naming;
use domain::{Body, Catalogue, Day, Indicator, Language, Slug};

use crate::address::Address;
use crate::as_of::Moment;
use crate::error::AppError;
use crate::measured::Shown;
use crate::page::{Answer, Document, Loading, Page, Reading};
use crate::query::Query;
use crate::used::{BodyUse, Evidence, Used};

/// The parameters of the page, in canonical order.
pub const KNOWN: &[&str] = &["seite", "stand", "bekannt"];
/// The parameters of its files: they have no pages.
pub const KNOWN_OF_FILES: &[&str] = &["stand", "bekannt"];
/// Rows on a page.
const ROWS: i64 = 50;
/// Changes that are told one by one; all are counted and stand in the files.
const CHANGES: usize = 50;

/// One product, as of a moment.
#[derive(Debug, Clone)]
pub struct OneProduct {
    slug: Slug,
    page: i64,
    moment: Moment,
}

/// Reads the state.
///
/// # Errors
/// When the segment is no slug, or a parameter has a bad value.
pub fn parse(segments: &[&str], query: &Query) -> Result<Box<dyn Page>, AppError> {
    let slug = segments.first().copied().unwrap_or_default();
    Ok(Box::new(OneProduct { page: query.page()?, ..OneProduct::read(slug, query)? }))
}

impl OneProduct {
    /// Reads the state of the page and of its files.
    ///
    /// # Errors
    /// When the text is no slug, or a parameter has a bad value.
    pub fn read(slug: &str, query: &Query) -> Result<Self, AppError> {
        let slug = Slug::parse(slug).ok_or(AppError::NotFound)?;
        Ok(Self { slug, page: 1, moment: Moment::parse(query)? })
    }

    /// The address of the page; with an ending such as `/kommunen.csv` that of a file.
    pub fn at(&self, ending: &str) -> Address {
        self.moment.on(Address::new(format!("/produkte/{}{ending}", self.slug)))
    }

    fn at_page(&self, page: i64) -> Address {
        self.moment.on(Address::new(format!("/produkte/{}", self.slug)).with_page(page))
    }

    /// Loads who uses the product.
    ///
    /// # Errors
    /// When there is no such product or edition, or the database fails.
    pub async fn used(&self, reading: &Reading) -> Result<Used, AppError> {
        Used::load(reading, &self.moment, &self.slug).await
    }
}

impl Page for OneProduct {
    fn address(&self) -> Address {
        self.at_page(self.page)
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(self.document(reading))
    }
}

/// What the view shows.
struct Data {
    language: Language,
    state: OneProduct,
    name: String,
    /// The kinds of software it stands under.
    kinds: Vec<Kind>,
    rows: Vec<Row>,
    /// How many rows there are on all pages.
    total: i64,
    changes: changes::Changes,
}

/// A kind of software that the product stands under.
struct Kind {
    indicator: Indicator,
    /// Bodies on record with the product.
    users: i64,
    /// Bodies on record with any product.
    known: i64,
}

/// A body that uses the product.
struct Row {
    body: Body,
    land: String,
    kind: usize,
    /// The oldest record of the run.
    since: Naming,
    /// The newest one.
    shown: Shown,
    stale: bool,
}

impl OneProduct {
    async fn document(&self, reading: &Reading) -> Result<Answer, AppError> {
        let language = reading.language;
        let used = self.used(reading).await?;
        let offset = usize::try_from((self.page - 1) * ROWS).unwrap_or(usize::MAX);
        let limit = usize::try_from(ROWS).unwrap_or_default();
        let here: Vec<&BodyUse> = used.current().skip(offset).take(limit).collect();
        let evidence = used.evidence(reading, &here).await?;
        let rows = here.iter().filter_map(|one| row(&used, one, &evidence, reading)).collect();
        let name = used.product.choice.label.get(language).to_owned();
        let data = Data {
            language,
            state: self.clone(),
            name: name.clone(),
            kinds: kinds(&used),
            rows,
            total: count(used.current()),
            changes: changes::load(&used, reading).await?,
        };
        let description = match language {
            Language::German => {
                format!("{name}: welche Kommunen es nutzen, seit wann das belegt ist, wer gewechselt hat.")
            }
            Language::English => {
                format!("{name}: which municipalities use it, since when that is on record, who changed.")
            }
        };
        let crumbs = vec![(language.pick("Produkte", "Products").to_owned(), Address::new("/produkte"))];
        let empty = used.uses.is_empty();
        let document =
            Document::new(name, self.address(), data, view::view).described(description).under(crumbs);
        Ok(document.hidden_when(empty).into())
    }
}

fn count<T>(all: impl Iterator<Item = T>) -> i64 {
    i64::try_from(all.count()).unwrap_or(i64::MAX)
}

fn kinds(used: &Used) -> Vec<Kind> {
    let indicators = used.product.indicators.iter().zip(&used.known).enumerate();
    let kind = |(place, (indicator, known)): (usize, (&Indicator, &i64))| Kind {
        indicator: indicator.clone(),
        users: count(used.current().filter(|one| one.kind == place)),
        known: *known,
    };
    indicators.map(kind).collect()
}

fn row(used: &Used, one: &BodyUse, evidence: &Evidence, reading: &Reading) -> Option<Row> {
    let told = evidence.told(one)?;
    let indicator = used.indicator(one);
    let (catalogue, language): (&Catalogue, _) = (&reading.catalogue, reading.language);
    let record = evidence.record(one, &one.found.run.last)?.clone();
    let old = |day: Day| reading.today.number() - day.number() > indicator.age_limit_months * 365 / 12;
    Some(Row {
        body: told.body.clone(),
        land: told.land.clone(),
        kind: one.kind,
        since: one.found.run.first.clone(),
        stale: record.valid_on.is_some_and(|date| old(date.last_day())),
        shown: Shown::new(record, indicator, catalogue, language),
    })
}

/// Newest first; what has no date stands last.
fn newest_first(naming: &Naming) -> impl Ord + use<> {
    Reverse(naming.valid_on.map(domain::PartialDate::last_day))
}
