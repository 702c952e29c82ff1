//! Single cells: guarding against formulas, reading numbers.

/// Characters with which a spreadsheet begins a formula or a command.
const DANGEROUS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// A text as it may leave in a file that a spreadsheet opens: a leading formula sign is disarmed by an apostrophe.
/// Numbers are written without this.
pub fn guard(text: &str) -> String {
    let text: String = text.chars().filter(|letter| *letter != '\0').collect();
    if text.starts_with(DANGEROUS) || text.starts_with('\'') { format!("'{text}") } else { text }
}

/// Takes the apostrophe of [`guard`] off again.
pub fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(DANGEROUS) || rest.starts_with('\'') => rest,
        _ => text,
    }
}

/// Reads a number with a decimal point or a decimal comma and no thousands separators. Finite, at most 15 digits.
pub fn number(text: &str) -> Option<f64> {
    let plain = text.strip_prefix(['-', '\u{2212}']).unwrap_or(text);
    let mut parts = plain.split([',', '.']);
    let digits =
        |part: &str| !part.is_empty() && part.len() <= 15 && part.bytes().all(|b| b.is_ascii_digit());
    let whole = parts.next().filter(|part| digits(part))?;
    let fraction = parts.next();
    if parts.next().is_some() || fraction.is_some_and(|part| !digits(part)) {
        return None;
    }
    let value: f64 = format!("{whole}.{}", fraction.unwrap_or("0")).parse().ok()?;
    Some(if plain.len() == text.len() { value } else { -value })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_take_a_comma_or_a_point_but_no_groups() {
        assert_eq!(number("12,5"), Some(12.5));
        assert_eq!(number("12.5"), Some(12.5));
        assert_eq!(number("-3"), Some(-3.0));
        for text in ["", "1.234,5", "1 000", "1e9", "NaN", "inf", ".5", "5.", "12a", "--1", "９"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn no_formula_leaves() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert!(guard(text).starts_with('\''), "{text:?}");
        }
        assert_eq!(guard("Potsdam"), "Potsdam");
    }

    proptest! {
        #[test]
        fn guarding_and_unguarding_keeps_a_text(text in "[^\0]{0,20}") {
            let guarded = guard(&text);
            prop_assert_eq!(unguard(&guarded), text);
        }
    }
}
