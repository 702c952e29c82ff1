//! Where bodies lie: `schluessel,lat,lon`, one line each, in degrees (WGS 84).

use std::collections::BTreeMap;

use domain::BodyKey;

use crate::problem::{Problem, Problems};
use crate::table::Table;
use crate::{Refused, cell};

/// Germany and a little around it: a place beyond is a mistake, such as latitude and longitude turned round.
const LATITUDES: std::ops::RangeInclusive<f64> = 47.0..=55.5;
const LONGITUDES: std::ops::RangeInclusive<f64> = 5.5..=15.5;

/// Reads a list of places: all of it, or nothing. Of two lines for one body the last one holds.
///
/// # Errors
/// With every problem of the file, by line and column.
pub fn read(bytes: &[u8]) -> Result<BTreeMap<BodyKey, (f64, f64)>, Refused> {
    let table = Table::read(bytes, &["schluessel", "lat", "lon"])?;
    let mut problems = Problems::default();
    let mut places = BTreeMap::new();
    for row in table.rows() {
        let mut refuse = |column: &'static str, german: &str, english: &str| {
            problems.add(Problem::new(row.line, column, row.get(column), german, english));
        };
        let key = BodyKey::parse(row.get("schluessel"));
        let latitude = cell::number(row.get("lat")).filter(|degrees| LATITUDES.contains(degrees));
        let longitude = cell::number(row.get("lon")).filter(|degrees| LONGITUDES.contains(degrees));
        if key.is_none() {
            refuse("schluessel", "ein amtlicher Schlüssel", "an official key");
        }
        if latitude.is_none() {
            refuse("lat", "Grad nördlicher Breite von 47 bis 55,5", "degrees north from 47 to 55.5");
        }
        if longitude.is_none() {
            refuse("lon", "Grad östlicher Länge von 5,5 bis 15,5", "degrees east from 5.5 to 15.5");
        }
        places.extend(key.zip(latitude.zip(longitude)));
    }
    problems.into_result(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latitude_and_longitude_turned_round_are_noticed() {
        assert_eq!(read(b"schluessel;lat;lon\n12054000;52.4;13.06\n").unwrap().len(), 1);
        let refused = read(b"schluessel;lat;lon\n12054000;13.06;52.4\n").unwrap_err();
        assert_eq!(refused.problems.iter().map(|it| it.column).collect::<Vec<_>>(), ["lat", "lon"]);
    }
}
