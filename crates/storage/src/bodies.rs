//! Municipalities, associations, districts and Länder.

mod list;

use std::collections::BTreeSet;

use domain::{Body, BodyKey};

pub use list::{Filter, Listed, Sort, list, nearest, page};

use crate::row::{BodyRow, body_columns};
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
pub(crate) mod tests {
    use domain::{Catalogue, Day, Revision};

    use super::*;
    use crate::Actor;
    use crate::release::{self, Outcome};
    use crate::testing::{databases, number, town};

    pub(crate) async fn store(db: &Db, bodies: &[Body]) -> Outcome {
        let mut tx = db.begin().await.unwrap();
        let day = Day::from_number(20_000);
        let outcome = release::bodies(&mut tx, &Actor::command_line(), day, "test", bodies).await.unwrap();
        tx.commit().await.unwrap();
        outcome
    }

    #[tokio::test]
    async fn alike_are_those_of_one_type_and_size_and_of_the_same_land_first() {
        for db in databases().await {
            let people = |count, mut body: Body| {
                body.population = Some((count, Day::from_number(20_088)));
                body
            };
            let far = people(260_000, town("01002000", "Kiel"));
            let near = people(150_000, town("12052000", "Cottbus"));
            let small = people(58_000, town("12053000", "Frankfurt (Oder)"));
            let nearest = people(185_000, town("03101000", "Braunschweig"));
            let me = people(184_754, town("12054000", "Potsdam"));
            let all = [far, near, small, nearest, me.clone()];
            store(&db, &all).await;
            let facts =
                all.iter().map(|body| number(body.key.as_str(), "maengelmeldungen-online", "2024", 1.0));
            let mut tx = db.begin().await.unwrap();
            let (actor, day) = (Actor::command_line(), Day::from_number(20_100));
            release::catalogue(&mut tx, &actor, &Catalogue::bundled().unwrap()).await.unwrap();
            release::facts(&mut tx, &actor, day, "test", &facts.collect::<Vec<_>>()).await.unwrap();
            tx.commit().await.unwrap();
            let found = alike(&db, &me, 9).await.unwrap();
            let names: Vec<&str> = found.iter().map(|body| body.name.as_str()).collect();
            assert_eq!(names, ["Cottbus", "Braunschweig", "Kiel", "Frankfurt (Oder)"]);
        }
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
