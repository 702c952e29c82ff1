//! The state of the page: which group, who is highlighted, how the table is sorted.

use domain::{Group, PartialDate, Slug, search};

use super::ranking::Placed;
use crate::address::Address;
use crate::error::AppError;
use crate::query::Query;

/// The parameters, in canonical order.
pub const KNOWN: &[&str] = &["gruppe", "hervorheben", "sortierung"];

/// The word for all groups.
pub(super) const ALL: &str = "alle";

/// The group that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chosen {
    /// None in particular.
    Default,
    /// All, without ranks.
    All,
    /// This one.
    Group(Group),
}

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
}

impl State {
    pub(super) fn parse(segments: &[&str], query: &Query) -> Result<Self, AppError> {
        let slug = segments.first().and_then(|text| Slug::parse(text)).ok_or(AppError::NotFound)?;
        let group = |text: &str| match text {
            ALL => Some(Chosen::All),
            text => Group::from_word(text).map(Chosen::Group),
        };
        let groups: Vec<&str> =
            std::iter::once(ALL).chain(Group::ALL.iter().map(|group| group.word())).collect();
        let groups = groups.join(", ");
        let sorting = |text: &str| Sorting::ALL.into_iter().find(|sorting| sorting.word() == text);
        let sortings = Sorting::ALL.map(Sorting::word).join(", ");
        Ok(Self {
            slug,
            group: query.read("gruppe", group, &groups, &groups)?.unwrap_or(Chosen::Default),
            highlight: query.one("hervorheben").unwrap_or_default().trim().chars().take(100).collect(),
            sorting: query.read("sortierung", sorting, &sortings, &sortings)?.unwrap_or_default(),
        })
    }

    /// The canonical address.
    pub(super) fn at(&self) -> Address {
        let group = match self.group {
            Chosen::Default => "",
            Chosen::All => ALL,
            Chosen::Group(group) => group.word(),
        };
        let sorting = if self.sorting == Sorting::default() { "" } else { self.sorting.word() };
        Address::new(format!("/kennzahlen/{}", self.slug))
            .with("gruppe", group)
            .with("hervorheben", self.highlight.clone())
            .with("sortierung", sorting)
    }

    /// The same with another body highlighted.
    #[must_use]
    pub(super) fn highlighting(&self, body: &str) -> Self {
        Self { highlight: body.to_owned(), ..self.clone() }
    }

    /// The same sorted another way.
    #[must_use]
    pub(super) fn sorted(&self, sorting: Sorting) -> Self {
        Self { sorting, ..self.clone() }
    }

    /// The same with another group.
    #[must_use]
    pub(super) fn of(&self, group: Group) -> Self {
        Self { group: Chosen::Group(group), ..self.clone() }
    }
}
