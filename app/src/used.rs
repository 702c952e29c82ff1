//! Who uses a product, with words and evidence: what page and file show alike.

use std::collections::BTreeMap;

use domain::catalogue::Product;
use domain::product::{Naming, Run, Use, runs};
use domain::{BodyKey, Indicator, Observation, Reuse, Slug, Value};
use exchange::listing::{Field, Listing};
use storage::products::{self, Told};

use crate::address::Address;
use crate::as_of::{Moment, Resolved};
use crate::error::AppError;
use crate::listing::{of_edition, proof};
use crate::page::Reading;

/// A product with everybody who was ever on record with it.
#[derive(Debug, Clone)]
pub struct Used {
    /// The product.
    pub product: Product,
    /// For each of its indicators: how many bodies are on record with any product.
    pub known: Vec<i64>,
    /// Who uses or used it: by indicator, then by name.
    pub uses: Vec<BodyUse>,
    /// The edition.
    pub moment: Resolved,
}

/// A body and its newest use of the product for one kind of software.
#[derive(Debug, Clone)]
pub struct BodyUse {
    /// Place of the indicator in [`Product::indicators`].
    pub kind: usize,
    /// The body.
    pub body: BodyKey,
    /// What its records say.
    pub found: Use,
}

impl Used {
    /// Loads a product as of a moment.
    ///
    /// # Errors
    /// When there is no such product or edition, or the database fails.
    pub async fn load(reading: &Reading, moment: &Moment, slug: &Slug) -> Result<Self, AppError> {
        let mut product = reading.catalogue.products().remove(slug).ok_or(AppError::NotFound)?;
        // Figures that may only be cited stand in no list.
        product.indicators.retain(|indicator| indicator.reuse == Reuse::Open);
        let moment = moment.resolve(reading).await?;
        let (mut uses, mut known) = (Vec::new(), Vec::new());
        for (kind, indicator) in product.indicators.iter().enumerate() {
            known.push(products::known(&reading.db, indicator, moment.as_of).await?);
            let named = products::namings(&reading.db, indicator, slug, moment.as_of).await?;
            uses.extend(named.into_iter().filter_map(|(body, namings)| {
                Use::of(slug, &runs(&namings)).map(|found| BodyUse { kind, body, found })
            }));
        }
        Ok(Self { product, known, uses, moment })
    }

    /// Those who use it by their newest record.
    pub fn current(&self) -> impl Iterator<Item = &BodyUse> {
        self.uses.iter().filter(|one| one.found.is_current())
    }

    /// The indicator of a use.
    pub fn indicator(&self, one: &BodyUse) -> &Indicator {
        &self.product.indicators[one.kind]
    }

    /// The bodies and records behind some of the uses.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn evidence(&self, reading: &Reading, uses: &[&BodyUse]) -> Result<Evidence, AppError> {
        let mut kinds = Vec::new();
        for (kind, indicator) in self.product.indicators.iter().enumerate() {
            let keys: Vec<&BodyKey> =
                uses.iter().filter(|one| one.kind == kind).map(|one| &one.body).collect();
            kinds.push(products::told(&reading.db, indicator, &keys, self.moment.as_of).await?);
        }
        Ok(Evidence { kinds })
    }

    /// The file: one use a line, current ones and former ones.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn listing(&self, page: &Address, reading: &Reading) -> Result<Listing, AppError> {
        let mut kinds = Vec::new();
        for indicator in &self.product.indicators {
            let slug = &self.product.choice.slug;
            kinds.push(products::all_told(&reading.db, indicator, slug, self.moment.as_of).await?);
        }
        let evidence = Evidence { kinds };
        let rows = self.uses.iter().filter_map(|one| self.row(one, &evidence, reading)).collect();
        let title = self.product.choice.label.get(reading.language);
        Ok(of_edition(title, page, (self.moment.edition(), reading), COLUMNS, rows))
    }

    fn row(&self, one: &BodyUse, evidence: &Evidence, reading: &Reading) -> Option<Vec<Field>> {
        let (told, indicator) = (evidence.told(one)?, self.indicator(one));
        let record = evidence.record(one, &one.found.run.last)?;
        let (before, after) = (one.found.before.as_ref(), one.found.after.as_ref());
        let population = told.body.population;
        let mut row = vec![
            Field::text(self.product.choice.slug.as_str()),
            Field::text(self.product.choice.label.get(reading.language)),
            Field::text(indicator.slug.as_str()),
            Field::text(indicator.wording(reading.language).title.as_str()),
            Field::text(one.body.as_str()),
            Field::text(told.body.name.as_str()),
            Field::text(told.land.as_str()),
            population.map_or(Field::Nothing, |(count, _)| Field::Whole(count)),
            population.map(|(_, on)| on).into(),
            Field::text(if one.found.is_current() { "aktuell" } else { "frueher" }),
            one.found.run.first.valid_on.into(),
            record.valid_on.into(),
            before.map(Run::product).into(),
            before.and_then(|run| run.last.valid_on).into(),
            after.map(Run::product).into(),
            after.and_then(|run| run.first.valid_on).into(),
        ];
        row.extend(proof(&record.source, record.voice, &record.page, &record.note));
        Some(row)
    }
}

/// Bodies with their records, for each indicator of a product.
#[derive(Debug, Clone)]
pub struct Evidence {
    kinds: Vec<BTreeMap<BodyKey, Told>>,
}

impl Evidence {
    /// The body of a use.
    pub fn told(&self, one: &BodyUse) -> Option<&Told> {
        self.kinds.get(one.kind)?.get(&one.body)
    }

    /// The record behind a naming of a use.
    pub fn record(&self, one: &BodyUse, naming: &Naming) -> Option<&Observation> {
        let is_it = |record: &&Observation| {
            (record.valid_on, record.voice) == (naming.valid_on, naming.voice)
                && matches!(record.cell.value(), Some(Value::Choice(slug)) if *slug == naming.product)
        };
        self.told(one)?.records.iter().find(is_it)
    }
}

/// The columns of the file.
const COLUMNS: &[&str] = &[
    "product",
    "title",
    "indicator",
    "indicator_title",
    "key",
    "name",
    "land",
    "population",
    "population_on",
    "use",
    "since",
    "date",
    "before",
    "before_date",
    "after",
    "after_date",
    "voice",
    "source",
    "source_address",
    "source_date",
    "retrieved_on",
    "page",
    "note",
];
