//! The site as its readers meet it: production's router over real databases, asked for addresses.
//!
//! Every test runs on `SQLite` and, where `DIGITALSTAND_TEST_POSTGRES` names a server, on `PostgreSQL` too.
//! `BLESS=1` writes the golden files anew.

#![expect(clippy::unwrap_used, reason = "what a test cannot prepare, it reports by failing")]

mod addresses;
mod files;
mod frozen;
mod headers;
mod helpers;
mod hostile;
mod html;
mod imports;
mod inquiries;
mod limits;
mod lists;
mod open_data;
mod pages;
mod payloads;
mod products;
mod promises;
mod random;
mod redirects;
mod service_files;
mod services;
mod sharing;
mod svg;
mod syndication;
mod tcp;
