//! Inquiries: what council groups asked, question by question.

use crate::{BodyKey, Day, PartialDate, Slug};

/// The inquiry of Bremerhaven from 2023. Its six questions can be put to every administration.
pub const FOUNDING: &str = "bremerhaven-2023-af-30";
/// The inquiry of Buxtehude from 2020, with eight questions.
pub const FOUNDING_SECOND: &str = "buxtehude-2020";

/// An inquiry to the administration of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inquiry {
    /// Name in addresses; never reused.
    pub slug: Slug,
    /// The body that was asked.
    pub body: BodyKey,
    /// Official number, such as "AF 30/2023"; empty when not known.
    pub number: String,
    /// The council group that asked.
    pub faction: String,
    /// When it was asked, as precisely as known.
    pub asked: Option<PartialDate>,
    /// The meeting it was asked for.
    pub meeting: Option<PartialDate>,
    /// Title.
    pub title: String,
    /// Address of the paper or of a report about it; empty when there is none on the web.
    pub paper: String,
    /// The inquiry that it takes up again.
    pub predecessor: Option<Slug>,
    /// The questions in their order.
    pub questions: Vec<Question>,
}

/// A question of an inquiry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its number in the inquiry, from 1.
    pub position: i64,
    /// The question in own short words.
    pub text: String,
    /// The indicators that answer it, the most telling first.
    pub indicators: Vec<Slug>,
}

impl Inquiry {
    /// The day from which on something is new to those who asked: the last day of the date as it is known.
    pub fn day(&self) -> Option<Day> {
        self.asked.map(PartialDate::last_day)
    }

    /// Whether a question asks for this indicator.
    pub fn asks_for(&self, indicator: &Slug) -> bool {
        self.questions.iter().any(|question| question.indicators.contains(indicator))
    }
}
