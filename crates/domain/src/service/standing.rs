//! What all records about a service of a body say together.

use std::cmp::Ordering;

use super::{Chain, ScaleLevel, ServiceStatus, Stage, Step, Tier, Usage};
use crate::PartialDate;
use crate::record::over_time;

/// The standing of a service: for every question the newest record that answers it, with the record as evidence.
/// Stage, level, dates and what blocks the next level come from one record, because they belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing<'a> {
    records: Vec<&'a ServiceStatus>,
}

impl<'a> Standing<'a> {
    /// The standing by these records, in whatever order they come.
    pub fn of(records: impl IntoIterator<Item = &'a ServiceStatus>) -> Self {
        let mut records: Vec<_> = records.into_iter().collect();
        records.sort_by_key(|record| record.headline_order());
        Self { records }
    }

    /// All records, the headline first.
    pub fn records(&self) -> &[&'a ServiceStatus] {
        &self.records
    }

    /// Whether nothing at all is on record.
    pub const fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The newest answer to a question, with its record.
    pub fn newest<T>(
        &self,
        answer: impl Fn(&'a ServiceStatus) -> Option<T>,
    ) -> Option<(T, &'a ServiceStatus)> {
        self.records.iter().find_map(|record| answer(record).map(|found| (found, *record)))
    }

    /// The dated answers to a question, oldest first. Where several voices answer for one day, the headline comes first
    /// and counts.
    pub fn over_time<T>(
        &self,
        answer: impl Fn(&'a ServiceStatus) -> Option<T>,
    ) -> Vec<(PartialDate, T, &'a ServiceStatus)> {
        over_time(&self.records, |record| record.valid_on, answer)
    }

    /// The record that tells how far the service is.
    pub fn stage_record(&self) -> Option<&'a ServiceStatus> {
        self.newest(|record| record.stage).map(|(_, record)| record)
    }

    /// How far the service is.
    pub fn stage(&self) -> Option<Stage> {
        self.newest(|record| record.stage).map(|(stage, _)| stage)
    }

    /// Its level, where the record of its stage states one.
    pub fn level(&self) -> Option<&'a ScaleLevel> {
        self.stage_record().and_then(|record| record.level.as_ref())
    }

    /// Since when it is online, by the newest record that says so.
    pub fn live_since(&self) -> Option<(PartialDate, &'a ServiceStatus)> {
        if self.stage() != Some(Stage::Live) {
            return None;
        }
        self.newest(|record| record.live_since)
    }

    /// The earliest date from which on every dated record says that it is online: it was online by then, if not before.
    pub fn live_by(&self) -> Option<(PartialDate, &'a ServiceStatus)> {
        let stages = self.over_time(|record| record.stage);
        let run = stages.into_iter().rev().take_while(|(_, stage, _)| *stage == Stage::Live);
        run.last().map(|(date, _, record)| (date, record))
    }

    /// For when it is promised, while it is not online.
    pub fn due(&self) -> Option<(PartialDate, &'a ServiceStatus)> {
        if self.stage() == Some(Stage::Live) { None } else { self.newest(|record| record.due) }
    }

    /// Whether it can be paid online.
    pub fn payment(&self) -> Option<bool> {
        self.newest(|record| record.payment).map(|(yes, _)| yes)
    }

