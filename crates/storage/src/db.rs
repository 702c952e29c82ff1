//! The seam: one type for both databases, one way to run a statement.

use std::str::FromStr;
use std::time::Duration;

use futures_util::TryStreamExt as _;
use sqlx::postgres::{PgArguments, PgConnectOptions, PgPool, PgPoolOptions, PgRow};
use sqlx::query::Query;
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow,
    SqliteSynchronous,
};
use sqlx::{FromRow, Postgres, Sqlite};

use crate::StorageError;

static SQLITE_MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES_MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/postgres");

/// How long a writer waits for another one, and a reader for a connection.
const PATIENCE: Duration = Duration::from_secs(5);
/// Readers at once. `SQLite` gains nothing from more than there are cores on a small server.
const READERS: u32 = 4;
/// Rows that a reading connection may be ahead of who asked.
const WAITING_ROWS: usize = 500;
/// Connections to `PostgreSQL` per instance, well below its default of 100.
const CONNECTIONS: u32 = 16;

/// A database: one file, or a server.
#[derive(Debug, Clone)]
pub enum Db {
    /// The embedded default: one writing connection, several reading ones.
    Sqlite {
        /// Connections that only read.
        read: SqlitePool,
        /// The one that writes.
        write: SqlitePool,
    },
    /// For larger installations.
    Postgres(PgPool),
}

/// A row type that can be read from both databases: derive `FromRow`.
pub(crate) trait Record:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}
impl<T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin> Record for T {}

/// An argument of a statement. Nulls are typed, because `PostgreSQL` wants to know of what nothing is.
#[derive(Debug, Clone)]
pub enum Arg {
    /// A whole number, a code, a day.
    Int(Option<i64>),
    /// A number.
    Real(Option<f64>),
    /// A text.
    Text(Option<String>),
}

impl From<i64> for Arg {
    fn from(value: i64) -> Self {
        Self::Int(Some(value))
    }
}
impl From<Option<i64>> for Arg {
    fn from(value: Option<i64>) -> Self {
        Self::Int(value)
    }
}
impl From<Option<f64>> for Arg {
    fn from(value: Option<f64>) -> Self {
        Self::Real(value)
    }
}
impl From<&str> for Arg {
    fn from(value: &str) -> Self {
        Self::Text(Some(value.to_owned()))
    }
}
impl From<String> for Arg {
    fn from(value: String) -> Self {
        Self::Text(Some(value))
    }
}
impl From<Option<String>> for Arg {
    fn from(value: Option<String>) -> Self {
        Self::Text(value)
    }
}

/// Binds arguments to a statement; the same words for both drivers, whose types have no common trait for it.
macro_rules! bind {
    ($query:expr, $args:expr) => {{
        let mut query = $query;
        for arg in $args {
            query = match arg {
                Arg::Int(value) => query.bind(value),
                Arg::Real(value) => query.bind(value),
                Arg::Text(value) => query.bind(value),
            };
        }
        query
    }};
}

impl Db {
    /// Opens the database at this address: `sqlite:PATH` or `postgres://…`. A `SQLite` file is made when there is none.
    ///
    /// # Errors
    /// When the address is of no known kind, the database does not answer, or the linked `SQLite` is too old.
    pub async fn connect(address: &str) -> Result<Self, StorageError> {
        if address.starts_with("postgres:") || address.starts_with("postgresql:") {
            let options = PgConnectOptions::from_str(address)?.application_name("digitalstand");
            let pool = PgPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(PATIENCE);
            return Ok(Self::Postgres(pool.connect_with(options).await?));
        }
        if !address.starts_with("sqlite:") {
            return Err(StorageError::Address(address.to_owned()));
        }
        // An acknowledged write survives a power cut: FULL syncs the log on every commit, and writes are rare here.
        let options = SqliteConnectOptions::from_str(address)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // Without it, replacing a row would pass by the triggers that keep rows.
            .pragma("recursive_triggers", "1")
            // Rows that wait for their reader; with fewer, both threads wait for each other again and again.
            .row_buffer_size(WAITING_ROWS)
            .busy_timeout(PATIENCE);
        let write = SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
        require_sound_sqlite(&write).await?;
        let read = SqlitePoolOptions::new().max_connections(READERS).acquire_timeout(PATIENCE);
        let read = read.connect_with(options.pragma("query_only", "1")).await?;
        Ok(Self::Sqlite { read, write })
    }

    /// Brings the schema up to date.
    ///
    /// # Errors
    /// When a migration fails, or the database was made by a newer release.
    pub async fn migrate(&self) -> Result<(), StorageError> {
        match self {
            Self::Sqlite { write, .. } => SQLITE_MIGRATIONS.run(write).await?,
            Self::Postgres(pool) => POSTGRES_MIGRATIONS.run(pool).await?,
        }
        Ok(())
    }

    /// Closes all connections after their work.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }

