//! A table whose heads sort its rows in place; without a script the same links ask the server.
//!
//! Cells carry what they are sorted by in `data-s`: numbers as they are written in programs, or text.

use leptos::prelude::*;

#[cfg(feature = "hydrate")]
mod rows;

/// Wraps a table.
#[island]
pub fn Sortable(
    /// The table; its heads are links.
    children: Children,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    let on_click = |event: leptos::ev::MouseEvent| rows::sort(&event);
    #[cfg(not(feature = "hydrate"))]
    let on_click = |_: leptos::ev::MouseEvent| ();
    view! { <div class="sortable" on:click=on_click>{children()}</div> }
}
