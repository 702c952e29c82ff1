//! Words of the interface that more than one page uses. What only one page says stands in that page.

use domain::{Cell, Indicator, Language, NoValue, Voice, format};

use crate::components::values::unit;
use crate::measured::Shown;

/// Name of the site.
pub const SITE: &str = "Digitalstand";
/// Licence of the compilation.
pub const LICENCE: &str = "dl-de/by-2-0";
/// Text of the licence.
pub const LICENCE_ADDRESS: &str = "https://www.govdata.de/dl-de/by-2-0";

/// The name of the feed.
pub const fn feed_title(language: Language) -> &'static str {
    language.pick("Neue und korrigierte Angaben als Feed", "New and corrected records as a feed")
}

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

/// A value with its unit, where it has one: "82 Online-Dienste", "ALLRIS", "Auskunft verweigert".
pub fn with_unit(shown: &Shown, indicator: &Indicator, language: Language) -> String {
    let unit = match shown.observation.cell.value() {
        Some(_) => unit(indicator, language),
        None => String::new(),
    };
    if unit.is_empty() { shown.value.clone() } else { format!("{}{}{unit}", shown.value, format::NBSP) }
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

/// The first names of a list, and how many more there are: "Wohngeld; Elterngeld und noch 7".
pub fn some_of(names: &[String], most: usize, language: Language) -> String {
    let shown = names.len().min(most);
    let text = names[..shown].join("; ");
    match (names.len() - shown, language) {
        (0, _) => text,
        (more, Language::German) => format!("{text} und noch {more}"),
        (more, Language::English) => format!("{text} and {more} more"),
    }
}
