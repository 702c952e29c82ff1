//! One module for each kind.

pub(crate) mod line;
pub(crate) mod step;
