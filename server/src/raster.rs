//! Pictures as PNG: drawn from the very SVG that readers get, with the fonts of the site.

use std::sync::Arc;

use app::error::AppError;
use tokio::sync::Semaphore;

use crate::assets;

/// How many pictures are drawn at once: they take a processor each and some megabytes.
const AT_ONCE: usize = 2;

/// Draws pictures, a few at a time. Cheap to clone.
#[derive(Clone)]
pub struct Raster(Arc<Semaphore>);

impl Default for Raster {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Raster {
    /// An SVG as PNG, this many times as large.
    ///
    /// # Errors
    /// When the picture cannot be drawn.
    pub async fn png(&self, svg: String, scale: f32) -> Result<Vec<u8>, AppError> {
        let broken = |error: &dyn std::fmt::Display| AppError::Interrupted(error.to_string());
        let _turn = self.0.acquire().await.map_err(|error| broken(&error))?;
        let draw = move || {
            let fonts: Vec<&[u8]> = assets::chart_fonts().iter().map(Vec::as_slice).collect();
            charts::png(&svg, scale, &fonts)
        };
        Ok(tokio::task::spawn_blocking(draw).await.map_err(|error| broken(&error))??)
    }
}
