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
    0x0000_0000_0200, 0x0000_0000_7e00, 0x0000_1800_fe00, 0x0000_1d09_fc00, 0x0000_1f8f_fc00, 0x0000_3fff_f880,
    0x0000_7fff_f800, 0x0000_7fff_fce0, 0x0000_7fff_fff8, 0x0000_ffff_fff0, 0x0000_ffff_ffe0, 0x0000_ffff_ffe0,
    0x0000_7fff_ffe0, 0x0000_7fff_ffe0, 0x0000_ffff_fff8, 0x0000_ffff_fff8, 0x0001_ffff_fff0, 0x0001_ffff_fff8,
    0x0001_ffff_fffe, 0x0001_ffff_ffff, 0x0001_ffff_fffe, 0x0003_ffff_fffe, 0x0003_ffff_fffe, 0x0003_ffff_ffff,
    0x0001_7fff_fffe, 0x0000_1fff_fffe, 0x0000_07ff_fffe, 0x0000_07ff_fffc, 0x0000_01ff_fffe, 0x0000_01ff_fffe,
    0x0000_01ff_fffe, 0x0000_01ff_fffc, 0x0000_01ff_fffc, 0x0000_03ff_fff8, 0x0000_07ff_fff8, 0x0000_0fff_ff80,
    0x0000_3fff_ff00, 0x0000_3fff_ff80, 0x0000_1fff_ff80, 0x0000_0fff_ff80, 0x0000_07ff_ffc0, 0x0000_07ff_ffc0,
    0x0000_07ff_ffc0, 0x0000_07ff_ffc0, 0x0000_0009_8000,
];
