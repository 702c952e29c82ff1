//! Words of the interface that more than one page uses. What only one page says stands in that page.

use domain::{Cell, Language, NoValue, Voice, format};

/// Name of the site.
pub const SITE: &str = "Digitalstand";
/// Licence of the compilation.
pub const LICENCE: &str = "dl-de/by-2-0";
/// Text of the licence.
pub const LICENCE_ADDRESS: &str = "https://www.govdata.de/dl-de/by-2-0";
/// Who says it.
pub const fn voice(voice: Voice, language: Language) -> &'static str {
    match voice {
        Voice::Administration => language.pick("Selbstauskunft", "administration"),
        Voice::Register => language.pick("Register", "register"),
        Voice::Council => language.pick("Rat oder Fraktion", "council or faction"),
        Voice::Study => language.pick("Prüfung von außen", "study"),
        Voice::Press => language.pick("Presse", "press"),
        Voice::Vendor => language.pick("Hersteller", "vendor"),
    }
}

/// Why there is no value.
pub const fn no_value(reason: NoValue, language: Language) -> &'static str {
    match reason {
        NoValue::Unknown => language.pick("unbekannt", "unknown"),
        NoValue::Unanswered => {
            language.pick("gefragt, Antwort fehlt hier", "asked, no answer on record here")
        }
        NoValue::NotApplicable => language.pick("trifft nicht zu", "not applicable"),
        NoValue::Refused => language.pick("Auskunft verweigert", "refused"),
        NoValue::Withdrawn => language.pick("zurückgezogen", "withdrawn"),
    }
}

/// The reason for no value of a cell; nothing when there is a value.
pub const fn reason(cell: &Cell, language: Language) -> Option<&'static str> {
    match cell {
        Cell::Missing(reason) => Some(no_value(*reason, language)),
        Cell::Reported { .. } => None,
    }
}

/// A number of municipalities as it stands behind "in" or "zu": "einer Kommune", "12 Kommunen".
pub fn municipalities(count: i64, language: Language) -> String {
    match (language, count) {
        (Language::German, 1) => "einer Kommune".to_owned(),
        (Language::German, _) => format!("{} Kommunen", format::integer(count, language)),
        (Language::English, 1) => "one municipality".to_owned(),
        (Language::English, _) => format!("{} municipalities", format::integer(count, language)),
    }
}

/// A list in words: "a, b und c".
pub fn and(items: &[String], language: Language) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), language.pick("und", "and")),
    }
}
