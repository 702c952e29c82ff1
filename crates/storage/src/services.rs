//! Services: the catalogue, and what was reported about them.

mod row;
pub mod standings;

use domain::{BodyKey, Service, ServiceStatus, Slug, search};
use sqlx::FromRow;

use crate::db::Arg;
use crate::{AsOf, Db, StorageError};
pub(crate) use row::{
    ServiceRow, SourceRow, StatusRow, level, names, select, service_columns, source_columns, word,
    write_chain,
};

type Result<T> = std::result::Result<T, StorageError>;

const ALL: &str =
    concat!("SELECT ", service_columns!(), "FROM service ORDER BY service.sort_key, service.slug");

/// Every service of every catalogue, by name.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn all(db: &Db) -> Result<Vec<Service>> {
    let rows = db.all::<ServiceRow>(ALL, Vec::new()).await?;
    rows.into_iter().map(Service::try_from).collect()
}

const FIND: &str = concat!("SELECT ", service_columns!(), "FROM service WHERE service.slug = $1");

/// The service with this slug.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn find(db: &Db, slug: &Slug) -> Result<Option<Service>> {
    let row = db.optional::<ServiceRow>(FIND, vec![slug.as_str().into()]).await?;
    row.map(Service::try_from).transpose()
}

/// Which services a page lists.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Part of the name, as it was typed.
    pub name: String,
    /// The Themenfeld; all when empty.
    pub field: String,
    /// Only services that something is on record about.
    pub known: bool,
    /// First row.
    pub offset: i64,
    /// Most rows.
    pub limit: i64,
}

/// A service with the number of bodies that something is on record of, and of those where it is online.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The service.
    pub service: Service,
    /// Bodies with a record.
    pub known: i64,
    /// Bodies whose newest record of its stage says that it is online.
    pub live: i64,
}

#[derive(FromRow)]
struct ListedRow {
    #[sqlx(flatten)]
    service: ServiceRow,
    known: i64,
    live: i64,
}

macro_rules! counted {
    () => {
        "FROM service LEFT JOIN (SELECT service, CAST(SUM(bodies) AS BIGINT) AS known, \
         CAST(SUM(CASE WHEN place = 0 THEN bodies ELSE 0 END) AS BIGINT) AS live \
         FROM stage_count GROUP BY service) AS counted ON counted.service = service.id \
         WHERE service.search_key LIKE $1 AND ($2 = '' OR service.field = $2) AND ($3 = 0 OR counted.known > 0) "
    };
}
const LIST: &str = concat!(
    "SELECT ",
    service_columns!(),
    ", COALESCE(counted.known, 0) AS known, COALESCE(counted.live, 0) AS live ",
    counted!(),
    "ORDER BY COALESCE(counted.known, 0) DESC, service.sort_key, service.slug ",
    "LIMIT CAST($4 AS BIGINT) OFFSET CAST($5 AS BIGINT)"
);
const COUNT: &str = concat!("SELECT COUNT(*) ", counted!());

/// The services that fit, those that most bodies are on record with first and then by name, and how many there are in
/// all.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn list(db: &Db, filter: &Filter) -> Result<(Vec<Listed>, i64)> {
    let pattern = format!("%{}%", search::fold(&filter.name));
    let mut args: Vec<Arg> =
        vec![pattern.into(), filter.field.as_str().into(), i64::from(filter.known).into()];
    let total = db.number(COUNT, args.clone()).await?;
    args.extend([Arg::from(filter.limit), Arg::from(filter.offset)]);
    let rows = db.all::<ListedRow>(LIST, args).await?;
    let listed = |row: ListedRow| {
        Ok(Listed { service: Service::try_from(row.service)?, known: row.known, live: row.live })
    };
    Ok((rows.into_iter().map(listed).collect::<Result<_>>()?, total))
}

const FIELDS: &str = "SELECT field FROM service WHERE field <> '' GROUP BY field ORDER BY field";

/// The Themenfelder that services belong to.
///
/// # Errors
/// When the database fails.
pub async fn fields(db: &Db) -> Result<Vec<String>> {
    let rows = db.all::<(String,)>(FIELDS, Vec::new()).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Rows known in revision $1 and, unless $2 is the end of time, dated and valid on or before day $2.
macro_rules! as_of {
    () => {
        "s.known_from <= $1 AND s.known_to > $1 AND s.valid_on <= $2 \
         AND ($2 = 9223372036854775807 OR s.date_precision <> 9) "
    };
}
pub(crate) use as_of;

const OF_BODY: &str = concat!(
    select!(),
    "WHERE ",
    as_of!(),
    "AND s.body = (SELECT id FROM body WHERE key = $3) ",
    "ORDER BY service.slug, s.valid_on, s.date_precision, s.voice"
);

/// Everything on record about the services of a body, by service, oldest first.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn of_body(db: &Db, body: &BodyKey, as_of: AsOf) -> Result<Vec<ServiceStatus>> {
    let mut args = as_of.args();
    args.push(body.as_str().into());
    read(db.all(OF_BODY, args).await?)
}

fn read(rows: Vec<StatusRow>) -> Result<Vec<ServiceStatus>> {
    rows.into_iter().map(StatusRow::into_domain).collect()
}

#[cfg(test)]
mod tests;
