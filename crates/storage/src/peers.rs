//! Bodies beside a body: those like it, those that belong to it, and what they have on record.

use domain::{Body, BodyKey, Day};
use sqlx::FromRow;

use crate::row::{BodyRow, body_columns, day};
use crate::{Db, StorageError};

type Result<T> = std::result::Result<T, StorageError>;

/// A body and how much is known about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Covered {
    /// The body.
    pub body: Body,
    /// In how many topics it has a reported value.
    pub topics: i64,
    /// The newest dated value.
    pub newest: Option<Day>,
}

#[derive(FromRow)]
struct CoveredRow {
    #[sqlx(flatten)]
    body: BodyRow,
    topics: i64,
    newest: Option<i64>,
}

impl TryFrom<CoveredRow> for Covered {
    type Error = StorageError;

    fn try_from(row: CoveredRow) -> Result<Self> {
        Ok(Self { body: Body::try_from(row.body)?, topics: row.topics, newest: row.newest.map(day) })
    }
}

/// The least and the greatest number of inhabitants that count as similar.
const fn similar(population: i64) -> (i64, i64) {
    (population / 2, population.saturating_mul(2))
}

/// What [`Covered`] holds.
macro_rules! covered {
    () => {
        concat!(
            "SELECT ",
            body_columns!(),
            ", known.topics AS topics, known.newest AS newest FROM body ",
            "JOIN body_tally AS known ON known.body = body.id AND known.topics > 0 "
        )
    };
}

/// The nearest bodies with values on one side of a number of inhabitants, of this type or of the others, read along an
/// index: the join is one that `SQLite` does not turn round.
macro_rules! near {
    ($kind:literal, $side:literal, $order:literal) => {
        concat!(
            "SELECT id FROM (SELECT body.id AS id FROM body CROSS JOIN body_tally WHERE body_tally.body = body.id ",
            "AND body_tally.topics > 0 AND body.kind ",
            $kind,
            " $2 AND body.population ",
            $side,
            " $3 AND LENGTH(body.key) = LENGTH($1) AND body.key <> $1 AND body.closed_on IS NULL ",
            "ORDER BY body.population ",
            $order,
            " LIMIT 60) AS near"
        )
    };
}

// Those nearest in inhabitants are read along an index, and only they are put in order.
const COMPARABLE: &str = concat!(
    covered!(),
    "WHERE body.id IN (",
    near!("=", ">=", "ASC"),
    " UNION ALL ",
    near!("=", "<", "DESC"),
    " UNION ALL ",
    near!("<>", ">=", "ASC"),
    " UNION ALL ",
    near!("<>", "<", "DESC"),
    ") ORDER BY CASE WHEN kind = $2 THEN 0 ELSE 1 END, ",
    "CASE WHEN population BETWEEN $5 AND $6 THEN 0 ELSE 1 END, ",
    "CASE WHEN SUBSTR(key, 1, 2) = SUBSTR($1, 1, 2) THEN 0 ELSE 1 END, ABS(population - $3), key LIMIT $4"
);

/// Bodies with values that are most like this one: of the same type first, then of half to double its inhabitants, of
/// the same Land before others, then near in inhabitants.
///
/// # Errors
/// When the database fails.
pub async fn comparable(db: &Db, body: &Body, limit: i64) -> Result<Vec<Covered>> {
    let population = body.population.map_or(0, |(count, _)| count);
    let (half, double) = similar(population);
    let args = vec![
        body.key.as_str().into(),
        body.kind.as_str().into(),
        population.into(),
        limit.into(),
        half.into(),
        double.into(),
    ];
    db.all::<CoveredRow>(COMPARABLE, args).await?.into_iter().map(Covered::try_from).collect()
}

const MEMBERS: &str = concat!(
    covered!(),
    "WHERE (kreis = $1 OR verband = $1) AND closed_on IS NULL ORDER BY known.topics DESC, sort_key, key LIMIT $2"
);
const MEMBERS_COUNT: &str =
    "SELECT COUNT(*) FROM body WHERE (kreis = $1 OR verband = $1) AND LENGTH(key) = 8 AND closed_on IS NULL";

/// What belongs to a district or an association and has values, most topics first; and how many municipalities belong
/// to it in all.
///
/// # Errors
/// When the database fails.
pub async fn members(db: &Db, key: &BodyKey, limit: i64) -> Result<(Vec<Covered>, i64)> {
    let rows = db.all::<CoveredRow>(MEMBERS, vec![key.as_str().into(), limit.into()]).await?;
    let total = db.number(MEMBERS_COUNT, vec![key.as_str().into()]).await?;
    Ok((rows.into_iter().map(Covered::try_from).collect::<Result<_>>()?, total))
}

/// The municipalities with values that are nearest in inhabitants on one side, read along an index.
macro_rules! near_in_size {
    ($side:literal, $order:literal) => {
        concat!(
            "SELECT id FROM (SELECT body.id AS id FROM body CROSS JOIN body_tally WHERE body_tally.body = body.id ",
            "AND body_tally.topics > 0 AND body.population ",
            $side,
            " AND LENGTH(body.key) = 8 AND body.key <> $1 AND body.closed_on IS NULL ORDER BY body.population ",
            $order,
            " LIMIT 60) AS near"
        )
    };
}

