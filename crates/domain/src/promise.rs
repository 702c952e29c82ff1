//! Promises: what a body said it would reach by when, and what became of it.
//!
//! A new date is a shift and never overwrites the one before: the story of a promise is the list of its
//! [`Event`]s, and everything else follows from it.

mod evidence;
#[cfg(test)]
mod tests;

use crate::{
    BodyKey, Day, Exactness, Indicator, Observation, PartialDate, Slug, Source, Value, Voice, words,
};

pub use evidence::proof;

words! {
    /// What was said about a promise.
    pub enum EventKind {
        /// It was made.
        Made = "zugesagt",
        /// It was given another date, or the date was taken back.
        Shifted = "verschoben",
        /// It was kept.
        Kept = "eingeloest",
        /// It was given up.
        Dropped = "aufgegeben",
    }
}

words! {
    /// What became of a promise, as of a day. The order is that of the pages: what calls for an answer comes first.
    pub enum Outcome {
        /// The date has passed, and nothing on record says whether it was kept.
        NoEvidence = "ohne-beleg",
        /// Its date has not come, or it has none.
        Open = "offen",
        /// It was kept after its last date.
        Late = "spaeter-eingeloest",
        /// It was kept, and nothing on record says that it was late.
        Kept = "eingeloest",
        /// It was given up.
        Dropped = "aufgegeben",
    }
}

/// What a promise is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// Its name in files and addresses.
    pub id: Slug,
    /// Who is to keep it.
    pub body: BodyKey,
    /// What would show it.
    pub indicator: Slug,
    /// The service it is about, where it is about one.
    pub service: Option<Slug>,
}

/// One statement about a promise, with its source.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// What was said.
    pub kind: EventKind,
    /// When it was said, or, of a promise kept, when that was; `None` when the source has no date.
    pub said_on: Option<PartialDate>,
    /// In own short words.
    pub statement: String,
    /// By when; `None` when no date was named.
    pub due: Option<PartialDate>,
    /// What was to be reached, where it can be compared with a value of the indicator.
    pub target: Option<(Value, Exactness)>,
    /// Who says it.
    pub voice: Voice,
    /// Where it stands.
    pub source: Source,
    /// Page or section in the source.
    pub page: String,
    /// What restricts it, in own words.
    pub note: String,
}

impl Event {
    /// Order in the story: the promise itself, then by the day of each statement; one without a date counts from the
    /// day it was entered.
    pub fn order(&self) -> impl Ord + use<> {
        let said = self.said_on.map_or(self.source.retrieved_on, PartialDate::last_day);
        (self.kind != EventKind::Made, said, self.kind, self.voice)
    }
}

/// A promise with everything that was said about it, in order, and the record that proves it kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// What it is about.
    pub promise: Promise,
    /// What was said, in order; never empty.
    pub events: Vec<Event>,
    /// A record of the same body and indicator that reaches the target: see [`proof`].
    pub proof: Option<Observation>,
}

impl Story {
    /// A story in order; `None` without an event. `indicator` is that of the promise, and `observations` are searched
    /// for the proof.
    pub fn new(
        promise: Promise,
        mut events: Vec<Event>,
        indicator: &Indicator,
        observations: &[Observation],
    ) -> Option<Self> {
        events.sort_by_key(Event::order);
        events.first()?;
        let mut story = Self { promise, events, proof: None };
        story.proof = proof(&story, indicator, observations).cloned();
        Some(story)
    }

    /// What was promised, in the newest words.
    pub fn statement(&self) -> &str {
        self.promised().last().map_or("", |event| event.statement.as_str())
    }

    /// The statements that promise something: the first one and its shifts.
    pub fn promised(&self) -> impl DoubleEndedIterator<Item = &Event> {
        self.events.iter().filter(|event| matches!(event.kind, EventKind::Made | EventKind::Shifted))
    }

    /// The first date that was named.
    pub fn first_due(&self) -> Option<PartialDate> {
        self.promised().find_map(|event| event.due)
    }

