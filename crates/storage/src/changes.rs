//! What releases brought: records that were added or corrected.

mod news;

use domain::{BodyKey, Day, Indicator, Observation, Revision};
use sqlx::FromRow;

use crate::db::Arg;
use crate::observations::MOST_BODIES;
use crate::row::{ObservationRow, bodies, day, observation_columns, observation_names};
use crate::{Db, StorageError};

pub use news::{Latest, News, latest, latest_departments, latest_promises, latest_services};

type Result<T> = std::result::Result<T, StorageError>;

/// A record that a release added or corrected.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The release.
    pub revision: Revision,
    /// Its day.
    pub released_on: Day,
    /// What is known since then.
    pub now: Observation,
    /// What was known before; nothing when the record is new.
    pub before: Option<Observation>,
}

#[derive(FromRow)]
struct ChangeRow {
    revision: i64,
    released_on: i64,
    #[sqlx(flatten)]
    observation: ObservationRow,
}

/// Records of an indicator and up to [`MOST_BODIES`] bodies whose `known_from` or `known_to` lies after $1 and up to $2.
macro_rules! between {
    ($column:literal) => {
        concat!(
            "SELECT o.",
            $column,
            " AS revision, revision.released_on AS released_on, ",
            observation_columns!(),
            "FROM observation o JOIN revision ON revision.id = o.",
            $column,
            " ",
            observation_names!(),
            "WHERE o.",
            $column,
            " > $1 AND o.",
            $column,
            " <= $2 AND o.indicator = (SELECT id FROM indicator WHERE slug = $3) ",
            "AND o.body IN ",
            bodies!(),
            "ORDER BY o.",
            $column,
            " DESC, body.key, o.valid_on DESC, o.date_precision, o.voice"
        )
    };
}
const OPENED: &str = between!("known_from");
const CLOSED: &str = between!("known_to");

/// What releases after one and up to another changed in the records of an indicator for up to [`MOST_BODIES`] bodies,
/// newest release first.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn between(
    db: &Db,
    indicator: &Indicator,
    bodies: &[BodyKey],
    after: Revision,
    until: Revision,
) -> Result<Vec<Change>> {
    let mut args = vec![after.0.into(), until.0.into(), indicator.slug.as_str().into()];
    args.extend((0..MOST_BODIES).map(|place| Arg::Text(bodies.get(place).map(ToString::to_string))));
    let opened = db.all::<ChangeRow>(OPENED, args.clone()).await?;
    let mut closed = db.all::<ChangeRow>(CLOSED, args).await?;
    let change = |row: ChangeRow| -> Result<Change> {
        // A correction closes a row in the very release that opens its successor.
        let same = |other: &ChangeRow| {
            other.revision == row.revision && other.observation.identity() == row.observation.identity()
        };
        let before = closed.iter().position(same).map(|place| closed.swap_remove(place));
        Ok(Change {
            revision: Revision(row.revision),
            released_on: day(row.released_on),
            now: row.observation.into_domain(indicator.kind)?,
            before: before.map(|row| row.observation.into_domain(indicator.kind)).transpose()?,
        })
    };
    opened.into_iter().map(change).collect()
}

#[cfg(test)]
mod tests {
    use domain::{Catalogue, Slug};

    use super::*;
    use crate::Actor;
    use crate::release;
    use crate::testing::{databases, number, town};

    const SLUG: &str = "maengelmeldungen-online";

    async fn released(db: &Db, catalogue: &Catalogue) {
        let actor = Actor::command_line();
        let mut tx = db.begin().await.unwrap();
        release::catalogue(&mut tx, &actor, catalogue).await.unwrap();
        let towns = [town("12054000", "Potsdam"), town("05158026", "Ratingen")];
        release::bodies(&mut tx, &actor, Day::parse("2026-01-01").unwrap(), "towns", &towns).await.unwrap();
        tx.commit().await.unwrap();
        for (on, facts) in [
            (
                "2026-02-01",
                vec![number("12054000", SLUG, "2024", 10.0), number("05158026", SLUG, "2024", 7.0)],
            ),
            ("2026-03-01", vec![number("12054000", SLUG, "2024", 11.0)]),
            (
                "2026-04-01",
                vec![number("12054000", SLUG, "2024", 12.0), number("12054000", SLUG, "2025", 20.0)],
            ),
        ] {
            let mut tx = db.begin().await.unwrap();
            release::facts(&mut tx, &actor, Day::parse(on).unwrap(), "facts", &facts).await.unwrap();
            tx.commit().await.unwrap();
        }
    }

