//! `umsetzung`: how many services of a body, or how many bodies with a service, are how far, over time.

use std::collections::BTreeMap;

use charts::{Content, Moment as ChartMoment, Stack};
use domain::service::Standing;
use domain::{BodyKey, Day, Language, PartialDate, Reuse, ServiceStatus, Slug, format};
use exchange::export::Row;
use storage::overview::Edition;
use storage::services::standings::{self, Change, Cited, STAGES};
use storage::{bodies, services};

use super::{Chart, Diagram, Loading, State, Words, source_titles};
use crate::address::Address;
use crate::as_of::{Moment, Resolved};
use crate::comparison::Known;
use crate::components::record::stage;
use crate::error::AppError;
use crate::page::Reading;
use crate::query::Query;

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
/// More points than these are thinned out.
const MOST_POINTS: usize = 60;

/// How many were how far on a day, over those with a dated record by then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The day.
    pub day: Day,
    /// In the order of [`STAGES`].
    pub counts: [usize; 4],
}

/// The stages at every date on which bodies moved.
pub fn summed_up(changes: &[Change]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for change in changes {
        if points.last().is_none_or(|point| point.day != change.on) {
            let counts = points.last().map_or([0; 4], |point| point.counts);
            points.push(Point { day: change.on, counts });
        }
        let place = STAGES.iter().position(|found| *found == change.stage);
        if let (Some(point), Some(place)) = (points.last_mut(), place) {
            point.counts[place] =
                point.counts[place].saturating_add_signed(isize::try_from(change.amount).unwrap_or_default());
        }
    }
    points
}

/// The last point of each quarter, where there are too many to draw.
fn thinned(points: Vec<Point>) -> Vec<Point> {
    if points.len() <= MOST_POINTS {
        return points;
    }
    let mut kept: Vec<Point> = Vec::new();
    for point in points {
        let quarter = |point: &Point| (point.day.year(), point.day.month().div_ceil(3));
        if kept.last().is_some_and(|last| quarter(last) == quarter(&point)) {
            kept.pop();
        }
        kept.push(point);
    }
    kept
}

/// The stages at every date on which one changed; each of `records` is what is on record of one thing.
fn growth(records: &[Vec<&ServiceStatus>]) -> Vec<Point> {
    let mut days: Vec<Day> = records
        .iter()
        .flatten()
        .filter(|record| record.stage.is_some())
        .filter_map(|record| record.valid_on.map(PartialDate::last_day))
        .collect();
    days.sort_unstable();
    days.dedup();
    let count = |day: Day| {
        let mut counts = [0; 4];
        for records in records {
            let held = records.iter().copied().filter(|record| record.held_on(Some(day)));
            if let Some(stage) = Standing::of(held).stage() {
                let place = STAGES.iter().position(|found| *found == stage).unwrap_or(0);
                counts[place] += 1;
            }
        }
        Point { day, counts }
    };
    days.into_iter().map(count).collect()
}

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counted {
    /// The services of a body.
    Services(BodyKey),
    /// The bodies with a service.
    Bodies(Slug),
}

/// What is counted, and as of when.
#[derive(Debug, Clone)]
pub struct StagesState {
    counted: Counted,
    moment: Moment,
}

impl StagesState {
    /// A state.
    pub fn new(counted: Counted, moment: Moment) -> Self {
        Self { counted, moment }
    }

    fn parse(query: &Query) -> Result<Self, AppError> {
        let body = query.read("kommune", BodyKey::parse, "ein amtlicher Schlüssel", "an official key")?;
        let service = query.read("leistung", Slug::parse, "eine Leistung", "a service")?;
        let counted = match (body, service) {
            (Some(body), None) => Counted::Services(body),
            (None, Some(service)) => Counted::Bodies(service),
            _ => {
                let (german, english) = ("entweder kommune oder leistung", "either kommune or leistung");
                return Err(AppError::bad("kommune", "", german, english));
            }
        };
        Ok(Self::new(counted, Moment::parse(query)?))
    }

