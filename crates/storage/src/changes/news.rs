//! What the newest releases brought, of every kind of record.

use domain::promise::Event;
use domain::{Catalogue, Day, DepartmentStatus, Observation, Promise, Revision, ServiceStatus, Slug};
use sqlx::FromRow;

use super::Result;
use crate::Db;
use crate::departments::{self, DepartmentRow};
use crate::promises::{self, EventRow};
use crate::row::{ObservationRow, day, observation_columns, observation_names};
use crate::services::{self, StatusRow};

/// A record that a recent release brought.
#[derive(Debug, Clone, PartialEq)]
pub struct News<T = Observation> {
    /// The release.
    pub revision: Revision,
    /// Its day.
    pub released_on: Day,
    /// Name of the body.
    pub name: String,
    /// What is known since then.
    pub now: T,
    /// Whether it replaced an earlier record.
    pub corrected: bool,
}

/// The newest records of a kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Latest<T = Observation> {
    /// The records, newest release first, by body.
    pub news: Vec<News<T>>,
    /// The release in which the list was cut, where it was: others of that release and all of older ones may be missing.
    pub cut: Option<Revision>,
}

impl<T> Latest<T> {
    /// At most `limit` of these rows; `news` tells one, or nothing of what the catalogue no longer has.
    fn of<R>(
        rows: Vec<R>,
        limit: i64,
        revision: impl Fn(&R) -> i64,
        news: impl Fn(R) -> Result<Option<News<T>>>,
    ) -> Result<Self> {
        let full = i64::try_from(rows.len()).unwrap_or(i64::MAX) >= limit;
        let cut = rows.last().filter(|_| full).map(|row| Revision(revision(row)));
        let news = rows.into_iter().filter_map(|row| news(row).transpose()).collect::<Result<_>>()?;
        Ok(Self { news, cut })
    }
}

/// What is told about a record beside what it says.
#[derive(FromRow)]
struct AboutRow {
    revision: i64,
    released_on: i64,
    body_name: String,
    replaced: i64,
}

impl AboutRow {
    fn news<T>(self, now: T) -> News<T> {
        News {
            revision: Revision(self.revision),
            released_on: day(self.released_on),
            name: self.body_name,
            now,
            corrected: self.replaced > 0,
        }
    }
}

#[derive(FromRow)]
struct NewsRow {
    #[sqlx(flatten)]
    about: AboutRow,
    #[sqlx(flatten)]
    observation: ObservationRow,
}

/// The inner order is that of the index by revision, so that a release of millions of records is not sorted.
const LATEST: &str = concat!(
    "SELECT o.known_from AS revision, revision.released_on AS released_on, body.name AS body_name, ",
    "(SELECT COUNT(*) FROM observation p WHERE p.indicator = o.indicator AND p.body = o.body ",
    "AND p.valid_on = o.valid_on AND p.date_precision = o.date_precision AND p.voice = o.voice ",
    "AND p.known_to = o.known_from) AS replaced, ",
    observation_columns!(),
    "FROM (SELECT indicator, body, valid_on, date_precision, voice, known_from FROM observation ",
    "ORDER BY known_from DESC, indicator DESC, body DESC, valid_on DESC, date_precision DESC, voice DESC LIMIT $1) n ",
    "JOIN observation o ON o.indicator = n.indicator AND o.body = n.body AND o.valid_on = n.valid_on ",
    "AND o.date_precision = n.date_precision AND o.voice = n.voice AND o.known_from = n.known_from ",
    "JOIN revision ON revision.id = o.known_from ",
    observation_names!(),
    "ORDER BY o.known_from DESC, body.sort_key, body.key, indicator.slug, o.valid_on DESC, o.date_precision, o.voice"
);

