//! Copies a text of the page. Where the browser does not allow it, there is no button: the text can be selected.

#![expect(missing_docs, reason = "the island macro makes a struct that it does not document")]

use leptos::prelude::*;

/// A button that copies the text of the element with the id `target`.
#[island]
pub fn CopyButton(
    /// Id of the element whose text is copied.
    target: String,
    /// What the button says.
    label: String,
    /// What it says once the text is copied.
    done: String,
) -> impl IntoView {
    let ready = RwSignal::new(false);
    let copied = RwSignal::new(false);
    // Browsers hand out the clipboard on safe origins only.
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| ready.set(window().is_secure_context()));

    #[cfg(feature = "hydrate")]
    let copy = move |_: leptos::ev::MouseEvent| {
        let text = document().get_element_by_id(&target).and_then(|element| element.text_content());
        if let Some(text) = text {
            // The promise is not awaited: a refusal leaves the text on the page.
            let _ = window().navigator().clipboard().write_text(&text);
            copied.set(true);
        }
    };
    #[cfg(not(feature = "hydrate"))]
    let copy = {
        drop(target);
        |_: leptos::ev::MouseEvent| ()
    };

    view! {
        <button class="kern-btn kern-btn--primary" type="button" hidden=move || !ready.get() on:click=copy>
            <span class="kern-label" aria-live="polite">
                {move || if copied.get() { done.clone() } else { label.clone() }}
            </span>
        </button>
    }
}
