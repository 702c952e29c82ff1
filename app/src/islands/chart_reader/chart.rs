//! The points of a drawn chart, found in the document.

use leptos::ev::PointerEvent;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// A point: number of its series, and its number in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    series: usize,
    point: usize,
}

/// A series as the server drew it.
struct Series {
    group: Element,
    x: Vec<f64>,
    y: Vec<f64>,
    labels: Vec<String>,
}

/// A step aside counts this much more than a step up or down: readers follow a date, then look for the line.
const ASIDE: f64 = 3.0;

/// The point that the pointer means.
pub(super) fn nearest(frame: &HtmlElement, event: &PointerEvent) -> Option<Place> {
    let picture = visible(frame)?;
    let bounds = picture.get_bounding_client_rect();
    let width: f64 = picture.get_attribute("width")?.parse().ok()?;
    let scale = width / bounds.width();
    let x = (f64::from(event.client_x()) - bounds.left()) * scale;
    let y = (f64::from(event.client_y()) - bounds.top()) * scale;
    let mut best: Option<(f64, Place)> = None;
    for (series, drawn) in read(&picture).iter().enumerate() {
        for (point, (px, py)) in drawn.x.iter().zip(&drawn.y).enumerate() {
            let distance = ((px - x) * ASIDE).hypot(py - y);
            if best.is_none_or(|(nearest, _)| distance < nearest) {
                best = Some((distance, Place { series, point }));
            }
        }
    }
    best.map(|(_, place)| place)
}

/// Where an arrow key leads; nothing for other keys. The first one leads to the newest value.
pub(super) fn step(frame: &HtmlElement, from: Option<Place>, key: &str) -> Option<Place> {
    let all = read(&visible(frame)?);
    let last = |series: usize| all.get(series).map_or(0, |drawn| drawn.labels.len().saturating_sub(1));
    let Some(Place { series, point }) = from else {
        return key.starts_with("Arrow").then(|| Place { series: 0, point: last(0) });
    };
    let to = match key {
        "ArrowRight" => Place { series, point: (point + 1).min(last(series)) },
        "ArrowLeft" => Place { series, point: point.saturating_sub(1) },
        "ArrowDown" => Place { series: (series + 1).min(all.len().saturating_sub(1)), point },
        "ArrowUp" => Place { series: series.saturating_sub(1), point },
        "Home" => Place { series, point: 0 },
        "End" => Place { series, point: last(series) },
        _ => return None,
    };
    Some(Place { point: to.point.min(last(to.series)), ..to })
}

/// Marks a point's series in every picture of the frame and says its value.
pub(super) fn mark(frame: &HtmlElement, place: Place) -> String {
    clear(frame);
    let Some(picture) = visible(frame) else { return String::new() };
    let all = read(&picture);
    for (number, drawn) in all.iter().enumerate() {
        let class = if number == place.series { "is-on" } else { "is-dim" };
        let _ = drawn.group.class_list().add_1(class);
    }
    let Some(drawn) = all.get(place.series) else { return String::new() };
    let name = drawn.group.get_attribute("data-series").unwrap_or_default();
    drawn.labels.get(place.point).map(|label| format!("{name}, {label}")).unwrap_or_default()
}

/// Takes all marks off.
pub(super) fn clear(frame: &HtmlElement) {
    for group in elements(frame, "g[data-series]") {
        let _ = group.class_list().remove_2("is-on", "is-dim");
    }
}

/// The picture of this frame that is shown at the present width.
fn visible(frame: &HtmlElement) -> Option<Element> {
    elements(frame, "svg").into_iter().find(|picture| picture.get_bounding_client_rect().width() > 0.0)
}

fn read(picture: &Element) -> Vec<Series> {
    elements(picture, "g[data-series]")
        .into_iter()
        .map(series)
        .filter(|series| !series.labels.is_empty())
        .collect()
}

fn series(group: Element) -> Series {
    let numbers = |name: &str| {
        let text = group.get_attribute(name).unwrap_or_default();
        text.split_ascii_whitespace().filter_map(|number| number.parse().ok()).collect()
    };
    let labels = group.get_attribute("data-label").unwrap_or_default();
    let labels = labels.split('\u{1f}').filter(|label| !label.is_empty()).map(str::to_owned).collect();
    Series { x: numbers("data-x"), y: numbers("data-y"), labels, group }
}

fn elements(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = within.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|place| list.get(place)?.dyn_into().ok()).collect()
}
