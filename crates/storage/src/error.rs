//! What can go wrong between the product and its database.

/// A failure of storage. "Not found" is no failure: it is `Ok(None)`.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The database or the way to it failed.
    #[error("the database failed")]
    Driver(#[from] sqlx::Error),
    /// A migration could not be applied.
    #[error("the database could not be brought up to date")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A stored row breaks a rule of the domain.
    #[error("inconsistent row in {table}: {column} is {found}")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// What was found.
        found: String,
    },
    /// Something refers to a body or indicator that is not there.
    #[error("there is no {what} {name:?}")]
    Unknown {
        /// What is missing.
        what: &'static str,
        /// Its name.
        name: String,
    },
    /// Records that are released together say two things about one cell.
    #[error("{0} is named twice for the same date and voice")]
    Twice(String),
    /// The address of the database is of no known kind.
    #[error("DATABASE_URL must begin with sqlite: or postgres:, not {0:?}")]
    Address(String),
    /// The linked SQLite can corrupt a database in WAL mode.
    #[error("the linked SQLite is {0}, but at least 3.51.3 is needed")]
    OldSqlite(String),
}

impl StorageError {
    pub(crate) fn inconsistent(
        table: &'static str,
        column: &'static str,
        found: impl std::fmt::Display,
    ) -> Self {
        Self::Inconsistent { table, column, found: format!("{found}") }
    }
}
