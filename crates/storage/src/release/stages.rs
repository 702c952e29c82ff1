//! How far each service is in each body, kept for lists of the present (`services/standings.rs` reads it).

use domain::Revision;

use super::Result;
use crate::Tx;
use crate::services::standings::{changes_where, sources_where, stages_where};

/// Records that hold now.
macro_rules! now {
    () => {
        "s.known_to = 9223372036854775807 "
    };
}

/// Bodies and services that revision $1 touched are placed anew.
macro_rules! touched {
    () => {
        "IN (SELECT t.service, t.body FROM service_status t WHERE t.known_from = $1)"
    };
}
const FORGET: &str = concat!("DELETE FROM current_stage WHERE (service, body) ", touched!());
const PLACE: &str = concat!(
    "INSERT INTO current_stage (service, place, sort_key, body) ",
    stages_where!(concat!(now!(), "AND (s.service, s.body) ", touched!()))
);
/// A body may have got another name.
const NAMES: &str = "UPDATE current_stage SET sort_key = (SELECT body.sort_key FROM body WHERE body.id = current_stage.body) \
     WHERE sort_key <> (SELECT body.sort_key FROM body WHERE body.id = current_stage.body)";

const TOUCHED: &str = "SELECT DISTINCT service FROM service_status WHERE known_from = $1";
/// For the service $1.
const SERVICE: [&str; 6] = [
    "DELETE FROM stage_change WHERE service = $1",
    concat!(
        "INSERT INTO stage_change (service, valid_on, place, amount) ",
        changes_where!(concat!(now!(), "AND s.service = $1"))
    ),
    "DELETE FROM stage_source WHERE service = $1",
    concat!(
        "INSERT INTO stage_source (service, title, reuse, records) ",
        sources_where!(concat!(now!(), "AND s.service = $1"))
    ),
    "DELETE FROM stage_count WHERE service = $1",
    "INSERT INTO stage_count (service, place, bodies) SELECT service, place, COUNT(*) FROM current_stage \
     WHERE service = $1 GROUP BY service, place",
];

/// Brings everything up to date with a revision that was just written.
pub(super) async fn keep(tx: &mut Tx, revision: Revision, bodies_changed: bool) -> Result<()> {
    let touched: Vec<(i64,)> = tx.all(TOUCHED, vec![revision.0.into()]).await?;
    if !touched.is_empty() {
        tx.run(FORGET, vec![revision.0.into()]).await?;
        tx.run(PLACE, vec![revision.0.into()]).await?;
    }
    for (service,) in touched {
        for sql in SERVICE {
            tx.run(sql, vec![service.into()]).await?;
        }
    }
    if bodies_changed {
        tx.run(NAMES, Vec::new()).await?;
    }
    Ok(())
}
