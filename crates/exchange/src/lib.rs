//! How data comes and goes: bytes of files to values of the domain and back.
//!
//! This crate knows neither database nor HTTP. It never panics on a file, whatever is in it, and never lets a
//! spreadsheet formula out.
//!
//! * [`table`] reads any CSV that an office is likely to send, and knows the line of every cell.
//! * [`facts`] is the long format of facts, in and out without loss; [`bodies`] the list of bodies.
//! * [`services`] and [`departments`] are the tables of what is on record about services and departments.
//! * [`register`] reads the official register of municipalities, [`places`] where they lie.
//! * [`service_list`] reads a national catalogue of services.
//! * [`inquiries`] are what council groups asked, with the indicators that answer it.
//! * [`bundled`] are the facts and bodies this repository ships.
//! * [`export`] writes what a chart shows, [`open_data`] the lists and the template of the open data page.
//! * [`promises`] is the table of promises; [`listing`] writes what a list shows.
//!
//! **To add an export format** write `export/<format>.rs` and add its line to the registry in `export.rs`: the links
//! under every chart, the media types and the tests walk [`export::Format::ALL`].

pub mod bodies;
pub mod bundled;
pub mod cell;
mod decode;
pub mod departments;
pub mod export;
pub mod facts;
pub mod inquiries;
pub mod listing;
pub mod open_data;
pub mod places;
pub mod problem;
pub mod promises;
mod reader;
mod records;
pub mod register;
pub mod service_list;
pub mod services;
mod stream;
pub mod successors;
pub mod table;

pub use problem::{Problem, Problems, Refused};
pub use stream::Lines;
