use proptest::prelude::*;

use super::*;
use crate::{Catalogue, Cell, Reuse, SourceKind};

fn source() -> Source {
    Source {
        title: "Vorlage".into(),
        address: "https://example.org/".into(),
        published: None,
        retrieved_on: Day::parse("2026-11-22").unwrap(),
        kind: SourceKind::CouncilPaper,
        reuse: Reuse::Open,
    }
}

fn event(kind: EventKind, said: &str, due: &str) -> Event {
    Event {
        kind,
        said_on: PartialDate::parse(said),
        statement: "100 Dienste online".into(),
        due: PartialDate::parse(due),
        target: Some((Value::Number(100.0), Exactness::Exact)),
        voice: Voice::Administration,
        source: source(),
        page: String::new(),
        note: String::new(),
    }
}

fn story(events: Vec<Event>, observations: &[Observation]) -> Story {
    let promise = Promise {
        id: Slug::parse("potsdam-dienste").unwrap(),
        body: BodyKey::parse("12054000").unwrap(),
        indicator: Slug::parse("onlinedienste-anzahl").unwrap(),
        service: None,
    };
    let catalogue = Catalogue::bundled().unwrap();
    let indicator = catalogue.indicator(&promise.indicator).unwrap();
    Story::new(promise, events, indicator, observations).unwrap()
}

fn observed(date: &str, value: f64, exactness: Exactness) -> Observation {
    Observation {
        body: BodyKey::parse("12054000").unwrap(),
        indicator: Slug::parse("onlinedienste-anzahl").unwrap(),
        valid_on: PartialDate::parse(date),
        period_start: None,
        voice: Voice::Press,
        cell: Cell::Reported { value: Value::Number(value), exactness, ratio: None },
        definition: 1,
        source: source(),
        page: String::new(),
        note: String::new(),
    }
}

