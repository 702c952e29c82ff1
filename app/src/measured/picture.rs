//! A comparison as a chart.

use charts::{Axis, Kind, Panel, Point, Scale, Series, Slot};
use domain::catalogue::Measure;
use domain::{PartialDate, ValueKind};

use super::{Measured, Part, Shown, drawn, exactness};

/// More than a year and a month between two days is a gap; a report a few weeks late is none.
const GAP_DAYS: i32 = 400;

impl Measured {
    /// How to read the marks that occur, and why panels stand apart.
    pub fn notes(&self) -> Vec<String> {
        let drawn: Vec<&Shown> = self
            .parts
            .iter()
            .flat_map(|part| part.series.iter().flat_map(|(_, shown)| drawn(shown)))
            .collect();
        let has = |wanted| drawn.iter().any(|shown| exactness(&shown.observation.cell) == wanted);
        let mut marks = Vec::new();
        let mut add = |when: bool, german: &'static str, english: &'static str| {
            if when {
                marks.push(self.language.pick(german, english));
            }
        };
        add(
            has(domain::Exactness::About),
            "Offener Punkt: gerundete Angabe.",
            "Hollow point: rounded figure.",
        );
        add(
            has(domain::Exactness::AtLeast),
            "Pfeil nach oben: mindestens so viel.",
            "Arrow up: at least as much.",
        );
        add(
            has(domain::Exactness::AtMost),
            "Pfeil nach unten: höchstens so viel.",
            "Arrow down: at most as much.",
        );
        add(self.has_gap(), "Gepunktet: dazwischen fehlen Werte.", "Dotted: values are missing in between.");
        let undated = drawn.iter().any(|shown| shown.observation.valid_on.is_none());
        add(
            undated,
            "Graues Feld: Wert belegt, Stichtag nicht.",
            "Grey field: the value is on record, its date is not.",
        );
        let mut notes = self.reasons();
        if !marks.is_empty() {
            notes.push(marks.join(" "));
        }
        notes
    }

    fn has_gap(&self) -> bool {
        let series = self.parts.iter().flat_map(|part| part.series.iter().map(|(_, shown)| drawn(shown)));
        series.into_iter().any(|drawn| {
            let days: Vec<i32> = drawn
                .iter()
                .filter_map(|shown| shown.observation.valid_on.map(|date| date.last_day().number()))
                .collect();
            days.windows(2).any(|pair| pair[1] - pair[0] > gap(&drawn))
        })
    }

    /// The chart in words, for people who do not see it.
    pub fn description(&self) -> String {
        let series = self.parts.iter().flat_map(|part| part.series.iter().map(move |series| (part, series)));
        let lines = series.map(|(part, (place, shown))| {
            let name = self.bodies.get(*place).map_or("", |body| body.name.as_str());
            let values: Vec<String> =
                drawn(shown).iter().map(|shown| format!("{}: {}", shown.date, shown.value)).collect();
            format!("{name}, {}. {}", part.indicator.wording(self.language).title, values.join("; "))
        });
        lines.collect::<Vec<_>>().join(". ")
    }

    /// What is drawn.
    pub fn panels(&self) -> Vec<Panel> {
        self.parts
            .iter()
            .filter(|part| part.indicator.kind.is_number())
            .flat_map(|part| self.panels_of(part))
            .collect()
    }

    /// One panel for an indicator, or one for each body where each counts its own way.
    fn panels_of(&self, part: &Part) -> Vec<Panel> {
        let several = self.parts.len() > 1;
        let title = &part.indicator.wording(self.language).title;
        let series: Vec<Series> =
            part.series.iter().map(|(place, shown)| self.series(part, *place, shown)).collect();
        if !part.stands_apart() {
            return vec![self.panel(part, several.then(|| title.clone()), series)];
        }
        let heading = |series: &Series| {
            let (own, name) = (self.language.pick("eigene Zählung", "own way of counting"), &series.name);
            Some(if several { format!("{title}: {name}, {own}") } else { format!("{name}, {own}") })
        };
        series.into_iter().map(|series| self.panel(part, heading(&series), vec![series])).collect()
    }

    fn panel(&self, part: &Part, heading: Option<String>, series: Vec<Series>) -> Panel {
        let scale = match part.indicator.kind {
            ValueKind::Share => Scale::Percent,
            ValueKind::Rank => Scale::Rank,
            ValueKind::Score => Scale::Score { max: part.indicator.max },
            _ => Scale::Amount,
        };
        let kind = if part.indicator.kind == ValueKind::Level { Kind::Step } else { Kind::Line };
        Panel {
            heading,
            kind,
            axis: Axis { unit: part.indicator.wording(self.language).unit.clone(), scale },
            series,
        }
    }

    fn series(&self, part: &Part, place: usize, shown: &[Shown]) -> Series {
        let mut before: Option<&Shown> = None;
        let mut points = Vec::new();
        let drawn = drawn(shown);
        let gap_days = gap(&drawn);
        for now in drawn {
            let joins = before.is_none_or(|before| now.observation.continues(&before.observation));
            points.push(Point {
                on: now.observation.valid_on.map(PartialDate::last_day),
                date: now.date.clone(),
                value: now.number().unwrap_or_default(),
                text: now.value.clone(),
                exactness: exactness(&now.observation.cell),
                breaks_line: !joins
                    || (part.indicator.measure == Measure::Flow && now.observation.period_start.is_none()),
            });
            before = Some(now);
        }
        let name = self.bodies.get(place).map(|body| body.name.clone()).unwrap_or_default();
        Series { name, slot: Slot::new(self.comparison.place(place)), points, gap_days }
    }
}

/// From which distance on something is missing between two values: half a period more than one for what is counted
/// over periods, else [`GAP_DAYS`].
fn gap(drawn: &[&Shown]) -> i32 {
    let period = drawn.last().and_then(|shown| shown.observation.period_days());
    period.map_or(GAP_DAYS, |days| days * 3 / 2)
}
