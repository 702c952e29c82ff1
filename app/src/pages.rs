//! One file per page, named as in the menu. Each reads its state from the address, loads its data and hands plain data
//! to a view.

pub mod compare;
pub mod data;
pub mod departments;
pub mod draft;
pub mod glossary;
pub mod history;
pub mod indicator;
pub mod indicators;
pub mod inquiries;
pub mod inquiry;
pub mod legal;
pub mod method;
pub mod municipalities;
pub mod municipality;
pub mod product;
pub mod products;
pub mod promises;
pub mod service;
pub mod services;
pub mod source;
pub mod start;
pub mod town_promises;
pub mod town_services;
