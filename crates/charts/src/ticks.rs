//! The value axis: which values it spans, where its lines lie and what is printed beside them.

use domain::Language;
use domain::format;

use crate::Scale;
use crate::geometry::count;

/// A value axis ready to be laid out.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ValueAxis {
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// Whether small values stand on top.
    pub(crate) inverted: bool,
    /// Ascending.
    pub(crate) ticks: Vec<Tick>,
    /// The value whose line is drawn as the axis.
    pub(crate) base: f64,
    /// Whether the ticks bear the names of levels.
    pub(crate) named: bool,
}

/// A line of the grid.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tick {
    pub(crate) value: f64,
    pub(crate) label: String,
}

/// How many lines an axis has at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lines {
    /// A plot of its own.
    Five,
    /// A strip among others.
    Four,
}

impl Lines {
    const fn most(self) -> f64 {
        match self {
            Self::Five => 5.0,
            Self::Four => 4.0,
        }
    }
}

/// What is smaller is drawn as if it were nothing.
const SMALLEST: f64 = 1e-6;

impl ValueAxis {
    /// The axis for these values.
    pub(crate) fn new(scale: &Scale, values: &[f64], lines: Lines, language: Language) -> Self {
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let (least, most) = if values.is_empty() { (0.0, 0.0) } else { (least, most) };
        let whole = values.iter().all(|value| value.fract() == 0.0);
        match scale {
            Scale::Levels(names) if least >= 0.0 && most < count(names.len()) => Self::levels(names),
            Scale::Rank => Self::rank(least, most, lines, language),
            Scale::Percent => Self::from_zero(least.min(0.0), most.max(100.0), lines, true, language),
            Scale::Score { max: Some(max) } => {
                Self::from_zero(least.min(0.0), most.max(*max), lines, whole, language)
            }
            Scale::Amount | Scale::Levels(_) | Scale::Score { max: None } => {
                Self::from_zero(least.min(0.0), most.max(0.0), lines, whole, language)
            }
        }
    }

    fn from_zero(least: f64, most: f64, lines: Lines, whole: bool, language: Language) -> Self {
        let most = if most - least < SMALLEST { least + if whole { 1.0 } else { SMALLEST } } else { most };
        let step = Step::spanning(least, most, lines, whole);
        let ticks: Vec<Tick> = step.ticks(least, most, language);
        let (low, high) = ends(&ticks);
        Self { low, high, inverted: false, ticks, base: 0.0, named: false }
    }

    fn rank(least: f64, most: f64, lines: Lines, language: Language) -> Self {
        let (least, most) = (least.floor().min(1.0), most.ceil().max(2.0));
        let mut ticks = if most - least < lines.most() {
            Step { size: 1.0, decimals: 0 }.ticks(least, most, language)
        } else {
            Step::spanning(least.min(0.0), most, lines, true).ticks(least.min(0.0), most, language)
        };
        if least > 0.0
            && let Some(first) = ticks.first_mut()
        {
            *first = Tick { value: 1.0, label: format::number(1.0, 0, language) };
        }
        let (low, high) = ends(&ticks);
        Self { low, high, inverted: true, ticks, base: high, named: false }
    }

    fn levels(names: &[String]) -> Self {
        let tick = |(level, name): (usize, &String)| Tick { value: count(level), label: name.clone() };
        let ticks: Vec<Tick> = names.iter().enumerate().map(tick).collect();
        let (low, high) = ends(&ticks);
        Self { low, high, inverted: false, ticks, base: low, named: true }
    }
}

fn ends(ticks: &[Tick]) -> (f64, f64) {
    match (ticks.first(), ticks.last()) {
        (Some(first), Some(last)) if last.value > first.value => (first.value, last.value),
        (Some(only), _) => (only.value, only.value + 1.0),
        _ => (0.0, 1.0),
    }
}

/// The distance of two lines.
#[derive(Debug, Clone, Copy)]
struct Step {
    size: f64,
    decimals: u8,
}

