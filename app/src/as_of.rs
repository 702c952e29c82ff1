//! As of when a page is read: the parameters `stand` and `bekannt`, outside of a comparison.

use domain::{Day, Language, Revision, format};
use leptos::prelude::*;
use storage::AsOf;
use storage::overview::Edition;

use crate::address::Address;
use crate::comparison::read::{known, reference_day};
use crate::comparison::{Comparison, Known};
use crate::components::link;
use crate::error::AppError;
use crate::measured::edition;
use crate::page::Reading;
use crate::query::Query;

/// As of when: a reference date, and an edition of the data.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moment {
    asked: Comparison,
}

/// A moment whose edition is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    /// What storage is asked for: always one edition, so that a release in between mixes nothing.
    pub as_of: AsOf,
    /// The revision that is shown.
    pub revision: Revision,
    /// The day it was released.
    pub released_on: Option<Day>,
    /// The day by which the age of a value is told: today, or the reference date or edition that was asked for.
    pub day: Day,
    /// Whether neither a reference date nor an edition was asked for.
    pub is_present: bool,
}

impl Resolved {
    /// What lists are asked for whose present is kept ready.
    pub fn kept(&self) -> AsOf {
        if self.is_present { AsOf::default() } else { self.as_of }
    }

    /// The edition.
    pub const fn edition(&self) -> Edition {
        Edition { revision: self.revision, released_on: self.released_on }
    }
}

/// Says which earlier edition is shown, with the way to the newest of the same page.
pub fn edition_note(
    revision: Revision,
    day: &str,
    newest: &Address,
    language: Language,
) -> impl IntoView + use<> {
    let text = match language {
        Language::German => format!("Fassung r{} vom {day}. ", revision.0),
        Language::English => format!("Edition r{} of {day}. ", revision.0),
    };
    let way = link(language.pick("Aktuelle ansehen", "See the newest"), newest, language);
    view! { <div class="note"><p><strong>{text}</strong>{way}</p></div> }
}

impl Moment {
    /// Reads `stand` and `bekannt`.
    ///
    /// # Errors
    /// When a value is not possible; the error names its parameter.
    pub fn parse(query: &Query) -> Result<Self, AppError> {
        let asked =
            Comparison { valid: reference_day(query)?, known: known(query)?, ..Comparison::default() };
        Ok(Self { asked })
    }

    /// Reads `bekannt` alone, where a reference date makes no sense.
    ///
    /// # Errors
    /// When its value is not possible.
    pub fn edition_only(query: &Query) -> Result<Self, AppError> {
        Ok(Self { asked: Comparison { known: known(query)?, ..Comparison::default() } })
    }

    /// Adds the two parameters to an address; they come last.
    #[must_use]
    pub fn on(&self, address: Address) -> Address {
        address
            .with("stand", self.asked.valid.map(|day| day.to_string()).unwrap_or_default())
            .with("bekannt", self.asked.known_text())
    }

    /// The reference date.
    pub const fn valid(&self) -> Option<Day> {
        self.asked.valid
    }

    /// The value of `bekannt`; empty for the newest edition.
    pub fn known_text(&self) -> String {
        self.asked.known_text()
    }

    /// The edition that was asked for; nothing for the newest.
    pub const fn known(&self) -> Option<Known> {
        self.asked.known
    }

    /// The same as of another edition.
    #[must_use]
    pub fn as_known(&self, known: Option<Known>) -> Self {
        Self { asked: Comparison { known, ..self.asked.clone() } }
    }

    /// Finds the edition.
    ///
    /// # Errors
    /// When there is no such edition, or the database fails.
    pub async fn resolve(&self, reading: &Reading) -> Result<Resolved, AppError> {
        let (revision, released_on) = edition(reading, &self.asked).await?;
        let edition = self.known().and(released_on);
        Ok(Resolved {
            as_of: self.asked.as_of(Some(revision)),
            revision,
            released_on,
            day: self.valid().or(edition).unwrap_or(reading.today),
            is_present: self.is_present(),
        })
    }

    /// Whether neither a reference date nor an edition was asked for.
    pub fn is_present(&self) -> bool {
        *self == Self::default()
    }

    /// The comparison of the same moment.
    #[must_use]
    pub fn of(&self, comparison: Comparison) -> Comparison {
        Comparison { valid: self.asked.valid, known: self.asked.known, ..comparison }
    }

    /// Says that an earlier edition is shown, with the way to the newest of the same page.
    pub fn edition_note(&self, resolved: Resolved, newest: &Address, language: Language) -> Option<AnyView> {
        self.known()?;
        let day = resolved.released_on.map(|day| format::day(day, language)).unwrap_or_default();
        Some(edition_note(resolved.revision, &day, newest, language).into_any())
    }

    /// The field for the reference date, and the edition that a form keeps.
    pub fn field(&self, language: Language) -> impl IntoView + use<> {
        let known = self.known_text();
        let kept = (!known.is_empty()).then(|| view! { <input type="hidden" name="bekannt" value=known/> });
        let day = self.valid().map(|day| day.to_string()).unwrap_or_default();
        view! {
            <div class="field">
                <label for="stand">{language.pick("Stand am", "As of")}</label>
                <input id="stand" name="stand" type="date" value=day/>
            </div>
            {kept}
        }
    }

    /// What is left out as of a day, and which edition is shown, in words; nothing for the present.
    pub fn note(&self, language: Language) -> Option<String> {
        let valid = self.valid().map(|day| {
            let day = format::day(day, language);
            match language {
                Language::German => {
                    format!("Gezeigt wird, was bis zum {day} galt. Angaben ohne Datum bleiben außen vor.")
                }
                Language::English => {
                    format!("Shown is what held by {day}. Records without a date are left out.")
                }
            }
        });
        let known = self.known().map(|known| match (known, language) {
            (Known::Revision(revision), Language::German) => {
                format!("Gezeigt wird die Fassung r{}, nicht die neueste.", revision.0)
            }
            (Known::Revision(revision), Language::English) => {
                format!("Shown is edition r{}, not the newest.", revision.0)
            }
            (Known::Day(day), Language::German) => {
                format!("Gezeigt wird, was am {} bekannt war.", format::day(day, language))
            }
            (Known::Day(day), Language::English) => {
                format!("Shown is what was known on {}.", format::day(day, language))
            }
        });
        let notes: Vec<String> = known.into_iter().chain(valid).collect();
        (!notes.is_empty()).then(|| notes.join(" "))
    }
}
