//! A comparison as lines of a file.

use exchange::export::Row;

use super::Measured;
use crate::diagrams::row::row;

impl Measured {
    /// The records, each with everything needed to cite it.
    pub fn lines(&self) -> Vec<Row> {
        let lines = self.parts.iter().flat_map(|part| {
            part.series.iter().flat_map(move |(place, shown)| {
                let name = self.bodies.get(*place).map_or("", |body| body.name.as_str());
                shown.iter().map(move |shown| row(name, &part.indicator, shown, self.language))
            })
        });
        lines.collect()
    }
}
