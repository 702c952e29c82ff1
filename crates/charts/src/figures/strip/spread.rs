//! Where the middle of values lies, and how dots make room for each other.

use crate::geometry::count;

/// The quantile of ascending values after Hyndman and Fan, definition 7; `None` without any.
pub(super) fn quantile(values: &[f64], share: f64) -> Option<f64> {
    let place = share * count(values.len().checked_sub(1)?);
    let below = (0..values.len()).rev().find(|&index| count(index) <= place)?;
    let (low, high) = (values.get(below)?, values.get(below + 1).or(values.get(below))?);
    Some(low + (place - count(below)) * (high - low))
}

/// Dots moved up and down until none covers another: for each place its x and how far it moves up.
pub(super) fn swarm(places: &[f64], radius: f64) -> Vec<(f64, f64)> {
    let apart = radius * 2.0 + 1.0;
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|&a, &b| places[a].total_cmp(&places[b]));
    let mut spots = vec![(0.0, 0.0); places.len()];
    let mut set: Vec<(f64, f64)> = Vec::new();
    for index in order {
        let x = places[index];
        let near: Vec<(f64, f64)> =
            set.iter().rev().take_while(|(other, _)| x - other < apart).copied().collect();
        let free =
            |up: f64| near.iter().all(|(a, b)| (x - a).powi(2) + (up - b).powi(2) >= (apart - 1e-6).powi(2));
        let mut steps = (0..).map(|step: u32| {
            let away = f64::from(step.div_ceil(2)) * 2.0;
            if step % 2 == 1 { away } else { -away }
        });
        let up = steps.find(|&up| free(up)).unwrap_or_default();
        set.push((x, up));
        spots[index] = (x, up);
    }
    spots
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quantiles_lie_between_their_neighbours() {
        let values = [1.0, 2.0, 4.0, 8.0];
        assert_eq!(quantile(&values, 0.5), Some(3.0));
        assert_eq!(quantile(&values, 0.25), Some(1.75));
        assert_eq!(quantile(&values, 0.75), Some(5.0));
        assert_eq!(quantile(&[7.0], 0.25), Some(7.0));
        assert_eq!(quantile(&[], 0.5), None);
    }

    proptest! {
        #[test]
        fn no_dot_covers_another(places in prop::collection::vec(0.0..200.0_f64, 0..60)) {
            let spots = swarm(&places, 4.0);
            for (number, a) in spots.iter().enumerate() {
                prop_assert!(spots[number + 1..].iter().all(|b| (a.0 - b.0).hypot(a.1 - b.1) >= 9.0 - 1e-3));
            }
        }
    }
}
