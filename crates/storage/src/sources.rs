//! Documents, and what rests on them.

use domain::promise::Event;
use domain::{BodyKey, Catalogue, DepartmentStatus, Observation, Promise, ServiceStatus, Source};
use sqlx::FromRow;

use crate::db::Arg;
use crate::departments::{self, DepartmentRow};
use crate::observations::read;
use crate::promises::{self, EventRow};
use crate::row::{observation_columns, observation_names, select_observations};
use crate::services::{self, SourceRow, StatusRow, source_columns};
use crate::{AsOf, Db, StorageError};

type Result<T> = std::result::Result<T, StorageError>;

/// A document with its number in the table.
#[derive(FromRow)]
pub(crate) struct NumberedRow {
    pub(crate) id: i64,
    #[sqlx(flatten)]
    pub(crate) source: SourceRow,
}

const FIND: &str = concat!(
    "SELECT ",
    source_columns!(),
    "FROM source_key JOIN source ON source.id = source_key.source WHERE source_key.key = $1 ",
    "ORDER BY source.retrieved_on DESC, source.id LIMIT 1"
);

/// The document with this [key](Source::key), as it was entered last.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn find(db: &Db, key: &str) -> Result<Option<Source>> {
    db.optional::<SourceRow>(FIND, vec![key.into()]).await?.map(Source::try_from).transpose()
}

const RESTING: &str = concat!(
    select_observations!(),
    "WHERE o.known_from <= $1 AND o.known_to > $1 AND ($2 = 9223372036854775807 OR o.valid_on <= $2) ",
    "AND o.source IN (SELECT source FROM source_key WHERE key = $3) ",
    "ORDER BY body.sort_key, body.key, indicator.slug, o.valid_on, o.voice LIMIT $4"
);

/// At most `limit` records that rest on a document, by body and indicator, oldest first.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn resting(
    db: &Db,
    catalogue: &Catalogue,
    key: &str,
    as_of: AsOf,
    limit: i64,
) -> Result<Vec<Observation>> {
    let mut args = as_of.args();
    args.extend([key.into(), limit.into()]);
    read(catalogue, db.all(RESTING, args).await?)
}

/// What revision $1 knows from the document $2, in a table whose name the statement gives.
macro_rules! from_it {
    ($table:literal) => {
        concat!(
            $table,
            ".known_from <= $1 AND ",
            $table,
            ".known_to > $1 AND ",
            $table,
            ".source IN (SELECT source FROM source_key WHERE key = $2) "
        )
    };
}
/// The body of every record of whatever kind that rests on the document.
macro_rules! bodies_of_all {
    () => {
        concat!(
            "(SELECT o.body AS body FROM observation o WHERE ",
            from_it!("o"),
            "UNION ALL SELECT s.body FROM service_status s WHERE ",
            from_it!("s"),
            "UNION ALL SELECT department.body FROM department_status s ",
            "JOIN department ON department.id = s.department WHERE ",
            from_it!("s"),
            "UNION ALL SELECT promise.body FROM promise_event s JOIN promise ON promise.id = s.promise WHERE ",
            from_it!("s"),
            ") AS r"
        )
    };
}

const COUNTS: &str =
    concat!("SELECT COUNT(*) AS records, COUNT(DISTINCT r.body) AS bodies FROM ", bodies_of_all!());

/// How many records of whatever kind rest on a document, and about how many bodies they are.
///
/// # Errors
/// When the database fails.
pub async fn counts(db: &Db, key: &str, as_of: AsOf) -> Result<(i64, i64)> {
    let args = vec![as_of.known_number().into(), key.into()];
    Ok(db.optional::<(i64, i64)>(COUNTS, args).await?.unwrap_or_default())
}

/// What rests on a document beside figures, each with the name of its body.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Others {
    /// Records about services.
    pub services: Vec<(String, ServiceStatus)>,
    /// Records about departments.
    pub departments: Vec<(String, DepartmentStatus)>,
    /// Statements about promises.
    pub promises: Vec<(String, (Promise, Event))>,
}

/// Records of a kind that rest on the document, at most $3 of them, with the names that bodies had.
macro_rules! resting_on_it {
    ($module:ident, $order:literal) => {
        concat!(
            $module::select!(
                ", COALESCE(n.name, body.name) AS body_name ",
                "LEFT JOIN body_name n ON n.body = body.id AND n.known_from <= $1 AND n.known_to > $1 "
            ),
            "WHERE ",
            from_it!("s"),
            "ORDER BY body.sort_key, body.key, ",
            $order,
            " LIMIT $3"
        )
    };
}
const SERVICES: &str = resting_on_it!(services, "service.slug, s.valid_on, s.date_precision, s.voice");
const DEPARTMENTS: &str =
    resting_on_it!(departments, "department.slug, s.valid_on, s.date_precision, s.voice");
