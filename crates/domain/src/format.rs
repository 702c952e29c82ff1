//! Numbers and dates as people read them, the same on page, chart and table.

use crate::{Day, Exactness, Language, PartialDate};

/// A no-break space, between a number and its unit.
pub const NBSP: char = '\u{a0}';
const MINUS: char = '\u{2212}';

const MONTHS: [(&str, &str); 12] = [
    ("Januar", "January"),
    ("Februar", "February"),
    ("März", "March"),
    ("April", "April"),
    ("Mai", "May"),
    ("Juni", "June"),
    ("Juli", "July"),
    ("August", "August"),
    ("September", "September"),
    ("Oktober", "October"),
    ("November", "November"),
    ("Dezember", "December"),
];

/// A number with this many decimals: `12.345,7` in German, `12,345.7` in English. Never a negative zero.
pub fn number(value: f64, decimals: u8, language: Language) -> String {
    let plain = format!("{:.*}", usize::from(decimals), value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let (group, point) = language.pick(('.', ','), (',', '.'));
    let mut text = String::with_capacity(plain.len() + 6);
    if value < 0.0 && plain.bytes().any(|byte| byte.is_ascii_digit() && byte != b'0') {
        text.push(MINUS);
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

/// A whole number.
pub fn integer(value: i64, language: Language) -> String {
    #[expect(clippy::cast_precision_loss, reason = "counts of people and things stay far below 2^53")]
    number(value as f64, 0, language)
}

/// A number with as many decimals as it needs, at most this many, so that it is never more precise than its source.
pub fn shortest(value: f64, most: u8, language: Language) -> String {
    let decimals = (0..most).find(|&places| {
        let scale = 10_f64.powi(i32::from(places));
        ((value * scale).round() / scale - value).abs() < 1e-9
    });
    number(value, decimals.unwrap_or(most), language)
}

/// The word that qualifies a number: "rund", "über", "höchstens"; empty for an exact one.
pub const fn qualifier(exactness: Exactness, language: Language) -> &'static str {
    match (exactness, language) {
        (Exactness::Exact, _) => "",
        (Exactness::About, Language::German) => "rund",
        (Exactness::About, Language::English) => "about",
        (Exactness::AtLeast, Language::German) => "mindestens",
        (Exactness::AtLeast, Language::English) => "at least",
        (Exactness::AtMost, Language::German) => "höchstens",
        (Exactness::AtMost, Language::English) => "at most",
    }
}

/// A day: `30.06.2025`, `30 June 2025`.
pub fn day(day: Day, language: Language) -> String {
    match language {
        Language::German => format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year()),
        Language::English => format!("{} {} {:04}", day.day(), month(day.month(), language), day.year()),
    }
}

/// A date as precise as it is known: `2025`, `3. Quartal 2025`, `Juni 2025`, `30.06.2025`.
pub fn date(date: PartialDate, language: Language) -> String {
    match (date, language) {
        (PartialDate::Year(year), _) => year.to_string(),
        (PartialDate::Quarter(year, quarter), Language::German) => format!("{quarter}. Quartal {year}"),
        (PartialDate::Quarter(year, quarter), Language::English) => format!("Q{quarter} {year}"),
        (PartialDate::Month(year, number), _) => format!("{} {year}", month(number, language)),
        (PartialDate::Day(exact), _) => day(exact, language),
    }
}

/// How long ago a day was, in words: "vor 3 Jahren". Empty when it lies ahead.
pub fn age(since: Day, today: Day, language: Language) -> String {
    let days = today.number() - since.number();
    let months = days * 12 / 365;
    match (days, months, language) {
        (..0, ..) => String::new(),
        (_, 0, Language::German) => "weniger als einen Monat alt".to_owned(),
        (_, 0, Language::English) => "less than a month old".to_owned(),
        (_, 1, Language::German) => "einen Monat alt".to_owned(),
        (_, 1, Language::English) => "a month old".to_owned(),
        (_, ..24, Language::German) => format!("{months} Monate alt"),
        (_, ..24, Language::English) => format!("{months} months old"),
        (.., Language::German) => format!("{} Jahre alt", months / 12),
        (.., Language::English) => format!("{} years old", months / 12),
    }
}

fn month(number: u8, language: Language) -> &'static str {
    let (german, english) = MONTHS[usize::from(number.clamp(1, 12)) - 1];
    language.pick(german, english)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_in_the_language() {
        assert_eq!(number(12_345.678, 1, Language::German), "12.345,7");
        assert_eq!(number(12_345.678, 1, Language::English), "12,345.7");
        assert_eq!(number(1_065.0, 0, Language::German), "1.065");
        assert_eq!(number(-4.5, 1, Language::German), "\u{2212}4,5");
        assert_eq!(number(-0.04, 1, Language::German), "0,0");
        assert_eq!(shortest(17.5, 2, Language::German), "17,5");
        assert_eq!(shortest(40.0, 2, Language::German), "40");
        assert_eq!(shortest(2.0 / 3.0, 2, Language::German), "0,67");
    }

    #[test]
    fn dates_are_never_more_precise_than_known() {
        let show = |text: &str| date(PartialDate::parse(text).unwrap(), Language::German);
        assert_eq!(show("2025"), "2025");
        assert_eq!(show("2025-Q3"), "3. Quartal 2025");
        assert_eq!(show("2025-12"), "Dezember 2025");
        assert_eq!(show("2025-06-30"), "30.06.2025");
        assert_eq!(day(Day::parse("2025-06-30").unwrap(), Language::English), "30 June 2025");
    }

    #[test]
    fn age_is_told_in_words() {
        let on = |text: &str| Day::parse(text).unwrap();
        assert_eq!(age(on("2025-12-31"), on("2026-11-22"), Language::German), "10 Monate alt");
        assert_eq!(age(on("2022-12-31"), on("2026-11-22"), Language::German), "3 Jahre alt");
        assert_eq!(age(on("2027-01-01"), on("2026-11-22"), Language::German), "");
    }
}
