//! Asking the server for proposals, and choosing one by keys or pointer.

use std::time::Duration;

use js_sys::{Array, Reflect};
use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlInputElement, Response};

use super::Proposal;

/// So long somebody pauses between two words, not between two letters.
const PAUSE: Duration = Duration::from_millis(160);
/// With one letter everything fits.
const SHORTEST: usize = 2;

/// The state of one field.
#[derive(Clone, Copy)]
pub(super) struct Field {
    input: NodeRef<Input>,
    proposals: RwSignal<Vec<Proposal>>,
    active: RwSignal<Option<usize>>,
    source: StoredValue<String>,
    leads_there: bool,
    /// The number of the newest question: answers to older ones come too late.
    asked: StoredValue<u32>,
    waiting: StoredValue<Option<TimeoutHandle>>,
}

impl Field {
    pub(super) fn new(
        input: NodeRef<Input>,
        proposals: RwSignal<Vec<Proposal>>,
        active: RwSignal<Option<usize>>,
        source: String,
        leads_there: bool,
    ) -> Self {
        let (source, asked, waiting) =
            (StoredValue::new(source), StoredValue::new(0), StoredValue::new(None));
        Self { input, proposals, active, source, leads_there, asked, waiting }
    }

    pub(super) fn typed(self) {
        if let Some(handle) = self.waiting.get_value() {
            handle.clear();
        }
        self.waiting.set_value(set_timeout_with_handle(move || self.ask(), PAUSE).ok());
    }

    fn ask(self) {
        let typed = self.element().map(|input| input.value()).unwrap_or_default();
        let number = self.asked.get_value().wrapping_add(1);
        self.asked.set_value(number);
        if typed.trim().chars().count() < SHORTEST {
            self.close();
            return;
        }
        let name = js_sys::encode_uri_component(typed.trim());
        let address = format!("{}?name={}", self.source.get_value(), String::from(name));
        spawn_local(async move {
            // Without an answer the field stays what it is without a script.
            let found = fetched(&address).await.unwrap_or_default();
            if self.asked.try_get_value() == Some(number) {
                self.active.set(None);
                self.proposals.set(found);
            }
        });
    }

    pub(super) fn key(self, event: &KeyboardEvent) {
        let count = self.proposals.read_untracked().len();
        let now = self.active.get_untracked();
        let next = match event.key().as_str() {
            "ArrowDown" if count == 0 => {
                self.ask();
                return;
            }
            "Escape" if count == 0 => {
                self.close();
                return;
            }
            _ if count == 0 => return,
            "ArrowDown" => Some(now.map_or(0, |place| (place + 1) % count)),
            "ArrowUp" => Some(now.map_or(count - 1, |place| (place + count - 1) % count)),
            "Escape" => {
                self.close();
                event.prevent_default();
                return;
            }
            "Enter" => {
                if let Some(place) = now {
                    event.prevent_default();
                    self.choose(place);
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        self.active.set(next);
    }

    pub(super) fn close(self) {
        // A question that is still to be asked would open them again.
        if let Some(handle) = self.waiting.get_value() {
            handle.clear();
        }
        self.asked.update_value(|number| *number = number.wrapping_add(1));
        self.active.set(None);
        self.proposals.set(Vec::new());
    }

    pub(super) fn choose(self, place: usize) {
        let Some(proposal) = self.proposals.read_untracked().get(place).cloned() else { return };
        self.close();
        if self.leads_there {
            let _ = window().location().assign(&proposal.address);
            return;
        }
        let Some(input) = self.element() else { return };
        input.set_value(&proposal.key);
        if let Some(form) = input.form() {
            let _ = form.request_submit();
        }
    }

    fn element(self) -> Option<HtmlInputElement> {
        self.input.get_untracked()
    }
}

/// The proposals at an address.
async fn fetched(address: &str) -> Result<Vec<Proposal>, JsValue> {
    let response: Response = JsFuture::from(window().fetch_with_str(address)).await?.dyn_into()?;
    if !response.ok() {
        return Ok(Vec::new());
    }
    let list: Array = JsFuture::from(response.json()?).await?.dyn_into()?;
    let text = |item: &JsValue, name: &str| {
        Reflect::get(item, &name.into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
    };
    let proposal = |item: JsValue| Proposal {
        key: text(&item, "key"),
        name: text(&item, "name"),
        detail: text(&item, "detail"),
        address: text(&item, "address"),
    };
    Ok(list.iter().map(proposal).collect())
}