    async fn loaded(&self, reading: &Reading) -> Result<StagesChart, AppError> {
        let moment = self.moment.resolve(reading).await?;
        match &self.counted {
            Counted::Services(key) => {
                let records = services::of_body(&reading.db, key, moment.as_of).await?;
                let body = bodies::find_as_of(&reading.db, key, moment.as_of).await?;
                let (german, english) = ("ein Schlüssel des Verzeichnisses", "a key of the register");
                let body = body.ok_or_else(|| AppError::bad("kommune", key.as_str(), german, english))?;
                Ok(StagesChart::of_body(self.clone(), body.name, records, moment, reading.language))
            }
            Counted::Bodies(slug) => {
                let service = services::find(&reading.db, slug).await?;
                let (german, english) = ("eine Leistung des Katalogs", "a service of the catalogue");
                let service =
                    service.ok_or_else(|| AppError::bad("leistung", slug.as_str(), german, english))?;
                let name = service.name(reading.language).to_owned();
                let mut chart = StagesChart::of_service(self.clone(), slug, name, moment, reading).await?;
                chart.take(services::of_service(&reading.db, slug, moment.as_of).await?);
                Ok(chart)
            }
        }
    }
}

impl State for StagesState {
    fn name(&self) -> &'static str {
        DIAGRAM.name
    }

    fn address(&self, path: &str) -> Address {
        let address = match &self.counted {
            Counted::Services(key) => Address::new(path).with("kommune", key.to_string()),
            Counted::Bodies(slug) => Address::new(path).with("leistung", slug.to_string()),
        };
        self.moment.on(address)
    }

    fn page(&self) -> Address {
        self.moment.on(Address::new(match &self.counted {
            Counted::Services(key) => format!("/kommunen/{key}/leistungen"),
            Counted::Bodies(slug) => format!("/leistungen/{slug}"),
        }))
    }

    fn known(&self) -> Option<Known> {
        self.moment.known()
    }

    fn as_known(&self, known: Option<Known>) -> Option<Box<dyn State>> {
        Some(Box::new(Self::new(self.counted.clone(), self.moment.as_known(known))))
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async { Ok(Box::new(self.loaded(reading).await?) as Box<dyn Chart>) })
    }
}

/// The stages over time.
pub struct StagesChart {
    state: StagesState,
    /// Name of the body or of the service.
    name: String,
    points: Vec<Point>,
    /// Whether only the last point of each quarter is drawn.
    thinned: bool,
    cited: Vec<Cited>,
    /// The dated records, for files.
    records: Vec<ServiceStatus>,
    moment: Resolved,
    language: Language,
}

impl StagesChart {
    /// The chart of all records about the services of a body.
    pub fn of_body(
        state: StagesState,
        name: String,
        records: Vec<ServiceStatus>,
        moment: Resolved,
        language: Language,
    ) -> Self {
        let mut by_service: BTreeMap<&Slug, Vec<&ServiceStatus>> = BTreeMap::new();
        for record in &records {
            by_service.entry(&record.service).or_default().push(record);
        }
        let points = growth(&by_service.into_values().collect::<Vec<_>>());
        let mut chart = Self::new(state, name, points, moment, language);
        chart.take(records);
        let source =
            |record: &ServiceStatus| Cited { title: record.source.title.clone(), reuse: record.source.reuse };
        chart.cited = chart.records.iter().map(source).collect();
        chart
    }

