//! Where it is kept: SQLite and PostgreSQL behind one set of functions.
//!
//! Only this crate contains SQL, and every statement is a constant that runs on both databases. It must never render
//! anything, ask for the time or decide who may do what: a writing function demands an [`Actor`], which only a guard
//! hands out.
//!
//! **To add a query** write one function in the file of its noun (`bodies.rs`, `observations.rs`, …): the statement as
//! a `&'static str` with `$1`, columns named, lists ordered; a private row struct that derives `FromRow`; a test
//! below that walks [`testing::databases`](testing), so that it runs on both.

mod actor;
pub mod bodies;
pub mod changes;
mod code;
mod db;
pub mod departments;
pub mod derived;
mod dialect;
mod error;
pub mod history;
pub mod inquiries;
pub mod observations;
pub mod open;
pub mod overview;
pub mod peers;
pub mod products;
pub mod promises;
pub mod release;
mod row;
pub mod services;
pub mod sources;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub use actor::Actor;
pub use db::{Db, Tx};
pub use error::StorageError;

/// A value of a cell as of the newest revision or an earlier one, and as of a reference date or any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AsOf {
    /// Only what was known in this revision; `None` for the newest.
    pub known: Option<domain::Revision>,
    /// Only values valid on or before this day; `None` for all. Undated values are left out when it is set.
    pub valid: Option<domain::Day>,
}
