//! How far a service is in all bodies: counted, listed by page, and as it grew. The present is kept by each release
//! (`release/stages.rs`); any other edition or reference date is worked out from the records.

mod body;
mod moves;
mod table;

use domain::Slug;
use domain::service::Stage;

use super::Result;
use crate::db::Arg;
use crate::{AsOf, Db};

pub use body::stages_of_body;
pub use moves::{Change, Cited, changes, sources};
pub use table::{Told, page};

/// The stages from the nearest to the goal to the furthest; the place of a stage in it is how it is stored.
pub const STAGES: [Stage; 4] = [Stage::Live, Stage::InWork, Stage::Planned, Stage::NotOffered];

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

/// Service, day, place and how many bodies more or fewer are at it, by the records under a condition. Of two voices for one day the
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
        concat!($crate::services::as_of!(), "AND s.service = ", $crate::services::standings::its_slug!())
    };
}
pub(crate) use {its_slug, records};

/// One statement over what is kept for the present, and over the same worked out as of a moment. Both know the
/// parameters $1 and $2 of [`AsOf`] and the name $3.
struct Statement {
    now: &'static str,
    then: &'static str,
}

impl Statement {
    fn at(&self, moment: AsOf) -> &'static str {
        if moment == AsOf::default() { self.now } else { self.then }
    }
}

fn args(name: &str, moment: AsOf) -> Vec<Arg> {
    let mut args = moment.args();
    args.push(name.into());
    args
}

const COUNTS: Statement = Statement {
    now: concat!(
        "SELECT c.place AS place, c.bodies AS bodies FROM stage_count AS c WHERE c.service = ",
        its_slug!()
    ),
    then: concat!(
        "SELECT c.place AS place, COUNT(*) AS bodies FROM (",
        stages_where!(records!()),
        ") AS c GROUP BY c.place"
    ),
};

/// How many bodies are at each of [`STAGES`], and how many are on record without a stage.
///
/// # Errors
/// When the database fails.
pub async fn counts(db: &Db, service: &Slug, moment: AsOf) -> Result<[i64; 5]> {
    let rows = db.all::<(i64, i64)>(COUNTS.at(moment), args(service.as_str(), moment)).await?;
    let mut counts = [0; 5];
    for (place, bodies) in rows {
        if let Some(count) = usize::try_from(place).ok().and_then(|place| counts.get_mut(place)) {
            *count = bodies;
        }
    }
    Ok(counts)
}
