//! Shares over services.

use std::collections::BTreeMap;

use super::{Measure, Tally};
use crate::service::{Responsibility, Scale, Stage, Standing, Starter, Step};
use crate::{Body, Day, PartialDate, ServiceStatus, Slug};

/// A service that is the body's own.
struct Own<'a> {
    standing: Standing<'a>,
    fee: Option<bool>,
}

/// Counts every share over the services that are the body's own.
pub(super) fn tally(
    body: &Body,
    starter: &Starter,
    records: &[&ServiceStatus],
    tallies: &mut BTreeMap<Measure, Tally>,
) {
    let own = own(body, starter, records);
    let mut count = |measure: Measure, answer: &dyn Fn(&Own<'_>) -> Option<bool>| {
        let mut tally = Tally::default();
        own.iter().for_each(|service| tally.count(answer(service)));
        tallies.insert(measure, tally);
    };
    count(Measure::Online, &|service| online(&service.standing, starter));
    count(Measure::Compliant, &|service| reached(&service.standing, starter, |scale| scale.compliant));
    count(Measure::EndToEnd, &|service| reached(&service.standing, starter, Scale::top));
    count(Measure::Portal, &|service| service.standing.portal());
    count(Measure::Unbroken, &|service| {
        service.standing.whole_chain().map(|chain| chain.iter().all(|step| *step == Step::Digital))
    });
    let mut payment = Tally::default();
    own.iter()
        .filter(|service| service.fee == Some(true))
        .for_each(|service| payment.count(service.standing.payment()));
    tallies.insert(Measure::Payment, payment);
    tallies.insert(Measure::MissingDated, missing(&own, starter));
    tallies.insert(Measure::Printed, printed(&own));
    tallies.insert(Measure::OnlineCases, cases(&own));
}

/// The services that are the body's own: of the starter catalogue by rule, and all that a source says so of.
fn own<'a>(body: &Body, starter: &Starter, records: &[&'a ServiceStatus]) -> Vec<Own<'a>> {
    let mut by_service: BTreeMap<&Slug, Vec<&'a ServiceStatus>> = BTreeMap::new();
    for record in records {
        by_service.entry(&record.service).or_default().push(record);
    }
    let mut own = Vec::new();
    for entry in &starter.entries {
        let standing = Standing::of(by_service.remove(&entry.service.slug).unwrap_or_default());
        if Responsibility::of(body, &entry.rules, standing.responsible()) == Responsibility::Own {
            own.push(Own { standing, fee: entry.service.fee });
        }
    }
    for records in by_service.into_values() {
        let standing = Standing::of(records);
        if Responsibility::of(body, &[], standing.responsible()) == Responsibility::Own {
            own.push(Own { standing, fee: None });
        }
    }
    own
}

/// Whether a service can be applied for online. Its stage says so, or its level.
pub(super) fn online(standing: &Standing<'_>, starter: &Starter) -> Option<bool> {
    match standing.stage()? {
        Stage::Live if standing.level().is_none() => Some(true),
        _ => reached(standing, starter, |scale| scale.online),
    }
}

/// Whether a service has reached a level. What is not online has reached none that a share asks for.
fn reached(standing: &Standing<'_>, starter: &Starter, wanted: fn(&Scale) -> i64) -> Option<bool> {
    let stage = standing.stage()?;
    let Some(level) = standing.level() else {
        return (stage != Stage::Live).then_some(false);
    };
    let scale = starter.scale(&level.scale, level.version)?;
    Some(level.level >= wanted(scale))
}

/// Of the services that are not online, those with a date. Known is of which it is known whether they are online.
fn missing(own: &[Own<'_>], starter: &Starter) -> Tally {
    let mut tally = Tally::default();
    for service in own {
        match online(&service.standing, starter) {
            Some(live) => {
                tally.known += 1;
                tally.denominator += i64::from(!live);
                tally.numerator += i64::from(!live && service.standing.due().is_some());
            }
            None => tally.unknown += 1,
        }
    }
    tally
}

/// Printed steps of the services whose whole chain is known.
fn printed(own: &[Own<'_>]) -> Tally {
    let mut tally = Tally::default();
    for service in own {
        match service.standing.whole_chain() {
            Some(chain) => {
                tally.known += 1;
                tally.denominator += 1;
                let steps = chain.iter().filter(|step| **step == Step::Printed).count();
                tally.numerator += i64::try_from(steps).unwrap_or(0);
            }
            None => tally.unknown += 1,
        }
    }
    tally
}

/// Applications made online, over the services that report both numbers for the same period: the one that most services
/// report, of several the newest.
fn cases(own: &[Own<'_>]) -> Tally {
    let mut periods: BTreeMap<(Day, Day), Tally> = BTreeMap::new();
    for service in own {
        let Some((usage, record)) = service.standing.usage() else { continue };
        let (Some(cases), Some(online), Some(end)) = (usage.cases, usage.online, record.valid_on) else {
            continue;
        };
        let tally = periods.entry((PartialDate::last_day(end), usage.from)).or_default();
        tally.known += 1;
        tally.denominator += cases;
        tally.numerator += online;
    }
    let most = periods.into_iter().max_by_key(|(period, tally)| (tally.known, *period));
    let tally = most.map(|(_, tally)| tally).unwrap_or_default();
    Tally { unknown: i64::try_from(own.len()).unwrap_or(i64::MAX) - tally.known, ..tally }
}
