//! Steps: a value holds until the day of the next one.

use crate::geometry::Spot;
use crate::kind::Manner;

pub(crate) const MANNER: Manner = Manner { between, apart: 4.0 };

fn between(from: Spot, to: Spot) -> Vec<Spot> {
    if (from.y - to.y).abs() < 0.05 {
        return vec![from, to];
    }
    vec![from, Spot::new(to.x, from.y), to]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_holds_until_the_next() {
        let (from, to) = (Spot::new(0.0, 10.0), Spot::new(20.0, 5.0));
        assert_eq!(between(from, to), [from, Spot::new(20.0, 10.0), to]);
        assert_eq!(between(from, Spot::new(20.0, 10.0)).len(), 2);
    }
}
