//! What the three views draw, and their words.

use charts::{Content, Dot, Form, Map, Place, Ranking, Row, Scale, Slot, Strip, StripRow};
use domain::catalogue::Comparable;
use domain::{Exactness, Language, PartialDate, ValueKind, format};

use super::cuts::Cuts;
use super::{Standings, View};
use crate::measured::exactness;
use crate::ranking::{self, Placed};

/// Rows of a ranking that is longer than [`WHOLE`]; who is highlighted follows them.
const FIRST: usize = 12;
/// A ranking of so many rows is drawn whole.
const WHOLE: usize = 15;
/// Fewer values are no distribution.
const FEWEST: usize = 8;
/// Fewer places are no map.
const FEWEST_PLACES: usize = 4;
/// More points lie on top of each other.
const MOST: usize = 2_000;
/// Places that are named, if there is room.
const LABELLED: usize = 12;

impl Standings {
    /// Nothing where the values must not share a scale, or are too few.
    pub(super) fn drawing(&self) -> Option<Content> {
        if self.indicator.comparable != Comparable::Across || !self.indicator.kind.is_number() {
            return None;
        }
        match self.state.view {
            View::Ranking => self.ranking().map(Content::Ranking),
            View::Distribution => self.distribution().map(Content::Strip),
            View::Places => self.places().map(Content::Map),
        }
    }

    fn is_me(&self, row: &Placed) -> bool {
        self.state.highlight.as_ref() == Some(&row.body.key)
    }

    /// The rows with a number and a date: what is not dated stands in tables only.
    fn numbers(&self) -> impl Iterator<Item = (&Placed, f64)> {
        let dated = self.rows.iter().filter(|row| row.shown.observation.valid_on.is_some());
        dated.filter_map(|row| row.shown.number().map(|number| (row, number)))
    }

    /// The rows that a ranking can show.
    fn ranked(&self) -> impl Iterator<Item = (&Placed, f64)> {
        let ranked = ranking::possible(&self.indicator) && self.group.is_some();
        self.numbers().filter(move |(row, _)| !ranked || row.rank.is_some())
    }

    /// How many rows a ranking begins with.
    fn first(&self) -> usize {
        if self.ranked().count() <= WHOLE { WHOLE } else { FIRST }
    }

    fn ranking(&self) -> Option<Ranking> {
        let first = self.first();
        let shown = self.ranked().enumerate().filter(|(place, (row, _))| *place < first || self.is_me(row));
        let rows: Vec<Row> = shown
            .map(|(_, (row, value))| Row {
                rank: row.rank_text().unwrap_or_default(),
                name: row.body.name.clone(),
                value,
                text: row.shown.value.clone(),
                exactness: exactness(&row.shown.observation.cell),
                highlighted: self.is_me(row),
            })
            .collect();
        let form = if self.indicator.kind == ValueKind::Count { Form::Bars } else { Form::Stems };
        (rows.len() > 1).then(|| Ranking {
            unit: self.unit(),
            scale: self.scale(),
            form,
            rows,
            missing: self.missing(),
        })
    }

    fn distribution(&self) -> Option<Strip> {
        let dots: Vec<Dot> = self
            .numbers()
            .map(|(row, value)| Dot {
                name: row.body.name.clone(),
                value,
                text: row.shown.value.clone(),
                exactness: exactness(&row.shown.observation.cell),
                highlight: self.is_me(row).then(|| Slot::new(0)),
            })
            .collect();
        ((FEWEST..=MOST).contains(&dots.len())).then(|| Strip {
            unit: self.unit(),
            scale: self.scale(),
            // How many they are stands under the title.
            rows: vec![StripRow { heading: String::new(), note: String::new(), dots }],
        })
    }

    fn places(&self) -> Option<Map> {
        let cuts = Cuts::of(self.numbers().map(|(_, number)| number).collect());
        let place = |(number, (row, value)): (usize, (&Placed, f64))| {
            let (latitude, longitude) = row.body.place?;
            Some(Place {
                name: row.body.name.clone(),
                latitude,
                longitude,
                class: Some(cuts.class(value)),
                text: None,
                labelled: number < LABELLED,
                highlighted: self.is_me(row),
            })
        };
        let places: Vec<Place> = self.numbers().enumerate().filter_map(place).collect();
        ((FEWEST_PLACES..=MOST).contains(&places.len())).then(|| Map {
            places,
            classes: cuts.titles(&|value| self.plain(value), self.language),
            missing: String::new(),
        })
    }

    fn scale(&self) -> Scale {
        match self.indicator.kind {
            ValueKind::Share => Scale::Percent,
            ValueKind::Rank => Scale::Rank,
            ValueKind::Score => Scale::Score { max: self.indicator.max },
            _ => Scale::Amount,
        }
    }

    fn unit(&self) -> String {
        self.indicator.wording(self.language).unit.clone()
    }

    /// A number of this indicator in words.
    fn plain(&self, value: f64) -> String {
        let percent = if self.indicator.kind == ValueKind::Share { "\u{a0}%" } else { "" };
        format!("{}{percent}", self.indicator.number(value, self.language))
    }

