//! A comparison in words: its finding, what is counted, where it stands.

use domain::{Body, Exactness, Language, format};

use super::{Measured, Part, Shown, drawn, exactness, last_run};
use crate::diagrams::source_titles;
use crate::text;

impl Measured {
    /// The finding in one sentence, as far as the data carry one.
    pub fn title(&self) -> String {
        let [part] = self.parts.as_slice() else {
            let titles: Vec<String> =
                self.parts.iter().map(|part| part.indicator.wording(self.language).title.clone()).collect();
            return text::and(&titles, self.language);
        };
        let moves: Vec<String> = self
            .bodies
            .iter()
            .enumerate()
            .filter_map(|(place, body)| self.movement(part, place, body))
            .collect();
        if moves.is_empty() || moves.len() > 3 { self.subject(part) } else { moves.join("; ") }
    }

    /// "Potsdam: von 30 (Januar 2024) auf 82 (Dezember 2025)", with the extreme in between when it lies outside both.
    fn movement(&self, part: &Part, place: usize, body: &Body) -> Option<String> {
        let language = self.language;
        let run = last_run(self.of(part, place));
        let told = |shown: &Shown| format!("{} ({})", shown.value, shown.date);
        let name = &body.name;
        let (Some(first), Some(last)) = (run.first(), run.last()) else {
            let undated = drawn(self.of(part, place)).pop()?;
            return Some(format!("{name}: {} ({})", undated.value, language.pick("ohne Datum", "no date")));
        };
        if run.len() == 1 {
            return Some(format!("{name}: {}", told(last)));
        }
        if first.value == last.value {
            let until = language.pick("bis", "to");
            return Some(format!("{name}: {} ({} {until} {})", last.value, first.date, last.date));
        }
        // A bound says nothing about growth, and an extreme in between must not be passed over.
        let bound = |shown: &Shown| {
            matches!(exactness(&shown.observation.cell), Exactness::AtLeast | Exactness::AtMost)
        };
        let (from, to) = (language.pick("von", "from"), language.pick("auf", "to"));
        Some(match extreme(&run, language) {
            Some((word, peak)) => format!("{name}: {}, {word} {}, {}", told(first), told(peak), told(last)),
            None if bound(first) || bound(last) => format!("{name}: {}, {}", told(first), told(last)),
            None => format!("{name}: {from} {} {to} {}", told(first), told(last)),
        })
    }

    fn subject(&self, part: &Part) -> String {
        let title = &part.indicator.wording(self.language).title;
        let count = i64::try_from(part.series.len()).unwrap_or(i64::MAX);
        match self.bodies.as_slice() {
            [only] => format!("{}: {title}", only.name),
            _ => format!("{title} in {}", text::municipalities(count, self.language)),
        }
    }

    /// What is counted and in which unit.
    pub fn subtitle(&self) -> String {
        let units: Vec<String> = self
            .parts
            .iter()
            .map(|part| part.indicator.wording(self.language))
            .map(|words| {
                if words.title.contains(&words.unit) {
                    words.title.clone()
                } else {
                    format!("{} ({})", words.title, words.unit)
                }
            })
            .collect();
        units.join(" · ")
    }

    /// The sources in one line.
    pub fn sources(&self) -> String {
        let shown = self.parts.iter().flat_map(Part::shown);
        source_titles(shown.map(|shown| shown.observation.source.title.as_str()), self.language)
    }

    /// Why bodies or indicators stand in panels of their own.
    pub fn reasons(&self) -> Vec<String> {
        let mut reasons: Vec<String> = Vec::new();
        if self.parts.len() > 1 {
            let several = self.language.pick(
                "Jede Kennzahl hat ihre eigene Achse, denn verschieden Gezähltes steht nie auf einer.",
                "Every indicator has its own axis: what is counted differently never shares one.",
            );
            reasons.push(several.to_owned());
        }
        for part in self.parts.iter().filter(|part| part.stands_apart()) {
            reasons.push(part.indicator.wording(self.language).apart.clone());
        }
        reasons
    }

    /// The day of the data in words.
    pub fn edition(&self) -> String {
        self.released_on.map(|day| format::day(day, self.language)).unwrap_or_default()
    }
}

/// The greatest or smallest value of a run, when it lies outside its first and last.
fn extreme<'a>(run: &[&'a Shown], language: Language) -> Option<(&'static str, &'a Shown)> {
    let number = |shown: &&Shown| shown.number().unwrap_or_default();
    let (first, last) = (number(run.first()?), number(run.last()?));
    let by_number = |a: &&&'a Shown, b: &&&'a Shown| number(a).total_cmp(&number(b));
    let (top, bottom) = (run.iter().max_by(by_number)?, run.iter().min_by(by_number)?);
    if number(top) > first.max(last) {
        return Some((language.pick("Höchstwert", "peak"), top));
    }
    (number(bottom) < first.min(last)).then_some((language.pick("Tiefstwert", "low"), *bottom))
}
