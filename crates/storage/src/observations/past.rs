//! Headlines and groups as they were known in an earlier edition, or held by a day. The present is kept ready (see
//! [`super::headlines`]); these are worked out from the records.

use domain::{Body, Group, Indicator, search};
use sqlx::FromRow;

use super::Result;
use super::headlines::{GroupCount, Headline, Order, counts};
use crate::db::Arg;
use crate::row::{BodyRow, ObservationRow, body_columns, observation_columns, observation_names};
use crate::{AsOf, Db};

#[derive(FromRow)]
struct Row {
    #[sqlx(flatten)]
    body: BodyRow,
    name_then: String,
    #[sqlx(flatten)]
    observation: ObservationRow,
}

/// The reported headline of every body for the indicator $3, in the order of `Observation::headline_order`.
macro_rules! reported {
    () => {
        concat!(
            "(SELECT r.indicator, r.body, r.valid_on, r.date_precision, r.voice, r.known_from FROM (",
            "SELECT o.indicator, o.body, o.valid_on, o.date_precision, o.voice, o.known_from, o.state, ",
            "ROW_NUMBER() OVER (PARTITION BY o.body ORDER BY CASE WHEN o.state = 0 THEN 0 ELSE 1 END, ",
            "CASE WHEN o.date_precision = 9 THEN 1 ELSE 0 END, o.valid_on DESC, o.voice, o.date_precision) AS place ",
            "FROM observation o WHERE ",
            as_of!(),
            "AND o.indicator = (SELECT id FROM indicator WHERE slug = $3)",
            ") AS r WHERE r.place = 1 AND r.state = 0) AS c "
        )
    };
}
const HEADLINES: &str = concat!(
    "SELECT ",
    body_columns!(),
    ", COALESCE(n.name, body.name) AS name_then, ",
    observation_columns!(),
    "FROM ",
    reported!(),
    "JOIN observation o ON o.indicator = c.indicator AND o.body = c.body AND o.valid_on = c.valid_on ",
    "AND o.date_precision = c.date_precision AND o.voice = c.voice AND o.known_from = c.known_from ",
    observation_names!(),
    "LEFT JOIN body_group g ON g.body = c.body AND g.known_from <= $1 AND g.known_to > $1 ",
    "LEFT JOIN body_name n ON n.body = c.body AND n.known_from <= $1 AND n.known_to > $1 ",
    "WHERE $4 = '' OR g.word = $4"
);
const GROUPS: &str = concat!(
    "SELECT g.word AS word, COUNT(*) AS bodies, COUNT(c.body) AS known FROM body_group g LEFT JOIN ",
    reported!(),
    "ON c.body = g.body WHERE g.known_from <= $1 AND g.known_to > $1 AND g.word <> '' GROUP BY g.word"
);

fn args(indicator: &Indicator, as_of: AsOf) -> Vec<Arg> {
    let mut args = as_of.args();
    args.push(indicator.slug.as_str().into());
    args
}

/// As [`super::headlines`], with the names and groups of the time.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn headlines(
    db: &Db,
    indicator: &Indicator,
    group: Option<Group>,
    order: Order,
    as_of: AsOf,
) -> Result<Vec<Headline>> {
    let mut args = args(indicator, as_of);
    args.push(group.map_or("", Group::word).into());
    let read = |row: Row| {
        Ok(Headline {
            body: Body { name: row.name_then, ..Body::try_from(row.body)? },
            observation: row.observation.into_domain(indicator.kind)?,
        })
    };
    let rows = db.all::<Row>(HEADLINES, args).await?;
    let mut rows = rows.into_iter().map(read).collect::<Result<Vec<Headline>>>()?;
    let number = |row: &Headline| row.observation.cell.value().and_then(domain::Value::number).unwrap_or(0.0);
    rows.sort_by_cached_key(|row| (search::sort_key(&row.body.name), row.body.key.clone()));
    match order {
        Order::Name => {}
        Order::Ascending => rows.sort_by(|a, b| number(a).total_cmp(&number(b))),
        Order::Descending => rows.sort_by(|a, b| number(b).total_cmp(&number(a))),
    }
    Ok(rows)
}

