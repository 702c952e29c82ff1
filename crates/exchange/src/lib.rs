//! How data comes and goes: bytes of files to values of the domain and back.
//!
//! This crate knows neither database nor HTTP. It never panics on a file, whatever is in it, and never lets a
//! spreadsheet formula out.
//!
//! * [`table`] reads any CSV that an office is likely to send, and knows the line of every cell.
//! * [`facts`] is the long format of facts, in and out without loss; [`bodies`] the list of bodies.
//! * [`inquiries`] are what council groups asked, with the indicators that answer it.
//! * [`register`] reads the official register of municipalities.
//! * [`bundled`] are the facts and bodies this repository ships.
//! * [`export`] writes what a chart shows.
//!
//! **To add an export format** write `export/<format>.rs` and add its line to the registry in `export.rs`: the links
//! under every chart, the media types and the tests walk [`export::Format::ALL`].

pub mod bodies;
pub mod bundled;
pub mod cell;
pub mod export;
pub mod facts;
pub mod inquiries;
pub mod problem;
pub mod register;
pub mod successors;
pub mod table;

pub use problem::{Problem, Refused};
