//! What was known about a body, and since when: every version of every record.

use domain::promise::Event;
use domain::{
    BodyKey, Catalogue, Day, DepartmentStatus, Observation, Promise, Revision, ServiceStatus, Slug,
};
use sqlx::FromRow;

use crate::departments::{self, DepartmentRow};
use crate::promises::{self, EventRow};
use crate::row::{ObservationRow, day, observation_columns, observation_names};
use crate::services::{self, StatusRow};
use crate::{Db, StorageError};

type Result<T> = std::result::Result<T, StorageError>;

/// The end of time: a version that holds now ends there.
const OPEN: i64 = i64::MAX;

/// A version of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Version<T = Observation> {
    /// The record as it was known.
    pub record: T,
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

impl<T> Version<T> {
    /// Whether this is what was known in a revision.
    pub fn holds_in(&self, revision: Revision) -> bool {
        self.revision <= revision && self.until.is_none_or(|until| until > revision)
    }
}

/// The releases between which a record held.
#[derive(FromRow)]
struct HeldRow {
    known_from: i64,
    known_to: i64,
    released_on: i64,
    actor: String,
    why: String,
}

/// The columns of a [`HeldRow`] for the table that a statement calls so; its tables are [`release!`].
macro_rules! held {
    ($table:literal) => {
        concat!(
            ", ",
            $table,
            ".known_from AS known_from, ",
            $table,
            ".known_to AS known_to, revision.released_on AS released_on, revision.actor AS actor, ",
            "revision.reason AS why "
        )
    };
}
macro_rules! release {
    ($table:literal) => {
        concat!("JOIN revision ON revision.id = ", $table, ".known_from ")
    };
}

impl HeldRow {
    fn version<T>(self, record: T) -> Version<T> {
        Version {
            record,
            revision: Revision(self.known_from),
            until: (self.known_to != OPEN).then_some(Revision(self.known_to)),
            released_on: day(self.released_on),
            actor: self.actor,
            reason: self.why,
        }
    }
}

#[derive(FromRow)]
struct ObservationVersion {
    #[sqlx(flatten)]
    observation: ObservationRow,
    #[sqlx(flatten)]
    held: HeldRow,
}

const OF_BODY: &str = concat!(
    "SELECT ",
    observation_columns!(),
    held!("o"),
    "FROM observation o ",
    observation_names!(),
    release!("o"),
    "WHERE o.body = (SELECT id FROM body WHERE key = $1) \
     ORDER BY indicator.slug, CASE WHEN o.date_precision = 9 THEN 1 ELSE 0 END, o.valid_on, o.date_precision, \
     o.voice, o.known_from"
);

/// Every version of every record of a body: by indicator, oldest date first, undated ones last; versions of one cell
/// follow each other. Records of indicators that the catalogue no longer has are left out.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn of_body(db: &Db, catalogue: &Catalogue, body: &BodyKey) -> Result<Vec<Version>> {
    let rows = db.all::<ObservationVersion>(OF_BODY, vec![body.as_str().into()]).await?;
    let mut versions = Vec::with_capacity(rows.len());
    for row in rows {
        let slug = Slug::parse(row.observation.slug());
        let Some(indicator) = slug.and_then(|slug| catalogue.indicator(&slug)) else { continue };
        versions.push(row.held.version(row.observation.into_domain(indicator.kind)?));
    }
    Ok(versions)
}

#[derive(FromRow)]
struct ServiceVersion {
    #[sqlx(flatten)]
    status: StatusRow,
    #[sqlx(flatten)]
    held: HeldRow,
}

const SERVICES: &str = concat!(
    services::select!(held!("s"), release!("s")),
    "WHERE s.body = (SELECT id FROM body WHERE key = $1) ",
    "ORDER BY service.slug, s.valid_on, s.date_precision, s.voice, s.known_from"
);

/// Every version of every record about the services of a body, by service, oldest date first; versions of one cell
/// follow each other.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn services(db: &Db, body: &BodyKey) -> Result<Vec<Version<ServiceStatus>>> {
    let rows = db.all::<ServiceVersion>(SERVICES, vec![body.as_str().into()]).await?;
    rows.into_iter().map(|row| Ok(row.held.version(row.status.into_domain()?))).collect()
}

#[derive(FromRow)]
struct DepartmentVersion {
    #[sqlx(flatten)]
    status: DepartmentRow,
    #[sqlx(flatten)]
    held: HeldRow,
}

const DEPARTMENTS: &str = concat!(
    departments::select!(held!("s"), release!("s")),
    "WHERE department.body = (SELECT id FROM body WHERE key = $1) ",
    "ORDER BY department.slug, s.valid_on, s.date_precision, s.voice, s.known_from"
);

/// Every version of every record about the departments of a body, by department, oldest date first; versions of one
/// cell follow each other.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn departments(db: &Db, body: &BodyKey) -> Result<Vec<Version<DepartmentStatus>>> {
    let rows = db.all::<DepartmentVersion>(DEPARTMENTS, vec![body.as_str().into()]).await?;
    rows.into_iter().map(|row| Ok(row.held.version(row.status.into_domain()?))).collect()
}

#[derive(FromRow)]
struct EventVersion {
    #[sqlx(flatten)]
    event: EventRow,
    #[sqlx(flatten)]
    held: HeldRow,
}

const PROMISES: &str = concat!(
    promises::select!(held!("s"), release!("s")),
    "WHERE promise.body = (SELECT id FROM body WHERE key = $1) ",
    "ORDER BY promise.slug, s.kind, s.valid_on, s.date_precision, s.voice, s.known_from"
);

/// Every version of everything said about promises of a body, by promise; versions of one cell follow each other.
/// Those about indicators that the catalogue no longer has are left out.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn promises(
    db: &Db,
    catalogue: &Catalogue,
    body: &BodyKey,
) -> Result<Vec<Version<(Promise, Event)>>> {
    let rows = db.all::<EventVersion>(PROMISES, vec![body.as_str().into()]).await?;
    let mut versions = Vec::new();
    for row in rows {
        versions.extend(row.event.into_domain(catalogue)?.map(|said| row.held.version(said)));
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