const PROMISES: &str =
    resting_on_it!(promises, "promise.slug, s.valid_on, s.date_precision, s.kind, s.voice");

#[derive(FromRow)]
struct ServiceNamed {
    body_name: String,
    #[sqlx(flatten)]
    status: StatusRow,
}

#[derive(FromRow)]
struct DepartmentNamed {
    body_name: String,
    #[sqlx(flatten)]
    status: DepartmentRow,
}

#[derive(FromRow)]
struct EventNamed {
    body_name: String,
    #[sqlx(flatten)]
    event: EventRow,
}

/// What rests on a document beside figures: at most `limit` records of each kind, by body.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn others(db: &Db, catalogue: &Catalogue, key: &str, as_of: AsOf, limit: i64) -> Result<Others> {
    let args: Vec<Arg> = vec![as_of.known_number().into(), key.into(), limit.into()];
    let mut found = Others::default();
    for row in db.all::<ServiceNamed>(SERVICES, args.clone()).await? {
        found.services.push((row.body_name, row.status.into_domain()?));
    }
    for row in db.all::<DepartmentNamed>(DEPARTMENTS, args.clone()).await? {
        found.departments.push((row.body_name, row.status.into_domain()?));
    }
    for row in db.all::<EventNamed>(PROMISES, args).await? {
        found.promises.extend(row.event.into_domain(catalogue)?.map(|said| (row.body_name, said)));
    }
    Ok(found)
}

const BODIES: &str = concat!(
    "SELECT body.key AS key, COALESCE(n.name, body.name) AS name FROM body \
     LEFT JOIN body_name n ON n.body = body.id AND n.known_from <= $1 AND n.known_to > $1 \
     WHERE body.id IN (SELECT r.body FROM ",
    bodies_of_all!(),
    ") ORDER BY body.sort_key, body.key LIMIT $3"
);

/// Key and name of at most `limit` bodies that a document says something about, by name.
///
/// # Errors
/// When the database fails.
pub async fn bodies(db: &Db, key: &str, as_of: AsOf, limit: i64) -> Result<Vec<(BodyKey, String)>> {
    let args = vec![as_of.known_number().into(), key.into(), limit.into()];
    let rows = db.all::<(String, String)>(BODIES, args).await?;
    let parse = |(key, name): (String, String)| {
        let parsed = BodyKey::parse(&key);
        parsed.map(|key| (key, name)).ok_or_else(|| StorageError::inconsistent("body", "key", key))
    };
    rows.into_iter().map(parse).collect()
}

#[cfg(test)]
mod tests {
    use domain::Day;

    use super::*;
    use crate::testing::{databases, number, town};
    use crate::{Actor, release};

    #[tokio::test]
    async fn everything_that_rests_on_a_document_is_found_whenever_it_was_entered() {
        for db in databases().await {
            let catalogue = Catalogue::bundled().unwrap();
            let (actor, mut tx) = (Actor::command_line(), db.begin().await.unwrap());
            let day = Day::from_number(20_800);
            release::catalogue(&mut tx, &actor, &catalogue).await.unwrap();
            release::bodies(&mut tx, &actor, day, "towns", &[town("12054000", "Potsdam")]).await.unwrap();
            let first = number("12054000", "onlinedienste-anzahl", "2024", 42.0);
            let mut later = number("12054000", "onlinedienste-anzahl", "2025", 82.0);
            later.source.retrieved_on = Day::from_number(20_790);
            let mut other = number("12054000", "onlinedienste-anzahl", "2023", 30.0);
            other.source.title = "Anderer Bericht".into();
            let facts = [other, first.clone(), later.clone()];
            release::facts(&mut tx, &actor, day, "facts", &facts).await.unwrap();
            tx.commit().await.unwrap();
            let key = first.source.key();
            let as_of = AsOf::default();
            assert_eq!(find(&db, &key).await.unwrap().as_ref(), Some(&later.source));
            assert_eq!(resting(&db, &catalogue, &key, as_of, 9).await.unwrap(), [first, later]);
            assert_eq!(counts(&db, &key, as_of).await.unwrap(), (2, 1));
            assert_eq!(bodies(&db, &key, as_of, 9).await.unwrap()[0].1, "Potsdam");
            assert_eq!(find(&db, "000000000000").await.unwrap(), None);
        }
    }
}
