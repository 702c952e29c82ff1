//! The only code that runs in browsers. Pages are whole without it.

pub mod chart_reader;
pub mod copy_button;
pub mod sortable;
pub mod town_field;
pub mod years;
