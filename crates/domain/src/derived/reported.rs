//! Derived numbers beside the totals that a body reports, and where the two disagree.

use super::{Measure, Tally};
use crate::Exactness;

/// How a derived number stands beside a reported one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// The list is a part of what the body counts: it may show fewer, but never more.
    AtLeast,
    /// Both count the same things, once everything is known.
    Count,
    /// Both are the same share, in percent.
    Share,
}

/// The indicators that a body reports for what a measure derives.
pub const fn beside(measure: Measure) -> &'static [(&'static str, Beside)] {
    match measure {
        Measure::Online => &[("onlinedienste-anzahl", Beside::AtLeast)],
        Measure::Payment => &[("e-payment-leistungen", Beside::AtLeast)],
        Measure::Portal => &[("portalverbund-leistungen", Beside::AtLeast)],
        Measure::Unbroken => &[("prozesse-ohne-papier", Beside::AtLeast)],
        Measure::EfileWorkplaces => &[("e-akte-arbeitsplaetze-anteil", Beside::Share)],
        Measure::EfileDepartments => &[("e-akte-bereiche", Beside::Count)],
        Measure::Management => &[("antragsmanagement-bereiche", Beside::Count)],
        _ => &[],
    }
}

/// How far a reported number lies from a derived one, beyond what its exactness leaves open: reported less derived.
/// `None` when the two agree or cannot be compared.
#[expect(clippy::cast_precision_loss, reason = "counts of services and workplaces stay far below 2^53")]
pub fn disagreement(how: Beside, tally: Tally, reported: f64, exactness: Exactness) -> Option<f64> {
    let (derived, tolerance) = match how {
        Beside::Share => (tally.share()?, 0.5),
        Beside::Count | Beside::AtLeast => (tally.numerator as f64, 0.0),
    };
    let open = tolerance
        + match exactness {
            // "rund" leaves a tenth open.
            Exactness::About => reported.abs() * 0.1,
            _ => 0.0,
        };
    let difference = reported - derived;
    let bounded = matches!(how, Beside::AtLeast) || (matches!(how, Beside::Count) && tally.unknown > 0);
    let too_few = difference < -open && exactness != Exactness::AtLeast;
    let too_many = difference > open && exactness != Exactness::AtMost && !bounded;
    (too_few || too_many).then_some(difference)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TALLY: Tally = Tally { numerator: 8, denominator: 10, known: 10, unknown: 0 };

    #[test]
    fn a_difference_counts_only_beyond_exactness() {
        let of = |how, reported, exactness| disagreement(how, TALLY, reported, exactness);
        assert_eq!(of(Beside::Share, 80.4, Exactness::Exact), None);
        assert_eq!(of(Beside::Share, 70.0, Exactness::Exact), Some(-10.0));
        assert_eq!(of(Beside::Share, 85.0, Exactness::About), None);
        assert_eq!(of(Beside::Share, 50.0, Exactness::AtLeast), None);
        assert_eq!(of(Beside::Share, 90.0, Exactness::AtMost), None);
        assert_eq!(of(Beside::Count, 9.0, Exactness::Exact), Some(1.0));
        assert_eq!(
            of(Beside::AtLeast, 200.0, Exactness::Exact),
            None,
            "a list may be shorter than the whole"
        );
        assert_eq!(of(Beside::AtLeast, 5.0, Exactness::Exact), Some(-3.0));
    }

    #[test]
    fn while_something_is_unknown_a_count_is_a_lower_bound() {
        let part = Tally { unknown: 2, ..TALLY };
        assert_eq!(disagreement(Beside::Count, part, 9.0, Exactness::Exact), None);
        assert_eq!(disagreement(Beside::Count, part, 7.0, Exactness::Exact), Some(-1.0));
    }
}
