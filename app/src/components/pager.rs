//! The way through the pages of a long list.

use domain::Language;
use leptos::prelude::*;

use super::link;
use crate::address::Address;

/// Links to the page before and after this one; nothing when `total` rows fit on one. `at` gives the address of a page.
pub fn pager<F: Fn(i64) -> Address>(
    page: i64,
    total: i64,
    rows: i64,
    language: Language,
    at: F,
) -> impl IntoView + use<F> {
    let pages = (total + rows - 1) / rows;
    if pages < 2 {
        return None;
    }
    let first = (page > 2).then(|| link(language.pick("Erste", "First"), &at(1), language));
    let back = (page > 1).then(|| link(language.pick("Zurück", "Back"), &at(page - 1), language));
    let on = (page < pages).then(|| link(language.pick("Weiter", "Next"), &at(page + 1), language));
    let last = (page + 1 < pages).then(|| link(language.pick("Letzte", "Last"), &at(pages), language));
    let here = format!("{} {page} {} {pages}", language.pick("Seite", "Page"), language.pick("von", "of"));
    Some(
        view! { <nav class="pages" aria-label=language.pick("Seiten", "Pages")>{first}{back}<span>{here}</span>{on}{last}</nav> },
    )
}
