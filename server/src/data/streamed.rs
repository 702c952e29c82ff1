//! The long tables: everything that is on record, body by body, whatever the whole weighs.

use domain::{BodyKey, Catalogue, Reuse, Revision};
use storage::{AsOf, Db, StorageError, departments, observations, open, services};

/// A table that is written piece by piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Streamed {
    /// Facts that may be passed on.
    Facts,
    /// Records about services.
    Services,
    /// Records about departments.
    Departments,
}

impl Streamed {
    pub(super) const ALL: [Self; 3] = [Self::Facts, Self::Services, Self::Departments];

    /// The name of its file.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Facts => "fakten.csv",
            Self::Services => "leistungen.csv",
            Self::Departments => "aemter.csv",
        }
    }

    /// The first line.
    pub(crate) fn heading(self) -> String {
        match self {
            Self::Facts => exchange::facts::write(&[]),
            Self::Services => exchange::services::write(&[]),
            Self::Departments => exchange::departments::write(&[]),
        }
    }

    /// The lines of the bodies after `after` as known in a revision, and the last of these bodies; nothing at the end.
    pub(crate) async fn lines(
        self,
        db: &Db,
        catalogue: &Catalogue,
        known: Revision,
        after: Option<&BodyKey>,
    ) -> Result<(String, Option<BodyKey>), StorageError> {
        Ok(match self {
            Self::Facts => {
                let page = open::facts(db, catalogue, known, after).await?;
                (exchange::facts::rows(&page.records), page.next)
            }
            Self::Services => {
                let page = open::services(db, known, after).await?;
                (exchange::services::rows(&page.records), page.next)
            }
            Self::Departments => {
                let page = open::departments(db, known, after).await?;
                (exchange::departments::rows(&page.records), page.next)
            }
        })
    }

    /// What the table has about one body, as known in a revision, under the same heading.
    pub(super) async fn of_body(
        self,
        db: &Db,
        catalogue: &Catalogue,
        known: Revision,
        body: &BodyKey,
    ) -> Result<String, StorageError> {
        let as_of = AsOf { known: Some(known), valid: None };
        Ok(match self {
            Self::Facts => {
                let mut facts = observations::of_body(db, catalogue, body, as_of).await?;
                facts.retain(|fact| fact.source.reuse == Reuse::Open);
                exchange::facts::write(&facts)
            }
            Self::Services => exchange::services::write(&services::of_body(db, body, as_of).await?),
            Self::Departments => exchange::departments::write(&departments::of_body(db, body, as_of).await?),
        })
    }
}
