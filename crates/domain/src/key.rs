//! Official keys of bodies, and slugs.

use std::fmt;

/// The level of a body, which follows from the length of its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A municipality: eight digits (AGS).
    Gemeinde,
    /// An association of municipalities (Samtgemeinde, Amt, …): nine digits.
    Verband,
    /// A district: five digits.
    Kreis,
    /// A federal state: two digits.
    Land,
}

impl Level {
    /// Every level.
    pub const ALL: [Self; 4] = [Self::Gemeinde, Self::Verband, Self::Kreis, Self::Land];

    /// The word of this level in files and in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Gemeinde => "gemeinde",
            Self::Verband => "verband",
            Self::Kreis => "kreis",
            Self::Land => "land",
        }
    }

    const fn digits(self) -> usize {
        match self {
            Self::Gemeinde => 8,
            Self::Verband => 9,
            Self::Kreis => 5,
            Self::Land => 2,
        }
    }
}

/// The official key of a body: digits only, as text, because leading zeros count.
///
/// Municipalities carry the eight digits of the Amtlicher Gemeindeschlüssel: Land 2, Regierungsbezirk 1, Kreis 2,
/// Gemeinde 3.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BodyKey(String);

impl BodyKey {
    /// Reads a key of 8, 9, 5 or 2 ASCII digits that begins with the number of a Land (01 to 16).
    pub fn parse(text: &str) -> Option<Self> {
        let known = Level::ALL.iter().any(|level| level.digits() == text.len());
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let land = text.get(..2).and_then(|land| land.parse::<u8>().ok());
        (known && digits && land.is_some_and(|land| (1..=16).contains(&land))).then(|| Self(text.to_owned()))
    }

    /// The level this key belongs to.
    pub fn level(&self) -> Level {
        match self.0.len() {
            8 => Level::Gemeinde,
            9 => Level::Verband,
            5 => Level::Kreis,
            _ => Level::Land,
        }
    }

    /// The key of the Land this body lies in.
    #[must_use]
    pub fn land(&self) -> Self {
        Self(self.0[..2].to_owned())
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BodyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name in an address: lower-case ASCII letters, digits and single hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

/// Words that stand in addresses already and therefore may not be slugs.
pub const RESERVED: [&str; 8] = ["entwurf", "neu", "en", "api", "katalog", "kommunen", "vergleich", "pkg"];

impl Slug {
    /// Reads a slug of at most 60 characters that is no [reserved](RESERVED) word.
    pub fn parse(text: &str) -> Option<Self> {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let shape = (1..=60).contains(&text.len())
            && text.bytes().all(allowed)
            && !text.starts_with('-')
            && !text.ends_with('-')
            && !text.contains("--");
        (shape && !RESERVED.contains(&text)).then(|| Self(text.to_owned()))
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_of_a_key_is_its_level() {
        let level = |text| BodyKey::parse(text).map(|key| key.level());
        assert_eq!(level("04012000"), Some(Level::Gemeinde));
        assert_eq!(level("033595401"), Some(Level::Verband));
        assert_eq!(level("03359"), Some(Level::Kreis));
        assert_eq!(level("02"), Some(Level::Land));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in ["", "4012000", "0401200a", "17000000", "00000000", "０４０１２０００", " 04012000"]
        {
            assert_eq!(BodyKey::parse(text), None, "{text}");
        }
    }

    #[test]
    fn slugs_are_plain_ascii_and_never_reserved() {
        assert!(Slug::parse("e-akte").is_some());
        for text in ["", "E-Akte", "büro", "-a", "a-", "a--b", "entwurf", "a/b"] {
            assert_eq!(Slug::parse(text), None, "{text}");
        }
    }
}
