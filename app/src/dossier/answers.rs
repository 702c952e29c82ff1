//! The questions of an inquiry, as they would be answered today for a body.

use domain::inquiry::Question;
use domain::{Catalogue, Day, Indicator, Inquiry, Language};

use super::records::{Line, Told};
use super::{Dossier, reported};
use crate::components::mark::Known;
use crate::measured::Shown;

/// A question and everything on record that answers it.
#[derive(Debug, Clone)]
pub struct Answered {
    /// Its number in the inquiry.
    pub position: i64,
    /// The question.
    pub text: String,
    /// Every record linked to it, by indicator, newest first.
    pub facts: Vec<(Indicator, Shown)>,
    /// Linked indicators with a value.
    pub with_value: usize,
    /// Linked indicators without a value, the most telling first.
    pub missing: Vec<Indicator>,
    /// What the records of single services and departments say to it.
    pub lines: Vec<Line>,
    /// Whether this very body was asked.
    pub asked: bool,
}

impl Answered {
    /// How much is known: all linked indicators, some, or none.
    pub fn known(&self) -> Known {
        match (self.with_value, self.missing.is_empty(), self.facts.is_empty()) {
            (0, ..) if !self.lines.is_empty() => Known::Part,
            (0, _, false) => Known::Reason,
            (0, ..) if self.asked => Known::Asked,
            (0, ..) => Known::Nothing,
            (_, true, _) => Known::Core,
            _ => Known::Part,
        }
    }

    /// The ready-made question of the catalogue for what is missing; for the first indicator when nothing is.
    pub fn ready(&self, language: Language) -> Option<&str> {
        let core = self.missing.iter().find(|indicator| indicator.core);
        let indicator =
            core.or(self.missing.first()).or(self.facts.first().map(|(indicator, _)| indicator))?;
        Some(&indicator.wording(language).question)
    }

    /// What would answer it: what a good source for the missing indicators is.
    pub fn evidence(&self, language: Language) -> Option<&str> {
        let core = self.missing.iter().find(|indicator| indicator.core);
        Some(core.or(self.missing.first())?.wording(language).evidence.as_str())
            .filter(|text| !text.is_empty())
    }
}

/// The questions of an inquiry with what is on record of a body, in their order; `told` is what its records of single
/// services and departments say.
pub fn answered(
    inquiry: &Inquiry,
    dossier: &Dossier,
    told: &Told<'_>,
    catalogue: &Catalogue,
) -> Vec<Answered> {
    let asked = inquiry.body == dossier.body.key;
    inquiry.questions.iter().map(|question| answer(question, asked, dossier, told, catalogue)).collect()
}

fn answer(
    question: &Question,
    asked: bool,
    dossier: &Dossier,
    told: &Told<'_>,
    catalogue: &Catalogue,
) -> Answered {
    let linked: Vec<&Indicator> =
        question.indicators.iter().filter_map(|slug| catalogue.indicator(slug)).collect();
    let mut facts = Vec::new();
    for (indicator, shown) in linked.iter().filter_map(|indicator| dossier.of(&indicator.slug)) {
        facts.extend(shown.iter().rev().map(|shown| (indicator.clone(), shown.clone())));
    }
    let lines = told.about(&question.indicators);
    let (with_value, missing): (Vec<_>, Vec<_>) =
        linked.into_iter().partition(|indicator| dossier.has_value(&indicator.slug));
    Answered {
        position: question.position,
        text: question.text.clone(),
        facts,
        with_value: with_value.len(),
        missing: missing.into_iter().cloned().collect(),
        lines,
        asked,
    }
}

/// How many questions have at least one value, or records that say something to them.
pub fn with_an_answer(questions: &[Answered]) -> usize {
    let answers = |question: &&Answered| {
        !question.lines.is_empty() || question.facts.iter().any(|(_, shown)| reported(shown))
    };
    questions.iter().filter(answers).count()
}

/// The newest inquiry with questions whose date is known, else one without a date.
pub fn newest<'a>(inquiries: impl Iterator<Item = &'a Inquiry>) -> Option<&'a Inquiry> {
    let key = |inquiry: &&Inquiry| (inquiry.day().is_some(), inquiry.day());
    inquiries.filter(|inquiry| !inquiry.questions.is_empty()).max_by_key(key)
}

/// When a body was last asked for any of these indicators, as far as is known.
pub fn last_asked<'a>(
    inquiries: impl Iterator<Item = &'a Inquiry>,
    indicators: &[Indicator],
) -> Option<(&'a Inquiry, Day)> {
    inquiries
        .filter(|inquiry| indicators.iter().any(|indicator| inquiry.asks_for(&indicator.slug)))
        .filter_map(|inquiry| Some((inquiry, inquiry.day()?)))
        .max_by_key(|(_, day)| *day)
}
