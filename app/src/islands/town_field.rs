//! A text field for a municipality that proposes names while somebody types (the combobox pattern of ARIA).
//!
//! Without a script it is an ordinary field: the form it stands in is sent, and the server looks the name up.

#![expect(missing_docs, reason = "the island macro makes a struct that it does not document")]

use leptos::html::Input;
use leptos::prelude::*;

#[cfg(feature = "hydrate")]
mod proposals;

/// A municipality that fits what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Proposal {
    key: String,
    name: String,
    detail: String,
    address: String,
}

/// The field and its list of proposals.
#[island]
pub fn TownField(
    /// Id of the field; its label names it.
    id: String,
    /// Name of the parameter.
    name: String,
    /// What stands in it.
    value: String,
    /// Class of the field.
    class: String,
    /// Where proposals come from, without the query.
    source: String,
    /// Name of the list for assistive technology.
    list_label: String,
    /// "Vorschläge", behind their number, for assistive technology.
    counted: String,
    /// Whether choosing leads to the page of the municipality; else it is put into the field and the form is sent.
    leads_there: bool,
) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let proposals = RwSignal::new(Vec::<Proposal>::new());
    let active = RwSignal::new(None::<usize>);
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(true));
    let open = move || !proposals.read().is_empty();
    let list_id = format!("{id}-liste");
    let option_id = {
        let list_id = list_id.clone();
        move |place: usize| format!("{list_id}-{place}")
    };

    #[cfg(feature = "hydrate")]
    let (on_input, on_key, on_blur, choose) = {
        let own = proposals::Field::new(field, proposals, active, source, leads_there);
        (
            move |_: leptos::ev::Event| own.typed(),
            move |event: leptos::ev::KeyboardEvent| own.key(&event),
            move |_: leptos::ev::FocusEvent| own.close(),
            move |place: usize| own.choose(place),
        )
    };
    #[cfg(not(feature = "hydrate"))]
    let (on_input, on_key, on_blur, choose) = {
        let _ = (source, leads_there);
        (
            |_: leptos::ev::Event| (),
            |_: leptos::ev::KeyboardEvent| (),
            |_: leptos::ev::FocusEvent| (),
            |_: usize| (),
        )
    };

    let (controls, active_id) = (list_id.clone(), option_id.clone());
    let items = move || {
        let option_id = option_id.clone();
        let item = move |(place, proposal): (usize, Proposal)| {
            let chosen = move || active.get() == Some(place);
            view! {
                <li id=option_id(place) role="option" aria-selected=move || chosen().to_string()
                    on:pointerdown=move |event| { event.prevent_default(); choose(place); }>
                    <b>{proposal.name}</b>" "<small>{proposal.detail}</small>
                </li>
            }
        };
        proposals.get().into_iter().enumerate().map(item).collect_view()
    };
    let told = move || match proposals.read().len() {
        0 => String::new(),
        count => format!("{count} {counted}"),
    };
    view! {
        <div class="picker">
            <input
                node_ref=field
                id=id name=name type="search" value=value class=class
                autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="100"
                role=move || ready.get().then_some("combobox")
                aria-autocomplete=move || ready.get().then_some("list")
                aria-expanded=move || ready.get().then(|| open().to_string())
                aria-controls=move || ready.get().then(|| controls.clone())
                aria-activedescendant=move || active.get().map(&active_id)
                on:input=on_input on:keydown=on_key on:blur=on_blur
            />
            <ul class="picker__list" id=list_id role="listbox" aria-label=list_label hidden=move || !open()>{items}</ul>
            <span class="sr" role="status">{told}</span>
        </div>
    }
}