    fn told(observation: &Observation) -> String {
        let value = observation.cell.value().and_then(domain::Value::number).unwrap();
        format!("{} {value}", observation.valid_on.unwrap())
    }

    #[tokio::test]
    async fn a_correction_names_what_it_replaced_and_every_release_only_its_own() {
        let catalogue = Catalogue::bundled().unwrap();
        let indicator = catalogue.indicator(&Slug::parse(SLUG).unwrap()).unwrap();
        let potsdam = [BodyKey::parse("12054000").unwrap()];
        for db in databases().await {
            released(&db, &catalogue).await;
            let changes = async |after, until| {
                let found =
                    between(&db, indicator, &potsdam, Revision(after), Revision(until)).await.unwrap();
                let tell = |change: Change| {
                    let before = change.before.as_ref().map(told).unwrap_or_default();
                    format!("r{} {} <- {before}", change.revision.0, told(&change.now))
                };
                found.into_iter().map(tell).collect::<Vec<_>>()
            };
            let all = ["r4 2025 20 <- ", "r4 2024 12 <- 2024 11", "r3 2024 11 <- 2024 10"];
            assert_eq!(changes(2, 4).await, all);
            assert_eq!(changes(2, 3).await, all[2..]);
            assert_eq!(changes(3, 4).await, all[..2]);
            assert_eq!(changes(4, 4).await, [""; 0]);
        }
    }

    #[tokio::test]
    async fn the_newest_release_comes_first_with_what_it_brought() {
        let catalogue = Catalogue::bundled().unwrap();
        for db in databases().await {
            assert_eq!(latest(&db, &catalogue, 9).await.unwrap(), Latest { news: Vec::new(), cut: None });
            released(&db, &catalogue).await;
            let news = latest(&db, &catalogue, 9).await.unwrap().news;
            let told: Vec<_> = news
                .iter()
                .map(|news| (news.revision.0, news.name.as_str(), told(&news.now), news.corrected))
                .collect();
            let expected = [
                (4, "Potsdam", "2025 20", false),
                (4, "Potsdam", "2024 12", true),
                (3, "Potsdam", "2024 11", true),
                (2, "Potsdam", "2024 10", false),
                (2, "Ratingen", "2024 7", false),
            ];
            assert_eq!(
                told,
                expected.map(|(r, name, value, corrected)| (r, name, value.to_owned(), corrected))
            );
            let some = latest(&db, &catalogue, 2).await.unwrap();
            assert_eq!((some.news.as_slice(), some.cut), (&news[..2], Some(Revision(4))));
        }
    }

    #[tokio::test]
    async fn pages_with_something_to_find_are_listed() {
        let catalogue = Catalogue::bundled().unwrap();
        for db in databases().await {
            released(&db, &catalogue).await;
            let keys = async |limit, offset| {
                let keys = crate::bodies::with_values(&db, limit, offset).await.unwrap();
                keys.iter().map(ToString::to_string).collect::<Vec<_>>()
            };
            assert_eq!(keys(9, 0).await, ["05158026", "12054000"]);
            assert_eq!(keys(1, 1).await, ["12054000"]);
            assert_eq!(crate::bodies::count_with_values(&db).await.unwrap(), 2);
            let counts = crate::overview::indicators(&db).await.unwrap();
            assert_eq!(counts.len(), 1);
            assert_eq!((counts[0].indicator.as_str(), counts[0].bodies), (SLUG, 2));
        }
    }
}
