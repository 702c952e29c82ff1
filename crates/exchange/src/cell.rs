//! Single cells: guarding against formulas, reading numbers.

/// Characters with which a spreadsheet begins a formula or a command.
const DANGEROUS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Where some spreadsheets begin a new cell or line, whatever quotation marks say: a German one splits at semicolons.
const ENDS: [char; 4] = [';', '\t', '\r', '\n'];

/// A text as it may leave in a file that a spreadsheet opens: a formula sign is disarmed by an apostrophe at the
/// beginning and wherever a new cell could begin. Numbers are written without this.
pub fn guard(text: &str) -> String {
    let mut guarded = String::with_capacity(text.len() + 1);
    let mut begins = true;
    for (at, letter) in text.char_indices().filter(|(_, letter)| *letter != '\0') {
        if begins && is_armed(&text[at..]) {
            guarded.push('\'');
        }
        guarded.push(letter);
        begins = ENDS.contains(&letter);
    }
    guarded
}

/// Takes the apostrophes of [`guard`] off again.
pub fn unguard(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut begins = true;
    for (at, letter) in text.char_indices() {
        let added = begins && letter == '\'' && is_armed(&text[at + 1..]);
        begins = !added && ENDS.contains(&letter);
        if !added {
            plain.push(letter);
        }
    }
    plain
}

/// Whether a cell that begins like this could be taken for a formula, or for a guarded one. Spaces and quotation
/// marks in front may be dropped by the reader.
fn is_armed(cell: &str) -> bool {
    let cell = cell.trim_start_matches('\'');
    cell.trim_start_matches([' ', '\u{a0}', '"', '\0']).starts_with(DANGEROUS)
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

    #[test]
    fn no_formula_leaves_where_another_separator_is_read() {
        for (text, guarded) in [
            ("x;=cmd()", "x;'=cmd()"),
            ("x;\"=cmd()\"", "x;'\"=cmd()\""),
            ("x; @SUM(A1)", "x;' @SUM(A1)"),
            ("x\n+1", "x\n'+1"),
            ("x\t=1", "x\t'=1"),
            ("\" =1", "'\" =1"),
        ] {
            assert_eq!(guard(text), guarded);
        }
        assert_eq!(guard("Kita; Bau-Anträge; „a\"=b"), "Kita; Bau-Anträge; „a\"=b");
    }

    proptest! {
        #[test]
        fn guarding_and_unguarding_keeps_a_text(text in "([^\0]|[;=' \"\t\n+a]){0,20}") {
            let guarded = guard(&text);
            prop_assert_eq!(unguard(&guarded), text);
        }

        #[test]
        fn no_reader_finds_a_formula_behind_any_separator(text in "[;=@ \"\t\na-]{0,12}") {
            for cell in guard(&text).split(ENDS) {
                let bare = cell.trim_start_matches([' ', '"']);
                prop_assert!(!bare.starts_with(['=', '@', '-']), "{:?}", cell);
            }
        }
    }
}
