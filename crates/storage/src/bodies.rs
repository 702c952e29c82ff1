//! Municipalities, associations, districts and Länder.

use std::collections::BTreeSet;

use domain::{Body, BodyKey, Day, search};
use sqlx::FromRow;

use crate::db::Arg;
use crate::row::{BodyRow, body_columns, day};
use crate::{AsOf, Db, StorageError, peers};

type Result<T> = std::result::Result<T, StorageError>;

const FIND: &str = concat!("SELECT ", body_columns!(), "FROM body WHERE key = $1");

/// The body with this key.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &Db, key: &BodyKey) -> Result<Option<Body>> {
    db.optional::<BodyRow>(FIND, vec![key.as_str().into()]).await?.map(Body::try_from).transpose()
}

const KEYS: &str = "SELECT key FROM body ORDER BY key";

/// The keys of all bodies, closed ones too.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn keys(db: &Db) -> Result<BTreeSet<BodyKey>> {
    let rows = db.all::<(String,)>(KEYS, Vec::new()).await?;
    let parse = |(key,): (String,)| {
        BodyKey::parse(&key).ok_or_else(|| StorageError::inconsistent("body", "key", key))
    };
    rows.into_iter().map(parse).collect()
}

const NAME_AS_OF: &str = "SELECT n.name FROM body_name n JOIN body ON body.id = n.body \
     WHERE body.key = $1 AND n.known_from <= $2 AND n.known_to > $2";

/// The body with this key, under the name that was known then.
///
/// # Errors
/// When the database fails.
pub async fn find_as_of(db: &Db, key: &BodyKey, as_of: AsOf) -> Result<Option<Body>> {
    let Some(body) = find(db, key).await? else { return Ok(None) };
    let Some(revision) = as_of.known else { return Ok(Some(body)) };
    let name = db.optional::<(String,)>(NAME_AS_OF, vec![key.as_str().into(), revision.0.into()]).await?;
    Ok(Some(Body { name: name.map_or(body.name, |row| row.0), ..body }))
}

const LAENDER: &str =
    concat!("SELECT ", body_columns!(), "FROM body WHERE LENGTH(key) = 2 ORDER BY sort_key");

/// The Länder, by name.
///
/// # Errors
/// When the database fails.
pub async fn laender(db: &Db) -> Result<Vec<Body>> {
    db.all::<BodyRow>(LAENDER, Vec::new()).await?.into_iter().map(Body::try_from).collect()
}

/// How a list of bodies is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// By name.
    #[default]
    Name,
    /// Most inhabitants first.
    Population,
    /// Most topics with a value first.
    Coverage,
}

/// Which bodies a list shows. Länder are never listed: they are filters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Part of a name, as people type it; empty for all.
    pub name: String,
    /// Only bodies of this Land.
    pub land: Option<BodyKey>,
    /// Order.
    pub sort: Sort,
    /// How many to leave out.
    pub offset: i64,
    /// How many to return at most.
    pub limit: i64,
}

/// A body in a list: who it is and how much is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// The body.
    pub body: Body,
    /// In how many topics it has a reported value.
    pub topics: i64,
    /// The newest dated value.
    pub newest: Option<Day>,
}

#[derive(FromRow)]
pub(crate) struct ListedRow {
    #[sqlx(flatten)]
    body: BodyRow,
    topics: i64,
    newest: Option<i64>,
}

impl TryFrom<ListedRow> for Listed {
    type Error = StorageError;

    fn try_from(row: ListedRow) -> Result<Self> {
        Ok(Self { body: Body::try_from(row.body)?, topics: row.topics, newest: row.newest.map(day) })
    }
}

