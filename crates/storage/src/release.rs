//! Writing: every change is a release with a number, a day, an actor and a reason.
//!
//! A [`Release`] gathers changes in a transaction. It opens its revision with the first real change, so that releasing
//! the same again leaves no trace.

mod bodies;
mod facts;
mod inquiries;

use domain::{Body, BodyKey, Catalogue, Day, Inquiry, Observation, Revision};

use crate::{Actor, StorageError, Tx};

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
}

const NEXT: &str = "SELECT COALESCE(MAX(id), 0) + 1 FROM revision";
const OPEN: &str = "INSERT INTO revision (id, released_on, actor, reason) VALUES ($1, $2, $3, $4)";

impl<'a> Release<'a> {
    /// Begins a release on this day.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin(tx: &'a mut Tx, actor: &'a Actor, on: Day, reason: &'a str) -> Result<Self> {
        let next = Revision(tx.optional::<(i64,)>(NEXT, Vec::new()).await?.map_or(1, |row| row.0));
        Ok(Self { tx, actor, on, reason, next, outcome: Outcome::default() })
    }

    /// Adds records, or corrects those that say something else now.
    ///
    /// # Errors
    /// When a record names a body or indicator that is not there, or the database fails. Then the transaction must
    /// be dropped.
    pub async fn facts(&mut self, observations: &[Observation]) -> Result<()> {
        for observation in observations {
            facts::add(self, observation).await?;
        }
        Ok(())
    }

    /// Adds bodies, or brings their descriptions up to date; what a new description lacks stays.
    ///
    /// # Errors
    /// When the database fails. Then the transaction must be dropped.
    pub async fn bodies(&mut self, list: &[Body]) -> Result<()> {
        for body in list {
            bodies::add(self, body).await?;
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
    pub async fn finish(self) -> Result<Outcome> {
        if let Some(revision) = self.outcome.revision {
            self.tx.run(HEADLINES, vec![revision.0.into()]).await?;
        }
        Ok(self.outcome)
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
/// When a record names a body or indicator that is not there, or the database fails. Then nothing is changed.
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

/// The headline of every cell that revision $1 touched: reported before missing, dated before undated, the newest,
/// then by voice (see `Observation::headline_order` in the domain).
const HEADLINES: &str = "INSERT INTO current_value (indicator, body, valid_on, date_precision, voice, state, value) \
     SELECT indicator, body, valid_on, date_precision, voice, state, value FROM ( \
     SELECT o.indicator, o.body, o.valid_on, o.date_precision, o.voice, o.state, o.value, \
     ROW_NUMBER() OVER (PARTITION BY o.indicator, o.body ORDER BY CASE WHEN o.state = 0 THEN 0 ELSE 1 END, \
     CASE WHEN o.date_precision = 9 THEN 1 ELSE 0 END, o.valid_on DESC, o.voice, o.date_precision) AS place \
     FROM observation o JOIN (SELECT DISTINCT indicator, body FROM observation WHERE known_from = $1) AS touched \
     ON touched.indicator = o.indicator AND touched.body = o.body \
     WHERE o.known_to = 9223372036854775807) AS ranked WHERE place = 1 \
     ON CONFLICT (indicator, body) DO UPDATE SET valid_on = excluded.valid_on, \
     date_precision = excluded.date_precision, voice = excluded.voice, state = excluded.state, value = excluded.value";

const ADD_INDICATOR: &str = "INSERT INTO indicator (slug, topic) VALUES ($1, $2) \
     ON CONFLICT (slug) DO UPDATE SET topic = excluded.topic";

/// Gives every indicator of the catalogue its integer name.
///
/// # Errors
/// When the database fails.
pub async fn catalogue(tx: &mut Tx, _actor: &Actor, catalogue: &Catalogue) -> Result<()> {
    for indicator in catalogue.indicators() {
        tx.run(ADD_INDICATOR, vec![indicator.slug.as_str().into(), indicator.topic.as_str().into()]).await?;
    }
    Ok(())
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
mod tests;