fn on(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn a_promise_shifted_three_times_and_kept_tells_how_far_it_slipped() {
    let told = story(
        vec![
            event(EventKind::Kept, "2024-03-15", ""),
            event(EventKind::Shifted, "2022-11", "2023-06"),
            event(EventKind::Made, "2020-01", "2021"),
            event(EventKind::Shifted, "2021-10", "2022"),
            event(EventKind::Shifted, "2023-05", "2024-Q1"),
        ],
        &[],
    );
    assert_eq!((told.shifts(), told.slip()), (3, Some(27)));
    assert_eq!(told.outcome(on("2024-06-01")), Outcome::Kept, "by the last date named");
    assert!(!told.in_time(), "but not by the first");
    let earlier = Story { events: told.events[..2].to_vec(), ..told };
    assert_eq!(earlier.outcome(on("2022-12-31")), Outcome::Open);
    assert_eq!(earlier.outcome(on("2023-01-01")), Outcome::NoEvidence);
    assert_eq!(earlier.slip(), Some(12));
}

#[test]
fn neither_late_nor_in_time_is_claimed_where_the_date_leaves_it_open() {
    let kept = |said: &str| {
        story(vec![event(EventKind::Made, "2020", "2022-06-30"), event(EventKind::Kept, said, "")], &[])
    };
    let today = on("2026-11-22");
    assert_eq!((kept("2022").outcome(today), kept("2022").in_time()), (Outcome::Kept, false));
    assert_eq!((kept("2022-06").outcome(today), kept("2022-06").in_time()), (Outcome::Kept, true));
    assert_eq!(kept("2022-07").outcome(today), Outcome::Late);
    assert_eq!((kept("").outcome(today), kept("").slip()), (Outcome::Kept, None));
}

#[test]
fn a_shift_without_a_date_leaves_the_promise_open() {
    let told =
        story(vec![event(EventKind::Made, "2018", "2019"), event(EventKind::Shifted, "2022-08", "")], &[]);
    assert_eq!((told.due(), told.slip()), (None, None));
    assert_eq!(told.outcome(on("2026-11-22")), Outcome::Open);
    assert!(told.was_due(on("2026-11-22")), "it still counts against the first date");
}

#[test]
fn a_dropped_promise_is_not_kept_by_a_later_record() {
    let events = vec![event(EventKind::Made, "2020", "2022"), event(EventKind::Dropped, "2021-05", "")];
    let told = story(events, &[observed("2023", 120.0, Exactness::Exact)]);
    assert_eq!(told.outcome(on("2026-11-22")), Outcome::Dropped);
}

#[test]
fn only_a_comparable_record_after_the_promise_proves_it() {
    let made = || vec![event(EventKind::Made, "2020-01", "2022")];
    let date = |observation: Observation| story(made(), &[observation]).kept_on();
    assert_eq!(date(observed("2022-03", 100.0, Exactness::Exact)), Some(PartialDate::parse("2022-03")));
    assert_eq!(date(observed("2022-03", 101.0, Exactness::AtLeast)), Some(PartialDate::parse("2022-03")));
    for unfit in [
        observed("2022-03", 99.0, Exactness::Exact),
        observed("2022-03", 100.0, Exactness::About),
        observed("2022-03", 200.0, Exactness::AtMost),
        observed("2019-12", 150.0, Exactness::Exact),
        observed("", 150.0, Exactness::Exact),
        Observation {
            body: BodyKey::parse("03241001").unwrap(),
            ..observed("2022-03", 150.0, Exactness::Exact)
        },
    ] {
        assert_eq!(date(unfit.clone()), None, "{unfit:?}");
    }
    let both = [observed("2023", 150.0, Exactness::Exact), observed("2022-03", 110.0, Exactness::Exact)];
    assert_eq!(story(made(), &both).kept_on(), Some(PartialDate::parse("2022-03")), "the earliest");
}

#[test]
fn the_rate_counts_promises_whose_first_date_has_passed() {
    let stories = [
        story(vec![event(EventKind::Made, "2020", "2021"), event(EventKind::Kept, "2021-05", "")], &[]),
        story(vec![event(EventKind::Made, "2020", "2021")], &[]),
        story(vec![event(EventKind::Made, "2020", "2031")], &[]),
        story(vec![event(EventKind::Made, "2020", "")], &[]),
    ];
    let record = Record::of(&stories, on("2026-11-22"));
    assert_eq!((record.all, record.due, record.in_time), (4, 2, 1));
    assert_eq!((record.kept, record.no_evidence, record.shifted), (1, 1, 0));
}

fn date() -> impl Strategy<Value = PartialDate> {
    (1990..2100_i32, 1..=12_u8, 1..=28_u8, 0..4_u8).prop_map(|(year, month, day, kind)| match kind {
        0 => PartialDate::Year(year),
        1 => PartialDate::Quarter(year, month.div_ceil(3)),
        2 => PartialDate::Month(year, month),
        _ => PartialDate::Day(Day::from_ymd(year, month, day).unwrap()),
    })
}

proptest! {
    #[test]
    fn slips_add_up_and_follow_the_calendar(a in date(), b in date(), c in date()) {
        prop_assert_eq!(months(a, b) + months(b, c), months(a, c));
        prop_assert_eq!(months(a, b), -months(b, a));
        prop_assert_eq!(months(a, a), 0);
        if months(a, b) > 0 {
            prop_assert!(a.last_day() < b.last_day());
        }
    }

    #[test]
    fn a_story_slips_by_the_sum_of_its_shifts(dates in prop::collection::vec(date(), 1..6)) {
        let mut events = vec![];
        for (place, due) in dates.iter().enumerate() {
            let kind = if place == 0 { EventKind::Made } else { EventKind::Shifted };
            events.push(event(kind, &format!("19{:02}", 80 + place), &due.to_string()));
        }
        let told = story(events, &[]);
        let sum: i32 = dates.windows(2).map(|pair| months(pair[0], pair[1])).sum();
        prop_assert_eq!(told.slip(), Some(sum));
        prop_assert_eq!(told.shifts(), dates.len() - 1);
    }
}
