//! The two languages of the interface.

/// A language of the interface. German is canonical, English lives under `/en`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Language {
    /// German, the language of the canonical addresses.
    #[default]
    German,
    /// English.
    English,
}

impl Language {
    /// Both, German first.
    pub const ALL: [Self; 2] = [Self::German, Self::English];

    /// The BCP 47 tag, as in `<html lang>`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::German => "de",
            Self::English => "en",
        }
    }

    /// What stands before every path in this language.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::German => "",
            Self::English => "/en",
        }
    }

    /// The other language.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::German => Self::English,
            Self::English => Self::German,
        }
    }

    /// Picks one of two texts.
    pub const fn pick<T: Copy>(self, german: T, english: T) -> T {
        match self {
            Self::German => german,
            Self::English => english,
        }
    }
}
