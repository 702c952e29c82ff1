//! Two sliders over the fields of a period. The fields stay; without a script they are all there is.

#![expect(missing_docs, reason = "the island macro makes a struct that it does not document")]

use leptos::prelude::*;

/// Wraps the fields `von` and `bis` and moves them by sliders.
#[island]
pub fn YearSlider(
    /// The first year that can be chosen.
    first: i32,
    /// The last year that can be chosen.
    last: i32,
    /// The chosen first year.
    from: i32,
    /// The chosen last year.
    to: i32,
    /// Names of both sliders.
    labels: (String, String),
    /// The fields.
    children: Children,
) -> impl IntoView {
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(true));
    let (start, end) = (RwSignal::new(from), RwSignal::new(to));
    let slider = move |own: RwSignal<i32>, label: String, is_start: bool| {
        let moved = move |event: leptos::ev::Event| {
            let year = event_target_value(&event).parse().unwrap_or(first);
            // Neither slider passes the other.
            own.set(if is_start { year.min(end.get_untracked()) } else { year.max(start.get_untracked()) });
            show(
                if is_start { "von" } else { "bis" },
                own.get_untracked(),
                if is_start { first } else { last },
            );
        };
        view! {
            <input type="range" aria-label=label min=first max=last prop:value=move || own.get() value=own.get_untracked()
                aria-valuetext=move || own.get().to_string() on:input=moved/>
        }
    };
    let (from_label, to_label) = labels;
    view! {
        <div class="years">
            {children()}
            <div class="years__sliders" hidden=move || !ready.get()>
                {slider(start, from_label, true)}
                {slider(end, to_label, false)}
            </div>
        </div>
    }
}

/// Puts a year into its field; at the end of the scale the field is left open, so that coming years count too.
#[cfg(feature = "hydrate")]
fn show(name: &str, year: i32, open: i32) {
    use web_sys::HtmlSelectElement;
    use web_sys::wasm_bindgen::JsCast;
    let field =
        document().get_element_by_id(name).and_then(|field| field.dyn_into::<HtmlSelectElement>().ok());
    if let Some(field) = field {
        field.set_value(&if year == open { String::new() } else { year.to_string() });
    }
}

#[cfg(not(feature = "hydrate"))]
fn show(_: &str, _: i32, _: i32) {}