    /// The chart of a service in all bodies, without the records that a file has.
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
        let points = summed_up(&standings::changes(&reading.db, service, moment.as_of).await?);
        let mut chart = Self::new(state, name, points, moment, reading.language);
        chart.cited = standings::sources(&reading.db, service, moment.as_of).await?;
        Ok(chart)
    }

    fn new(
        state: StagesState,
        name: String,
        points: Vec<Point>,
        moment: Resolved,
        language: Language,
    ) -> Self {
        let all = points.len();
        let points = thinned(points);
        let thinned = points.len() < all;
        Self { state, name, points, thinned, cited: Vec::new(), records: Vec::new(), moment, language }
    }

    /// Keeps the dated ones of these records.
    fn take(&mut self, records: Vec<ServiceStatus>) {
        let dated = |record: &ServiceStatus| record.valid_on.is_some() && record.stage.is_some();
        self.records = records.into_iter().filter(dated).collect();
    }

    /// How many were how far, at the dates that are drawn, oldest first.
    pub fn points(&self) -> &[Point] {
        &self.points
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
            "Gezeichnet ist der letzte Stichtag jedes Quartals; alle Angaben stehen in der Datei.",
            "Drawn is the last date of each quarter; all records are in the file.",
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
        format!("{}. {}.", self.title(), self.points.iter().map(point).collect::<Vec<_>>().join(". "))
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
            moments: self.points.iter().map(moment).collect(),
            gap_days: GAP_DAYS,
        }
    }

    fn line(&self, record: &ServiceStatus) -> Row {
        Row {
            key: record.body.to_string(),
            name: self.name.clone(),
            indicator: record.service.to_string(),
            title: self.language.pick("Umsetzung", "How far").to_owned(),
            definition: self.subtitle().to_owned(),
            definition_version: 1,
            unit: String::new(),
            date: record.valid_on.map(|date| date.to_string()),
            period_start: None,
            state: "belegt".to_owned(),
            value: None,
            text: record.stage.map(|found| stage(found, self.language).to_owned()),
            exactness: None,
            numerator: None,
            denominator: None,
            voice: record.voice.word().to_owned(),
            source: record.source.title.clone(),
            source_address: record.source.address.clone(),
            source_date: record.source.published.map(|date| date.to_string()),
            note: record.note.clone(),
        }
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
            notes: self.thinned.then(|| self.thinned_note()).into_iter().collect(),
        }
    }

    fn content(&self) -> Option<Content> {
        let counted = self.points.last().map_or(0, |point| point.counts.iter().sum());
        (self.points.len() > 1 && counted >= FEWEST).then(|| Content::Stack(self.stack()))
    }

    fn rows(&self, _: &str) -> Vec<Row> {
        self.records.iter().map(|record| self.line(record)).collect()
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

#[cfg(test)]
mod tests {
    use domain::service::Stage;
    use domain::{Source, SourceKind, Voice};

    use super::*;

    #[test]
    fn a_point_counts_each_town_by_its_newest_dated_record() {
        let record = |key: &str, date: &str, stage| {
            let source = Source {
                title: "x".into(),
                address: "https://x.de".into(),
                published: None,
                retrieved_on: Day::from_number(20_000),
                kind: SourceKind::Website,
                reuse: Reuse::Open,
            };
            let (key, slug) = (BodyKey::parse(key).unwrap(), Slug::parse("wohngeld").unwrap());
            let date = PartialDate::parse(date);
            ServiceStatus { stage: Some(stage), ..ServiceStatus::new(key, slug, date, Voice::Press, source) }
        };
        let first = [("2022", Stage::Planned), ("2024", Stage::Live)];
        let one = first.map(|(date, stage)| record("04012000", date, stage));
        let other = [record("12054000", "2022", Stage::Live), record("12054000", "", Stage::NotOffered)];
        let points: Vec<_> = growth(&[one.iter().collect(), other.iter().collect()])
            .into_iter()
            .map(|point| (point.day.year(), point.counts))
            .collect();
        assert_eq!(points, [(2022, [1, 0, 1, 0]), (2024, [2, 0, 0, 0])]);
    }

    #[test]
    fn changes_sum_up_and_many_days_are_thinned_to_the_last_of_each_quarter() {
        let day = |month, day| Day::from_ymd(2024, month, day).unwrap();
        let change = |on, stage, amount| Change { on, stage, amount };
        let changes = [
            change(day(1, 5), Stage::Live, 2),
            change(day(1, 5), Stage::Planned, 1),
            change(day(2, 1), Stage::Live, 1),
            change(day(2, 1), Stage::Planned, -1),
        ];
        let points = summed_up(&changes);
        assert_eq!(points.iter().map(|point| point.counts).collect::<Vec<_>>(), [[2, 0, 1, 0], [3, 0, 0, 0]]);
        assert_eq!(thinned(points).len(), 2, "few points are all drawn");
        let many = (0..182)
            .map(|number| Point { day: Day::from_number(day(1, 1).number() + number), counts: [1, 0, 0, 0] })
            .collect();
        let kept: Vec<Day> = thinned(many).into_iter().map(|point| point.day).collect();
        assert_eq!(kept, [day(3, 31), day(6, 30)]);
    }
}
