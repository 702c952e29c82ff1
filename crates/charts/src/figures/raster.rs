//! Where in Germany municipalities lie, written by `raster.py`: numbers only, do not edit.
//!
//! Source: municipality register (GV-ISys), © Statistisches Bundesamt (Destatis); reproduction and distribution,
//! also of parts, are permitted provided that the source is mentioned.

/// The latitude of the upper side.
pub(super) const NORTH: f64 = 55.1;

/// The longitude of the left side.
pub(super) const WEST: f64 = 5.8;

/// How much shorter a degree of longitude is than one of latitude.
pub(super) const STRETCH: f64 = 0.6266;

/// The distance of two dots, in degrees of latitude.
pub(super) const STEP: f64 = 0.172;

/// How many dots lie in a row.
pub(super) const COLUMNS: usize = 34;

/// The rows from north to south; the lowest bit is the westernmost dot.
#[rustfmt::skip]
pub(super) static ROWS: [u64; 45] = [
    0x000000200, 0x000007e00, 0x01800fe00, 0x01d09fc00, 0x01f8ffc00, 0x03ffff880,
    0x07ffff800, 0x07ffffce0, 0x07ffffff8, 0x0fffffff0, 0x0ffffffe0, 0x0ffffffe0,
    0x07fffffe0, 0x07fffffe0, 0x0fffffff8, 0x0fffffff8, 0x1fffffff0, 0x1fffffff8,
    0x1fffffffe, 0x1ffffffff, 0x1fffffffe, 0x3fffffffe, 0x3fffffffe, 0x3ffffffff,
    0x17ffffffe, 0x01ffffffe, 0x007fffffe, 0x007fffffc, 0x001fffffe, 0x001fffffe,
    0x001fffffe, 0x001fffffc, 0x001fffffc, 0x003fffff8, 0x007fffff8, 0x00fffff80,
    0x03fffff00, 0x03fffff80, 0x01fffff80, 0x00fffff80, 0x007ffffc0, 0x007ffffc0,
    0x007ffffc0, 0x007ffffc0, 0x000098000,
];
