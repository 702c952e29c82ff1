//! How names are sorted and found.

/// The form of a name by which it is found: lower case, umlauts and accents folded to base letters, everything that is
/// no letter or digit turned into single blanks. `München`, `Muenchen` and `MUNCHEN` become `munchen`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' | 'á' | 'à' | 'â' | 'å' => folded.push('a'),
            'ö' | 'ó' | 'ò' | 'ô' | 'ø' => folded.push('o'),
            'ü' | 'ú' | 'ù' | 'û' => folded.push('u'),
            'é' | 'è' | 'ê' | 'ë' => folded.push('e'),
            'í' | 'ì' | 'î' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            letter if letter.is_alphanumeric() => folded.push(letter),
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    let folded = folded.trim_end();
    // People who have no umlauts write "ae", "oe", "ue"; names that really contain them (Duisburg has none,
    // Soest has) fold the same way on both sides, so they are still found.
    folded.replace("ae", "a").replace("oe", "o").replace("ue", "u")
}

/// The key by which names are sorted (DIN 5007, variant 1): umlauts like their base letters, no punctuation.
pub fn sort_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' => key.push('a'),
            'ö' => key.push('o'),
            'ü' => key.push('u'),
            'ß' => key.push_str("ss"),
            letter if letter.is_alphanumeric() || letter == ' ' => key.push(letter),
            _ => {}
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_however_it_is_typed() {
        for typed in ["München", "Muenchen", "MÜNCHEN", "munchen", " münchen! "] {
            assert_eq!(fold(typed), "munchen", "{typed}");
        }
        assert_eq!(fold("Soest"), fold("soest"));
        assert_eq!(fold("Halle (Saale)"), "halle saale");
        assert_eq!(fold("Gießen"), "giessen");
    }

    #[test]
    fn umlauts_sort_like_their_base_letters() {
        let mut names = ["Zwickau", "Öhringen", "Oldenburg", "Aachen", "Ähtal"];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(names, ["Aachen", "Ähtal", "Öhringen", "Oldenburg", "Zwickau"]);
    }
}
