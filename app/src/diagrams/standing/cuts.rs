//! Values cut into classes of size for a map.

use domain::Language;

/// The upper ends of the classes of size but the last.
pub(super) struct Cuts(Vec<f64>);

impl Cuts {
    /// Few different values are classes of their own; many are cut into four of equal number.
    pub(super) fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let mut different = values.clone();
        different.dedup();
        if different.len() <= 4 {
            different.pop();
            return Self(different);
        }
        let quarter = |number: usize| values.get(values.len() * number / 4).copied();
        let mut cuts: Vec<f64> = (1..4).filter_map(quarter).collect();
        cuts.dedup();
        Self(cuts)
    }

    /// The class of a value, the smallest first.
    pub(super) fn class(&self, value: f64) -> u8 {
        let below = self.0.iter().filter(|cut| value > **cut).count();
        u8::try_from(below).unwrap_or(u8::MAX)
    }

    /// "bis 12", "über 12 bis 40", "über 40".
    pub(super) fn titles(&self, words: &dyn Fn(f64) -> String, language: Language) -> Vec<String> {
        let (up_to, over) = language.pick(("bis", "über"), ("up to", "over"));
        let mut titles = Vec::new();
        let mut before: Option<f64> = None;
        for cut in &self.0 {
            let end = format!("{up_to} {}", words(*cut));
            let title = before.map_or_else(|| end.clone(), |low| format!("{over} {} {end}", words(low)));
            titles.push(title);
            before = Some(*cut);
        }
        titles.extend(before.map(|low| format!("{over} {}", words(low))));
        titles
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_hold_equal_numbers_and_say_their_bounds() {
        let cuts = Cuts::of((1..=8).map(f64::from).collect());
        let classes: Vec<u8> = (1..=8).map(f64::from).map(|value| cuts.class(value)).collect();
        assert_eq!(classes, [0, 0, 0, 1, 1, 2, 2, 3]);
        let words = |value: f64| format!("{value}");
        let titles = cuts.titles(&words, Language::German);
        assert_eq!(titles, ["bis 3", "über 3 bis 5", "über 5 bis 7", "über 7"]);
    }

    #[test]
    fn few_different_values_are_classes_of_their_own() {
        let cuts = Cuts::of(vec![1.0, 1.0, 2.0, 4.0]);
        assert_eq!([1.0, 2.0, 4.0].map(|value| cuts.class(value)), [0, 1, 2]);
        assert!(Cuts::of(vec![3.0, 3.0]).titles(&|_| String::new(), Language::English).is_empty());
    }
}
