//! The state of the list: what is searched, filtered and sorted. Its file (`/kommunen.csv`) has the same.

use domain::{BodyKey, BodyType, Level, SizeClass};
use storage::bodies::{Filter, Sort};

use crate::address::Address;
use crate::error::AppError;
use crate::query::Query;

/// The parameters, in canonical order.
pub const KNOWN: &[&str] = &["name", "land", "art", "groesse", "angaben", "sortierung", "seite"];

/// The orders: the word in addresses, the order, and the title in both languages. Where most is known stands first:
/// by name, the first page of a whole country would be empty.
pub(super) const SORTS: [(&str, Sort, (&str, &str)); 4] = [
    ("", Sort::Coverage, ("belegte Themen", "topics on record")),
    ("name", Sort::Name, ("Name", "name")),
    ("einwohner", Sort::Population, ("Einwohner", "inhabitants")),
    ("stand", Sort::Newest, ("jüngster Stand", "newest date")),
];

/// A list of bodies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    pub(super) name: String,
    pub(super) land: Option<BodyKey>,
    pub(super) kind: Option<BodyType>,
    pub(super) size: Option<SizeClass>,
    /// Only bodies with something on record.
    pub(super) known: bool,
    pub(super) sort: Sort,
    pub(super) page: i64,
}

impl Listing {
    /// Reads the state from a query.
    ///
    /// # Errors
    /// When a parameter has a bad value; the error names it and what is allowed.
    pub fn parse(query: &Query) -> Result<Self, AppError> {
        let land = |text: &str| BodyKey::parse(text).filter(|key| key.level() == Level::Land);
        let sort = |text: &str| {
            // The usual order has a word too, which the canonical address leaves out.
            let word = if text == "auskunft" { "" } else { text };
            SORTS.iter().find(|(found, ..)| *found == word).map(|(_, sort, _)| *sort)
        };
        let kinds = BodyType::ALL.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ");
        let sizes = SizeClass::ALL.iter().map(|size| size.word()).collect::<Vec<_>>().join(", ");
        Ok(Self {
            name: query.one("name").unwrap_or_default().trim().chars().take(100).collect(),
            land: query.read(
                "land",
                land,
                "die Nummer eines Landes, 01 bis 16",
                "the number of a Land, 01 to 16",
            )?,
            kind: query.read("art", BodyType::from_word, &kinds, &kinds)?,
            size: query.read("groesse", SizeClass::from_word, &sizes, &sizes)?,
            known: query.read("angaben", |text| (text == "mit").then_some(()), "mit", "mit")?.is_some(),
            sort: query
                .read(
                    "sortierung",
                    sort,
                    "auskunft, name, einwohner oder stand",
                    "auskunft, name, einwohner or stand",
                )?
                .unwrap_or(Sort::Coverage),
            page: query.page()?,
        })
    }

    /// The canonical address of a page of the list.
    pub(super) fn at(&self, page: i64) -> Address {
        self.under("/kommunen").with_page(page)
    }

    /// The whole list, from its first row, under another path.
    pub fn under(&self, path: &str) -> Address {
        let sort = SORTS.iter().find(|(_, sort, _)| *sort == self.sort).map_or("", |(word, ..)| word);
        Address::new(path)
            .with("name", self.name.clone())
            .with("land", self.land.as_ref().map(ToString::to_string).unwrap_or_default())
            .with("art", self.kind.map_or("", BodyType::word))
            .with("groesse", self.size.map_or("", SizeClass::word))
            .with("angaben", if self.known { "mit" } else { "" })
            .with("sortierung", sort)
    }

    /// What storage is asked for; how many rows is the caller's to say.
    pub fn filter(&self) -> Filter {
        Filter {
            name: self.name.clone(),
            land: self.land.clone(),
            kind: self.kind,
            size: self.size,
            known: self.known,
            sort: self.sort,
            offset: 0,
            limit: 0,
        }
    }

    /// Whether nothing but a name was asked for: then a single hit is the answer.
    pub(super) fn only_a_name(&self) -> bool {
        let named = Self { name: self.name.clone(), ..Self::default() };
        !self.name.is_empty() && *self == named
    }
}

impl Default for Listing {
    fn default() -> Self {
        Self {
            name: String::new(),
            land: None,
            kind: None,
            size: None,
            known: false,
            sort: Sort::Coverage,
            page: 1,
        }
    }
}
