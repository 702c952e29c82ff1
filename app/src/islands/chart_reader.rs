//! Reading the values of a chart by pointer and by keyboard.
//!
//! The server draws the chart and leaves positions and words in it: every `<g data-series>` holds a `data-x` and a
//! `data-y` (positions in the picture) and a `data-label` (texts, separated by U+001F) for its points.

#![expect(missing_docs, reason = "the island macro makes a struct that it does not document")]

use leptos::html::Div;
use leptos::prelude::*;

#[cfg(feature = "hydrate")]
mod chart;

/// Wraps a drawn chart and tells the value under the pointer, or the one chosen by arrow keys, in a live region.
#[island]
pub fn ChartReader(
    /// Name of the control.
    label: String,
    /// How to use it by keyboard.
    hint: String,
    /// The drawn chart, once for wide pages and once for phones.
    children: Children,
) -> impl IntoView {
    let frame = NodeRef::<Div>::new();
    let ready = RwSignal::new(false);
    let told = RwSignal::new(String::new());
    Effect::new(move |_| ready.set(true));

    #[cfg(feature = "hydrate")]
    let (on_pointer, on_leave, on_key) = {
        let place = StoredValue::new(None::<chart::Place>);
        let tell = move |next: Option<chart::Place>| {
            if let (Some(next), Some(frame)) = (next, frame.get_untracked()) {
                told.set(chart::mark(&frame, next));
                place.set_value(Some(next));
            }
        };
        (
            move |event: leptos::ev::PointerEvent| {
                tell(frame.get_untracked().and_then(|frame| chart::nearest(&frame, &event)));
            },
            move |_: leptos::ev::PointerEvent| {
                if let Some(frame) = frame.get_untracked() {
                    chart::clear(&frame);
                }
            },
            move |event: leptos::ev::KeyboardEvent| {
                let next = frame
                    .get_untracked()
                    .and_then(|frame| chart::step(&frame, place.get_value(), &event.key()));
                if next.is_some() {
                    event.prevent_default();
                }
                tell(next);
            },
        )
    };
    #[cfg(not(feature = "hydrate"))]
    let (on_pointer, on_leave, on_key) = (
        |_: leptos::ev::PointerEvent| (),
        |_: leptos::ev::PointerEvent| (),
        |_: leptos::ev::KeyboardEvent| (),
    );

    view! {
        <div class="fig__plot" node_ref=frame on:pointermove=on_pointer on:pointerleave=on_leave>
            {children()}
            <div class="reader" role="group" tabindex="0" aria-label=label hidden=move || !ready.get() on:keydown=on_key>
                <output class="reader__value">
                    {move || if told.read().is_empty() { hint.clone() } else { told.get() }}
                </output>
            </div>
        </div>
    }
}
