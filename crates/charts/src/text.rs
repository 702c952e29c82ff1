//! How wide words are, and how they break into lines.

use crate::metrics as table;

/// The two weights of the chart font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// What an unknown character is taken to measure, in thousandths of the size: wide, so that it never overlaps.
const UNKNOWN: i32 = 1_000;

/// How far letters reach above and below the line they stand on, in parts of the size.
pub(crate) const ASCENT: f64 = 0.8;
pub(crate) const DESCENT: f64 = 0.22;

/// The width of a text in pixels.
pub(crate) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let face = Face::of(weight);
    let mut units = 0;
    let mut before: Option<usize> = None;
    for character in text.chars() {
        let now = place(character);
        units += now.map_or(UNKNOWN, |now| face.advance(now));
        if let (Some(before), Some(now)) = (before, now) {
            units += face.kerning(before, now);
        }
        before = now;
    }
    f64::from(units) * size / 1_000.0
}

/// The characters of a text that the chart font lacks.
pub fn missing(text: &str) -> Vec<char> {
    text.chars().filter(|&character| place(character).is_none()).collect()
}

/// Without what must not reach a file or would turn the direction of reading: control characters, marks of
/// direction, characters that XML forbids. Runs of white space become one space.
pub(crate) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\t' | '\n' | '\r' | ' ') {
            if !clean.is_empty() && !clean.ends_with(' ') {
                clean.push(' ');
            }
        } else if is_printable(character) {
            clean.push(character);
        }
    }
    clean.truncate(clean.trim_end_matches(' ').len());
    clean
}

/// Whether a character may stand in a drawing.
pub(crate) fn is_printable(character: char) -> bool {
    let hidden = matches!(character,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{fff9}'..='\u{ffff}');
    !character.is_control() && !hidden
}

/// A text in lines no wider than this. Breaks at spaces, inside a word only where a word alone is too wide.
pub(crate) fn wrap(text: &str, size: f64, weight: Weight, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&longer, size, weight) <= most {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        let mut pieces = pieces(word, size, weight, most);
        line = pieces.pop().unwrap_or_default();
        lines.append(&mut pieces);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A text in at most this many lines; what does not fit ends in "…".
pub(crate) fn wrap_within(text: &str, size: f64, weight: Weight, most: f64, lines: usize) -> Vec<String> {
    let mut wrapped = wrap(text, size, weight, most);
    if wrapped.len() > lines && lines > 0 {
        wrapped.truncate(lines - 1);
        let mut rest = text.trim_start_matches(' ');
        for line in &wrapped {
            rest = rest.strip_prefix(line.as_str()).unwrap_or(rest).trim_start_matches(' ');
        }
        wrapped.push(shorten(rest, size, weight, most));
    }
    wrapped
}

/// A text that ends in "…" where it would be wider than this.
pub(crate) fn shorten(text: &str, size: f64, weight: Weight, most: f64) -> String {
    if width(text, size, weight) <= most {
        return text.to_owned();
    }
    let mut short = String::new();
    for character in text.chars() {
        if width(&format!("{short}{character}…"), size, weight) > most {
            break;
        }
        short.push(character);
    }
    format!("{}…", short.trim_end_matches([' ', ',', '-', '(']))
}

/// A word cut into pieces no wider than this, after a hyphen or slash where there is one.
fn pieces(word: &str, size: f64, weight: Weight, most: f64) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for character in word.chars() {
        if !piece.is_empty() && width(&format!("{piece}{character}"), size, weight) > most {
            let cut = piece.rfind(['-', '/', '&', '?', '=']).map_or(piece.len(), |at| at + 1);
            let rest = piece.split_off(cut);
            pieces.push(std::mem::replace(&mut piece, rest));
        }
        piece.push(character);
    }
    pieces.push(piece);
    pieces
}

fn place(character: char) -> Option<usize> {
    // The tables begin with all printable characters of ASCII.
    if let ' '..='~' = character {
        return Some(character as usize - ' ' as usize);
    }
    let code = u16::try_from(u32::from(character)).ok()?;
    table::CHARACTERS.binary_search(&code).ok()
}

struct Face {
    advances: &'static [u16],
    left: &'static [u8],
    right: &'static [u8],
    classes: usize,
    kerns: &'static [i16],
}

impl Face {
    fn of(weight: Weight) -> Self {
        match weight {
            Weight::Regular => Self {
                advances: &table::REGULAR_ADVANCES,
                left: &table::REGULAR_LEFT,
                right: &table::REGULAR_RIGHT,
                classes: table::REGULAR_CLASSES,
                kerns: &table::REGULAR_KERNS,
            },
            Weight::Bold => Self {
                advances: &table::BOLD_ADVANCES,
                left: &table::BOLD_LEFT,
                right: &table::BOLD_RIGHT,
                classes: table::BOLD_CLASSES,
                kerns: &table::BOLD_KERNS,
            },
        }
    }

    fn advance(&self, place: usize) -> i32 {
        self.advances.get(place).map_or(UNKNOWN, |&units| i32::from(units))
    }

    /// The table holds one row for each class on the right, with one entry for each class on the left.
    fn kerning(&self, before: usize, now: usize) -> i32 {
        let entry = || {
            let (left, right) = (usize::from(*self.left.get(before)?), usize::from(*self.right.get(now)?));
            self.kerns.get(right * self.classes + left)
        };
        entry().map_or(0, |&units| i32::from(units))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn widths_are_those_of_the_font() {
        let near = |text, weight, expected: f64| {
            let found = width(text, 16.0, weight);
            assert!((found - expected).abs() < 0.02, "{text}: {found}");
        };
        near("0", Weight::Regular, 16.0 * 0.558);
        near("", Weight::Bold, 0.0);
        assert!(
            width("To", 16.0, Weight::Regular)
                < width("T", 16.0, Weight::Regular) + width("o", 16.0, Weight::Regular)
        );
        assert!(width("Potsdam", 16.0, Weight::Bold) > width("Potsdam", 16.0, Weight::Regular));
    }

    #[test]
    fn every_letter_of_german_names_is_known() {
        assert!(
            missing("Äußerst größer – „Übermäßig“ … 12.345,7\u{a0}% \u{2212}4 €§ ŁódźĐČŠŽčšžćěńŕź · ≥≤→")
                .is_empty()
        );
        assert_eq!(missing("a\u{202f}b●"), ['\u{202f}', '●']);
    }

    #[test]
    fn hidden_characters_vanish() {
        assert_eq!(clean(" a\u{0}\u{1f}b\u{202e}c \r\n d\u{feff} "), "abc d");
    }

    #[test]
    fn an_address_breaks_at_its_joints() {
        let lines =
            wrap("https://digitalstand.example/vergleich?kommunen=04012000", 14.0, Weight::Regular, 150.0);
        assert_eq!(lines, ["https://", "digitalstand.example/", "vergleich?kommunen=", "04012000"]);
    }

    proptest! {
        #[test]
        fn lines_are_never_too_wide_and_lose_nothing(text in "[ a-zäöüß–0-9]{0,80}", most in 40.0..300.0_f64) {
            let lines = wrap(&text, 16.0, Weight::Bold, most);
            for line in &lines {
                prop_assert!(width(line, 16.0, Weight::Bold) <= most);
            }
            prop_assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
            prop_assert!(width(&shorten(&text, 16.0, Weight::Bold, most), 16.0, Weight::Bold) <= most);
        }
    }
}
