//! A small picture of a series: from zero, one point per date. The words beside it tell the same.

use domain::{Exactness, PartialDate};
use leptos::prelude::*;

use crate::measured::{Shown, drawn, exactness};

const WIDTH: f64 = 112.0;
const HEIGHT: f64 = 28.0;
const MARGIN: f64 = 5.0;
/// A gap of more than this many days means that a year has no value on record.
const MOST_DAYS: i32 = 400;

/// The picture; nothing for fewer than two dated numbers, or for a place in a ranking, of which less is more.
/// Hollow points are not exact; a dotted line passes a year without a value; where the way of counting changes, the
/// line breaks.
pub fn sparkline(series: &[Shown]) -> Option<impl IntoView + use<>> {
    let dated: Vec<(i32, f64, &Shown)> = drawn(series)
        .into_iter()
        .filter_map(|shown| {
            Some((shown.observation.valid_on.map(PartialDate::last_day)?.number(), shown.number()?, shown))
        })
        .collect();
    let (first, last) = (dated.first()?.0, dated.last()?.0);
    let top = dated.iter().map(|(_, value, _)| *value).fold(0.0, f64::max);
    if first == last || top <= 0.0 || dated.iter().any(|(_, value, _)| *value < 0.0) {
        return None;
    }
    let x = |day: i32| MARGIN + f64::from(day - first) / f64::from(last - first) * (WIDTH - 2.0 * MARGIN);
    let y = |value: f64| HEIGHT - MARGIN - value / top * (HEIGHT - 2.0 * MARGIN);
    let lines: Vec<_> = dated
        .windows(2)
        .filter_map(|pair| {
            let [(from, before, earlier), (to, after, later)] = pair else { return None };
            let path = format!("M{:.1} {:.1}L{:.1} {:.1}", x(*from), y(*before), x(*to), y(*after));
            let gap = to - from > MOST_DAYS;
            let joined = later.observation.continues(&earlier.observation);
            joined.then(|| view! { <path class="spark__line" class=("spark__line--gap", gap) d=path/> })
        })
        .collect();
    let points: Vec<_> = dated
        .iter()
        .map(|(day, value, shown)| {
            let hollow = exactness(&shown.observation.cell) != Exactness::Exact;
            let (cx, cy) = (format!("{:.1}", x(*day)), format!("{:.1}", y(*value)));
            view! { <circle class="spark__dot" class=("spark__dot--about", hollow) cx=cx cy=cy r="3.5"/> }
        })
        .collect();
    Some(view! {
        <svg class="spark" viewBox="0 0 112 28" width="112" height="28" aria-hidden="true" focusable="false">
            <path class="spark__zero" d="M0 27.5H112"/>
            {lines}
            {points}
        </svg>
    })
}
