//! A comparison in words: its finding, what is counted, where it stands.

use domain::{Body, Language, format};

use super::{Measured, Part, Shown};
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

    /// "Potsdam: von 30 (Januar 2024) auf 82 (Dezember 2025)".
    fn movement(&self, part: &Part, place: usize, body: &Body) -> Option<String> {
        let drawn = part.drawn(self.of(part, place));
        let dated: Vec<&&Shown> = drawn.iter().filter(|shown| shown.observation.valid_on.is_some()).collect();
        let (first, last) = (dated.first()?, dated.last()?);
        let name = &body.name;
        if dated.len() == 1 {
            return Some(format!("{name}: {} ({})", last.value, last.date));
        }
        if first.value == last.value {
            let until = self.language.pick("bis", "to");
            return Some(format!("{name}: {} ({} {until} {})", last.value, first.date, last.date));
        }
        Some(match self.language {
            Language::German => {
                format!("{name}: von {} ({}) auf {} ({})", first.value, first.date, last.value, last.date)
            }
            Language::English => {
                format!("{name}: from {} ({}) to {} ({})", first.value, first.date, last.value, last.date)
            }
        })
    }

    fn subject(&self, part: &Part) -> String {
        let title = &part.indicator.wording(self.language).title;
        match (self.language, self.bodies.as_slice()) {
            (_, [only]) => format!("{}: {title}", only.name),
            (Language::German, _) => format!("{title} in {} Kommunen", part.series.len()),
            (Language::English, _) => format!("{title} in {} municipalities", part.series.len()),
        }
    }

    /// What is counted and in which unit.
    pub fn subtitle(&self) -> String {
        let units: Vec<String> = self
            .parts
            .iter()
            .map(|part| part.indicator.wording(self.language))
            .map(|words| format!("{} ({})", words.title, words.unit))
            .collect();
        units.join(" · ")
    }

    /// The sources in one line.
    pub fn sources(&self) -> String {
        let mut titles: Vec<&str> = Vec::new();
        for shown in self.parts.iter().flat_map(Part::shown) {
            let title = shown.observation.source.title.as_str();
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        let named = titles.iter().take(3).copied().collect::<Vec<_>>().join("; ");
        match (titles.len(), self.language) {
            (0, _) => String::new(),
            (1..=3, _) => named,
            (count, Language::German) => format!("{named} und {} weitere, je Wert in der Tabelle", count - 3),
            (count, Language::English) => format!("{named} and {} more, by value in the table", count - 3),
        }
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
