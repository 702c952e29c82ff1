//! Writing: every change is a release with a number, a day, an actor and a reason.
//!
//! A [`Release`] gathers changes in a transaction. It opens its revision with the first real change, so that releasing
//! the same again leaves no trace.

mod bodies;
mod cell;
mod departments;
mod derived;
mod facts;
mod import;
mod inquiries;
mod names;
mod promises;
mod records;
mod service_list;
mod services;
mod sources;
mod stages;
mod staging;
mod tallies;

use std::collections::{BTreeMap, BTreeSet};

use domain::promise::Event;
use domain::service::Starter;
use domain::{
    Body, BodyKey, Catalogue, Day, DepartmentStatus, Inquiry, Observation, Promise, Revision, Service,
    ServiceStatus, Source,
};

use crate::{Actor, StorageError, Tx};

pub use import::Import;
pub use records::Record;
pub use staging::Repeated;

type Result<T> = std::result::Result<T, StorageError>;

/// What a release did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outcome {
    /// The new revision; `None` when nothing changed, because then there is none.
    pub revision: Option<Revision>,
    /// Records or bodies that were not there before.
    pub added: u64,
    /// Those that replace an earlier one, which stays in the history.
    pub corrected: u64,
    /// Those that stand in the database already.
    pub unchanged: u64,
}

/// A release in the making. Nothing of it is seen before its transaction is committed.
pub struct Release<'a> {
    tx: &'a mut Tx,
    actor: &'a Actor,
    on: Day,
    reason: &'a str,
    next: Revision,
    outcome: Outcome,
    /// Bodies whose derived shares may have changed.
    touched: BTreeSet<BodyKey>,
    starter: Option<&'a Starter>,
    bodies_changed: bool,
    names: names::Names,
    /// Documents that were looked up before, by their identity.
    documents: BTreeMap<String, i64>,
}

/// One release at a time: `SQLite` lets only one write anyway, and `PostgreSQL` waits for this row.
const TAKE_TURN: &str = "UPDATE tally SET amount = amount WHERE name = 'facts'";
const NEXT: &str = "SELECT COALESCE(MAX(id), 0) + 1 FROM revision";
const OPEN: &str = "INSERT INTO revision (id, released_on, actor, reason) VALUES ($1, $2, $3, $4)";

impl<'a> Release<'a> {
    /// Begins a release on this day.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin(tx: &'a mut Tx, actor: &'a Actor, on: Day, reason: &'a str) -> Result<Self> {
        tx.run(TAKE_TURN, Vec::new()).await?;
        let next = Revision(tx.optional::<(i64,)>(NEXT, Vec::new()).await?.map_or(1, |row| row.0));
        Ok(Self {
            tx,
            actor,
            on,
            reason,
            next,
            outcome: Outcome::default(),
            touched: BTreeSet::new(),
            starter: None,
            bodies_changed: false,
            names: names::Names::default(),
            documents: BTreeMap::new(),
        })
    }

    /// Adds records, or corrects those that say something else now.
    ///
    /// # Errors
    /// When a record names a body or indicator that is not there, two records say something about one cell, or the
    /// database fails. Then the transaction must be dropped.
    pub async fn facts(&mut self, observations: &[Observation]) -> Result<()> {
        let stage = staging::Stage::of(self.tx, observations).await?;
        records::merge(self, stage).await
    }

    /// Adds records about services, or corrects those that say something else now. Shares that follow from them are
    /// brought up to date when the release ends.
    ///
    /// # Errors
    /// When a record names a body or service that is not there, two records say something about one cell, or the
    /// database fails. Then the transaction must be dropped.
    pub async fn services(&mut self, starter: &'a Starter, statuses: &[ServiceStatus]) -> Result<()> {
        self.starter = Some(starter);
        let stage = staging::Stage::of(self.tx, statuses).await?;
        records::merge(self, stage).await
    }

    /// Adds records about departments, or corrects those that say something else now, as [`Self::services`] does.
    ///
    /// # Errors
    /// When a record names a body that is not there, or the database fails. Then the transaction must be dropped.
    pub async fn departments(&mut self, starter: &'a Starter, statuses: &[DepartmentStatus]) -> Result<()> {
        self.starter = Some(starter);
        for status in statuses {
            departments::add(self, status).await?;
        }
        Ok(())
    }

    /// Has every derived share computed anew when the release ends: after a change of the rules, of the catalogue of
    /// services, or of bodies.
    ///
    /// # Errors
    /// When the database fails. Then the transaction must be dropped.
    pub async fn derive_all(&mut self, starter: &'a Starter) -> Result<()> {
        self.starter = Some(starter);
        self.touched.extend(services::bodies(self.tx).await?.into_iter().map(|body| body.key));
        Ok(())
    }

    /// Adds services of another catalogue, or brings their descriptions up to date. None is ever removed, since records
    /// may be about it.
    ///
    /// # Errors
    /// When the database fails. Then the transaction must be dropped.
    pub async fn service_list(&mut self, list: &[Service]) -> Result<()> {
        for service in list {
            service_list::add(self, service).await?;
        }
        Ok(())
    }

    /// Adds bodies, or brings their descriptions up to date; what a new description lacks stays.
    ///
    /// # Errors
    /// When the database fails. Then the transaction must be dropped.
    pub async fn bodies(&mut self, list: &[Body]) -> Result<()> {
        self.bodies_changed = true;
        for body in list {
            bodies::add(self, body).await?;
        }
        Ok(())
    }

    /// Adds statements about promises, or corrects those that say something else now.
    ///
    /// # Errors
    /// When one names a body or indicator that is not there, the name of a promise stands for another one already, or
    /// the database fails. Then the transaction must be dropped.
    pub async fn promises(&mut self, catalogue: &Catalogue, said: &[(Promise, Event)]) -> Result<()> {
        for (promise, event) in said {
            promises::add(self, catalogue, promise, event).await?;
        }
        Ok(())
    }

    /// Adds inquiries with their questions, or brings them up to date.
    ///
    /// # Errors
    /// When an inquiry names a body or indicator that is not there, or the database fails. Then the transaction must
    /// be dropped.
    pub async fn inquiries(&mut self, list: &[Inquiry]) -> Result<()> {
        for inquiry in list {
            inquiries::add(self, inquiry).await?;
        }
        Ok(())
    }

    /// Closes the bodies that an edition of the register no longer has: all open ones but Länder that are not in
    /// `present`. Their facts stay with them.
    ///
    /// # Errors
    /// When the database fails. Then the transaction must be dropped.
    pub async fn close_missing(&mut self, present: &[Body], on: Day) -> Result<Vec<Body>> {
        self.bodies_changed = true;
        bodies::close_missing(self, present, on).await
    }

    /// Notes which body took over a closed one.
    ///
    /// # Errors
    /// When a body is not there, the first one is not closed, or the database fails. Then the transaction must be
    /// dropped.
    pub async fn succeed(&mut self, closed: &BodyKey, successor: &BodyKey) -> Result<()> {
        bodies::succeed(self, closed, successor).await
    }

    /// Ends the release and says what it did. The transaction is still to be committed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn finish(mut self) -> Result<Outcome> {
        if let Some(starter) = self.starter {
            let touched = std::mem::take(&mut self.touched);
            derived::refresh(&mut self, starter, touched).await?;
        }
        if let Some(revision) = self.outcome.revision {
            if self.bodies_changed {
                bodies::keep_groups(self.tx, revision).await?;
            }
            tallies::keep(self.tx, revision, self.bodies_changed).await?;
            stages::keep(self.tx, revision, self.bodies_changed).await?;
            sources::name(self.tx).await?;
        }
        Ok(self.outcome)
    }

    /// The integer of what a record is about, asked for once.
    async fn id(&mut self, kind: names::Kind, name: &str) -> Result<i64> {
        self.names.id(self.tx, &names::Place::Here, kind, name).await
    }

    /// The integer of a document, which is added when it is new.
    async fn document(&mut self, document: &Source) -> Result<i64> {
        let identity = sources::identity(document);
        if let Some(id) = self.documents.get(&identity) {
            return Ok(*id);
        }
        let id = sources::source(self.tx, document).await?;
        self.documents.insert(identity, id);
        Ok(id)
    }

    /// The number of this release, which is opened by the first call.
    async fn revision(&mut self) -> Result<i64> {
        if self.outcome.revision.is_none() {
            let on = i64::from(self.on.number());
            let args = vec![self.next.0.into(), on.into(), self.actor.name().into(), self.reason.into()];
            self.tx.run(OPEN, args).await?;
            self.outcome.revision = Some(self.next);
        }
        Ok(self.next.0)
    }
}