    /// "13 von 68 mit Wert"; without a group there is no whole to speak of.
    fn coverage(&self) -> String {
        let known = format::integer(self.known, self.language);
        let with = self.language.pick("mit Wert", "with a value");
        let of = self.language.pick("von", "of");
        self.bodies.map_or_else(
            || format!("{known} {with}"),
            |bodies| format!("{known} {of} {} {with}", format::integer(bodies, self.language)),
        )
    }

    fn missing(&self) -> Option<String> {
        let missing = self.bodies? - self.known;
        let count = format::integer(missing, self.language);
        let text =
            self.language.pick("ohne Angabe. Das ist keine Null.", "without a value. That is not a zero.");
        (missing > 0).then(|| format!("{count} {text}"))
    }

    /// The finding: who stands first, or from where to where the values reach.
    pub(super) fn title(&self) -> String {
        let title = &self.indicator.wording(self.language).title;
        let least = self.numbers().map(|(_, number)| number).min_by(f64::total_cmp);
        let most = self.numbers().map(|(_, number)| number).max_by(f64::total_cmp);
        let is_first = |row: &&Placed| row.rank.is_some_and(|(first, _)| first == 1);
        let first: Vec<_> = self.rows.iter().filter(is_first).collect();
        match (self.state.view, first.as_slice(), least, most) {
            (View::Ranking, [only], ..) => {
                let leads = self.language.pick("vorn", "first");
                format!("{title}: {leads} {}, {}", only.body.name, only.shown.value)
            }
            (_, _, Some(least), Some(most)) => {
                let (from, to) = self.language.pick(("von", "bis"), ("from", "to"));
                format!("{title}: {from} {} {to} {}", self.plain(least), self.plain(most))
            }
            _ => title.clone(),
        }
    }

    pub(super) fn subtitle(&self) -> String {
        let all = self.language.pick("Alle Gruppen", "All groups");
        let group = self.group.map_or(all, |group| group.title(self.language));
        let what = match self.state.view {
            View::Ranking => self.language.pick("der jüngste Wert", "the newest value"),
            View::Distribution => self
                .language
                .pick("ein Punkt je Kommune, ihr jüngster Wert", "a point each, its newest value"),
            View::Places => self.language.pick(
                "je größer der Punkt, desto größer der Wert",
                "the larger the point, the greater the value",
            ),
        };
        format!("{group}, {}: {what}{}", self.coverage(), self.years())
    }

    /// ", 2019 bis 2025".
    fn years(&self) -> String {
        let day = |row: &Placed| row.shown.observation.valid_on.map(PartialDate::last_day);
        let years: Vec<i32> = self.rows.iter().filter_map(day).map(domain::Day::year).collect();
        match (years.iter().min(), years.iter().max()) {
            (Some(first), Some(last)) if first == last => format!(", {first}"),
            (Some(first), Some(last)) => format!(", {first} {} {last}", self.language.pick("bis", "to")),
            _ => String::new(),
        }
    }

    /// The chart in words, for people who do not see it.
    pub(super) fn description(&self) -> String {
        let value =
            |(row, _): (&Placed, f64)| format!("{}: {} ({})", row.body.name, row.shown.value, row.shown.date);
        let values: Vec<String> = self.numbers().take(FIRST).map(value).collect();
        format!("{}. {}. {}.", self.title(), self.subtitle(), values.join("; "))
    }

    /// How to read the marks that occur.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let vague = self.numbers().any(|(row, _)| exactness(&row.shown.observation.cell) != Exactness::Exact);
        if self.state.view == View::Places {
            notes.push(self.language.pick(
                "Grau: wo Gemeinden liegen, gerastert.",
                "Grey: where municipalities lie, as a raster.",
            ));
        } else if vague {
            notes.push(self.language.pick(
                "Offen gezeichnet: gerundete Angabe oder Grenze.",
                "Drawn hollow: rounded figure or bound.",
            ));
        }
        let notes = notes.into_iter().map(str::to_owned);
        notes.chain(self.cut_note()).chain(self.undated_note()).collect()
    }

    /// Says that a ranking goes on in the table.
    fn cut_note(&self) -> Option<String> {
        let (all, first) = (self.ranked().count(), self.first());
        (self.state.view == View::Ranking && all > first).then(|| match self.language {
            Language::German => {
                format!("Gezeichnet sind die ersten {first} von {all}; alle stehen in der Tabelle.")
            }
            Language::English => format!("Drawn are the first {first} of {all}; all are in the table."),
        })
    }

    /// Says that the table has values which no chart shows.
    fn undated_note(&self) -> Option<String> {
        let undated = self.rows.iter().filter(|row| row.shown.observation.valid_on.is_none()).count();
        match (undated, self.language) {
            (0, _) => None,
            (1, Language::German) => Some("Ein Wert ohne Datum steht nur in der Tabelle.".to_owned()),
            (1, Language::English) => Some("One value without a date is in the table only.".to_owned()),
            (_, Language::German) => Some(format!("{undated} Werte ohne Datum stehen nur in der Tabelle.")),
            (_, Language::English) => Some(format!("{undated} values without a date are in the table only.")),
        }
    }
}
