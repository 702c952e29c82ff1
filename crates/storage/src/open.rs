//! What may be passed on: records of sources that allow it, body by body, so that the whole of it never has to be in
//! memory at once.

use domain::{Body, BodyKey, Catalogue, Day, DepartmentStatus, Observation, Revision, ServiceStatus};
use sqlx::FromRow;

use crate::db::Record;
use crate::departments::{self, DepartmentRow};
use crate::observations::read;
use crate::row::{BodyRow, body_columns, day, observation_columns, observation_names, select_observations};
use crate::services::{self, StatusRow};
use crate::{Db, StorageError};

type Result<T> = std::result::Result<T, StorageError>;

/// Bodies in a page of records.
const BODIES: i64 = 20;

/// The keys of a page: the first $2 after $1 of the bodies with records.
macro_rules! keys {
    ($records:literal) => {
        concat!(
            "SELECT body.key FROM body WHERE body.key > $1 AND EXISTS (SELECT 1 FROM ",
            $records,
            " = body.id) ORDER BY body.key LIMIT $2"
        )
    };
}
const WITH_FACTS: &str = keys!("observation o WHERE o.body");
const WITH_SERVICES: &str = keys!("service_status s WHERE s.body");
const WITH_DEPARTMENTS: &str = keys!("department WHERE department.body");
const FACTS: &str = concat!(
    select_observations!(),
    "WHERE o.known_from <= $1 AND o.known_to > $1 AND source.reuse = 1 AND body.key > $2 AND body.key <= $3 \
     ORDER BY body.key, indicator.slug, CASE WHEN o.date_precision = 9 THEN 1 ELSE 0 END, o.valid_on, o.voice"
);

/// Records of services known in revision $1, of the bodies after $2 and up to $3.
const SERVICES: &str = concat!(
    services::select!(),
    "WHERE s.known_from <= $1 AND s.known_to > $1 AND body.key > $2 AND body.key <= $3 ",
    "ORDER BY body.key, service.slug, s.valid_on, s.date_precision, s.voice"
);
const DEPARTMENTS: &str = concat!(
    departments::select!(),
    "WHERE s.known_from <= $1 AND s.known_to > $1 AND body.key > $2 AND body.key <= $3 ",
    "ORDER BY body.key, department.slug, s.valid_on, s.date_precision, s.voice"
);

/// Some records in the order of a file. Pages read in the same revision fit together, whatever is released in between.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// The records, by body and by what they are about, oldest first. A page may have none.
    pub records: Vec<T>,
    /// The last body of the page, with which the next page is asked for; nothing at the end.
    pub next: Option<BodyKey>,
}

/// The open facts as known in a revision, for the bodies after `after`.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn facts(
    db: &Db,
    catalogue: &Catalogue,
    known: Revision,
    after: Option<&BodyKey>,
) -> Result<Page<Observation>> {
    let (rows, next) = span(db, [WITH_FACTS, FACTS], known, after).await?;
    Ok(Page { records: read(catalogue, rows)?, next })
}

/// The records about services as known in a revision, for the bodies after `after`.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn services(db: &Db, known: Revision, after: Option<&BodyKey>) -> Result<Page<ServiceStatus>> {
    let (rows, next) = span(db, [WITH_SERVICES, SERVICES], known, after).await?;
    Ok(Page { records: rows.into_iter().map(StatusRow::into_domain).collect::<Result<_>>()?, next })
}

/// The records about departments as known in a revision, for the bodies after `after`.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn departments(
    db: &Db,
    known: Revision,
    after: Option<&BodyKey>,
) -> Result<Page<DepartmentStatus>> {
    let (rows, next) = span(db, [WITH_DEPARTMENTS, DEPARTMENTS], known, after).await?;
    Ok(Page { records: rows.into_iter().map(DepartmentRow::into_domain).collect::<Result<_>>()?, next })
}

/// The rows of the next bodies, and the last of these bodies.
async fn span<R: Record>(
    db: &Db,
    [keys, rows]: [&'static str; 2],
    known: Revision,
    after: Option<&BodyKey>,
) -> Result<(Vec<R>, Option<BodyKey>)> {
    let after = after.map_or("", BodyKey::as_str);
    let keys = db.all::<(String,)>(keys, vec![after.into(), BODIES.into()]).await?;
    let Some((last,)) = keys.last() else { return Ok((Vec::new(), None)) };
    let next = BodyKey::parse(last).ok_or_else(|| StorageError::inconsistent("body", "key", last.clone()))?;
    let found = db.all(rows, vec![known.0.into(), after.into(), last.as_str().into()]).await?;
    Ok((found, Some(next)))
}

/// A body with how much of it is on record and open.
#[derive(Debug, Clone, PartialEq)]
pub struct Described {
    /// The body.
    pub body: Body,
    /// In how many topics it has a reported value.
    pub topics: i64,
    /// How many reported values there are.
    pub values: i64,
    /// The newest dated one.
    pub newest: Option<Day>,
}

#[derive(FromRow)]
struct DescribedRow {
    #[sqlx(flatten)]
    body: BodyRow,
    topics: i64,
    facts: i64,
    newest: Option<i64>,
}

const DESCRIBED: &str = concat!(
    "SELECT ",
    body_columns!(),
    ", known.topics AS topics, known.facts AS facts, known.newest AS newest FROM body JOIN (",
    "SELECT o.body AS id, COUNT(DISTINCT indicator.topic) AS topics, COUNT(*) AS facts, ",
    "MAX(CASE WHEN o.date_precision <> 9 THEN o.valid_on END) AS newest FROM observation o ",
    "JOIN indicator ON indicator.id = o.indicator JOIN source ON source.id = o.source ",
    "WHERE o.known_to = 9223372036854775807 AND o.state = 0 AND source.reuse = 1 GROUP BY o.body",
    ") AS known ON known.id = body.id ORDER BY body.key"
);

/// All bodies with open values, by key.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn bodies(db: &Db) -> Result<Vec<Described>> {
    let described = |row: DescribedRow| {
        let (topics, values, newest) = (row.topics, row.facts, row.newest.map(day));
        Ok(Described { body: Body::try_from(row.body)?, topics, values, newest })
    };
    db.all::<DescribedRow>(DESCRIBED, Vec::new()).await?.into_iter().map(described).collect()
}

