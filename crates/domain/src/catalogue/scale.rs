//! Scales: how far something has come, in levels that an outsider can check.
//!
//! A scale is data (`catalogue/scales.toml`). Official ones name their source; the others are rubrics of this project.
//! Another model, with more levels or other notions, is another scale: values of two scales are never mixed.

use super::Text;
use crate::{Slug, words};

words! {
    /// What people mean by "online". The three are kept apart and shown side by side.
    pub enum Notion {
        /// Something can be filled in online.
        Online = "online",
        /// The application can be made online as a whole, with all proofs.
        Conform = "konform",
        /// Digital from end to end.
        EndToEnd = "durchgehend",
    }
}

/// A step of a scale.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Its number; the lowest is 0.
    pub level: u8,
    /// Its name.
    pub title: Text,
    /// What must be so, as something that can be answered with yes or no. It holds in addition to all levels below.
    pub criterion: Text,
}

/// Where a scale of somebody else's is published.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleSource {
    /// Title of the document, as it is named there.
    pub title: String,
    /// Its address on the web.
    pub address: String,
    /// When it was published, for a reader.
    pub published: Text,
}

/// A versioned scale of levels 0 upwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// Name; never reused.
    pub slug: Slug,
    /// Version; rises when a text of it changes.
    pub version: i64,
    /// Title.
    pub title: Text,
    /// How a level is given, for a council member.
    pub rule: Text,
    /// Who published it; nothing for the project's own rubrics. The first is the main one.
    pub sources: Vec<ScaleSource>,
    /// Features that are judged, as far as their names are published. On such a scale the lowest one decides.
    pub features: Vec<Text>,
    /// The levels, lowest first, without gaps.
    pub levels: Vec<Level>,
    /// From which level on each notion holds.
    pub(super) notions: Vec<(Notion, u8)>,
}

impl Scale {
    pub(super) const fn new(
        slug: Slug,
        version: i64,
        title: Text,
        rule: Text,
        levels: Vec<Level>,
        notions: Vec<(Notion, u8)>,
    ) -> Self {
        Self { slug, version, title, rule, sources: Vec::new(), features: Vec::new(), levels, notions }
    }

    /// Whether somebody else published it; otherwise it is a rubric of this project.
    pub const fn is_official(&self) -> bool {
        !self.sources.is_empty()
    }

    /// The level with this number.
    pub fn level(&self, number: u8) -> Option<&Level> {
        self.levels.get(usize::from(number))
    }

    /// The highest level.
    pub fn top(&self) -> Option<&Level> {
        self.levels.last()
    }

    /// What is missing for the next level; nothing at the top.
    pub fn after(&self, number: u8) -> Option<&Level> {
        self.level(number.checked_add(1)?)
    }

    /// The lowest level at which a notion holds; nothing on scales that do not know the notion.
    pub fn threshold(&self, notion: Notion) -> Option<u8> {
        self.notions.iter().find(|(known, _)| *known == notion).map(|(_, level)| *level)
    }

    /// Whether a level satisfies a notion; nothing on scales that do not know the notion.
    pub fn satisfies(&self, number: u8, notion: Notion) -> Option<bool> {
        self.threshold(notion).map(|from| number >= from)
    }
}
