//! The few words that a chart adds itself.

use domain::Language;

/// Where there is no value at all.
pub(crate) fn nothing(language: Language) -> &'static str {
    language.pick("keine Angaben", "nothing on record")
}

/// Which series have no value.
pub(crate) fn nothing_for(names: &[&str], language: Language) -> String {
    format!("{}: {}", language.pick("Keine Angaben", "Nothing on record"), names.join(", "))
}

/// Above the lane of values without a date.
pub(crate) fn undated(language: Language) -> &'static str {
    language.pick("Stand nicht belegt", "date not on record")
}

/// The same where there is little room.
pub(crate) fn undated_short(language: Language) -> &'static str {
    language.pick("ohne Datum", "no date")
}

/// Where a series has values, but none with a date.
pub(crate) fn no_date(language: Language) -> &'static str {
    language.pick("kein datierter Wert", "no dated value")
}

/// Before those who have no place in an order.
pub(crate) fn no_rank(language: Language) -> &'static str {
    language.pick("kein Rang", "no rank")
}

/// A part and its whole.
pub(crate) fn of(part: &str, whole: &str, language: Language) -> String {
    format!("{part} {} {whole}", language.pick("von", "of"))
}

/// The middle of a distribution and, where there are enough values, the ends of its middle half.
pub(crate) fn median(median: &str, quartiles: Option<(String, String)>, language: Language) -> String {
    let half = quartiles.map(|(lower, upper)| match language {
        Language::German => format!(", mittlere Hälfte {lower} bis {upper}"),
        Language::English => format!(", middle half {lower} to {upper}"),
    });
    format!("Median {median}{}", half.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chart_font_has_every_letter() {
        for language in Language::ALL {
            let names = nothing_for(&["Köln"], language);
            for words in
                [nothing(language), undated(language), undated_short(language), no_date(language), &names]
            {
                assert!(crate::text::missing(words).is_empty(), "{words}");
            }
        }
    }
}