macro_rules! listed {
    ($order:literal) => {
        concat!(
            "SELECT ",
            body_columns!(),
            ", COALESCE(known.topics, 0) AS topics, known.newest AS newest FROM body ",
            "LEFT JOIN body_tally AS known ON known.body = body.id ",
            matching!(),
            "ORDER BY CASE WHEN $1 = '' THEN 0 WHEN search_key = $1 THEN 1 WHEN search_key LIKE $1 || '%' THEN 2 ",
            "ELSE 3 END, ",
            $order,
            " LIMIT $3 OFFSET $4"
        )
    };
}
macro_rules! matching {
    () => {
        "WHERE LENGTH(key) > 2 AND (closed_on IS NULL OR $1 <> '') AND ($1 = '' OR search_key LIKE '%' || $1 || '%' OR key = $1) \
         AND ($2 = '' OR SUBSTR(key, 1, 2) = $2) "
    };
}

const LIST_BY_NAME: &str = listed!("sort_key, key");
const LIST_BY_POPULATION: &str = listed!("COALESCE(population, -1) DESC, sort_key, key");
const LIST_BY_COVERAGE: &str = listed!("COALESCE(known.topics, 0) DESC, sort_key, key");
const LIST_COUNT: &str = concat!("SELECT COUNT(*) FROM body ", matching!());

/// The bodies that match, and how many there are in all.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &Db, filter: &Filter) -> Result<(Vec<Listed>, i64)> {
    let name = search::fold(&filter.name);
    if name.is_empty() && !filter.name.trim().is_empty() {
        return Ok((Vec::new(), 0));
    }
    let land = filter.land.as_ref().map_or("", BodyKey::as_str);
    let matching: Vec<Arg> = vec![name.into(), land.into()];
    let sql = match filter.sort {
        Sort::Name => LIST_BY_NAME,
        Sort::Population => LIST_BY_POPULATION,
        Sort::Coverage => LIST_BY_COVERAGE,
    };
    let mut page = matching.clone();
    page.extend([filter.limit.into(), filter.offset.into()]);
    let rows = db.all::<ListedRow>(sql, page).await?;
    let total = db.number(LIST_COUNT, matching).await?;
    Ok((rows.into_iter().map(Listed::try_from).collect::<Result<_>>()?, total))
}

macro_rules! with_values {
    ($columns:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM body WHERE EXISTS (SELECT 1 FROM current_value c WHERE c.body = body.id AND c.state = 0)",
            $rest
        )
    };
}
const WITH_VALUES: &str = with_values!("body.key AS key", " ORDER BY body.key LIMIT $1 OFFSET $2");
const COUNT_WITH_VALUES: &str = with_values!("COUNT(*)", "");

/// Keys of the bodies with at least one reported value, in order.
///
/// # Errors
/// When the database fails.
pub async fn with_values(db: &Db, limit: i64, offset: i64) -> Result<Vec<BodyKey>> {
    let rows = db.all::<(String,)>(WITH_VALUES, vec![limit.into(), offset.into()]).await?;
    let parse = |(key,): (String,)| {
        BodyKey::parse(&key).ok_or_else(|| StorageError::inconsistent("body", "key", key))
    };
    rows.into_iter().map(parse).collect()
}

/// How many bodies have at least one reported value.
///
/// # Errors
/// When the database fails.
pub async fn count_with_values(db: &Db) -> Result<i64> {
    db.number(COUNT_WITH_VALUES, Vec::new()).await
}

/// The bodies of [`peers::comparable`] alone.
///
/// # Errors
/// When the database fails.
pub async fn alike(db: &Db, body: &Body, limit: i64) -> Result<Vec<Body>> {
    Ok(peers::comparable(db, body, limit).await?.into_iter().map(|row| row.body).collect())
}

#[cfg(test)]
mod tests {
    use domain::Revision;

    use super::*;
    use crate::Actor;
    use crate::release::{self, Outcome};
    use crate::testing::{databases, town};