impl Step {
    /// The smallest round distance with which this many lines span the values; a quarter only where it is whole.
    fn spanning(least: f64, most: f64, lines: Lines, whole: bool) -> Self {
        let mut power = ((most - least) / 10.0).max(SMALLEST / 10.0).log10().floor();
        loop {
            for (digits, whole_from) in [(1.0, 0.0), (2.0, 0.0), (2.5, 1.0), (5.0, 0.0)] {
                let size = digits * 10_f64.powf(power);
                let printed = (-power).max(0.0);
                let allowed = power >= whole_from || (!whole && whole_from == 0.0);
                let needed = (most / size - 1e-9).ceil() - (least / size + 1e-9).floor() + 1.0;
                if allowed && needed <= lines.most() {
                    return Self { size, decimals: decimals(printed) };
                }
            }
            power += 1.0;
        }
    }

    fn ticks(self, least: f64, most: f64, language: Language) -> Vec<Tick> {
        let end = (most / self.size - 1e-9).ceil();
        let mut ticks = Vec::new();
        let mut number = (least / self.size + 1e-9).floor();
        while number <= end {
            let value = number * self.size;
            ticks.push(Tick { value, label: format::number(value, self.decimals, language) });
            number += 1.0;
        }
        ticks
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to what fits")]
fn decimals(places: f64) -> u8 {
    places.clamp(0.0, 12.0) as u8
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn labels(scale: &Scale, values: &[f64], lines: Lines) -> String {
        let axis = ValueAxis::new(scale, values, lines, Language::German);
        axis.ticks.iter().map(|tick| tick.label.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn lines_lie_at_round_values_from_zero() {
        let amount = |values: &[f64]| labels(&Scale::Amount, values, Lines::Five);
        assert_eq!(amount(&[204.0, 1917.0]), "0 500 1.000 1.500 2.000");
        assert_eq!(amount(&[23_540.0, 52_000.0]), "0 20.000 40.000 60.000");
        assert_eq!(amount(&[0.001]), "0,0000 0,0005 0,0010");
        assert_eq!(amount(&[0.0]), "0 1");
        assert_eq!(amount(&[]), "0 1");
        assert_eq!(amount(&[3.0]), "0 1 2 3");
        assert_eq!(amount(&[-5.0, 3.0]), "\u{2212}5 0 5");
    }

    #[test]
    fn shares_end_at_a_hundred_unless_a_value_lies_beyond() {
        assert_eq!(labels(&Scale::Percent, &[12.5], Lines::Five), "0 25 50 75 100");
        assert_eq!(labels(&Scale::Percent, &[12.5], Lines::Four), "0 50 100");
        assert_eq!(labels(&Scale::Percent, &[105.0], Lines::Five), "0 50 100 150");
    }

    #[test]
    fn places_begin_with_one_and_are_whole() {
        assert_eq!(labels(&Scale::Rank, &[1.0, 3.0], Lines::Five), "1 2 3");
        assert_eq!(labels(&Scale::Rank, &[4.0, 81.0], Lines::Five), "1 25 50 75 100");
        assert!(ValueAxis::new(&Scale::Rank, &[7.0], Lines::Five, Language::German).inverted);
    }

    #[test]
    fn levels_are_named() {
        let names = ["nein", "geplant", "ja"].map(str::to_owned).to_vec();
        assert_eq!(labels(&Scale::Levels(names), &[2.0], Lines::Five), "nein geplant ja");
    }

    proptest! {
        #[test]
        fn every_value_lies_on_the_axis(
            values in prop::collection::vec(prop_oneof![-1e3..1e3_f64, -1e12..1e12_f64, 0.0..1e-4_f64], 0..9),
            whole in any::<bool>(),
        ) {
            let values: Vec<f64> = values.into_iter().map(|value| if whole { value.round() } else { value }).collect();
            for scale in [Scale::Amount, Scale::Percent, Scale::Rank, Scale::Score { max: Some(100.0) }] {
                for lines in [Lines::Five, Lines::Four] {
                    let axis = ValueAxis::new(&scale, &values, lines, Language::English);
                    prop_assert!(axis.low < axis.high);
                    prop_assert!((2..=6).contains(&axis.ticks.len()), "{:?}", axis);
                    let slack = (axis.high - axis.low) * 1e-6;
                    prop_assert!(values.iter().all(|v| *v >= axis.low - slack && *v <= axis.high + slack), "{:?}", axis);
                    prop_assert!(axis.ticks.windows(2).all(|pair| pair[0].label != pair[1].label));
                }
            }
        }
    }
}
