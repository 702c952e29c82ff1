//! What records are about, and the integers that stand for it in the database.

use std::collections::BTreeMap;

use super::Result;
use crate::{Db, StorageError, Tx};

/// A kind of thing that records are about.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// What it is, for messages.
    what: &'static str,
    /// Finds its integer by its name.
    find: &'static str,
}

/// A body, by its key.
pub(super) const BODY: Kind = Kind { what: "body", find: "SELECT id FROM body WHERE key = $1" };
/// An indicator, by its slug.
pub(super) const INDICATOR: Kind =
    Kind { what: "indicator", find: "SELECT id FROM indicator WHERE slug = $1" };
/// A service, by its slug.
pub(super) const SERVICE: Kind = Kind { what: "service", find: "SELECT id FROM service WHERE slug = $1" };

/// Where integers are looked up.
pub(super) enum Place<'a> {
    /// In the transaction itself, which may have added some.
    Here,
    /// Beside it: reading through it would tie it to the state of this moment.
    Beside(&'a Db),
}

/// The integers that were looked up so far.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeMap<&'static str, BTreeMap<String, i64>>);

impl Names {
    /// The integer of a thing, looked up once.
    pub(super) async fn id(
        &mut self,
        tx: &mut Tx,
        place: &Place<'_>,
        Kind { what, find }: Kind,
        name: &str,
    ) -> Result<i64> {
        let known = self.0.entry(what).or_default();
        if let Some(id) = known.get(name) {
            return Ok(*id);
        }
        let found = match place {
            Place::Here => tx.optional::<(i64,)>(find, vec![name.into()]).await?,
            Place::Beside(db) => db.optional::<(i64,)>(find, vec![name.into()]).await?,
        };
        let (id,) = found.ok_or_else(|| StorageError::Unknown { what, name: name.to_owned() })?;
        known.insert(name.to_owned(), id);
        Ok(id)
    }
}
