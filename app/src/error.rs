//! What a reader may know of an error.

use domain::Language;
use storage::StorageError;

/// Why a page cannot be shown. Causes stay in the log.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// There is nothing at this address.
    #[error("not found")]
    NotFound,
    /// A parameter has a value that cannot be.
    #[error("bad value of parameter {parameter}")]
    BadParameter {
        /// Its name.
        parameter: &'static str,
        /// What was sent.
        found: String,
        /// What is expected, in German and English.
        expected: (String, String),
    },
    /// The figures are there, but the owner of the source does not allow this use.
    #[error("not licensed for this use")]
    CiteOnly,
    /// The chart has nothing that could be drawn.
    #[error("nothing to draw")]
    NothingToDraw,
    /// The database failed.
    #[error("storage failed")]
    Storage(#[from] StorageError),
    /// A chart could not be drawn.
    #[error("drawing failed")]
    Chart(#[from] charts::ChartError),
    /// An answer was not finished.
    #[error("the answer broke off: {0}")]
    Interrupted(String),
}

impl AppError {
    /// A bad parameter.
    pub fn bad(parameter: &'static str, found: &str, german: &str, english: &str) -> Self {
        let found = found.chars().take(80).collect();
        Self::BadParameter { parameter, found, expected: (german.to_owned(), english.to_owned()) }
    }

    /// The HTTP status.
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotFound | Self::NothingToDraw => 404,
            Self::BadParameter { .. } => 400,
            Self::CiteOnly => 403,
            Self::Storage(_) | Self::Chart(_) | Self::Interrupted(_) => 500,
        }
    }

    /// Title and explanation for a reader.
    pub fn explain(&self, language: Language) -> (String, String) {
        let own = |text: (&str, &str)| (text.0.to_owned(), text.1.to_owned());
        match self {
            Self::NotFound => own(language.pick(
                ("Diese Seite gibt es nicht", "Vielleicht ist die Adresse unvollständig, oder die Kommune steht noch nicht im Verzeichnis."),
                ("There is no such page", "The address may be incomplete, or the municipality is not in the register yet."),
            )),
            Self::BadParameter { parameter, found, expected: (german, english) } => match language {
                Language::German => (
                    "Diese Adresse enthält einen Fehler".to_owned(),
                    format!("Der Wert „{found}“ für „{parameter}“ ist nicht möglich. Erwartet wird {german}."),
                ),
                Language::English => (
                    "This address contains an error".to_owned(),
                    format!("The value “{found}” of “{parameter}” is not possible. Expected: {english}."),
                ),
            },
            Self::CiteOnly => own(language.pick(
                ("Diese Zahlen dürfen nicht als Datei weitergegeben werden", "Der Herausgeber der Quelle behält sich die Rechte vor. Einzelne Angaben stehen mit Quelle auf den Seiten der Kommunen und im Vergleich von höchstens sechs Kommunen."),
                ("These figures may not be passed on as a file", "The publisher of the source reserves the rights. Single figures are cited on the pages of municipalities and in comparisons of at most six."),
            )),
            Self::NothingToDraw => own(language.pick(
                ("Hier gibt es nichts zu zeichnen", "Zu dieser Auswahl liegt keine Zahl vor. Die Angaben stehen in der Tabelle des Vergleichs."),
                ("There is nothing to draw", "There is no number for this selection. What is on record stands in the table of the comparison."),
            )),
            Self::Storage(_) | Self::Chart(_) | Self::Interrupted(_) => own(language.pick(
                ("Das hat nicht geklappt", "Der Fehler liegt bei uns und ist vermerkt. Bitte versuchen Sie es in einigen Minuten noch einmal."),
                ("That did not work", "The fault is ours and has been noted. Please try again in a few minutes."),
            )),
        }
    }
}