/// Releases records in one go: all of them, or none.
///
/// # Errors
/// When a record names a body or indicator that is not there, two records say something about one cell, or the
/// database fails. Then nothing is changed.
pub async fn facts(
    tx: &mut Tx,
    actor: &Actor,
    on: Day,
    reason: &str,
    observations: &[Observation],
) -> Result<Outcome> {
    let mut release = Release::begin(tx, actor, on, reason).await?;
    release.facts(observations).await?;
    release.finish().await
}

/// Releases bodies in one go: all of them, or none.
///
/// # Errors
/// When the database fails. Then nothing is changed.
pub async fn bodies(tx: &mut Tx, actor: &Actor, on: Day, reason: &str, list: &[Body]) -> Result<Outcome> {
    let mut release = Release::begin(tx, actor, on, reason).await?;
    release.bodies(list).await?;
    release.finish().await
}

const ADD_INDICATOR: &str = "INSERT INTO indicator (slug, topic) VALUES ($1, $2) \
     ON CONFLICT (slug) DO UPDATE SET topic = excluded.topic";

/// Gives every indicator and service of the catalogue its integer name.
///
/// # Errors
/// When the database fails.
pub async fn catalogue(tx: &mut Tx, _actor: &Actor, catalogue: &Catalogue) -> Result<()> {
    for indicator in catalogue.indicators() {
        tx.run(ADD_INDICATOR, vec![indicator.slug.as_str().into(), indicator.topic.as_str().into()]).await?;
    }
    for entry in &catalogue.services().entries {
        services::describe(tx, &entry.service).await?;
    }
    // Documents that an earlier version of the product stored.
    sources::name(tx).await
}

const KNOWS_BUNDLE: &str = "SELECT loaded_on FROM bundle WHERE digest = $1";
const ADD_BUNDLE: &str = "INSERT INTO bundle (digest, loaded_on) VALUES ($1, $2)";

/// Notes that a set of bundled facts is loaded; `false` when it was loaded before.
///
/// # Errors
/// When the database fails.
pub async fn note_bundle(tx: &mut Tx, _actor: &Actor, digest: &str, on: Day) -> Result<bool> {
    if tx.optional::<(i64,)>(KNOWS_BUNDLE, vec![digest.into()]).await?.is_some() {
        return Ok(false);
    }
    tx.run(ADD_BUNDLE, vec![digest.into(), i64::from(on.number()).into()]).await?;
    Ok(true)
}

#[cfg(test)]
mod derived_tests;
#[cfg(test)]
mod history;
#[cfg(test)]
mod tests;
