//! What the two databases say differently: many rows at once.

use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::SqlitePoolOptions;
use sqlx::{ConnectOptions as _, Postgres, Sqlite};

use crate::db::{Arg, Tx};
use crate::{Db, StorageError};

type Result<T> = std::result::Result<T, StorageError>;

/// Rows of one statement on `SQLite`, which takes at most 32,766 arguments.
const ROWS: usize = 400;

/// What `PostgreSQL` may use for the one connection of an import: with its usual four megabytes it sorts millions of
/// rows on disk.
const IMPORT_MEMORY: [(&str, &str); 3] =
    [("work_mem", "256MB"), ("maintenance_work_mem", "256MB"), ("temp_buffers", "128MB")];

/// A table that takes many rows at once, in the words of both databases; made by [`bulk!`].
pub(crate) struct Bulk {
    pub(crate) insert: &'static str,
    pub(crate) copy: &'static str,
    pub(crate) columns: usize,
}

/// A [`Bulk`] of a table and its columns.
macro_rules! bulk {
    ($table:literal, $first:literal $(, $column:literal)* $(,)?) => {
        $crate::dialect::Bulk {
            insert: concat!("INSERT INTO ", $table, " (", $first $(, ", ", $column)*, ") VALUES "),
            copy: concat!("COPY ", $table, " (", $first $(, ", ", $column)*, ") FROM STDIN"),
            columns: [$first $(, $column)*].len(),
        }
    };
}
pub(crate) use bulk;

impl Db {
    /// Begins a transaction on a connection of its own that locks nothing before its first change to a lasting table:
    /// it can gather rows in temporary tables while others write. Its statements may take long and are not logged for it.
    pub(crate) async fn begin_apart(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { write, .. } => {
                // More memory than a reader gets: fewer pages are written twice.
                let options = (*write.connect_options()).clone().pragma("cache_size", "-65536");
                let apart = SqlitePoolOptions::new().max_connections(1);
                Tx::Sqlite(apart.connect_with(options.disable_statement_logging()).await?.begin().await?)
            }
            Self::Postgres(pool) => {
                let options = (*pool.connect_options()).clone().options(IMPORT_MEMORY);
                let options = options.disable_statement_logging();
                let apart = PgPoolOptions::new().max_connections(1);
                Tx::Postgres(apart.connect_with(options).await?.begin().await?)
            }
        })
    }

    /// Gives back the disk that the log of a large transaction took, as far as readers let go of it.
    pub(crate) async fn tidy(&self) -> Result<()> {
        if let Self::Sqlite { write, .. } = self {
            sqlx::query::<Sqlite>("PRAGMA wal_checkpoint(TRUNCATE)").execute(write).await?;
        }
        Ok(())
    }
}

impl Tx {
    /// Writes rows, each with as many arguments as the table has columns.
    pub(crate) async fn write_all(&mut self, bulk: &Bulk, rows: &mut Vec<Vec<Arg>>) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        match self {
            Self::Sqlite(tx) => {
                for some in rows.chunks_mut(ROWS) {
                    let sql = sqlx::AssertSqlSafe(insert(bulk, some.len()));
                    // Only the statement for a full set comes again.
                    let mut query = sqlx::query::<Sqlite>(sql).persistent(some.len() == ROWS);
                    for arg in some.iter_mut().flat_map(std::mem::take) {
                        query = match arg {
                            Arg::Int(value) => query.bind(value),
                            Arg::Real(value) => query.bind(value),
                            Arg::Text(value) => query.bind(value),
                        };
                    }
                    query.execute(&mut **tx).await?;
                }
            }
            Self::Postgres(tx) => {
                let mut text = String::new();
                for row in rows.iter() {
                    copy_line(row, &mut text);
                }
                let mut copy = tx.copy_in_raw(bulk.copy).await?;
                copy.send(text.into_bytes()).await?;
                copy.finish().await?;
            }
        }
        rows.clear();
        Ok(())
    }

    /// Tells the database what a table that was just filled looks like.
    pub(crate) async fn analyze(&mut self, sql: &'static str) -> Result<()> {
        if let Self::Postgres(tx) = self {
            sqlx::query::<Postgres>(sql).execute(&mut **tx).await?;
        }
        Ok(())
    }
}

fn insert(bulk: &Bulk, rows: usize) -> String {
    let row = format!("({})", vec!["?"; bulk.columns].join(","));
    format!("{}{}", bulk.insert, vec![row; rows].join(","))
}

/// A line in the text form of COPY.
fn copy_line(row: &[Arg], text: &mut String) {
    use std::fmt::Write as _;
    for (place, arg) in row.iter().enumerate() {
        if place > 0 {
            text.push('\t');
        }
        // Writing to a string cannot fail.
        let _ = match arg {
            Arg::Int(Some(value)) => write!(text, "{value}"),
            Arg::Real(Some(value)) => write!(text, "{value}"),
            Arg::Text(Some(value)) => {
                value.chars().for_each(|letter| match letter {
                    '\\' => text.push_str("\\\\"),
                    '\t' => text.push_str("\\t"),
                    '\n' => text.push_str("\\n"),
                    '\r' => text.push_str("\\r"),
                    letter => text.push(letter),
                });
                Ok(())
            }
            Arg::Int(None) | Arg::Real(None) | Arg::Text(None) => write!(text, "\\N"),
        };
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::databases;

    const TABLE: &str =
        "CREATE TEMPORARY TABLE bulk_test (number BIGINT, share DOUBLE PRECISION, words TEXT)";
    const BULK: Bulk = bulk!("bulk_test", "number", "share", "words");

    #[tokio::test]
    async fn many_rows_arrive_as_they_were_sent() {
        for db in databases().await {
            let mut tx = db.begin_apart().await.unwrap();
            tx.run(TABLE, Vec::new()).await.unwrap();
            let words = ["", "a\tb\\n", "\n\r\\.", "Köln \\N", "'; DROP TABLE body; --", "\""];
            let sent: Vec<(i64, f64, String)> = (0..1_003_i32)
                .map(|n| {
                    let word = words[usize::try_from(n).unwrap() % words.len()];
                    (i64::from(n) - 5, f64::from(n) / 7.0, word.into())
                })
                .collect();
            let mut rows: Vec<Vec<Arg>> = sent
                .iter()
                .map(|(n, share, words)| vec![(*n).into(), Some(*share).into(), words.as_str().into()])
                .collect();
            rows.push(vec![1_000_000.into(), None::<f64>.into(), None::<String>.into()]);
            tx.write_all(&BULK, &mut rows).await.unwrap();
            let select = "SELECT number, share, words FROM bulk_test WHERE words IS NOT NULL ORDER BY number";
            assert_eq!(tx.all::<(i64, f64, String)>(select, Vec::new()).await.unwrap(), sent);
            let nulls = "SELECT COUNT(*) FROM bulk_test WHERE words IS NULL AND share IS NULL";
            assert_eq!(tx.optional::<(i64,)>(nulls, Vec::new()).await.unwrap(), Some((1,)));
        }
    }
}