    /// Begins a transaction that can write.
    ///
    /// # Errors
    /// When the database does not answer, or another writer does not finish in time.
    pub async fn begin(&self) -> Result<Tx, StorageError> {
        Ok(match self {
            // IMMEDIATE takes the write lock now, so that no later statement fails half way for want of it.
            Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    pub(crate) async fn all<T: Record>(
        &self,
        sql: &'static str,
        args: Vec<Arg>,
    ) -> Result<Vec<T>, StorageError> {
        Ok(match self {
            Self::Sqlite { read, .. } => {
                bind!(sqlx::query_as::<Sqlite, T>(sql), args).fetch_all(read).await?
            }
            Self::Postgres(pool) => bind!(sqlx::query_as::<Postgres, T>(sql), args).fetch_all(pool).await?,
        })
    }

    pub(crate) async fn optional<T: Record>(
        &self,
        sql: &'static str,
        args: Vec<Arg>,
    ) -> Result<Option<T>, StorageError> {
        Ok(match self {
            Self::Sqlite { read, .. } => {
                bind!(sqlx::query_as::<Sqlite, T>(sql), args).fetch_optional(read).await?
            }
            Self::Postgres(pool) => {
                bind!(sqlx::query_as::<Postgres, T>(sql), args).fetch_optional(pool).await?
            }
        })
    }

    /// Hands over row after row; no more of them than a few are in memory.
    pub(crate) async fn each<T: Record, E: From<StorageError>>(
        &self,
        sql: &'static str,
        args: Vec<Arg>,
        mut take: impl FnMut(T) -> Result<(), E>,
    ) -> Result<(), E> {
        match self {
            Self::Sqlite { read, .. } => {
                let mut rows = bind!(sqlx::query_as::<Sqlite, T>(sql), args).fetch(read);
                while let Some(row) = rows.try_next().await.map_err(StorageError::from)? {
                    take(row)?;
                }
            }
            Self::Postgres(pool) => {
                let mut rows = bind!(sqlx::query_as::<Postgres, T>(sql), args).fetch(pool);
                while let Some(row) = rows.try_next().await.map_err(StorageError::from)? {
                    take(row)?;
                }
            }
        }
        Ok(())
    }

    pub(crate) async fn number(&self, sql: &'static str, args: Vec<Arg>) -> Result<i64, StorageError> {
        Ok(self.optional::<(i64,)>(sql, args).await?.map_or(0, |row| row.0))
    }
}

/// A transaction. Dropping it undoes everything.
pub enum Tx {
    /// On the embedded database.
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    /// On a server.
    Postgres(sqlx::Transaction<'static, Postgres>),
}

impl Tx {
    pub(crate) async fn run(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<u64, StorageError> {
        Ok(match self {
            Self::Sqlite(tx) => {
                let query: Query<'_, Sqlite, SqliteArguments> = bind!(sqlx::query(sql), args);
                query.execute(&mut **tx).await?.rows_affected()
            }
            Self::Postgres(tx) => {
                let query: Query<'_, Postgres, PgArguments> = bind!(sqlx::query(sql), args);
                query.execute(&mut **tx).await?.rows_affected()
            }
        })
    }

    pub(crate) async fn optional<T: Record>(
        &mut self,
        sql: &'static str,
        args: Vec<Arg>,
    ) -> Result<Option<T>, StorageError> {
        Ok(match self {
            Self::Sqlite(tx) => {
                bind!(sqlx::query_as::<Sqlite, T>(sql), args).fetch_optional(&mut **tx).await?
            }
            Self::Postgres(tx) => {
                bind!(sqlx::query_as::<Postgres, T>(sql), args).fetch_optional(&mut **tx).await?
            }
        })
    }

    pub(crate) async fn all<T: Record>(
        &mut self,
        sql: &'static str,
        args: Vec<Arg>,
    ) -> Result<Vec<T>, StorageError> {
        Ok(match self {
            Self::Sqlite(tx) => bind!(sqlx::query_as::<Sqlite, T>(sql), args).fetch_all(&mut **tx).await?,
            Self::Postgres(tx) => {
                bind!(sqlx::query_as::<Postgres, T>(sql), args).fetch_all(&mut **tx).await?
            }
        })
    }

    /// Makes everything in this transaction permanent.
    ///
    /// # Errors
    /// When the database could not promise it; then nothing of it is there.
    pub async fn commit(self) -> Result<(), StorageError> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

/// Refuses a `SQLite` older than 3.51.3, which can corrupt a database in WAL mode when two connections write.
async fn require_sound_sqlite(pool: &SqlitePool) -> Result<(), StorageError> {
    let (version,): (String,) = sqlx::query_as("SELECT sqlite_version()").fetch_one(pool).await?;
    let numbers: Vec<u32> = version.split('.').filter_map(|part| part.parse().ok()).collect();
    if numbers.as_slice() < [3, 51, 3].as_slice() { Err(StorageError::OldSqlite(version)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn connections_share_no_lock_for_counting_memory() {
        let pool = SqlitePool::connect("sqlite::memory:").await.unwrap();
        let options: Vec<(String,)> =
            sqlx::query_as("PRAGMA compile_options").fetch_all(&pool).await.unwrap();
        assert!(
            options.iter().any(|option| option.0 == "DEFAULT_MEMSTATUS=0"),
            "the flags of .cargo/config.toml did not reach SQLite"
        );
    }
}
