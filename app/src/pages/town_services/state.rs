//! The state of the page: filters, grouping and order.

use domain::PartialDate;
use domain::service::Stage;

use super::{Row, Whose};
use crate::address::Address;
use crate::as_of::Moment;
use crate::error::AppError;
use crate::query::Query;

/// Which services are shown, how they are grouped and sorted, and as of when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct State {
    /// The Themenfeld; all when empty.
    pub(super) field: String,
    /// Only services in this state.
    pub(super) part: Option<Part>,
    /// Groups by Themenfeld instead of by state.
    pub(super) by_field: bool,
    pub(super) sort: Sort,
    pub(super) moment: Moment,
}

/// A part of the list: a state of services that are the body's own, or those that are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Live,
    InWork,
    Planned,
    NotOffered,
    Unknown,
    Elsewhere,
    Unclear,
}

impl Part {
    /// Every part in the order of the page, with its word in addresses and its title.
    pub(super) const ALL: [(Self, &'static str, (&'static str, &'static str)); 7] = [
        (Self::Live, "online", ("Online", "Online")),
        (Self::InWork, "in-arbeit", ("In Arbeit", "In work")),
        (Self::Planned, "geplant", ("Geplant", "Planned")),
        (Self::NotOffered, "nicht-online", ("Nicht online", "Not online")),
        (Self::Unknown, "keine-angabe", ("Keine Angabe", "Nothing on record")),
        (Self::Elsewhere, "andere-zustaendig", ("Nicht Sache dieser Kommune", "Not this body’s task")),
        (Self::Unclear, "zustaendigkeit-offen", ("Zuständigkeit nicht bekannt", "Responsibility not known")),
    ];

    /// The part a service belongs to. What is on record comes first: a town that offers a service does so, whoever
    /// the rule names.
    pub(super) fn of(row: &Row) -> Self {
        match (row.stage(), &row.whose) {
            (Some(Stage::Live), _) => Self::Live,
            (Some(Stage::InWork), _) => Self::InWork,
            (Some(Stage::Planned), _) => Self::Planned,
            (_, Whose::Other(..)) => Self::Elsewhere,
            (Some(Stage::NotOffered), _) => Self::NotOffered,
            (None, Whose::Own) => Self::Unknown,
            (None, Whose::Unknown) => Self::Unclear,
        }
    }
}

/// The order within a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sort {
    #[default]
    Name,
    Since,
    Due,
}

impl Sort {
    pub(super) const ALL: [(Self, &'static str, (&'static str, &'static str)); 3] = [
        (Self::Name, "", ("Name", "name")),
        (Self::Since, "seit", ("online seit", "online since")),
        (Self::Due, "termin", ("zugesagt für", "promised for")),
    ];
}

impl State {
    pub(super) fn parse(query: &Query) -> Result<Self, AppError> {
        let part = query.one("umsetzung").map(|text| {
            let words = Part::ALL.map(|(_, word, _)| word).join(", ");
            let found = Part::ALL.iter().find(|(_, word, _)| *word == text).map(|(part, ..)| *part);
            found.ok_or_else(|| {
                AppError::bad("umsetzung", text, &format!("eines von {words}"), &format!("one of {words}"))
            })
        });
        let by_field = query.one("gruppe").map(|text| match text {
            "umsetzung" => Ok(false),
            "feld" => Ok(true),
            _ => Err(AppError::bad("gruppe", text, "feld oder umsetzung", "feld or umsetzung")),
        });
        let sort = query.one("sortierung").map(|text| {
            let found = Sort::ALL.iter().find(|(_, word, _)| *word == text).map(|(sort, ..)| *sort);
            found.ok_or_else(|| AppError::bad("sortierung", text, "seit oder termin", "seit or termin"))
        });
        Ok(Self {
            field: query.one("feld").unwrap_or_default().chars().take(60).collect(),
            part: part.transpose()?,
            by_field: by_field.transpose()?.unwrap_or_default(),
            sort: sort.transpose()?.unwrap_or_default(),
            moment: Moment::parse(query)?,
        })
    }

    pub(super) fn address(&self, path: &str) -> Address {
        let part = Part::ALL.iter().find(|(part, ..)| Some(*part) == self.part);
        let sort = Sort::ALL.iter().find(|(sort, ..)| *sort == self.sort);
        let address = Address::new(path)
            .with("feld", self.field.clone())
            .with("umsetzung", part.map_or("", |(_, word, _)| word))
            .with("gruppe", if self.by_field { "feld" } else { "" })
            .with("sortierung", sort.map_or("", |(_, word, _)| word));
        self.moment.on(address)
    }

    /// The services that fit, in order.
    pub(super) fn chosen(&self, mut rows: Vec<Row>) -> Vec<Row> {
        rows.retain(|row| {
            (self.field.is_empty() || row.service.field == self.field)
                && self.part.is_none_or(|part| Part::of(row) == part)
        });
        let number = |date: Option<PartialDate>| date.map_or(i32::MAX, |date| date.last_day().number());
        rows.sort_by_cached_key(|row| {
            let date = match self.sort {
                Sort::Name => None,
                Sort::Since => {
                    row.standing().live_since().or_else(|| row.standing().live_by()).map(|(date, _)| date)
                }
                Sort::Due => row.standing().due().map(|(date, _)| date),
            };
            (number(date), domain::search::sort_key(&row.service.name))
        });
        rows
    }
}
