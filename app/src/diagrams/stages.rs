//! `umsetzung`: how many services of a body, or how many bodies with a service, are how far, over time.

mod points;
mod state;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use charts::{Content, Moment as ChartMoment, Stack};
use domain::{Language, Reuse, ServiceStatus, Slug, format};
use exchange::export::{OWN_COUNT, Row};
use storage::overview::Edition;
use storage::services::standings::{self, Change, Cited, STAGES};

pub use points::Point;
pub use state::{Counted, StagesState};

use points::{is_counted, moves, summed_up, thinned};

use super::{Chart, Diagram, State, Words, source_titles};
use crate::as_of::Resolved;
use crate::components::record::stage;
use crate::error::AppError;
use crate::page::Reading;

/// The line of the table.
pub(super) const DIAGRAM: Diagram = Diagram {
    name: "umsetzung",
    parse: |query| Ok(Box::new(StagesState::parse(query)?)),
    known: &["kommune", "leistung", "stand", "bekannt"],
};

/// Neighbours further apart than a year and a month have a gap between them.
const GAP_DAYS: i32 = 400;
/// Fewer bodies or services are no development of a whole; the table says all there is.
const FEWEST: usize = 3;

/// The stages over time.
pub struct StagesChart {
    state: StagesState,
    /// Name of the body or of the service.
    name: String,
    /// At every date on which something changed, oldest first.
    points: Vec<Point>,
    /// Those that are drawn: all, or the last of each quarter.
    drawn: Vec<Point>,
    cited: Vec<Cited>,
    moment: Resolved,
    language: Language,
}

impl StagesChart {
    /// The chart of a body; each of `services` is everything on record about one of its services.
    pub fn of_body(
        state: StagesState,
        name: String,
        services: &[&[ServiceStatus]],
        moment: Resolved,
        language: Language,
    ) -> Self {
        let dated = services.iter().copied().flatten().filter(|record| is_counted(record));
        let mut counted: BTreeMap<_, i64> = BTreeMap::new();
        for record in dated {
            *counted.entry((record.source.title.as_str(), record.source.reuse)).or_default() += 1;
        }
        let cited = counted
            .into_iter()
            .map(|((title, reuse), records)| Cited { title: title.to_owned(), reuse, records })
            .collect();
        Self::new(state, name, &moves(services), cited, moment, language)
    }

