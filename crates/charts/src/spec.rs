//! What a chart shows. A specification knows towns, values and words, and nothing about pixels.

use domain::Language;

use crate::figures::{Content, tidy};
use crate::{ChartError, Size};

/// Everything that one chart says.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartSpec {
    /// ASCII slug, unique on its page: every id inside the drawing begins with it.
    pub id: String,
    /// The language of the words that the chart adds itself.
    pub language: Language,
    /// The finding, as a sentence.
    pub title: String,
    /// What is counted, and in which unit.
    pub subtitle: String,
    /// The chart in words, for people who do not see it.
    pub description: String,
    /// What is drawn, and so which kind of chart it is.
    pub content: Content,
    /// How to read it.
    pub notes: Vec<String>,
    /// Who published the values, and as of when.
    pub source: String,
    /// Under which terms the file may be used.
    pub licence: String,
    /// Where the chart lives.
    pub address: String,
}

impl ChartSpec {
    /// Whether the chart can be drawn.
    ///
    /// # Errors
    /// Names what stands in the way: the id, the number of towns or rows, a value, the top of an axis.
    pub fn check(&self) -> Result<(), ChartError> {
        let letters = self.id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !letters || self.id.len() > 64 || !self.id.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return Err(ChartError::Id(self.id.clone()));
        }
        self.content.figure().check()
    }

    /// The same with every text as it can be printed.
    pub(crate) fn cleaned(&self) -> Self {
        let mut spec = self.clone();
        let texts = [&mut spec.title, &mut spec.subtitle, &mut spec.description, &mut spec.source];
        texts.into_iter().chain([&mut spec.licence, &mut spec.address]).chain(&mut spec.notes).for_each(tidy);
        spec.notes.retain(|note| !note.is_empty());
        spec.content.figure_mut().tidy();
        spec
    }

    /// Where everything stands, without title and footer.
    pub(crate) fn layout(&self, size: Size) -> crate::scene::Scene {
        self.content.figure().layout(size, self.language)
    }
}