/// As [`super::groups`], with the groups of the time.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn groups(db: &Db, indicator: &Indicator, as_of: AsOf) -> Result<Vec<GroupCount>> {
    counts(db.all::<(String, i64, i64)>(GROUPS, args(indicator, as_of)).await?)
}

#[cfg(test)]
mod tests {
    use domain::{Catalogue, Day, Revision, Slug};

    use super::*;
    use crate::testing::{databases, number, town};
    use crate::{Actor, observations, release};

    const SLUG: &str = "maengelmeldungen-online";

    fn people(count: i64, name: &str, key: &str) -> Body {
        Body { population: Some((count, Day::from_number(20_088))), ..town(key, name) }
    }

    #[tokio::test]
    async fn an_earlier_edition_has_its_values_names_and_groups() {
        let catalogue = Catalogue::bundled().unwrap();
        let indicator = catalogue.indicator(&Slug::parse(SLUG).unwrap()).unwrap();
        let (actor, day) = (Actor::command_line(), Day::from_number(20_100));
        for db in databases().await {
            let mut tx = db.begin().await.unwrap();
            release::catalogue(&mut tx, &actor, &catalogue).await.unwrap();
            let bodies = [people(90_000, "Potsdam", "12054000"), people(120_000, "Cottbus", "12052000")];
            release::bodies(&mut tx, &actor, day, "test", &bodies).await.unwrap();
            let facts = [number("12054000", SLUG, "2023", 5.0), number("12052000", SLUG, "2024", 7.0)];
            release::facts(&mut tx, &actor, day, "test", &facts).await.unwrap();
            // Potsdam grows into the group of Cottbus, under another name; Cottbus is corrected.
            let renamed = [people(110_000, "Groß-Potsdam", "12054000")];
            release::bodies(&mut tx, &actor, day, "test", &renamed).await.unwrap();
            let corrected = [number("12052000", SLUG, "2024", 3.0)];
            release::facts(&mut tx, &actor, day, "test", &corrected).await.unwrap();
            tx.commit().await.unwrap();

            let (group, order) = (Some(Group::IndependentLarge), Order::Descending);
            let of = async |as_of| {
                let rows = headlines(&db, indicator, group, order, as_of).await.unwrap();
                let number = |row: &Headline| row.observation.cell.value().and_then(domain::Value::number);
                rows.iter().map(|row| (row.body.name.clone(), number(row).unwrap())).collect::<Vec<_>>()
            };
            let then = AsOf { known: Some(Revision(2)), valid: None };
            assert_eq!(of(then).await, [("Cottbus".to_owned(), 7.0)]);
            let now = [("Groß-Potsdam".to_owned(), 5.0), ("Cottbus".to_owned(), 3.0)];
            assert_eq!(of(AsOf::default()).await, now);
            assert_eq!(of(AsOf { known: None, valid: Day::from_ymd(2023, 12, 31) }).await, now[..1]);

            let small =
                |groups: &[GroupCount]| groups.iter().any(|count| count.group == Group::IndependentSmall);
            assert!(small(&groups(&db, indicator, then).await.unwrap()));
            let kept = observations::groups(&db, indicator).await.unwrap();
            assert_eq!(groups(&db, indicator, AsOf::default()).await.unwrap(), kept);
            let kept = observations::headlines(&db, indicator, group, order, 9).await.unwrap();
            assert_eq!(headlines(&db, indicator, group, order, AsOf::default()).await.unwrap(), kept);

            for forbidden in [
                "DELETE FROM body_group",
                "UPDATE body_group SET word = 'x'",
                "UPDATE body_group SET known_to = 9 WHERE known_to < 9",
            ] {
                let mut tx = db.begin().await.unwrap();
                let error = tx.run(forbidden, Vec::new()).await.unwrap_err();
                assert!(format!("{error:?}").contains("append-only"), "{forbidden}: {error:?}");
            }
        }
    }
}
