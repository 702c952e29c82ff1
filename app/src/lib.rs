//! What people see: pages, components and the islands of the browser.
//!
//! Pages are rendered on the server alone and work without JavaScript. The browser gets nothing but the
//! [`islands`], so the module it loads knows neither pages nor charts nor storage.
//!
//! A request goes [`routes`] → a [`Page`](page::Page) (its state, read from the address) → `load`, which asks storage
//! and gives plain data to a view → a [`Document`](page::Document), which the [`shell`] wraps.
//!
//! **To add a page** write `pages/<page>.rs` with a type that implements [`Page`](page::Page), and add its line to
//! [`routes::ROUTES`]. Menu, canonical address, language switch, errors and cache follow from that.
//!
//! **To add an island** write `islands/<island>.rs`; it is compiled for both sides.

pub mod islands;

// Everything below is the server's alone; no other file asks for a feature.
#[cfg(feature = "ssr")]
pub mod address;
#[cfg(feature = "ssr")]
pub mod as_of;
#[cfg(feature = "ssr")]
pub mod comparison;
#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
pub mod diagrams;
#[cfg(feature = "ssr")]
pub mod dossier;
#[cfg(feature = "ssr")]
pub mod error;
#[cfg(feature = "ssr")]
pub mod feed;
#[cfg(feature = "ssr")]
pub mod foot;
#[cfg(feature = "ssr")]
pub mod legal;
#[cfg(feature = "ssr")]
pub mod listing;
#[cfg(feature = "ssr")]
pub mod measured;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod promised;
#[cfg(feature = "ssr")]
pub mod prose;
#[cfg(feature = "ssr")]
pub mod query;
#[cfg(feature = "ssr")]
mod ranking;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod sitemap;
#[cfg(feature = "ssr")]
pub mod suggest;
#[cfg(all(test, feature = "ssr"))]
mod testing;
#[cfg(feature = "ssr")]
pub mod text;
#[cfg(feature = "ssr")]
pub mod used;

/// Entry point of the browser's module.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
