//! What records of every kind have in common.

use crate::PartialDate;

/// The dated answers to a question, oldest first. Where several records answer for one day, the first of them counts;
/// `records` come with the newest first.
pub(crate) fn over_time<'a, R, T>(
    records: &[&'a R],
    valid_on: impl Fn(&R) -> Option<PartialDate>,
    answer: impl Fn(&'a R) -> Option<T>,
) -> Vec<(PartialDate, T, &'a R)> {
    let dated = records.iter().filter_map(|record| Some((valid_on(record)?, answer(record)?, *record)));
    let mut dated: Vec<_> = dated.collect();
    dated.dedup_by_key(|(date, ..)| date.last_day());
    dated.reverse();
    dated
}
