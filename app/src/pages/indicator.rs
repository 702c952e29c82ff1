//! `/kennzahlen/{slug}`: definition and counting rule first, then who stands where among comparable towns, and whom to
//! ask.

mod definition;
mod ranking;
mod state;
mod table;
mod view;

use domain::catalogue::{Comparable, Topic};
use domain::{Body, BodyKey, Group, Indicator, Language, Reuse, ValueKind, search};
use storage::bodies::{self, Filter};
use storage::observations::{self, GroupCount, Order};

use crate::address::Address;
use crate::comparison::Comparison;
use crate::components::figure::Figure;
use crate::error::AppError;
use crate::measured::{Measured, Shown};
use crate::page::{Answer, Document, Loading, Page, Reading};
use crate::query::Query;
use ranking::Placed;
use state::{Chosen, Sorting, State};

pub use state::KNOWN;

/// Values in the table of the page.
const ROWS: i64 = 1_000;
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
    indicator: Indicator,
    topic: Option<Topic>,
    groups: Vec<GroupCount>,
    /// The shown group; `None` for all.
    group: Option<Group>,
    highlight: Highlight,
    figure: Option<(Figure, Address)>,
    rows: Vec<Placed>,
    /// Bodies of the group without a value, the largest first, not all of them.
    askable: Vec<Body>,
    /// Bodies with a value, in all groups.
    known: i64,
    /// Bodies in the register.
    register: i64,
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
        let groups = observations::groups(db, &indicator).await?;
        let group = match self.group {
            Chosen::Default if ranking::possible(&indicator) => default_group(&groups),
            Chosen::Default | Chosen::All => None,
            Chosen::Group(group) => Some(group),
        };
        let askable = match group {
            // Who stands in a ranking of others cannot be asked for its place there.
            Some(group) if indicator.reuse == Reuse::Open => {
                observations::without(db, &indicator, group, ASKABLE).await?
            }
            _ => Vec::new(),
        };
        Ok(Data {
            language: reading.language,
            state: self.clone(),
            topic: reading.catalogue.topic(&indicator.topic).cloned(),
            group,
            highlight,
            figure: development(reading, &indicator).await?,
            rows: values(reading, &indicator, group, self.sorting).await?,
            askable,
            known: groups.iter().map(|count| count.known).sum(),
            groups,
            register: storage::overview::counts(db).await?.bodies,
            indicator,
        })
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

/// The group with most values; of several the first.
fn default_group(groups: &[GroupCount]) -> Option<Group> {
    groups.iter().max_by_key(|count| (count.known, std::cmp::Reverse(count.group))).map(|count| count.group)
}

/// The chart of the bodies with the longest series. Where only citing is allowed there is none: it would be a list.
async fn development(
    reading: &Reading,
    indicator: &Indicator,
) -> Result<Option<(Figure, Address)>, AppError> {
    if !indicator.kind.is_number() || indicator.reuse == Reuse::CiteOnly {
        return Ok(None);
    }
    let most = if indicator.comparable == Comparable::Within { PANELS } else { LINES };
    let longest = observations::longest(&reading.db, indicator, most).await?;
    let over_time = longest.into_iter().filter(|(_, points, _)| *points > 1).map(|(key, ..)| key);
    let measured = Measured::load(reading, Comparison::of(over_time, &indicator.slug)).await?;
    let address = measured.comparison.address("/vergleich");
    Ok(Figure::draw(&measured, "verlauf", reading)?.map(|figure| (figure, address)))
}

/// The values of a group with their ranks. A figure that may only be cited stands in no list.
async fn values(
    reading: &Reading,
    indicator: &Indicator,
    group: Option<Group>,
    sorting: Sorting,
) -> Result<Vec<Placed>, AppError> {
    if indicator.reuse == Reuse::CiteOnly {
        return Ok(Vec::new());
    }
    let order = match (indicator.comparable, indicator.kind) {
        (Comparable::Across, ValueKind::Rank) => Order::Ascending,
        (Comparable::Across, kind) if kind.is_number() => Order::Descending,
        _ => Order::Name,
    };
    let headlines = observations::headlines(&reading.db, indicator, group, order, ROWS).await?;
    let open = headlines.into_iter().filter(|headline| headline.observation.source.reuse == Reuse::Open);
    let rows = open.map(|headline| {
        let shown = Shown::new(headline.observation, indicator, &reading.catalogue, reading.language);
        (headline.body, shown)
    });
    let mut placed = ranking::place(indicator, group, reading.today, rows.collect());
    sorting.sort(&mut placed);
    Ok(placed)
}
