//! One file per page, named as in the menu. Each reads its state from the address, loads its data and hands plain data
//! to a view.

pub mod compare;
pub mod draft;
pub mod history;
pub mod indicator;
pub mod indicators;
pub mod inquiries;
pub mod inquiry;
pub mod municipalities;
pub mod municipality;
pub mod start;
