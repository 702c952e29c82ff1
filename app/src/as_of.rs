//! As of when a page is read: the parameters `stand` and `bekannt`, outside of a comparison.

use domain::{Day, Language, Revision, format};
use leptos::prelude::*;
use storage::AsOf;

use crate::address::Address;
use crate::comparison::read::{known, reference_day};
use crate::comparison::{Comparison, Known};
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
    /// What storage is asked for.
    pub as_of: AsOf,
    /// The revision that is shown.
    pub revision: Revision,
    /// The day it was released.
    pub released_on: Option<Day>,
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
        Ok(Resolved { as_of: self.asked.as_of(Some(revision)), revision, released_on })
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

    /// What is left out as of a day, in words; nothing when no day is asked for.
    pub fn note(&self, language: Language) -> Option<String> {
        let day = format::day(self.valid()?, language);
        Some(match language {
            Language::German => {
                format!("Gezeigt wird, was bis zum {day} galt. Angaben ohne Datum bleiben außen vor.")
            }
            Language::English => format!("Shown is what held by {day}. Records without a date are left out."),
        })
    }
}
