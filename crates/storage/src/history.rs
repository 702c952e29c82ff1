//! What was known about a body, and since when: every version of every record.

use domain::{BodyKey, Catalogue, Day, Observation, Revision, Slug};
use sqlx::FromRow;

use crate::row::{ObservationRow, day, observation_columns, observation_names};
use crate::{Db, StorageError};

type Result<T> = std::result::Result<T, StorageError>;

/// The end of time: a version that holds now ends there.
const OPEN: i64 = i64::MAX;

/// A version of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// The record as it was known.
    pub observation: Observation,
    /// The release that brought it.
    pub revision: Revision,
    /// The release that replaced it; `None` when it holds now.
    pub until: Option<Revision>,
    /// The day of the release that brought it.
    pub released_on: Day,
    /// Who released it.
    pub actor: String,
    /// Why.
    pub reason: String,
}

impl Version {
    /// Whether this is what was known in a revision.
    pub fn holds_in(&self, revision: Revision) -> bool {
        self.revision <= revision && self.until.is_none_or(|until| until > revision)
    }
}

#[derive(FromRow)]
struct VersionRow {
    #[sqlx(flatten)]
    observation: ObservationRow,
    known_from: i64,
    known_to: i64,
    released_on: i64,
    actor: String,
    reason: String,
}

const OF_BODY: &str = concat!(
    "SELECT ",
    observation_columns!(),
    ", o.known_from AS known_from, o.known_to AS known_to, revision.released_on AS released_on, \
     revision.actor AS actor, revision.reason AS reason FROM observation o ",
    observation_names!(),
    "JOIN revision ON revision.id = o.known_from \
     WHERE o.body = (SELECT id FROM body WHERE key = $1) \
     ORDER BY indicator.slug, CASE WHEN o.date_precision = 9 THEN 1 ELSE 0 END, o.valid_on, o.date_precision, \
     o.voice, o.known_from"
);

/// Every version of every record of a body: by indicator, oldest date first, undated ones last; versions of one cell
/// follow each other. Records of indicators that the catalogue no longer has are left out.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn of_body(db: &Db, catalogue: &Catalogue, body: &BodyKey) -> Result<Vec<Version>> {
    let rows = db.all::<VersionRow>(OF_BODY, vec![body.as_str().into()]).await?;
    let mut versions = Vec::with_capacity(rows.len());
    for row in rows {
        let slug = Slug::parse(row.observation.slug());
        let Some(indicator) = slug.and_then(|slug| catalogue.indicator(&slug)) else { continue };
        versions.push(Version {
            observation: row.observation.into_domain(indicator.kind)?,
            revision: Revision(row.known_from),
            until: (row.known_to != OPEN).then_some(Revision(row.known_to)),
            released_on: day(row.released_on),
            actor: row.actor,
            reason: row.reason,
        });
    }
    Ok(versions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{databases, number, town};
    use crate::{Actor, release};

    #[tokio::test]
    async fn a_correction_keeps_what_was_known_before_and_names_who_changed_it() {
        for db in databases().await {
            let (actor, on) = (Actor::command_line(), Day::from_number(20_800));
            let catalogue = Catalogue::bundled().unwrap();
            let slug = "onlinedienste-anzahl";
            for (value, reason) in [(30.0, "first"), (31.0, "typo")] {
                let mut tx = db.begin().await.unwrap();
                release::catalogue(&mut tx, &actor, &catalogue).await.unwrap();
                let mut release = release::Release::begin(&mut tx, &actor, on, reason).await.unwrap();
                release.bodies(&[town("12054000", "Potsdam")]).await.unwrap();
                release.facts(&[number("12054000", slug, "2024", value)]).await.unwrap();
                release.finish().await.unwrap();
                tx.commit().await.unwrap();
            }
            let key = BodyKey::parse("12054000").unwrap();
            let versions = of_body(&db, &catalogue, &key).await.unwrap();
            let told: Vec<_> = versions
                .iter()
                .map(|version| (version.revision.0, version.until, version.reason.as_str()))
                .collect();
            assert_eq!(told, [(1, Some(Revision(2)), "first"), (2, None, "typo")]);
            assert!(
                versions.iter().all(|version| version.actor == actor.name() && version.released_on == on)
            );
            let current = versions.iter().filter(|version| version.holds_in(Revision(2))).count();
            let before = versions.iter().filter(|version| version.holds_in(Revision(1))).count();
            assert_eq!((before, current), (1, 1));
        }
    }
}
