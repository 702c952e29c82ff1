//! Lists of bodies: searched, filtered, sorted, and what is known about each.

use domain::{Body, BodyKey, BodyType, Day, SizeClass, Slug, search};
use sqlx::FromRow;

use super::Result;
use crate::Db;
use crate::StorageError;
use crate::db::Arg;
use crate::row::{BodyRow, body_columns, body_type, day};

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
    /// Newest dated value first.
    Newest,
}

/// Which bodies a list shows. Länder are never listed: they are filters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Part of a name, a postcode or a key, as people type it; empty for all.
    pub name: String,
    /// Only bodies of this Land.
    pub land: Option<BodyKey>,
    /// Only bodies of this type.
    pub kind: Option<BodyType>,
    /// Only bodies of this class of size.
    pub size: Option<SizeClass>,
    /// Only bodies with a reported value.
    pub known: bool,
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
    /// Name of its Land; empty when that is not known.
    pub land: String,
    /// Name of its district; empty when it belongs to none.
    pub kreis: String,
    /// In how many topics it has a reported value.
    pub topics: i64,
    /// The newest dated value.
    pub newest: Option<Day>,
    /// The indicators it has a reported value of.
    pub indicators: Vec<Slug>,
}

#[derive(FromRow)]
struct ListedRow {
    #[sqlx(flatten)]
    body: BodyRow,
    land_name: Option<String>,
    kreis_name: Option<String>,
    topics: i64,
    newest: Option<i64>,
    slugs: Option<String>,
}

/// Rows that match: $1 name, $2 Land, $3 type, $4 and $5 bounds of the inhabitants, $6 whether only with values.
macro_rules! matching {
    () => {
        concat!(
            "WHERE LENGTH(body.key) > 2 AND (body.closed_on IS NULL OR $1 <> '') ",
            "AND ($1 = '' OR body.search_key LIKE '%' || $1 || '%' OR body.key = $1 OR body.postcode = $1) ",
            "AND ($2 = '' OR SUBSTR(body.key, 1, 2) = $2) AND ($3 = '' OR ",
            body_type!(),
            " = $3) AND ($4 = 0 AND $5 = 9223372036854775807 OR body.population >= $4 AND body.population < $5) ",
            "AND ($6 = 0 OR known.topics > 0) "
        )
    };
}
/// What was typed stands first when it is the whole name, then when the name begins with it, then at a word's beginning.
macro_rules! relevance {
    () => {
        "CASE WHEN $1 = '' THEN 0 WHEN body.search_key = $1 OR body.key = $1 THEN 1 \
         WHEN body.search_key LIKE $1 || ' %' THEN 2 WHEN body.search_key LIKE $1 || '%' THEN 3 \
         WHEN body.search_key LIKE '% ' || $1 || '%' THEN 4 ELSE 5 END, "
    };
}
/// The page of rows is found first, on the index alone; only its rows are told in full.
macro_rules! listed {
    ($order:literal) => {
        concat!(
            "SELECT ",
            body_columns!(),
            ", land.name AS land_name, kreis.name AS kreis_name, COALESCE(known.topics, 0) AS topics, ",
            "known.newest AS newest, (SELECT STRING_AGG(i.slug, ' ' ORDER BY i.slug) FROM current_value c ",
            "JOIN indicator i ON i.id = c.indicator WHERE c.body = body.id AND c.state = 0) AS slugs ",
            "FROM (SELECT body.id AS id FROM body LEFT JOIN body_tally known ON known.body = body.id ",
            matching!(),
            "ORDER BY ",
            relevance!(),
            $order,
            " LIMIT $7 OFFSET $8) AS page JOIN body ON body.id = page.id ",
            "LEFT JOIN body_tally known ON known.body = body.id ",
            "LEFT JOIN body land ON land.key = SUBSTR(body.key, 1, 2) LEFT JOIN body kreis ON kreis.key = body.kreis ",
            "ORDER BY ",
            relevance!(),
            $order
        )
    };
}

const BY_NAME: &str = listed!("body.sort_key, body.key");
const BY_POPULATION: &str = listed!("COALESCE(body.population, -1) DESC, body.sort_key, body.key");
const BY_COVERAGE: &str = listed!("COALESCE(known.topics, 0) DESC, body.sort_key, body.key");
const BY_DATE: &str = listed!("COALESCE(known.newest, -99999999) DESC, body.sort_key, body.key");
const COUNT: &str =
    concat!("SELECT COUNT(*) FROM body LEFT JOIN body_tally known ON known.body = body.id ", matching!());