/// The records that the newest releases brought. Records of indicators that the catalogue no longer has are left out.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn latest(db: &Db, catalogue: &Catalogue, limit: i64) -> Result<Latest> {
    let rows = db.all::<NewsRow>(LATEST, vec![limit.into()]).await?;
    Latest::of(
        rows,
        limit,
        |row| row.about.revision,
        |row| {
            let slug = Slug::parse(row.observation.slug());
            let Some(indicator) = slug.and_then(|slug| catalogue.indicator(&slug)) else { return Ok(None) };
            Ok(Some(row.about.news(row.observation.into_domain(indicator.kind)?)))
        },
    )
}

/// The newest $1 records of a table, newest release first, by body. The inner order is that of the index by revision.
macro_rules! newest {
    ($module:ident, $table:literal, [$($key:literal),+], $order:literal) => {
        concat!(
            $module::select!(
                concat!(
                    ", s.known_from AS revision, revision.released_on AS released_on, body.name AS body_name, ",
                    "(SELECT COUNT(*) FROM ", $table, " p WHERE p.known_to = s.known_from",
                    $(" AND p.", $key, " = s.", $key,)+ ") AS replaced "
                ),
                "JOIN revision ON revision.id = s.known_from "
            ),
            "WHERE (s.known_from", $(", s.", $key,)+ ") IN (SELECT known_from", $(", ", $key,)+ " FROM ", $table,
            " ORDER BY known_from DESC", $(", ", $key, " DESC",)+ " LIMIT $1) ",
            "ORDER BY s.known_from DESC, body.sort_key, body.key, ", $order
        )
    };
}

const SERVICES: &str = newest!(
    services,
    "service_status",
    ["service", "body", "valid_on", "date_precision", "voice"],
    "service.slug, s.valid_on DESC, s.date_precision, s.voice"
);
const DEPARTMENTS: &str = newest!(
    departments,
    "department_status",
    ["department", "valid_on", "date_precision", "voice"],
    "department.slug, s.valid_on DESC, s.date_precision, s.voice"
);
const PROMISES: &str = newest!(
    promises,
    "promise_event",
    ["promise", "kind", "valid_on", "date_precision", "voice"],
    "promise.slug, s.valid_on DESC, s.date_precision, s.kind, s.voice"
);

#[derive(FromRow)]
struct ServiceNews {
    #[sqlx(flatten)]
    about: AboutRow,
    #[sqlx(flatten)]
    status: StatusRow,
}

/// The records about services that the newest releases brought.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn latest_services(db: &Db, limit: i64) -> Result<Latest<ServiceStatus>> {
    let rows = db.all::<ServiceNews>(SERVICES, vec![limit.into()]).await?;
    let news = |row: ServiceNews| Ok(Some(row.about.news(row.status.into_domain()?)));
    Latest::of(rows, limit, |row| row.about.revision, news)
}

#[derive(FromRow)]
struct DepartmentNews {
    #[sqlx(flatten)]
    about: AboutRow,
    #[sqlx(flatten)]
    status: DepartmentRow,
}

/// The records about departments that the newest releases brought.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn latest_departments(db: &Db, limit: i64) -> Result<Latest<DepartmentStatus>> {
    let rows = db.all::<DepartmentNews>(DEPARTMENTS, vec![limit.into()]).await?;
    let news = |row: DepartmentNews| Ok(Some(row.about.news(row.status.into_domain()?)));
    Latest::of(rows, limit, |row| row.about.revision, news)
}

#[derive(FromRow)]
struct EventNews {
    #[sqlx(flatten)]
    about: AboutRow,
    #[sqlx(flatten)]
    event: EventRow,
}

/// What the newest releases brought about promises. Those about indicators that the catalogue no longer has are left
/// out.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn latest_promises(db: &Db, catalogue: &Catalogue, limit: i64) -> Result<Latest<(Promise, Event)>> {
    let rows = db.all::<EventNews>(PROMISES, vec![limit.into()]).await?;
    let news = |row: EventNews| Ok(row.event.into_domain(catalogue)?.map(|said| row.about.news(said)));
    Latest::of(rows, limit, |row| row.about.revision, news)
}
