//! What every request shares.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use app::page::{Assets, Reading, Site};
use domain::{Catalogue, Language, Revision};
use storage::overview::{self, Edition};
use storage::{Db, StorageError};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::cache::Cache;
use crate::clock::Clock;
use crate::raster::Raster;

/// How often another process's releases are looked for.
const LOOK: Duration = Duration::from_millis(500);

/// How many pages and files are made at once. More would not be ready earlier, and each holds its data until it is.
const RENDERS: usize = 4;

/// What every request shares. Cheap to clone.
#[derive(Clone)]
pub struct AppState(Arc<Inner>);

struct Inner {
    db: Db,
    catalogue: Arc<Catalogue>,
    site: Arc<Site>,
    assets: Arc<Assets>,
    clock: Clock,
    cache: Cache,
    raster: Raster,
    renders: Semaphore,
    edition: RwLock<Edition>,
}

/// What a state is made of.
pub struct Parts {
    /// The database, migrated.
    pub db: Db,
    /// The catalogue.
    pub catalogue: Arc<Catalogue>,
    /// The installation.
    pub site: Site,
    /// Names of the assets.
    pub assets: Assets,
    /// The clock.
    pub clock: Clock,
    /// Bound of the cache in bytes.
    pub cache_bytes: u64,
}

impl AppState {
    /// A state as of the newest edition of the data.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn new(parts: Parts) -> Result<Self, StorageError> {
        // Rendering spawns on this executor. Setting it twice, as tests do, is no harm.
        let _ = any_spawner::Executor::init_tokio();
        let state = Self(Arc::new(Inner {
            db: parts.db,
            catalogue: parts.catalogue,
            site: Arc::new(parts.site),
            assets: Arc::new(parts.assets),
            clock: parts.clock,
            cache: Cache::new(parts.cache_bytes),
            raster: Raster::default(),
            renders: Semaphore::new(RENDERS),
            edition: RwLock::new(Edition { revision: Revision(0), released_on: None }),
        }));
        state.look().await?;
        Ok(state)
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// Rendered answers.
    pub fn cache(&self) -> &Cache {
        &self.0.cache
    }

    /// Waits for a turn to make a page or a file; it lasts until the permit is dropped. `None` is never returned while the
    /// server runs.
    pub async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        self.0.renders.acquire().await.ok()
    }

    /// Drawing pictures.
    pub fn raster(&self) -> &Raster {
        &self.0.raster
    }

    /// The newest edition, as far as this process knows.
    pub fn edition(&self) -> Edition {
        *self.0.edition.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the database for the newest edition. A process that releases calls this before it answers.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn look(&self) -> Result<(), StorageError> {
        let edition = overview::edition(&self.0.db).await?;
        let mut known = self.0.edition.write().unwrap_or_else(PoisonError::into_inner);
        // A slower question may come back with an older answer.
        if edition.revision > known.revision {
            *known = edition;
        }
        Ok(())
    }

    /// Looks for releases of other processes for as long as this one runs.
    pub async fn keep_looking(self) {
        let mut rhythm = tokio::time::interval(LOOK);
        rhythm.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            rhythm.tick().await;
            if let Err(error) = self.look().await {
                tracing::warn!(error = format!("{error:?}"), "the newest revision could not be read");
            }
        }
    }

    /// What a page needs, for a reader of this language.
    pub fn reading(&self, language: Language) -> Reading {
        Reading {
            db: self.0.db.clone(),
            catalogue: self.0.catalogue.clone(),
            language,
            edition: self.edition(),
            today: self.0.clock.today(),
            site: self.0.site.clone(),
            assets: self.0.assets.clone(),
        }
    }
}
