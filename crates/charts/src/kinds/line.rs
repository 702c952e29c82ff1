//! Straight lines from value to value.

use crate::geometry::Spot;
use crate::kind::Manner;

pub(crate) const MANNER: Manner = Manner { between, apart: 0.0 };

fn between(from: Spot, to: Spot) -> Vec<Spot> {
    vec![from, to]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_goes_straight() {
        let (from, to) = (Spot::new(0.0, 10.0), Spot::new(20.0, 5.0));
        assert_eq!(between(from, to), [from, to]);
    }
}