/// The bodies that match, and how many there are in all.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn list(db: &Db, filter: &Filter) -> Result<(Vec<Listed>, i64)> {
    let Some(matching) = matching(filter) else { return Ok((Vec::new(), 0)) };
    let total = db.number(COUNT, matching).await?;
    Ok((page(db, filter).await?, total))
}

/// The bodies that match, without their number: one query.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn page(db: &Db, filter: &Filter) -> Result<Vec<Listed>> {
    let Some(mut args) = matching(filter) else { return Ok(Vec::new()) };
    args.extend([filter.limit.into(), filter.offset.into()]);
    let sql = match filter.sort {
        Sort::Name => BY_NAME,
        Sort::Population => BY_POPULATION,
        Sort::Coverage => BY_COVERAGE,
        Sort::Newest => BY_DATE,
    };
    db.all::<ListedRow>(sql, args).await?.into_iter().map(listed).collect()
}

/// The arguments of [`matching!`]; nothing when a name was typed that holds no letter.
fn matching(filter: &Filter) -> Option<Vec<Arg>> {
    let name = search::fold(&filter.name);
    if name.is_empty() && !filter.name.trim().is_empty() {
        return None;
    }
    let (least, most) = filter.size.map_or((0, i64::MAX), SizeClass::bounds);
    Some(vec![
        name.into(),
        filter.land.as_ref().map_or("", BodyKey::as_str).into(),
        filter.kind.map_or("", BodyType::word).into(),
        least.into(),
        most.into(),
        i64::from(filter.known).into(),
    ])
}

fn listed(row: ListedRow) -> Result<Listed> {
    let slugs = row.slugs.unwrap_or_default();
    let parse = |text: &str| {
        Slug::parse(text).ok_or_else(|| StorageError::inconsistent("indicator", "slug", text.to_owned()))
    };
    Ok(Listed {
        body: Body::try_from(row.body)?,
        land: row.land_name.unwrap_or_default(),
        kreis: row.kreis_name.unwrap_or_default(),
        topics: row.topics,
        newest: row.newest.map(day),
        indicators: slugs.split_ascii_whitespace().map(parse).collect::<Result<_>>()?,
    })
}

const NAMES: &str =
    "SELECT key, search_key, postcode FROM body WHERE LENGTH(key) > 2 ORDER BY search_key, key";

/// Keys of the bodies whose names are spelled most like this one, nearest first; for five digits, those whose postcode
/// begins most alike. Looks at every name once, and only when nothing was found.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn nearest(db: &Db, name: &str, limit: usize) -> Result<Vec<BodyKey>> {
    let wanted: String = search::fold(name).chars().take(LONGEST).collect();
    if wanted.chars().count() < SHORTEST {
        return Ok(Vec::new());
    }
    let digits = wanted.bytes().all(|byte| byte.is_ascii_digit());
    let mut found: Vec<(usize, String)> = Vec::new();
    for (key, spelled, postcode) in db.all::<(String, String, String)>(NAMES, Vec::new()).await? {
        let far = if digits { beyond(&wanted, &postcode) } else { distance(&wanted, &spelled) };
        found.extend(far.map(|far| (far, key)));
    }
    found.sort_by_key(|(far, _)| *far);
    let key = |(_, key): (usize, String)| {
        BodyKey::parse(&key).ok_or_else(|| StorageError::inconsistent("body", "key", key))
    };
    found.into_iter().take(limit).map(key).collect()
}

/// Names longer than this are no names of municipalities.
const LONGEST: usize = 60;
/// With fewer letters everything is alike.
const SHORTEST: usize = 3;

/// How many letters differ; nothing when it is more than every third.
fn distance(wanted: &str, spelled: &str) -> Option<usize> {
    let words = wanted.split(' ').count();
    let begin = spelled.split(' ').take(words).collect::<Vec<_>>().join(" ");
    let far = strsim::osa_distance(wanted, spelled).min(strsim::osa_distance(wanted, &begin));
    (far * 3 <= wanted.chars().count()).then_some(far)
}

