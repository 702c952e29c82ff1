//! The table of services: what is on record about a service of a body, one record a line, with its source.

mod read;
#[cfg(test)]
mod tests;
mod write;

pub use read::{open, read, repeated};
pub use write::{rows, write};

/// The columns, in the order they are written. Their names are an interface.
pub const COLUMNS: [&str; 40] = [
    "kommune",
    "leistung",
    "stand",
    "stimme",
    "zustand",
    "umsetzung",
    "skala",
    "skala_version",
    "stufe",
    "hindernis",
    "online_seit",
    "zugesagt_fuer",
    "weg",
    "zustaendig",
    "adresse",
    "e_payment",
    "zahlungsarten",
    "produkt",
    "anmeldung",
    "landesportal",
    "bundesportal",
    "antrag",
    "eingang",
    "fachverfahren",
    "eakte",
    "bescheid",
    "zahlung",
    "zeitraum_von",
    "antraege",
    "antraege_online",
    "genauigkeit",
    "begruendung",
    "quelle_titel",
    "quelle_adresse",
    "quelle_stand",
    "quelle_erfasst",
    "quelle_art",
    "quelle_nutzung",
    "fundstelle",
    "anmerkung",
];