    /// The date that holds: that of the newest statement, which may have named none.
    pub fn due(&self) -> Option<PartialDate> {
        self.promised().last().and_then(|event| event.due)
    }

    /// What was to be reached, by the newest statement that says so.
    pub fn target(&self) -> Option<&(Value, Exactness)> {
        self.promised().rev().find_map(|event| event.target.as_ref())
    }

    /// How often its date was shifted.
    pub fn shifts(&self) -> usize {
        self.events.iter().filter(|event| event.kind == EventKind::Shifted).count()
    }

    /// The newest statement that ends it: kept or dropped.
    fn end(&self) -> Option<&Event> {
        self.events.iter().rev().find(|event| matches!(event.kind, EventKind::Kept | EventKind::Dropped))
    }

    /// When it was kept, where that is on record: as somebody said, or else when a record reached the target. Inner
    /// `None`: kept, without a date.
    pub fn kept_on(&self) -> Option<Option<PartialDate>> {
        match self.end() {
            Some(end) if end.kind == EventKind::Kept => Some(end.said_on),
            Some(_) => None,
            None => self.proof.as_ref().map(|proof| proof.valid_on),
        }
    }

    /// What became of it, as of a day. Neither "late" nor "kept in time" is claimed where a partial date leaves it open.
    pub fn outcome(&self, on: Day) -> Outcome {
        if let Some(kept) = self.kept_on() {
            let late = kept.zip(self.due()).is_some_and(|(kept, due)| kept.first_day() > due.last_day());
            return if late { Outcome::Late } else { Outcome::Kept };
        }
        if self.end().is_some() {
            return Outcome::Dropped;
        }
        if self.due().is_some_and(|due| due.last_day() < on) { Outcome::NoEvidence } else { Outcome::Open }
    }

    /// Whether it was provably kept by the first date that was named.
    pub fn in_time(&self) -> bool {
        let kept = self.kept_on().flatten();
        kept.zip(self.first_due()).is_some_and(|(kept, due)| kept.last_day() <= due.last_day())
    }

    /// Whether its first date has passed, so that it counts in the rate of promises kept in time.
    pub fn was_due(&self, on: Day) -> bool {
        self.first_due().is_some_and(|due| due.last_day() < on)
    }

    /// By how many months it slipped: from the end of the first period named to the end of the one in which it was
    /// kept, or else of the last one named. Negative when it came before its date; `None` where a date is missing.
    pub fn slip(&self) -> Option<i32> {
        let last = match self.kept_on() {
            Some(kept) => kept?,
            None => self.due()?,
        };
        Some(months(self.first_due()?, last))
    }
}

/// Months from the end of one period to the end of another.
pub fn months(from: PartialDate, to: PartialDate) -> i32 {
    let number = |date: PartialDate| date.last_day().year() * 12 + i32::from(date.last_day().month());
    number(to) - number(from)
}

/// How promises were kept, as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Record {
    /// All promises.
    pub all: usize,
    /// Those whose date has passed without evidence.
    pub no_evidence: usize,
    /// Those kept, in time or late.
    pub kept: usize,
    /// Those that were shifted at least once.
    pub shifted: usize,
    /// Those whose first date has passed: the denominator.
    pub due: usize,
    /// Those among them that were provably kept by their first date.
    pub in_time: usize,
}

impl Record {
    /// Counts stories.
    pub fn of<'a>(stories: impl IntoIterator<Item = &'a Story>, on: Day) -> Self {
        let mut record = Self::default();
        for story in stories {
            let outcome = story.outcome(on);
            record.all += 1;
            record.no_evidence += usize::from(outcome == Outcome::NoEvidence);
            record.kept += usize::from(matches!(outcome, Outcome::Kept | Outcome::Late));
            record.shifted += usize::from(story.shifts() > 0);
            let due = story.was_due(on);
            record.due += usize::from(due);
            record.in_time += usize::from(due && story.in_time());
        }
        record
    }
}