    /// The chart of all bodies with a service, from what the database counts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_service(
        state: StagesState,
        service: &Slug,
        name: String,
        moment: Resolved,
        reading: &Reading,
    ) -> Result<Self, AppError> {
        let changes = standings::changes(&reading.db, service, moment.kept()).await?;
        let cited = standings::sources(&reading.db, service, moment.kept()).await?;
        Ok(Self::new(state, name, &changes, cited, moment, reading.language))
    }

    fn new(
        state: StagesState,
        name: String,
        changes: &[Change],
        mut cited: Vec<Cited>,
        moment: Resolved,
        language: Language,
    ) -> Self {
        // Those with most records first.
        cited.sort_by(|one, other| {
            (Reverse(one.records), &one.title).cmp(&(Reverse(other.records), &other.title))
        });
        let points = summed_up(changes);
        Self { state, name, drawn: thinned(&points), points, cited, moment, language }
    }

    /// How many were how far, at the dates that are drawn, oldest first: at every one, or at the last of each quarter.
    pub fn drawn(&self) -> &[Point] {
        &self.drawn
    }

    fn is_thinned(&self) -> bool {
        self.drawn.len() < self.points.len()
    }

    fn unit(&self) -> &'static str {
        match self.state.counted {
            Counted::Services(_) => self.language.pick("Leistungen", "services"),
            Counted::Bodies(_) => self.language.pick("Kommunen", "municipalities"),
        }
    }

    /// "Bonn: 13 von 17 Leistungen online (31.08.2025)".
    fn title(&self) -> String {
        let Some(last) = self.points.last() else { return self.name.clone() };
        let (live, all) = (last.counts[0], last.counts.iter().sum::<usize>());
        let (of, online) = self.language.pick(("von", "online"), ("of", "online"));
        format!(
            "{}: {live} {of} {all} {} {online} ({})",
            self.name,
            self.unit(),
            format::day(last.day, self.language)
        )
    }

    fn subtitle(&self) -> &'static str {
        self.language.pick(
            "Gezählt wird nur, wovon es bis zum Tag eine datierte Angabe gibt; was fehlt, zählt nicht als „nicht online“",
            "Counted is only what has a dated record by the day; what is missing does not count as “not online”",
        )
    }

    fn thinned_note(&self) -> String {
        let text = self.language.pick(
            "Gezeichnet ist der letzte Stichtag jedes Quartals; alle Stichtage stehen in der Datei.",
            "Drawn is the last date of each quarter; all dates are in the file.",
        );
        text.to_owned()
    }

    fn description(&self) -> String {
        let point = |point: &Point| {
            let counts = STAGES.iter().zip(point.counts);
            let counts: Vec<String> =
                counts.map(|(found, count)| format!("{}: {count}", stage(*found, self.language))).collect();
            format!("{}: {}", format::day(point.day, self.language), counts.join(", "))
        };
        format!("{}. {}.", self.title(), self.drawn.iter().map(point).collect::<Vec<_>>().join(". "))
    }

    #[expect(clippy::cast_precision_loss, reason = "there are some ten thousand bodies")]
    fn stack(&self) -> Stack {
        // What is furthest from the goal stands on top.
        let moment = |point: &Point| ChartMoment {
            on: point.day,
            counts: point.counts.iter().rev().map(|count| *count as f64).collect(),
        };
        Stack {
            unit: self.unit().to_owned(),
            states: STAGES.iter().rev().map(|found| stage(*found, self.language).to_owned()).collect(),
            moments: self.drawn.iter().map(moment).collect(),
            gap_days: GAP_DAYS,
        }
    }

    /// What the lines of all dates share.
    fn line(&self, base: &str) -> Row {
        let key = match &self.state.counted {
            Counted::Services(key) => key.as_str(),
            Counted::Bodies(_) => "",
        };
        Row {
            key: key.to_owned(),
            name: self.name.clone(),
            indicator: String::new(),
            title: String::new(),
            definition: self.subtitle().to_owned(),
            definition_version: 1,
            unit: self.unit().to_owned(),
            date: None,
            period_start: None,
            state: "belegt".to_owned(),
            value: None,
            text: None,
            exactness: Some("genau".to_owned()),
            numerator: None,
            denominator: None,
            voice: OWN_COUNT.to_owned(),
            source: self.cited.iter().map(|source| source.title.as_str()).collect::<Vec<_>>().join("; "),
            source_address: format!("{base}{}", self.state.page().in_language(self.language)),
            source_date: self.edition().released_on.map(|day| day.to_string()),
            note: String::new(),
        }
    }

    /// The lines of a date: how many were at each stage, out of those with a dated record by then.
    #[expect(clippy::cast_precision_loss, reason = "there are some ten thousand bodies")]
    fn lines(&self, point: &Point, line: &Row) -> [Row; 4] {
        let signed = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let about = match &self.state.counted {
            Counted::Services(_) => DIAGRAM.name,
            Counted::Bodies(slug) => slug.as_str(),
        };
        let all = point.counts.iter().sum::<usize>();
        std::array::from_fn(|place| Row {
            indicator: format!("{about}/{}", STAGES[place].word()),
            title: format!("{}: {}", self.unit(), stage(STAGES[place], self.language)),
            date: Some(point.day.to_string()),
            value: Some(point.counts[place] as f64),
            numerator: Some(signed(point.counts[place])),
            denominator: Some(signed(all)),
            ..line.clone()
        })
    }
}

impl Chart for StagesChart {
    fn state(&self) -> &dyn State {
        &self.state
    }

    fn language(&self) -> Language {
        self.language
    }

    fn words(&self) -> Words {
        Words {
            title: self.title(),
            subtitle: self.subtitle().to_owned(),
            description: self.description(),
            notes: self.is_thinned().then(|| self.thinned_note()).into_iter().collect(),
        }
    }

    fn content(&self) -> Option<Content> {
        let counted = self.points.last().map_or(0, |point| point.counts.iter().sum());
        (self.drawn.len() > 1 && counted >= FEWEST).then(|| Content::Stack(self.stack()))
    }

    fn rows(&self, base: &str) -> Vec<Row> {
        let line = self.line(base);
        self.points.iter().flat_map(|point| self.lines(point, &line)).collect()
    }

    fn sources(&self) -> String {
        source_titles(self.cited.iter().map(|source| source.title.as_str()), self.language)
    }

    fn edition(&self) -> Edition {
        self.moment.edition()
    }

    fn cite_only(&self) -> bool {
        self.cited.iter().any(|source| source.reuse == Reuse::CiteOnly)
    }

    fn stem(&self) -> String {
        match &self.state.counted {
            Counted::Services(key) => format!("{}-{key}", DIAGRAM.name),
            Counted::Bodies(slug) => format!("{}-{slug}", DIAGRAM.name),
        }
    }
}
