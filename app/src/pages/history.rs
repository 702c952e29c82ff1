//! `/kommunen/{key}/verlauf`: every change of what is on record of a body, release by release.

mod told;
mod view;

use domain::{Body, BodyKey, Day, Language, Revision, Source, Voice};
use storage::bodies;

use crate::address::Address;
use crate::error::AppError;
use crate::page::{Document, Loading, Page, Reading};
use crate::query::Query;

struct History {
    key: BodyKey,
}

/// Reads the state.
///
/// # Errors
/// When the segment is no key.
pub fn parse(segments: &[&str], _: &Query) -> Result<Box<dyn Page>, AppError> {
    let key = segments.first().and_then(|segment| BodyKey::parse(segment)).ok_or(AppError::NotFound)?;
    Ok(Box::new(History { key }))
}

/// A release, as far as it touched the body.
struct Step {
    revision: Revision,
    on: Day,
    actor: String,
    reason: String,
    changes: Vec<Changed>,
}

/// A record that was added, or that replaced another one, in words.
struct Changed {
    title: String,
    page: Address,
    date: String,
    now: String,
    before: Option<String>,
    /// Its document, who says it, and where in the document.
    proof: (Source, Voice, String),
    note: String,
}

struct Data {
    language: Language,
    body: Body,
    steps: Vec<Step>,
}

impl Page for History {
    fn address(&self) -> Address {
        Address::new(format!("/kommunen/{}/verlauf", self.key))
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async move {
            let language = reading.language;
            let body = bodies::find(&reading.db, &self.key).await?.ok_or(AppError::NotFound)?;
            let steps = told::steps(reading, &self.key).await?;
            let nothing = steps.is_empty();
            let name = body.name.clone();
            let (title, description) = match language {
                Language::German => (
                    format!("{name}: Änderungen"),
                    format!("Jede Änderung der Angaben zu {name}: was, wann, von wem und warum."),
                ),
                Language::English => (
                    format!("{name}: changes"),
                    format!("Every change of what is on record about {name}: what, when, by whom and why."),
                ),
            };
            let crumbs = vec![
                (language.pick("Kommunen", "Municipalities").to_owned(), Address::new("/kommunen")),
                (name, Address::new(format!("/kommunen/{}", self.key))),
            ];
            let data = Data { language, body, steps };
            Ok(Document::new(title, self.address(), data, view::view)
                .described(description)
                .called(language.pick("Änderungen", "Changes"))
                .under(crumbs)
                .hidden_when(nothing)
                .into())
        })
    }
}
