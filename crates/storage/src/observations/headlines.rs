//! The headline of every body for one indicator, and who has none.

use domain::{Body, Group, Indicator, Observation};
use sqlx::FromRow;

use super::Result;
use crate::row::{
    BodyRow, ObservationRow, body_columns, body_group, its_record, observation_columns, observation_names,
};
use crate::{Db, StorageError};

/// The headline of a body for an indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Headline {
    /// The body.
    pub body: Body,
    /// The record.
    pub observation: Observation,
}

#[derive(FromRow)]
struct HeadlineRow {
    #[sqlx(flatten)]
    body: BodyRow,
    #[sqlx(flatten)]
    observation: ObservationRow,
}

/// Rows of the indicator $1 in the group $2, or in any when it is empty. Which are shown is decided along an index,
/// before anything is read about them; `CROSS JOIN` keeps `SQLite` from turning the tables round.
macro_rules! headlines {
    ($tables:literal, $order:literal) => {
        concat!(
            "SELECT ",
            body_columns!(),
            ", ",
            observation_columns!(),
            "FROM (SELECT c.indicator, c.body, c.valid_on, c.date_precision, c.voice, c.value FROM ",
            $tables,
            " WHERE body.id = c.body AND c.indicator = (SELECT id FROM indicator WHERE slug = $1) AND c.state = 0 ",
            "AND ($2 = '' OR (body.closed_on IS NULL AND ",
            body_group!(),
            " = $2)) ORDER BY ",
            $order,
            " LIMIT $3) AS c ",
            its_record!(),
            observation_names!(),
            "ORDER BY ",
            $order
        )
    };
}
const BY_NAME: &str = headlines!("body CROSS JOIN current_value c", "body.sort_key, body.key");
const ASCENDING: &str = headlines!("current_value c CROSS JOIN body", "c.value, body.sort_key, body.key");
const DESCENDING: &str =
    headlines!("current_value c CROSS JOIN body", "c.value DESC, body.sort_key, body.key");

/// Order of [`headlines`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By name of the body.
    Name,
    /// Smallest value first.
    Ascending,
    /// Greatest value first.
    Descending,
}

/// The headlines of the bodies of a group, or of all, that have a reported value of an indicator.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn headlines(
    db: &Db,
    indicator: &Indicator,
    group: Option<Group>,
    order: Order,
    limit: i64,
) -> Result<Vec<Headline>> {
    let sql = match order {
        Order::Name => BY_NAME,
        Order::Ascending => ASCENDING,
        Order::Descending => DESCENDING,
    };
    let args = vec![indicator.slug.as_str().into(), group.map_or("", Group::word).into(), limit.into()];
    let read = |row: HeadlineRow| {
        Ok(Headline {
            body: Body::try_from(row.body)?,
            observation: row.observation.into_domain(indicator.kind)?,
        })
    };
    db.all::<HeadlineRow>(sql, args).await?.into_iter().map(read).collect()
}

const WITHOUT: &str = concat!(
    "SELECT ",
    body_columns!(),
    "FROM body LEFT JOIN current_value c ON c.body = body.id ",
    "AND c.indicator = (SELECT id FROM indicator WHERE slug = $1) AND c.state = 0 ",
    "WHERE c.body IS NULL AND body.closed_on IS NULL AND ",
    body_group!(),
    " = $2 ORDER BY COALESCE(body.population, -1) DESC, body.sort_key, body.key LIMIT $3"
);

/// The bodies of a group without a reported value of an indicator, most inhabitants first.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn without(db: &Db, indicator: &Indicator, group: Group, limit: i64) -> Result<Vec<Body>> {
    let args = vec![indicator.slug.as_str().into(), group.word().into(), limit.into()];
    db.all::<BodyRow>(WITHOUT, args).await?.into_iter().map(Body::try_from).collect()
}

// A nought is the sign after a stroke: all names that begin so.
const GROUPS: &str = "SELECT SUBSTR(g.name, 7) AS word, g.amount AS bodies, COALESCE(known.amount, 0) AS known \
     FROM tally AS g LEFT JOIN tally AS known ON known.name = $1 || SUBSTR(g.name, 7) \
     WHERE g.name >= 'group/' AND g.name < 'group0' AND g.amount > 0";