/// Most records are open, so those that are not are counted and taken off what each release counts.
const COUNTS: &str = "WITH closed AS (SELECT o.body AS body FROM source CROSS JOIN observation o \
     WHERE source.reuse <> 1 AND o.source = source.id AND o.known_to = 9223372036854775807) \
     SELECT (SELECT COUNT(*) FROM body_tally) - (SELECT COUNT(*) FROM (SELECT DISTINCT body FROM closed) AS c \
     WHERE NOT EXISTS (SELECT 1 FROM observation o JOIN source ON source.id = o.source WHERE o.body = c.body \
     AND o.known_to = 9223372036854775807 AND source.reuse = 1)) AS bodies, \
     (SELECT amount FROM tally WHERE name = 'facts') - (SELECT COUNT(*) FROM closed) AS facts";

/// How many bodies have open records, and how many those are.
///
/// # Errors
/// When the database fails.
pub async fn counts(db: &Db) -> Result<(i64, i64)> {
    Ok(db.optional(COUNTS, Vec::new()).await?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use domain::Reuse;

    use super::*;
    use crate::release;
    use crate::testing::{databases, number, town};
    use crate::{Actor, overview};

    async fn release(db: &Db, facts: &[Observation]) -> Revision {
        let mut tx = db.begin().await.unwrap();
        let day = Day::from_number(20_779);
        release::facts(&mut tx, &Actor::command_line(), day, "test", facts).await.unwrap();
        tx.commit().await.unwrap();
        overview::edition(db).await.unwrap().revision
    }

    /// More bodies than fit on a page; every third has only a figure that may not be passed on.
    async fn filled(db: &Db, catalogue: &Catalogue) -> Revision {
        let keys: Vec<String> = (1..=50).map(|number| format!("12{number:03}000")).collect();
        let mut tx = db.begin().await.unwrap();
        let (actor, day) = (Actor::command_line(), Day::from_number(20_779));
        release::catalogue(&mut tx, &actor, catalogue).await.unwrap();
        let bodies: Vec<Body> = keys.iter().map(|key| town(key, key)).collect();
        release::bodies(&mut tx, &actor, day, "bodies", &bodies).await.unwrap();
        tx.commit().await.unwrap();
        let fact = |(place, key): (usize, &String)| {
            if place % 3 == 0 {
                let mut rank = number(key, "smart-city-index-rang", "2025", 7.0);
                rank.source.reuse = Reuse::CiteOnly;
                rank
            } else {
                number(key, "onlinedienste-anzahl", "2025", 82.0)
            }
        };
        release(db, &keys.iter().enumerate().map(fact).collect::<Vec<_>>()).await
    }

    async fn whole(db: &Db, catalogue: &Catalogue, known: Revision) -> (Vec<Observation>, usize) {
        let (mut all, mut after, mut pages) = (Vec::new(), None, 0);
        loop {
            let page = facts(db, catalogue, known, after.as_ref()).await.unwrap();
            all.extend(page.records);
            let Some(next) = page.next else { return (all, pages) };
            (after, pages) = (Some(next), pages + 1);
        }
    }

    #[tokio::test]
    async fn pages_hold_every_open_fact_once_and_none_that_is_cite_only() {
        let catalogue = Catalogue::bundled().unwrap();
        for db in databases().await {
            let known = filled(&db, &catalogue).await;
            let (all, pages) = whole(&db, &catalogue, known).await;
            assert_eq!((all.len(), pages), (33, 3));
            assert!(all.iter().all(|fact| fact.source.reuse == Reuse::Open));
            let keys: Vec<_> = all.iter().map(|fact| fact.body.clone()).collect();
            assert!(keys.is_sorted() && keys.windows(2).all(|pair| pair[0] != pair[1]));
            assert_eq!(counts(&db).await.unwrap(), (33, 33));
            let described = bodies(&db).await.unwrap();
            assert_eq!(described.len(), 33);
            assert_eq!((described[0].topics, described[0].values), (1, 1));
        }
    }

    #[tokio::test]
    async fn a_release_in_between_does_not_mix_two_editions() {
        let catalogue = Catalogue::bundled().unwrap();
        for db in databases().await {
            let known = filled(&db, &catalogue).await;
            let before = whole(&db, &catalogue, known).await;
            let later = release(&db, &[number("12002000", "onlinedienste-anzahl", "2025", 83.0)]).await;
            assert_eq!(whole(&db, &catalogue, known).await, before);
            assert_ne!(whole(&db, &catalogue, later).await, before);
        }
    }
}
