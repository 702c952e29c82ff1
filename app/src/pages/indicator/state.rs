//! The state of the page: which group, who is highlighted, how the table is sorted.

use domain::{Group, PartialDate, Slug, search};

use crate::address::Address;
use crate::as_of::Moment;
use crate::error::AppError;
use crate::query::Query;
use crate::ranking::{Chosen, Placed};

/// The parameters, in canonical order.
pub const KNOWN: &[&str] = &["gruppe", "hervorheben", "sortierung", "seite", "stand", "bekannt"];

/// How the table is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sorting {
    /// By rank or value, as storage gives it.
    #[default]
    Value,
    /// By name.
    Name,
    /// Newest first.
    Date,
    /// Most inhabitants first.
    People,
}

impl Sorting {
    pub(super) const ALL: [Self; 4] = [Self::Value, Self::Name, Self::Date, Self::People];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Value => "wert",
            Self::Name => "name",
            Self::Date => "stand",
            Self::People => "einwohner",
        }
    }

    pub(super) fn sort(self, rows: &mut [Placed]) {
        match self {
            Self::Value => {}
            Self::Name => rows.sort_by_key(|row| search::sort_key(&row.body.name)),
            Self::Date => rows.sort_by_key(|row| {
                std::cmp::Reverse(row.shown.observation.valid_on.map(PartialDate::last_day))
            }),
            Self::People => {
                rows.sort_by_key(|row| std::cmp::Reverse(row.body.population.map(|(count, _)| count)));
            }
        }
    }
}

/// The page of one indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    pub(super) slug: Slug,
    pub(super) group: Chosen,
    /// A key, or what was typed to find one.
    pub(super) highlight: String,
    pub(super) sorting: Sorting,
    /// The page of the table, from 1.
    pub(super) page: i64,
    pub(super) moment: Moment,
}

impl State {
    pub(super) fn parse(segments: &[&str], query: &Query) -> Result<Self, AppError> {
        let slug = segments.first().and_then(|text| Slug::parse(text)).ok_or(AppError::NotFound)?;
        let sorting = |text: &str| Sorting::ALL.into_iter().find(|sorting| sorting.word() == text);
        let sortings = Sorting::ALL.map(Sorting::word).join(", ");
        Ok(Self {
            slug,
            group: Chosen::parse(query)?,
            highlight: query.one("hervorheben").unwrap_or_default().trim().chars().take(100).collect(),
            sorting: query.read("sortierung", sorting, &sortings, &sortings)?.unwrap_or_default(),
            page: query.page()?,
            moment: Moment::parse(query)?,
        })
    }

    /// The canonical address.
    pub(super) fn at(&self) -> Address {
        let sorting = if self.sorting == Sorting::default() { "" } else { self.sorting.word() };
        let address = Address::new(format!("/kennzahlen/{}", self.slug))
            .with("gruppe", self.group.word())
            .with("hervorheben", self.highlight.clone())
            .with("sortierung", sorting)
            .with_page(self.page);
        self.moment.on(address)
    }

    /// Another page of the table.
    #[must_use]
    pub(super) fn turned(&self, page: i64) -> Self {
        Self { page, ..self.clone() }
    }

    /// The same with another body highlighted.
    #[must_use]
    pub(super) fn highlighting(&self, body: &str) -> Self {
        Self { highlight: body.to_owned(), page: 1, ..self.clone() }
    }

    /// The same sorted another way.
    #[must_use]
    pub(super) fn sorted(&self, sorting: Sorting) -> Self {
        Self { sorting, page: 1, ..self.clone() }
    }

    /// The same as of the newest edition.
    #[must_use]
    pub(super) fn newest(&self) -> Self {
        Self { moment: self.moment.as_known(None), ..self.clone() }
    }

    /// The same with another group.
    #[must_use]
    pub(super) fn of(&self, group: Group) -> Self {
        Self { group: Chosen::Group(group), page: 1, ..self.clone() }
    }
}
