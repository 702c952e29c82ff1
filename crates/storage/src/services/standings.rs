//! How far a service is in all bodies: counted, listed by page, and as it grew. The present is kept by each release
//! (`release/stages.rs`); any other edition or reference date is worked out from the records.

use domain::service::Stage;
use domain::{Body, Day, Reuse, ServiceStatus, Slug};
use sqlx::FromRow;

use super::{Result, StatusRow, as_of, read, select};
use crate::code::Code;
use crate::db::Arg;
use crate::row::{BodyRow, body_columns, day};
use crate::{AsOf, Db};

/// The stages from the nearest to the goal to the furthest; the place of a stage in it is how it is stored.
pub const STAGES: [Stage; 4] = [Stage::Live, Stage::InWork, Stage::Planned, Stage::NotOffered];

/// How many more bodies than before are at a stage from a day on, by dated records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The last day of the date that the records state.
    pub on: Day,
    /// The stage.
    pub stage: Stage,
    /// How many more; negative when they are fewer.
    pub amount: i64,
}

/// The title of documents on which dated stages rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// The title.
    pub title: String,
    /// Whether their figures may be passed on.
    pub reuse: Reuse,
}

/// The place of a stage. After the stages come bodies on record of which none is known.
macro_rules! place {
    () => {
        "CAST(CASE r.stage WHEN 'online' THEN 0 WHEN 'in-arbeit' THEN 1 WHEN 'geplant' THEN 2 \
         WHEN 'nicht-angeboten' THEN 3 ELSE 4 END AS BIGINT) AS place"
    };
}

/// Service, place, sort key and body by the records under a condition, as `Standing::stage` decides in the domain.
macro_rules! stages_where {
    ($condition:expr) => {
        concat!(
            "SELECT r.service AS service, ",
            $crate::services::standings::place!(),
            ", body.sort_key AS sort_key, r.body AS body FROM (SELECT s.service, s.body, s.stage, ROW_NUMBER() OVER (",
            "PARTITION BY s.service, s.body ORDER BY CASE WHEN s.stage IS NULL THEN 1 ELSE 0 END, ",
            "CASE WHEN s.date_precision = 9 THEN 1 ELSE 0 END, s.valid_on DESC, s.voice, s.date_precision) AS nth ",
            "FROM service_status s WHERE ",
            $condition,
            ") AS r JOIN body ON body.id = r.body WHERE r.nth = 1"
        )
    };
}

/// Service, day, place and amount of every [`Change`] by the records under a condition. Of two voices for one day the
/// first in order counts, as in the domain.
macro_rules! changes_where {
    ($condition:expr) => {
        concat!(
            "WITH newest AS (SELECT r.service, r.body, r.valid_on, ",
            $crate::services::standings::place!(),
            " FROM (SELECT s.service, s.body, s.valid_on, s.stage, ROW_NUMBER() OVER (",
            "PARTITION BY s.service, s.body, s.valid_on ORDER BY s.voice, s.date_precision) AS nth ",
            "FROM service_status s WHERE s.stage IS NOT NULL AND s.date_precision <> 9 AND ",
            $condition,
            ") AS r WHERE r.nth = 1), steps AS (SELECT service, valid_on, place, ",
            "LAG(place) OVER (PARTITION BY service, body ORDER BY valid_on) AS earlier FROM newest) ",
            "SELECT c.service AS service, c.valid_on AS valid_on, c.place AS place, ",
            "CAST(SUM(c.amount) AS BIGINT) AS amount FROM (SELECT service, valid_on, place, 1 AS amount FROM steps ",
            "UNION ALL SELECT service, valid_on, earlier, -1 FROM steps WHERE earlier IS NOT NULL) AS c ",
            "GROUP BY c.service, c.valid_on, c.place"
        )
    };
}

/// Service, title and reuse of the documents, and number of the dated records with a stage under a condition.
macro_rules! sources_where {
    ($condition:expr) => {
        concat!(
            "SELECT s.service AS service, source.title AS title, source.reuse AS reuse, COUNT(*) AS records ",
            "FROM service_status s JOIN source ON source.id = s.source ",
            "WHERE s.stage IS NOT NULL AND s.date_precision <> 9 AND ",
            $condition,
            " GROUP BY s.service, source.title, source.reuse"
        )
    };
}
pub(crate) use {changes_where, place, sources_where, stages_where};

macro_rules! its_slug {
    () => {
        "(SELECT id FROM service WHERE slug = $3)"
    };
}
/// The records about the service $3 as of a moment.
macro_rules! records {
    () => {
        concat!(as_of!(), "AND s.service = ", its_slug!())
    };
}

/// One statement over what is kept for the present, and over the same worked out as of a moment. Both know the
/// parameters $1 and $2 of [`AsOf`] and the slug $3.
struct Statement {
    now: &'static str,
    then: &'static str,
}

impl Statement {
    fn at(&self, moment: AsOf) -> &'static str {
        if moment == AsOf::default() { self.now } else { self.then }
    }
}

