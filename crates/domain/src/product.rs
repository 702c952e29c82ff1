//! Who uses a software product: since when it is on record, what was there before and what came after.
//!
//! A record says that a product was in use on a day, never since when: "on record since" is the oldest record of an
//! unbroken run, and a body may have used it longer.

use crate::{PartialDate, Slug, Voice};

/// A record that names a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// The product.
    pub product: Slug,
    /// When that held; `None` when the source has no date.
    pub valid_on: Option<PartialDate>,
    /// Who says it.
    pub voice: Voice,
    /// Whether its source lets it stand in a list.
    pub open: bool,
}

/// A stretch of time in which every dated record of a body names the same product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its oldest record, of those that may stand in a list where there is one.
    pub first: Naming,
    /// Its newest record, likewise.
    pub last: Naming,
    /// Whether the newest of all its records may stand in a list.
    pub open: bool,
}

impl Run {
    fn begin(naming: &Naming) -> Self {
        Self { first: naming.clone(), last: naming.clone(), open: naming.open }
    }

    fn goes_on(&mut self, naming: &Naming) {
        if !self.first.open {
            self.first = naming.clone();
        }
        if naming.open {
            self.last = naming.clone();
        }
        self.open = naming.open;
    }

    /// The product.
    pub const fn product(&self) -> &Slug {
        &self.first.product
    }

    /// Whether any of its records may stand in a list.
    const fn is_listed(&self) -> bool {
        self.first.open
    }
}

/// The runs of a body, oldest first. For each day the voice that speaks first counts, as for headlines; records without
/// a date count only where there is none with one, and then make one run.
pub fn runs(records: &[Naming]) -> Vec<Run> {
    let mut dated: Vec<&Naming> = records.iter().filter(|record| record.valid_on.is_some()).collect();
    let day = |record: &Naming| record.valid_on.map(PartialDate::last_day);
    dated.sort_by_key(|record| (day(record), record.voice));
    dated.dedup_by_key(|record| day(record));
    if dated.is_empty() {
        let undated = records.iter().min_by_key(|record| record.voice);
        return undated.map(Run::begin).into_iter().collect();
    }
    let mut runs: Vec<Run> = Vec::new();
    for record in dated {
        match runs.last_mut() {
            Some(run) if *run.product() == record.product => run.goes_on(record),
            _ => runs.push(Run::begin(record)),
        }
    }
    runs
}

/// The newest time in which a body used a product, with what was there before and what came after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// What it used before, as far as that may be told.
    pub before: Option<Run>,
    /// When it used the product.
    pub run: Run,
    /// What came next; `None` when it uses the product by its newest record.
    pub after: Option<Run>,
}

impl Use {
    /// Reads the [runs] of a body; `None` when none names the product, or what decides it may only be cited.
    pub fn of(product: &Slug, runs: &[Run]) -> Option<Self> {
        let place = runs.iter().rposition(|run| run.product() == product)?;
        let run = &runs[place];
        let after = runs.get(place + 1);
        let listed = after.map_or(run.open, |after| run.is_listed() && after.is_listed());
        let before = place.checked_sub(1).map(|place| &runs[place]).filter(|run| run.is_listed());
        listed.then(|| Self { before: before.cloned(), run: run.clone(), after: after.cloned() })
    }

    /// Whether the body uses the product by its newest record.
    pub const fn is_current(&self) -> bool {
        self.after.is_none()
    }

    /// The changes that it tells of: from what, to what.
    pub fn changes(&self) -> impl Iterator<Item = (&Run, &Run)> {
        let came = self.before.as_ref().map(|before| (before, &self.run));
        came.into_iter().chain(self.after.as_ref().map(|after| (&self.run, after)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn naming(product: &str, date: &str, voice: Voice) -> Naming {
        let product = Slug::parse(product).unwrap();
        Naming { product, valid_on: PartialDate::parse(date), voice, open: true }
    }

    fn told(records: &[Naming]) -> Vec<String> {
        let date = |naming: &Naming| naming.valid_on.map(|date| date.to_string()).unwrap_or_default();
        let run = |run: Run| format!("{} {}..{}", run.product(), date(&run.first), date(&run.last));
        runs(records).into_iter().map(run).collect()
    }

    #[test]
    fn a_run_lasts_until_another_product_is_named() {
        let records = [
            naming("x", "2024", Voice::Press),
            naming("x", "2018-03", Voice::Press),
            naming("y", "2020", Voice::Council),
            naming("x", "2022", Voice::Press),
            naming("y", "", Voice::Administration),
        ];
        assert_eq!(told(&records), ["x 2018-03..2018-03", "y 2020..2020", "x 2022..2024"]);
        assert_eq!(told(&records[4..]), ["y .."], "nothing better is known");
        assert_eq!(told(&[]), Vec::<String>::new());
    }

    #[test]
    fn of_two_voices_on_a_day_the_first_counts() {
        let records = [naming("x", "2024", Voice::Vendor), naming("y", "2024-12-31", Voice::Register)];
        assert_eq!(told(&records), ["y 2024-12-31..2024-12-31"]);
    }

    #[test]
    fn a_use_knows_what_came_before_and_after() {
        let runs = runs(&[
            naming("x", "2018", Voice::Press),
            naming("y", "2020", Voice::Press),
            naming("z", "2022", Voice::Press),
        ]);
        let of = |name: &str| Use::of(&Slug::parse(name).unwrap(), &runs);
        let changes = |name: &str| {
            let found = of(name).unwrap();
            found
                .changes()
                .map(|(from, to)| format!("{} {}", from.product(), to.product()))
                .collect::<Vec<_>>()
        };
        assert_eq!(changes("x"), ["x y"]);
        assert_eq!(changes("y"), ["x y", "y z"]);
        assert_eq!(changes("z"), ["y z"]);
        assert!(of("z").unwrap().is_current() && !of("y").unwrap().is_current());
        assert_eq!(of("other"), None);
    }

    #[test]
    fn what_may_only_be_cited_is_never_listed() {
        let cited = |product, date| Naming { open: false, ..naming(product, date, Voice::Study) };
        let open = |product, date| naming(product, date, Voice::Press);
        let of = |records: &[Naming]| Use::of(&Slug::parse("x").unwrap(), &runs(records));
        assert_eq!(of(&[cited("x", "2024")]), None);
        assert_eq!(of(&[open("x", "2023"), cited("x", "2024")]), None, "the headline may only be cited");
        assert_eq!(of(&[open("x", "2023"), cited("y", "2024")]), None, "so is what came next");
        assert_eq!(of(&[cited("y", "2020"), open("x", "2023")]).unwrap().before, None);
        let since =
            of(&[cited("x", "2020"), open("x", "2022"), cited("x", "2023"), open("x", "2024")]).unwrap();
        assert_eq!(since.run.first, open("x", "2022"));
        let left = of(&[open("x", "2022"), cited("x", "2023"), open("y", "2024")]).unwrap();
        assert_eq!(left.run.last, open("x", "2022"));
    }
}
