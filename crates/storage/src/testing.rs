//! Databases for tests: every test of storage runs on both kinds.

use std::sync::atomic::{AtomicU32, Ordering};

use domain::{
    Body, BodyKey, Cell, Day, Exactness, Observation, PartialDate, Reuse, Slug, Source, SourceKind, Value,
    Voice,
};

use crate::Db;

/// A fresh, migrated `SQLite` database in a temporary folder and, where `DIGITALSTAND_TEST_POSTGRES` names a server,
/// a fresh `PostgreSQL` database on it. Where it names none, the test says so and runs on `SQLite` alone;
/// `cargo xtask test` refuses that on CI.
pub async fn databases() -> Vec<Db> {
    let mut databases = vec![sqlite().await];
    databases.extend(postgres().await);
    databases
}

/// A fresh, migrated `SQLite` database. The folder stays until the system clears its temporary files.
pub async fn sqlite() -> Db {
    let folder = tempfile::tempdir().expect("a temporary folder").keep();
    let db =
        Db::connect(&format!("sqlite:{}/test.sqlite", folder.display())).await.expect("a new file opens");
    db.migrate().await.expect("migrations run");
    db
}

/// A fresh, migrated `PostgreSQL` database, where a server is named.
pub async fn postgres() -> Option<Db> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration to read it from")]
    let Ok(server) = std::env::var("DIGITALSTAND_TEST_POSTGRES") else {
        return None;
    };
    let name = format!("test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let admin = sqlx::PgPool::connect(&server).await.expect("the server of the tests answers");
    let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
    sqlx::query(create).execute(&admin).await.expect("a database can be made");
    let (base, _) = server.rsplit_once('/').expect("an address with a database");
    let db = Db::connect(&format!("{base}/{name}")).await.expect("the new database opens");
    db.migrate().await.expect("migrations run");
    Some(db)
}

/// A municipality with this key and name.
pub fn town(key: &str, name: &str) -> Body {
    Body {
        population: Some((100_000, Day::from_number(20_088))),
        place: Some((52.4, 13.06)),
        ..Body::new(BodyKey::parse(key).expect("a key"), name, "Kreisfreie Stadt")
    }
}

/// A reported number.
pub fn number(body: &str, indicator: &str, date: &str, value: f64) -> Observation {
    Observation {
        body: BodyKey::parse(body).expect("a key"),
        indicator: Slug::parse(indicator).expect("a slug"),
        valid_on: PartialDate::parse(date),
        period_start: None,
        voice: Voice::Administration,
        cell: Cell::Reported { value: Value::Number(value), exactness: Exactness::Exact, ratio: None },
        definition: 1,
        source: Source {
            title: "Bericht".to_owned(),
            address: "https://example.org/bericht".to_owned(),
            published: None,
            retrieved_on: Day::from_number(20_779),
            kind: SourceKind::Website,
            reuse: Reuse::Open,
        },
        page: String::new(),
        note: String::new(),
    }
}
