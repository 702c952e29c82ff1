//! Who took over a dissolved body: `schluessel,nachfolger`, one line each.

use domain::BodyKey;

use crate::Refused;
use crate::problem::{Problem, Problems};
use crate::table::Table;

/// Reads a list of dissolved bodies and their successors: all of it, or nothing.
///
/// # Errors
/// With every problem of the file, by line and column.
pub fn read(bytes: &[u8]) -> Result<Vec<(BodyKey, BodyKey)>, Refused> {
    let table = Table::read(bytes, &["schluessel", "nachfolger"])?;
    let mut problems = Problems::default();
    let mut pairs = Vec::new();
    for row in table.rows() {
        let mut key = |column: &'static str| {
            let text = row.get(column);
            let key = BodyKey::parse(text);
            if key.is_none() {
                problems.add(Problem::new(
                    row.line,
                    column,
                    text,
                    "ein amtlicher Schlüssel",
                    "an official key",
                ));
            }
            key
        };
        pairs.extend(key("schluessel").zip(key("nachfolger")));
    }
    problems.into_result(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_read_and_bad_keys_named() {
        let pairs = read(b"schluessel;nachfolger\n12054001;12054000\n").unwrap();
        assert_eq!((pairs[0].0.as_str(), pairs[0].1.as_str()), ("12054001", "12054000"));
        assert_eq!(
            read(b"schluessel;nachfolger\nx;12054000\n").unwrap_err().problems[0].column,
            "schluessel"
        );
    }
}