    /// Whether a portal of Land or Bund leads to it: yes when one does, no when neither does.
    pub fn portal(&self) -> Option<bool> {
        let land = self.newest(|record| record.land_portal).map(|(yes, _)| yes);
        let federal = self.newest(|record| record.federal_portal).map(|(yes, _)| yes);
        match (land, federal) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        }
    }

    /// How it runs inside the administration, where every link is known.
    pub fn whole_chain(&self) -> Option<Chain> {
        let chain = self.chain()?.0;
        chain.iter().all(|step| *step != Step::Unknown).then_some(chain)
    }

    /// How it runs inside the administration, as far as it is known.
    pub fn chain(&self) -> Option<(Chain, &'a ServiceStatus)> {
        self.newest(|record| record.chain.iter().any(|step| *step != Step::Unknown).then_some(record.chain))
    }

    /// Applications in all and online, in one period.
    pub fn usage(&self) -> Option<(Usage, &'a ServiceStatus)> {
        self.newest(|record| record.usage)
    }

    /// The level of administration that a source names as responsible.
    pub fn responsible(&self) -> Option<Tier> {
        self.newest(|record| record.responsible).map(|(tier, _)| tier)
    }

    /// The product behind it.
    pub fn product(&self) -> Option<(&'a str, &'a ServiceStatus)> {
        self.newest(|record| text(&record.product))
    }

    /// Where it is found.
    pub fn address(&self) -> Option<&'a str> {
        self.newest(|record| text(&record.address)).map(|(address, _)| address)
    }

    /// What the body says about it.
    pub fn statement(&self) -> Option<(&'a str, &'a ServiceStatus)> {
        self.newest(|record| text(&record.statement))
    }
}

fn text(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// Pairs of records by different voices for the same date that say different things about how far a service is.
pub fn contradictions<'a>(standing: &Standing<'a>) -> Vec<(&'a ServiceStatus, &'a ServiceStatus)> {
    let dated: Vec<_> = standing.records().iter().filter(|record| record.stage.is_some()).collect();
    let mut pairs = Vec::new();
    for (place, first) in dated.iter().enumerate() {
        for second in &dated[place + 1..] {
            let day = |record: &ServiceStatus| record.valid_on.map(PartialDate::last_day);
            let same = day(first).is_some() && day(first).cmp(&day(second)) == Ordering::Equal;
            if same && first.stage != second.stage {
                pairs.push((**first, **second));
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{BodyKey, Day, Reuse, Slug, Source, SourceKind, Voice};

    fn record(date: &str, voice: Voice, stage: Option<Stage>) -> ServiceStatus {
        let source = Source {
            title: "x".into(),
            address: "https://x.de".into(),
            published: None,
            retrieved_on: Day::from_number(20_000),
            kind: SourceKind::Website,
            reuse: Reuse::Open,
        };
        let (key, slug) = (BodyKey::parse("05314000").unwrap(), Slug::parse("wohngeld").unwrap());
        ServiceStatus { stage, ..ServiceStatus::new(key, slug, PartialDate::parse(date), voice, source) }
    }

    #[test]
    fn every_question_is_answered_by_the_newest_record_that_speaks_of_it() {
        let mut paid = record("2021", Voice::Press, None);
        paid.payment = Some(true);
        let records = [record("2022", Voice::Administration, Some(Stage::Live)), paid];
        let standing = Standing::of(&records);
        assert_eq!((standing.stage(), standing.payment()), (Some(Stage::Live), Some(true)));
    }

    #[test]
    fn it_was_online_by_the_start_of_the_last_unbroken_run() {
        let by =
            |records: &[ServiceStatus]| Standing::of(records).live_by().map(|(date, _)| date.to_string());
        let voice = Voice::Administration;
        let live = |date| record(date, voice, Some(Stage::Live));
        let planned = record("2020", voice, Some(Stage::Planned));
        assert_eq!(by(&[live("2017"), live("2021"), live("")]), Some("2017".into()));
        assert_eq!(by(&[live("2017"), planned, live("2021")]), Some("2021".into()));
        assert_eq!(by(&[live("2021"), record("2022", voice, Some(Stage::NotOffered))]), None);
    }

    #[test]
    fn two_voices_that_say_different_things_of_one_date_contradict_each_other() {
        let administration = record("2022", Voice::Administration, Some(Stage::Live));
        let records = [administration.clone(), record("2022", Voice::Press, Some(Stage::Planned))];
        assert_eq!(contradictions(&Standing::of(&records)).len(), 1);
        let later = [administration, record("2023", Voice::Press, Some(Stage::Planned))];
        assert!(contradictions(&Standing::of(&later)).is_empty(), "a later word is no contradiction");
    }
}