/// How many bodies a group has, and how many of them have a reported value of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupCount {
    /// The group.
    pub group: Group,
    /// All its bodies in the register.
    pub bodies: i64,
    /// Those with a value.
    pub known: i64,
}

/// The groups that have bodies, in their fixed order.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn groups(db: &Db, indicator: &Indicator) -> Result<Vec<GroupCount>> {
    let known = format!("known/{}/", indicator.slug);
    counts(db.all::<(String, i64, i64)>(GROUPS, vec![known.into()]).await?)
}

/// Word, bodies and bodies with a value of each group, in their fixed order.
pub(super) fn counts(rows: Vec<(String, i64, i64)>) -> Result<Vec<GroupCount>> {
    let read = |(word, bodies, known): (String, i64, i64)| {
        let group =
            Group::from_word(&word).ok_or_else(|| StorageError::inconsistent("body", "group", word))?;
        Ok(GroupCount { group, bodies, known })
    };
    let mut groups: Vec<GroupCount> = rows.into_iter().map(read).collect::<Result<_>>()?;
    groups.sort_by_key(|count| count.group);
    Ok(groups)
}

#[cfg(test)]
mod tests {
    use domain::{BodyKey, Catalogue, Day, Slug};

    use super::*;
    use crate::Actor;
    use crate::release;
    use crate::testing::{databases, number, town};

    #[tokio::test]
    async fn the_database_groups_bodies_as_the_domain_does() {
        let people = |count, mut body: Body| {
            body.population = Some((count, Day::from_number(20_088)));
            body
        };
        let kind = |kind: &str, body: Body| Body { kind: kind.into(), ..body };
        let sizes = [4_999, 9_999, 10_000, 19_999, 20_000, 49_999, 50_000, 99_999, 100_000, 500_000];
        let mut bodies = vec![
            Body::new(BodyKey::parse("12").unwrap(), "Brandenburg", "Land"),
            Body::new(BodyKey::parse("12060").unwrap(), "Kreis", "Landkreis"),
            Body::new(BodyKey::parse("120605006").unwrap(), "Amt", "Amt"),
            Body::new(BodyKey::parse("12060999").unwrap(), "Ohne Zahl", "Gemeinde"),
        ];
        for (place, count) in sizes.into_iter().enumerate() {
            bodies.push(people(count, town(&format!("120{:02}000", 40 + place), "Kreisfrei")));
            bodies.push(kind("Große Kreisstadt", people(count, town(&format!("120600{place:02}"), "Stadt"))));
            bodies.push(kind("Markt", people(count, town(&format!("120610{place:02}"), "Markt"))));
        }
        let catalogue = Catalogue::bundled().unwrap();
        let slug = Slug::parse("maengelmeldungen-online").unwrap();
        let indicator = catalogue.indicator(&slug).unwrap();
        for db in databases().await {
            crate::bodies::tests::store(&db, &bodies).await;
            let mut tx = db.begin().await.unwrap();
            let facts = [number("12040000", "maengelmeldungen-online", "2024", 5.0)];
            let (actor, day) = (Actor::command_line(), Day::from_number(20_100));
            release::catalogue(&mut tx, &actor, &catalogue).await.unwrap();
            release::facts(&mut tx, &actor, day, "test", &facts).await.unwrap();
            tx.commit().await.unwrap();
            let found = groups(&db, indicator).await.unwrap();
            for count in &found {
                let own = bodies.iter().filter(|body| Group::of(body) == Some(count.group)).count();
                assert_eq!(count.bodies, i64::try_from(own).unwrap(), "{:?}", count.group);
            }
            assert_eq!(found.len(), Group::ALL.len());
            assert_eq!(found.iter().map(|count| count.known).sum::<i64>(), 1);
            let group = Group::IndependentSmall;
            let with = headlines(&db, indicator, Some(group), Order::Descending, 9).await.unwrap();
            assert_eq!(with.iter().map(|row| row.body.key.as_str()).collect::<Vec<_>>(), ["12040000"]);
            let rest = without(&db, indicator, group, 99).await.unwrap();
            let all = found.iter().find(|count| count.group == group).unwrap().bodies;
            assert_eq!(i64::try_from(rest.len() + with.len()).unwrap(), all);
            assert!(
                headlines(&db, indicator, Some(Group::District), Order::Name, 9).await.unwrap().is_empty()
            );
        }
    }
}
