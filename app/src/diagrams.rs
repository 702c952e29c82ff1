//! Every chart of the site by name: one line each. A chart is a [`State`], read from a query; loaded, it is a
//! [`Chart`], from which page, picture, files and frame are made alike, so that they agree to the digit.
//!
//! **To add a chart** write `diagrams/<name>.rs` with a type for each of the two and the line for [`DIAGRAMS`].
//! `/diagramme/<name>.…`, `/einbetten/<name>` and the links under the figure follow; a test asks for a sample query.

pub mod chain;
mod comparison;
pub mod coverage;
pub mod matrix;
pub mod promises;
pub mod row;
pub mod stages;
pub mod standing;

use std::future::Future;
use std::pin::Pin;

use charts::{ChartSpec, Content};
use domain::{Language, Revision};
use exchange::export::{Extract, FORMAT, Row};
use storage::overview::Edition;

use crate::address::Address;
use crate::comparison::Known;
use crate::error::AppError;
use crate::page::Reading;
use crate::query::Query;
use crate::text::LICENCE;

/// A chart that can be asked for by its name.
pub struct Diagram {
    /// Its name in addresses: `/diagramme/<name>.svg`.
    pub name: &'static str,
    /// Reads its state from a query.
    pub parse: fn(&Query) -> Result<Box<dyn State>, AppError>,
    /// Names of the parameters it knows. All others are foreign and ignored.
    pub known: &'static [&'static str],
}

/// The table.
pub static DIAGRAMS: &[Diagram] = &[
    comparison::DIAGRAM,
    coverage::DIAGRAM,
    standing::RANKING,
    standing::DISTRIBUTION,
    standing::PLACES,
    promises::DIAGRAM,
    stages::DIAGRAM,
    chain::DIAGRAM,
    matrix::DIAGRAM,
];

/// What a picture of a chart can be, by the extension of its file.
pub const PICTURES: [&str; 2] = ["png", "svg"];

/// The chart of this name.
pub fn find(name: &str) -> Option<&'static Diagram> {
    DIAGRAMS.iter().find(|diagram| diagram.name == name)
}

/// A future that can be sent between threads.
pub type Loading<'a> = Pin<Box<dyn Future<Output = Result<Box<dyn Chart>, AppError>> + Send + 'a>>;

/// What a chart is to show: its choices, without data.
pub trait State: Send + Sync {
    /// Its name in [`DIAGRAMS`].
    fn name(&self) -> &'static str;

    /// The canonical query of this state, under a path.
    fn address(&self, path: &str) -> Address;

    /// The page that shows this chart in this state.
    fn page(&self) -> Address;

    /// As of when it is read; nothing when it is the newest edition.
    fn known(&self) -> Option<Known>;

    /// The same as of another edition, or of the newest; nothing when this chart knows no past.
    fn as_known(&self, known: Option<Known>) -> Option<Box<dyn State>>;

    /// Asks storage for the data.
    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a>;
}

/// What a chart says beside what it draws.
#[derive(Debug, Clone)]
pub struct Words {
    /// The finding, as a sentence.
    pub title: String,
    /// What is counted, and in which unit.
    pub subtitle: String,
    /// The chart in words, for people who do not see it.
    pub description: String,
    /// How to read it.
    pub notes: Vec<String>,
}

/// A chart with its data.
pub trait Chart: Send + Sync {
    /// What it shows.
    fn state(&self) -> &dyn State;

    /// The language of its words.
    fn language(&self) -> Language;

    /// What it says.
    fn words(&self) -> Words;

    /// What there is to draw, or nothing when there is no number.
    fn content(&self) -> Option<Content>;

    /// Its numbers, each with everything needed to cite it. `base` is the public address of the installation.
    fn rows(&self, base: &str) -> Vec<Row>;

    /// The picture, or nothing when there is no number. `id` is unique on its page.
    fn picture(&self, id: &str, base: &str) -> Option<ChartSpec> {
        let (words, language) = (self.words(), self.language());
        Some(ChartSpec {
            id: id.to_owned(),
            language,
            title: words.title,
            subtitle: words.subtitle,
            description: words.description,
            content: self.content()?,
            notes: words.notes,
            source: source_line(&self.sources(), self.edition(), language),
            licence: licence_line(language),
            address: format!("{base}{}", self.state().page().in_language(language)),
        })
    }

    /// The numbers as a file.
    fn extract(&self, base: &str) -> Extract {
        let (edition, language) = (self.edition(), self.language());
        Extract {
            format: FORMAT,
            language,
            title: self.words().title,
            address: format!("{base}{}", self.state().page().in_language(language)),
            licence: LICENCE.to_owned(),
            revision: edition.revision.0,
            released_on: edition.released_on.map(|day| day.to_string()).unwrap_or_default(),
            rows: self.rows(base),
        }
    }

    /// Who published the numbers, in one line without full stop.
    fn sources(&self) -> String;

    /// The edition the data are from.
    fn edition(&self) -> Edition;

    /// Whether any number may only be cited, so that there is no file.
    fn cite_only(&self) -> bool;

    /// What the files are called after the name of the site: a slug.
    fn stem(&self) -> String;
}

/// The state as it stands in this revision, for ever. What is read as of a day or revision stays so.
pub fn frozen(state: &dyn State, revision: Revision) -> Option<Box<dyn State>> {
    state.as_known(Some(state.known().unwrap_or(Known::Revision(revision))))
}

/// The day of an edition in words.
pub fn edition_day(edition: Edition, language: Language) -> String {
    edition.released_on.map(|day| domain::format::day(day, language)).unwrap_or_default()
}

/// The line under a picture that says who published its numbers, and as of when.
pub fn source_line(sources: &str, edition: Edition, language: Language) -> String {
    let day = edition_day(edition, language);
    match language {
        Language::German => format!("Quellen: {sources}. Datenstand {day}."),
        Language::English => format!("Sources: {sources}. Data as of {day}."),
    }
}

/// The line under a picture that names its licence.
pub fn licence_line(language: Language) -> String {
    format!("{} {LICENCE}", language.pick("Lizenz der Zusammenstellung:", "Licence of the compilation:"))
}

/// Titles of sources in one line; beyond the third they are counted.
pub fn source_titles<'a>(titles: impl IntoIterator<Item = &'a str>, language: Language) -> String {
    let mut different: Vec<&str> = Vec::new();
    for title in titles {
        if !different.contains(&title) {
            different.push(title);
        }
    }
    let named = different.iter().take(3).copied().collect::<Vec<_>>().join("; ");
    match (different.len(), language) {
        (0, _) => String::new(),
        (1..=3, _) => named,
        (count, Language::German) => format!("{named} und {} weitere, je Wert in der Tabelle", count - 3),
        (count, Language::English) => format!("{named} and {} more, by value in the table", count - 3),
    }
}