fn args(service: &Slug, moment: AsOf) -> Vec<Arg> {
    let mut args = moment.args();
    args.push(service.as_str().into());
    args
}

/// `$before (kept or worked out) AS c WHERE it is about this service $after`.
macro_rules! statement {
    ($before:expr, $kept:literal, $worked_out:expr, $after:expr) => {
        Statement {
            now: concat!($before, $kept, " AS c WHERE c.service = ", its_slug!(), $after),
            then: concat!($before, "(", $worked_out, ") AS c WHERE c.service = ", its_slug!(), $after),
        }
    };
}

const COUNTS: Statement = statement!(
    "SELECT c.place AS place, COUNT(*) AS bodies FROM ",
    "current_stage",
    stages_where!(records!()),
    " GROUP BY c.place"
);

/// How many bodies are at each of [`STAGES`], and how many are on record without a stage.
///
/// # Errors
/// When the database fails.
pub async fn counts(db: &Db, service: &Slug, moment: AsOf) -> Result<[i64; 5]> {
    let rows = db.all::<(i64, i64)>(COUNTS.at(moment), args(service, moment)).await?;
    let mut counts = [0; 5];
    for (place, bodies) in rows {
        if let Some(count) = usize::try_from(place).ok().and_then(|place| counts.get_mut(place)) {
            *count = bodies;
        }
    }
    Ok(counts)
}

/// The bodies of a page: $4 of them after the first $5.
macro_rules! page {
    ($source:expr) => {
        concat!(
            "(SELECT c.place, c.sort_key, c.body FROM ",
            $source,
            " AS c WHERE c.service = ",
            its_slug!(),
            " ORDER BY c.place, c.sort_key, c.body LIMIT $4 OFFSET $5) AS page "
        )
    };
}
macro_rules! kept {
    () => {
        page!("current_stage")
    };
}
macro_rules! worked_out {
    () => {
        page!(concat!("(", stages_where!(records!()), ")"))
    };
}
macro_rules! bodies {
    ($page:expr) => {
        concat!(
            "SELECT ",
            body_columns!(),
            "FROM ",
            $page,
            "JOIN body ON body.id = page.body ORDER BY page.place, page.sort_key, page.body"
        )
    };
}
const BODIES: Statement = Statement { now: bodies!(kept!()), then: bodies!(worked_out!()) };
macro_rules! their_records {
    ($page:expr) => {
        concat!(
            select!(),
            "WHERE ",
            records!(),
            " AND s.body IN (SELECT page.body FROM ",
            $page,
            ") ORDER BY body.key, s.valid_on, s.date_precision, s.voice"
        )
    };
}
const RECORDS: Statement = Statement { now: their_records!(kept!()), then: their_records!(worked_out!()) };

/// Some of the bodies on record, the furthest first and then by name, and everything on record about the service there,
/// oldest first.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn page(
    db: &Db,
    service: &Slug,
    moment: AsOf,
    (limit, offset): (i64, i64),
) -> Result<(Vec<Body>, Vec<ServiceStatus>)> {
    let mut args = args(service, moment);
    args.extend([Arg::from(limit), Arg::from(offset)]);
    let bodies = db.all::<BodyRow>(BODIES.at(moment), args.clone()).await?;
    let bodies = bodies.into_iter().map(Body::try_from).collect::<Result<_>>()?;
    Ok((bodies, read(db.all::<StatusRow>(RECORDS.at(moment), args).await?)?))
}

#[derive(FromRow)]
struct ChangeRow {
    valid_on: i64,
    place: i64,
    amount: i64,
}

const CHANGES: Statement = statement!(
    "SELECT c.valid_on AS valid_on, c.place AS place, c.amount AS amount FROM ",
    "stage_change",
    changes_where!(records!()),
    " ORDER BY c.valid_on, c.place"
);

/// How the bodies moved between the stages, oldest first. Summed up they tell how many were at each on a day.
///
/// # Errors
/// When the database fails.
pub async fn changes(db: &Db, service: &Slug, moment: AsOf) -> Result<Vec<Change>> {
    let rows = db.all::<ChangeRow>(CHANGES.at(moment), args(service, moment)).await?;
    let change = |row: ChangeRow| {
        let stage = usize::try_from(row.place).ok().and_then(|place| STAGES.get(place));
        Some(Change { on: day(row.valid_on), stage: *stage?, amount: row.amount })
    };
    Ok(rows.into_iter().filter_map(change).collect())
}

const SOURCES: Statement = statement!(
    "SELECT c.title AS title, c.reuse AS reuse FROM ",
    "stage_source",
    sources_where!(records!()),
    " ORDER BY c.records DESC, c.title"
);

/// The titles of the documents on which [`changes`] rest, those with most records first.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn sources(db: &Db, service: &Slug, moment: AsOf) -> Result<Vec<Cited>> {
    let rows = db.all::<(String, i64)>(SOURCES.at(moment), args(service, moment)).await?;
    let cited = |(title, reuse)| Ok(Cited { title, reuse: Reuse::from_code(reuse)? });
    rows.into_iter().map(cited).collect()
}