    #[tokio::test]
    async fn a_town_is_found_however_its_name_is_typed() {
        for db in databases().await {
            let towns = [
                town("09162000", "München"),
                town("12053000", "Frankfurt (Oder)"),
                town("06412000", "Frankfurt am Main"),
            ];
            store(&db, &towns).await;
            let found = async |name: &str| {
                let filter = Filter { name: name.into(), limit: 10, ..Filter::default() };
                let (rows, total) = list(&db, &filter).await.unwrap();
                assert_eq!(i64::try_from(rows.len()).unwrap(), total);
                rows.into_iter().map(|row| row.body.name).collect::<Vec<_>>()
            };
            assert_eq!(found("muenchen").await, ["München"]);
            assert_eq!(found("09162000").await, ["München"]);
            assert_eq!(found("frankfurt").await, ["Frankfurt am Main", "Frankfurt (Oder)"]);
            assert!(found("%").await.is_empty(), "a wildcard is no letter");
            assert!(found("x").await.is_empty());
        }
    }

    async fn store(db: &Db, bodies: &[Body]) -> Outcome {
        let mut tx = db.begin().await.unwrap();
        let day = Day::from_number(20_000);
        let outcome = release::bodies(&mut tx, &Actor::command_line(), day, "test", bodies).await.unwrap();
        tx.commit().await.unwrap();
        outcome
    }

    #[tokio::test]
    async fn storing_a_body_again_keeps_what_the_new_description_lacks() {
        for db in databases().await {
            let mut body = town("12054000", "Potsdam");
            store(&db, &[body.clone()]).await;
            let population = body.population.take();
            body.kind = "Landeshauptstadt".into();
            assert_eq!(store(&db, &[body.clone()]).await.corrected, 1);
            let again = store(&db, &[body.clone()]).await;
            assert_eq!((again.revision, again.unchanged), (None, 1));
            let found = find(&db, &body.key).await.unwrap().unwrap();
            assert_eq!((found.population, found.kind.as_str()), (population, "Landeshauptstadt"));
        }
    }

    #[tokio::test]
    async fn an_earlier_revision_shows_the_name_of_its_time() {
        for db in databases().await {
            store(&db, &[town("12054000", "Potsdam")]).await;
            store(&db, &[town("12054000", "Neu-Potsdam")]).await;
            let name = async |revision: Option<i64>| {
                let as_of = AsOf { known: revision.map(Revision), valid: None };
                find_as_of(&db, &town("12054000", "").key, as_of).await.unwrap().unwrap().name
            };
            assert_eq!(name(Some(1)).await, "Potsdam");
            assert_eq!(name(Some(2)).await, "Neu-Potsdam");
            assert_eq!(name(None).await, "Neu-Potsdam");
        }
    }

    #[tokio::test]
    async fn a_body_that_an_edition_lacks_is_closed_and_can_name_its_successor() {
        for db in databases().await {
            let towns = [town("12054000", "Potsdam"), town("12054001", "Altdorf")];
            store(&db, &towns).await;
            let actor = Actor::command_line();
            let (day, mut tx) = (Day::from_number(20_100), db.begin().await.unwrap());
            let mut release = release::Release::begin(&mut tx, &actor, day, "register").await.unwrap();
            release.bodies(&towns[..1]).await.unwrap();
            let closed = release.close_missing(&towns[..1], day).await.unwrap();
            assert_eq!(closed.iter().map(|body| body.name.as_str()).collect::<Vec<_>>(), ["Altdorf"]);
            assert!(
                release.succeed(&towns[0].key, &towns[1].key).await.is_err(),
                "an open body has no successor"
            );
            release.succeed(&towns[1].key, &towns[0].key).await.unwrap();
            assert_eq!(release.finish().await.unwrap().unchanged, 1);
            tx.commit().await.unwrap();
            let found = find(&db, &towns[1].key).await.unwrap().unwrap();
            assert_eq!((found.closed_on, found.successor.as_ref()), (Some(day), Some(&towns[0].key)));
            let all = Filter { limit: 10, ..Filter::default() };
            assert_eq!(list(&db, &all).await.unwrap().1, 1);
            let named = Filter { name: "Altdorf".into(), limit: 10, ..Filter::default() };
            assert_eq!(list(&db, &named).await.unwrap().1, 1, "who looks for it finds it");
        }
    }
}