const PEER_VALUES: &str = concat!(
    "SELECT indicator.slug AS slug, c.value AS value FROM (",
    near_in_size!(">= $2 AND body.population <= $4", "ASC"),
    " UNION ALL ",
    near_in_size!("< $2 AND body.population >= $3", "DESC"),
    ") AS peer CROSS JOIN current_value c JOIN indicator ON indicator.id = c.indicator ",
    "WHERE c.body = peer.id AND c.state = 0 AND c.value IS NOT NULL ",
    "AND c.indicator IN (SELECT own.indicator FROM current_value own JOIN body me ON me.id = own.body ",
    "WHERE me.key = $1 AND own.state = 0) ORDER BY indicator.slug, c.value"
);

/// The newest numbers of other municipalities for the indicators that this one has a value of, in order of indicator
/// and value: of the 60 nearest in inhabitants with values that are larger, up to double the size, and of the 60
/// nearest that are smaller, down to half. Nothing for a body without inhabitants on record.
///
/// # Errors
/// When the database fails.
pub async fn peer_values(db: &Db, body: &Body) -> Result<Vec<(String, f64)>> {
    let Some((population, _)) = body.population else { return Ok(Vec::new()) };
    let (half, double) = similar(population);
    db.all(PEER_VALUES, vec![body.key.as_str().into(), population.into(), half.into(), double.into()]).await
}

#[cfg(test)]
mod tests {
    use domain::{Catalogue, Day};

    use super::*;
    use crate::testing::{databases, number, town};
    use crate::{Actor, release};

    /// A town of this size and type with one value.
    fn sized(key: &str, kind: &str, population: i64) -> Body {
        Body {
            population: Some((population, Day::from_number(20_088))),
            kind: kind.to_owned(),
            kreis: BodyKey::parse("03359"),
            ..town(key, key)
        }
    }

    async fn store(db: &Db, bodies: &[Body], values: &[(&str, f64)]) {
        let actor = Actor::command_line();
        let mut tx = db.begin().await.unwrap();
        release::catalogue(&mut tx, &actor, &Catalogue::bundled().unwrap()).await.unwrap();
        let mut release =
            release::Release::begin(&mut tx, &actor, Day::from_number(20_779), "test").await.unwrap();
        release.bodies(bodies).await.unwrap();
        for (key, value) in values {
            release.facts(&[number(key, "maengelmeldungen-online", "2025", *value)]).await.unwrap();
        }
        release.finish().await.unwrap();
        tx.commit().await.unwrap();
    }

    #[tokio::test]
    async fn like_a_town_are_those_of_its_type_then_size_then_land() {
        for db in databases().await {
            let me = sized("03359010", "Stadt", 40_000);
            let others = [
                sized("03359011", "Stadt", 400_000),
                sized("01001000", "Stadt", 41_000),
                sized("03359012", "Stadt", 30_000),
                sized("03359013", "Gemeinde", 40_000),
                sized("03359014", "Stadt", 40_000),
            ];
            let values = [("03359011", 1.0), ("01001000", 1.0), ("03359012", 1.0), ("03359013", 1.0)];
            store(&db, &[std::slice::from_ref(&me), &others[..]].concat(), &values).await;
            let found = comparable(&db, &me, 9).await.unwrap();
            let keys: Vec<_> = found.iter().map(|row| row.body.key.as_str()).collect();
            assert_eq!(
                keys,
                ["03359012", "01001000", "03359011", "03359013"],
                "a town without values is none"
            );
            assert!(found.iter().all(|row| row.topics == 1 && row.newest.is_some()));
        }
    }

    #[tokio::test]
    async fn members_are_counted_all_and_listed_with_values() {
        for db in databases().await {
            let bodies = [sized("03359010", "Stadt", 40_000), sized("03359012", "Stadt", 30_000)];
            store(&db, &bodies, &[("03359012", 7.0)]).await;
            let (listed, total) = members(&db, &BodyKey::parse("03359").unwrap(), 9).await.unwrap();
            assert_eq!((listed.len(), total), (1, 2));
            assert_eq!(listed[0].body.key.as_str(), "03359012");
        }
    }

    #[tokio::test]
    async fn peers_have_half_to_double_the_inhabitants() {
        for db in databases().await {
            let me = sized("03359010", "Stadt", 40_000);
            let bodies = [
                me.clone(),
                sized("03359011", "Stadt", 80_000),
                sized("03359012", "Stadt", 19_999),
                sized("03359013", "Stadt", 20_000),
            ];
            let values = [("03359010", 1.0), ("03359011", 9.0), ("03359012", 5.0), ("03359013", 3.0)];
            store(&db, &bodies, &values).await;
            let slug = "maengelmeldungen-online".to_owned();
            assert_eq!(peer_values(&db, &me).await.unwrap(), [(slug.clone(), 3.0), (slug, 9.0)]);
            let unknown = Body { population: None, ..me };
            assert!(peer_values(&db, &unknown).await.unwrap().is_empty());
        }
    }
}
