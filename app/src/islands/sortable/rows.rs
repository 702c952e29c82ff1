//! Sorting the rows of a table in the document.

use leptos::ev::MouseEvent;
use leptos::prelude::window;
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node};

/// Sorts by the column whose head was clicked. A click with a key held down is the browser's.
pub(super) fn sort(event: &MouseEvent) {
    if event.ctrl_key() || event.meta_key() || event.shift_key() {
        return;
    }
    let clicked = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(link) = clicked.and_then(|element| element.closest("thead th a").ok().flatten()) else { return };
    if arrange(&link).is_some() {
        event.prevent_default();
        if let (Some(address), Ok(history)) = (link.get_attribute("href"), window().history()) {
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
        }
    }
}

fn arrange(link: &Element) -> Option<()> {
    let head = link.closest("th").ok()??;
    let table = head.closest("table").ok()??;
    let heads = elements(&table, "thead th");
    let column = heads.iter().position(|other| other == &head)?;
    // The second click turns the order round; numbers begin with the greatest.
    let numbers = head.class_list().contains("n");
    let descending = match head.get_attribute("aria-sort").as_deref() {
        Some("ascending") => true,
        Some(_) => false,
        None => numbers,
    };
    let mut rows: Vec<(Option<String>, Element)> =
        elements(&table, "tbody tr").into_iter().map(|row| (key(&row, column), row)).collect();
    rows.sort_by(|(a, _), (b, _)| compare(a.as_deref(), b.as_deref(), descending));
    let body = table.query_selector("tbody").ok()??;
    for (_, row) in rows {
        let row: &Node = row.as_ref();
        body.append_child(row).ok()?;
    }
    for other in &heads {
        let _ = other.remove_attribute("aria-sort");
    }
    head.set_attribute("aria-sort", if descending { "descending" } else { "ascending" }).ok()
}

/// Rows without a value stand last in either order.
fn compare(a: Option<&str>, b: Option<&str>, descending: bool) -> std::cmp::Ordering {
    let (Some(a), Some(b)) = (a, b) else { return a.is_none().cmp(&b.is_none()) };
    let order = match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a), Ok(b)) => a.total_cmp(&b),
        _ => a.cmp(b),
    };
    if descending { order.reverse() } else { order }
}

fn key(row: &Element, column: usize) -> Option<String> {
    let cell = row.children().item(u32::try_from(column).ok()?)?;
    cell.get_attribute("data-s").filter(|text| !text.is_empty())
}

fn elements(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = within.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|place| list.get(place)?.dyn_into().ok()).collect()
}
