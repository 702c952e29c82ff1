//! `/kennzahlen/{slug}`: definition and counting rule first, then who stands where among comparable towns, and whom to
//! ask.

mod definition;
mod state;
mod table;
mod view;

use domain::catalogue::{Comparable, Term, Topic};
use domain::{Body, BodyKey, Group, Indicator, Language, Reuse, search};
use storage::bodies::{self, Filter};
use storage::observations::{self, GroupCount};

use crate::address::Address;
use crate::as_of::{Moment, Resolved};
use crate::comparison::Comparison;
use crate::components::figure::Figure;
use crate::components::since::Since;
use crate::diagrams::Chart as _;
use crate::diagrams::standing::Standings;
use crate::error::AppError;
use crate::measured::Measured;
use crate::page::{Answer, Document, Loading, Page, Reading};
use crate::query::Query;
use crate::ranking::{self, Extent, Placed};
use state::{Sorting, State};

pub use state::KNOWN;

/// Values on a page of the table.
const ROWS: usize = 50;
/// Values of a group that are read at once for every view of it.
const WHOLE: i64 = 400;
/// Lines in the chart of the page.
const LINES: i64 = 6;
/// Panels in the chart where every body counts its own way.
const PANELS: i64 = 4;
/// Bodies without a value that are named.
const ASKABLE: i64 = 60;

/// Reads the state.
///
/// # Errors
/// When the slug cannot be one, or a parameter has a bad value.
pub fn parse(segments: &[&str], query: &Query) -> Result<Box<dyn Page>, AppError> {
    Ok(Box::new(State::parse(segments, query)?))
}

/// Whom the reader wants to see among the others.
enum Highlight {
    /// Nobody.
    Nobody,
    /// This body.
    Body(Box<Body>),
    /// A text that no body fits.
    Unknown(String),
    /// A text that several bodies fit.
    Several(String, Vec<(String, Address)>),
}

/// What the view shows.
struct Data {
    language: Language,
    state: State,
    moment: Resolved,
    /// What changed among the values since the shown edition.
    since: Option<Since>,
    indicator: Indicator,
    topic: Option<Topic>,
    glossary: Vec<Term>,
    groups: Vec<GroupCount>,
    /// The shown group; `None` for all.
    group: Option<Group>,
    highlight: Highlight,
    figure: Option<(Figure, Address)>,
    /// The ranking, the distribution and the map of the group, as far as they make sense.
    standings: Vec<Figure>,
    table: Table,
    /// Bodies of the group without a value, the largest first, not all of them.
    askable: Vec<Body>,
    /// Bodies with a value, in all groups.
    known: i64,
    /// Bodies in the register.
    register: i64,
}

/// A page of the table.
struct Table {
    rows: Vec<Placed>,
    /// How many there are on all pages.
    total: i64,
    /// The greatest number of all, which bars are measured by.
    most: f64,
    /// First and last year of the dated values that were read.
    years: Option<(i32, i32)>,
    /// The row of the highlighted body, on whichever page.
    chosen: Option<Placed>,
}

impl Page for State {
    fn address(&self) -> Address {
        self.at()
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(self.answer(reading))
    }
}

impl State {
    async fn answer(&self, reading: &Reading) -> Result<Answer, AppError> {
        let indicator = reading.catalogue.indicator(&self.slug).ok_or(AppError::NotFound)?.clone();
        let highlight = match self.highlighted(reading).await? {
            Ok(address) => return Ok(Answer::Redirect(address)),
            Err(highlight) => highlight,
        };
        let data = self.data(reading, indicator, highlight).await?;
        let words = data.indicator.wording(reading.language);
        let (title, description) = (words.title.clone(), words.definition.clone());
        let index = reading.language.pick("Kennzahlen", "Indicators").to_owned();
        let hidden = data.known == 0;
        let preview = data.figure.as_ref().and_then(|(figure, _)| figure.preview()).cloned();
        let document = Document::new(title, self.at(), data, view::view)
            .described(description)
            .under(vec![(index, Address::new("/kennzahlen"))]);
        Ok(document.previewed(preview.as_ref()).hidden_when(hidden).into())
    }