/// How many digits at the end differ; nothing when the first two do: they name the region.
fn beyond(wanted: &str, postcode: &str) -> Option<usize> {
    let alike = wanted.bytes().zip(postcode.bytes()).take_while(|(a, b)| a == b).count();
    (postcode.len() == 5 && alike >= 2).then_some(5 - alike.min(5))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bodies::tests::store;
    use crate::testing::{databases, town};

    async fn names(db: &Db, filter: Filter) -> Vec<String> {
        let (rows, total) = list(db, &Filter { limit: 10, ..filter }).await.unwrap();
        assert_eq!(i64::try_from(rows.len()).unwrap(), total);
        rows.into_iter().map(|row| row.body.name).collect()
    }

    fn named(name: &str) -> Filter {
        Filter { name: name.into(), ..Filter::default() }
    }

    async fn towns(db: &Db) {
        let people = |count, mut body: Body| {
            body.population = Some((count, Day::from_number(20_088)));
            body
        };
        let mut stade = town("03359038", "Stade");
        (stade.kind, stade.postcode, stade.kreis) = ("Stadt".into(), "21682".into(), BodyKey::parse("03359"));
        let all = [
            Body::new(BodyKey::parse("03").unwrap(), "Niedersachsen", "Land"),
            Body::new(BodyKey::parse("03359").unwrap(), "Landkreis Stade", "Landkreis"),
            people(47_000, stade),
            people(1_500_000, town("09162000", "München")),
            people(58_000, town("12053000", "Frankfurt (Oder)")),
            people(770_000, town("06412000", "Frankfurt am Main")),
        ];
        store(db, &all).await;
    }

    #[tokio::test]
    async fn a_town_is_found_however_its_name_is_typed() {
        for db in databases().await {
            towns(&db).await;
            assert_eq!(names(&db, named("muenchen")).await, ["München"]);
            assert_eq!(names(&db, named("09162000")).await, ["München"]);
            assert_eq!(names(&db, named("frankfurt")).await, ["Frankfurt am Main", "Frankfurt (Oder)"]);
            assert_eq!(names(&db, named("main")).await, ["Frankfurt am Main"], "a part of the name");
            assert_eq!(names(&db, named("21682")).await, ["Stade"], "the postcode of the town hall");
            assert_eq!(names(&db, named("stade")).await, ["Stade", "Landkreis Stade"], "the town first");
            assert!(names(&db, named("%")).await.is_empty(), "a wildcard is no letter");
            assert!(names(&db, named("x")).await.is_empty());
        }
    }

    #[tokio::test]
    async fn two_of_one_name_are_told_apart_by_land_and_district() {
        for db in databases().await {
            towns(&db).await;
            let rows = page(&db, &Filter { limit: 1, ..named("stade") }).await.unwrap();
            assert_eq!((rows[0].land.as_str(), rows[0].kreis.as_str()), ("Niedersachsen", "Landkreis Stade"));
        }
    }

    #[tokio::test]
    async fn filters_narrow_by_type_and_size() {
        for db in databases().await {
            towns(&db).await;
            let kind = |kind| Filter { kind: Some(kind), ..Filter::default() };
            assert_eq!(names(&db, kind(BodyType::Town)).await, ["Stade"]);
            assert_eq!(names(&db, kind(BodyType::District)).await, ["Landkreis Stade"]);
            assert_eq!(names(&db, kind(BodyType::Independent)).await.len(), 3);
            let size = |size| Filter { size: Some(size), ..Filter::default() };
            assert_eq!(names(&db, size(SizeClass::LargeTown)).await, ["Frankfurt (Oder)"]);
            assert_eq!(names(&db, size(SizeClass::Metropolis)).await.len(), 2);
            assert!(names(&db, Filter { known: true, ..Filter::default() }).await.is_empty());
            let sorted =
                Filter { sort: Sort::Population, kind: Some(BodyType::Independent), ..Filter::default() };
            assert_eq!(names(&db, sorted).await, ["München", "Frankfurt am Main", "Frankfurt (Oder)"]);
        }
    }

    #[tokio::test]
    async fn a_misspelled_name_leads_to_the_nearest() {
        for db in databases().await {
            towns(&db).await;
            let near = async |name: &str| {
                let keys = nearest(&db, name, 3).await.unwrap();
                keys.iter().map(ToString::to_string).collect::<Vec<_>>()
            };
            assert_eq!(near("Muenhcen").await, ["09162000"]);
            assert_eq!(near("Franfurt am Mian").await, ["06412000"]);
            assert_eq!(near("21680").await, ["03359038"], "the nearest postcode");
            assert!(near("Atlantis").await.is_empty());
            assert!(near("St").await.is_empty());
        }
    }
}
