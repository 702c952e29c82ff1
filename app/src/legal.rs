//! Legal pages: what the operator says there, as far as it was set.

use std::collections::BTreeMap;

use domain::Language;

/// A legal page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LegalPage {
    /// Who answers for the site.
    Imprint,
    /// Which personal data are processed.
    Privacy,
    /// How accessible the site is.
    Accessibility,
}

impl LegalPage {
    /// Every legal page.
    pub const ALL: [Self; 3] = [Self::Imprint, Self::Privacy, Self::Accessibility];

    /// The word in its address and in the name of its file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Imprint => "impressum",
            Self::Privacy => "datenschutz",
            Self::Accessibility => "barrierefreiheit",
        }
    }

    /// Its title.
    pub const fn title(self, language: Language) -> &'static str {
        match self {
            Self::Imprint => language.pick("Impressum", "Imprint"),
            Self::Privacy => language.pick("Datenschutz", "Privacy"),
            Self::Accessibility => language.pick("Barrierefreiheit", "Accessibility"),
        }
    }
}

/// The operator's texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Legal {
    texts: BTreeMap<(LegalPage, Language), String>,
}

impl Legal {
    /// With a text; an empty one counts as none.
    #[must_use]
    pub fn with(mut self, page: LegalPage, language: Language, text: &str) -> Self {
        if !text.trim().is_empty() {
            self.texts.insert((page, language), text.to_owned());
        }
        self
    }

    /// The text of a page with its language: the reader's, or the other one when only that was set.
    pub fn text(&self, page: LegalPage, language: Language) -> Option<(&str, Language)> {
        let find = |language| self.texts.get(&(page, language)).map(|text| (text.as_str(), language));
        find(language).or_else(|| find(language.other()))
    }
}