    async fn data(
        &self,
        reading: &Reading,
        indicator: Indicator,
        highlight: Highlight,
    ) -> Result<Data, AppError> {
        let db = &reading.db;
        let moment = self.moment.resolve(reading).await?;
        let groups = ranking::groups(reading, &indicator, moment).await?;
        let group = self.group.group(&indicator, &groups);
        let own = groups.iter().find(|count| Some(count.group) == group);
        let known = own.map_or_else(|| groups.iter().map(|count| count.known).sum(), |count| count.known);
        let body = match &highlight {
            Highlight::Body(body) => Some(&body.key),
            _ => None,
        };
        let whole =
            known <= WHOLE || self.sorting != Sorting::Value || body.is_some() || !self.moment.is_present();
        let page = usize::try_from(self.page).unwrap_or(1);
        let extent = if whole { Extent::All } else { Extent::First(page * ROWS) };
        let rows = ranking::load(reading, &indicator, group, extent, moment).await?;
        let chosen = (self.group, groups.as_slice());
        let drawn_rows = (rows.as_slice(), whole && known <= WHOLE);
        let when = (&self.moment, moment);
        let views = Standings::views(reading.language, &indicator, chosen, body, drawn_rows, when);
        let since = self.since(reading, &indicator, group, &rows, moment).await?;
        let table = self.table(rows, if whole { None } else { Some(known) }, body);
        let askable = match group {
            // Who stands in a ranking of others cannot be asked for its place there.
            Some(group)
                if self.moment.is_present()
                    && indicator.reuse == Reuse::Open
                    && own.is_some_and(|own| own.known < own.bodies) =>
            {
                observations::without(db, &indicator, group, ASKABLE).await?
            }
            _ => Vec::new(),
        };
        Ok(Data {
            language: reading.language,
            state: self.clone(),
            moment,
            since,
            topic: reading.catalogue.topic(&indicator.topic).cloned(),
            glossary: reading.catalogue.glossary().to_vec(),
            group,
            highlight,
            figure: development(reading, &indicator, &self.moment).await?,
            standings: drawn(&views, reading)?,
            table,
            askable,
            known: groups.iter().map(|count| count.known).sum(),
            groups,
            register: storage::overview::counts(db).await?.bodies,
            indicator,
        })
    }

    /// What changed among the values since the edition that was asked for; nothing when that is the newest.
    async fn since(
        &self,
        reading: &Reading,
        indicator: &Indicator,
        group: Option<Group>,
        then: &[Placed],
        moment: Resolved,
    ) -> Result<Option<Since>, AppError> {
        if self.moment.known().is_none() {
            return Ok(None);
        }
        let newest = self.newest().moment.resolve(reading).await?;
        let now = ranking::load(reading, indicator, group, Extent::All, newest).await?;
        Ok(Some(Since::among(then, &now, indicator, moment.revision, reading.language)))
    }

    /// The page of the table that was asked for. `total` is known beforehand where not all rows were read.
    fn table(&self, mut rows: Vec<Placed>, total: Option<i64>, body: Option<&BodyKey>) -> Table {
        self.sorting.sort(&mut rows);
        let most = rows.iter().filter_map(|row| row.shown.number()).fold(0.0, f64::max);
        let page = usize::try_from(self.page - 1).unwrap_or_default();
        Table {
            total: total.unwrap_or_else(|| i64::try_from(rows.len()).unwrap_or(i64::MAX)),
            most,
            years: table::years(&rows),
            chosen: rows.iter().find(|row| Some(&row.body.key) == body).cloned(),
            rows: rows.into_iter().skip(page * ROWS).take(ROWS).collect(),
        }
    }

    /// The address with the key of the body whose name was typed, or whom to highlight.
    async fn highlighted(&self, reading: &Reading) -> Result<Result<Address, Highlight>, AppError> {
        if self.highlight.is_empty() {
            return Ok(Err(Highlight::Nobody));
        }
        if let Some(key) = BodyKey::parse(&self.highlight) {
            let body = bodies::find(&reading.db, &key).await?;
            let unknown = || Highlight::Unknown(self.highlight.clone());
            return Ok(Err(body.map_or_else(unknown, |body| Highlight::Body(Box::new(body)))));
        }
        let filter = Filter { name: self.highlight.clone(), limit: 6, ..Filter::default() };
        let rows = bodies::page(&reading.db, &filter).await?;
        let wanted = search::fold(&self.highlight);
        let exact: Vec<_> = rows.iter().filter(|row| search::fold(&row.body.name) == wanted).collect();
        let with = |body: &Body| self.highlighting(body.key.as_str()).at();
        Ok(match (rows.as_slice(), exact.as_slice()) {
            ([only], _) => Ok(with(&only.body)),
            (_, [only]) => Ok(with(&only.body)),
            ([], _) => Err(Highlight::Unknown(self.highlight.clone())),
            (rows, _) => {
                let choices = rows.iter().map(|row| {
                    let name = format!("{} ({}, {})", row.body.name, row.body.kind, row.land);
                    (name, with(&row.body))
                });
                Err(Highlight::Several(self.highlight.clone(), choices.collect()))
            }
        })
    }
}

/// The chart of the bodies with the longest series. Where only citing is allowed there is none: it would be a list.
async fn development(
    reading: &Reading,
    indicator: &Indicator,
    moment: &Moment,
) -> Result<Option<(Figure, Address)>, AppError> {
    if !indicator.kind.is_number() || indicator.reuse == Reuse::CiteOnly {
        return Ok(None);
    }
    let most = if indicator.comparable == Comparable::Within { PANELS } else { LINES };
    let longest = observations::longest(&reading.db, indicator, most).await?;
    let over_time = longest.into_iter().filter(|(_, points, _)| *points > 1).map(|(key, ..)| key);
    let measured = Measured::load(reading, moment.of(Comparison::of(over_time, &indicator.slug))).await?;
    let address = measured.comparison.address("/vergleich");
    Ok(Figure::draw(&measured, "verlauf", reading)?.map(|figure| (figure, address)))
}

/// The charts of a group that there is something to draw for.
fn drawn(views: &[Standings], reading: &Reading) -> Result<Vec<Figure>, AppError> {
    let mut figures = Vec::new();
    for view in views {
        figures.extend(Figure::draw(view, view.state().name(), reading)?);
    }
    Ok(figures)
}
