//! Ranks among comparable bodies. What cannot be ranked honestly has none, and says why.

use domain::catalogue::{Comparable, Direction, Measure};
use domain::{Body, Day, Exactness, Group, Indicator, Language, PartialDate, Reuse, ValueKind};
use storage::observations::{self, GroupCount, Order, past};

use crate::as_of::Resolved;
use crate::error::AppError;
use crate::measured::{Shown, exactness};
use crate::page::Reading;
use crate::query::Query;

/// Leap years differ by a day, months of one length class by three.
const SAME_PERIOD: i32 = 3;

/// All values of an indicator: more bodies than there are.
const ALL: i64 = 20_000;
/// What is read beyond the first rows: values without a place stand behind all others.
const BEYOND: usize = 150;

/// The group that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chosen {
    /// None in particular.
    Default,
    /// All, without ranks.
    All,
    /// This one.
    Group(Group),
}

impl Chosen {
    /// Reads the parameter `gruppe`.
    pub(crate) fn parse(query: &Query) -> Result<Self, AppError> {
        let group = |text: &str| match text {
            "alle" => Some(Self::All),
            text => Group::from_word(text).map(Self::Group),
        };
        let groups: Vec<&str> =
            std::iter::once("alle").chain(Group::ALL.iter().map(|group| group.word())).collect();
        let groups = groups.join(", ");
        Ok(query.read("gruppe", group, &groups, &groups)?.unwrap_or(Self::Default))
    }

    /// Its word in addresses.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Default => "",
            Self::All => "alle",
            Self::Group(group) => group.word(),
        }
    }

    /// The group that is shown: where none was asked for, and ranks make sense, the one with most values.
    pub(crate) fn group(self, indicator: &Indicator, groups: &[GroupCount]) -> Option<Group> {
        let most = groups.iter().max_by_key(|count| (count.known, std::cmp::Reverse(count.group)));
        match self {
            Self::Default if possible(indicator) => most.map(|count| count.group),
            Self::Default | Self::All => None,
            Self::Group(group) => Some(group),
        }
    }
}

/// How much of a list is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// At least so many rows from the front.
    First(usize),
    /// Everything.
    All,
}

/// The groups that have bodies, and how many of them have a value.
pub(crate) async fn groups(
    reading: &Reading,
    indicator: &Indicator,
    moment: Resolved,
) -> Result<Vec<GroupCount>, AppError> {
    Ok(if moment.is_present {
        observations::groups(&reading.db, indicator).await?
    } else {
        past::groups(&reading.db, indicator, moment.as_of).await?
    })
}

/// The newest values of a group with their ranks. A figure that may only be cited stands in no list.
pub(crate) async fn load(
    reading: &Reading,
    indicator: &Indicator,
    group: Option<Group>,
    extent: Extent,
    moment: Resolved,
) -> Result<Vec<Placed>, AppError> {
    if indicator.reuse == Reuse::CiteOnly {
        return Ok(Vec::new());
    }
    let fewer_is_further = indicator.direction == Direction::Down || indicator.kind == ValueKind::Rank;
    let order = match (indicator.comparable, indicator.kind.is_number()) {
        (Comparable::Across, true) if fewer_is_further => Order::Ascending,
        (Comparable::Across, true) => Order::Descending,
        _ => Order::Name,
    };
    let limit = match extent {
        Extent::First(rows) => i64::try_from(rows + BEYOND).unwrap_or(ALL),
        Extent::All => ALL,
    };
    let headlines = if moment.is_present {
        observations::headlines(&reading.db, indicator, group, order, limit).await?
    } else {
        past::headlines(&reading.db, indicator, group, order, moment.as_of).await?
    };
    let open = headlines.into_iter().filter(|headline| headline.observation.source.reuse == Reuse::Open);
    let rows = open.map(|headline| {
        let shown = Shown::new(headline.observation, indicator, &reading.catalogue, reading.language);
        (headline.body, shown)
    });
    Ok(place(indicator, group, moment.day, rows.collect()))
}

/// Why a value has no rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unranked {
    /// Its date is not known.
    Undated,
    /// It is only a bound.
    Bound,
    /// It was counted over another length of time than most.
    Period,
}

impl Unranked {
    pub(crate) const fn word(self, language: Language) -> &'static str {
        match self {
            Self::Undated => language.pick("kein Platz: ohne Datum", "no rank: no date"),
            Self::Bound => language.pick("kein Platz: nur eine Grenze", "no rank: a bound only"),
            Self::Period => language.pick("kein Platz: anderer Zeitraum", "no rank: another period"),
        }
    }
}

/// A value in the table of an indicator.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub(crate) body: Body,
    pub(crate) shown: Shown,
    /// First and last of the places that it shares; nothing where there is no ranking.
    pub(crate) rank: Option<(usize, usize)>,
    /// Why it has no place, where others have one.
    pub(crate) unranked: Option<Unranked>,
    /// Whether it is older than the indicator's age limit.
    pub(crate) stale: bool,
}

impl Placed {
    /// "3" or "3–5".
    pub(crate) fn rank_text(&self) -> Option<String> {
        self.rank
            .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") })
    }
}

/// Whether ranking makes sense at all: numbers that all count alike, where more or less is further.
pub(crate) fn possible(indicator: &Indicator) -> bool {
    let directed = indicator.direction != Direction::None || indicator.kind == ValueKind::Rank;
    indicator.comparable == Comparable::Across && indicator.kind.is_number() && directed
}

/// Gives every row its place; only within a group there are any.
fn place(indicator: &Indicator, group: Option<Group>, day: Day, rows: Vec<(Body, Shown)>) -> Vec<Placed> {
    let ranks = possible(indicator) && group.is_some();
    let period = usual_period(&rows);
    let mut placed: Vec<Placed> = rows
        .into_iter()
        .map(|(body, shown)| Placed {
            unranked: if ranks { obstacle(indicator, &shown, period) } else { None },
            stale: stale(indicator, &shown, day),
            rank: None,
            body,
            shown,
        })
        .collect();
    if ranks {
        let fewer_is_further = indicator.direction == Direction::Down || indicator.kind == ValueKind::Rank;
        rank(&mut placed, fewer_is_further);
    }
    placed
}

/// Sorts by value, the furthest first, those without a place last, and counts; equal values share their places.
fn rank(placed: &mut [Placed], fewer_is_further: bool) {
    let number = |row: &Placed| row.shown.number().unwrap_or_default();
    placed.sort_by(|a, b| {
        let by_value = number(a).total_cmp(&number(b));
        let by_value = if fewer_is_further { by_value } else { by_value.reverse() };
        a.unranked.is_some().cmp(&b.unranked.is_some()).then(by_value)
    });
    let numbers: Vec<f64> = placed.iter().filter(|row| row.unranked.is_none()).map(number).collect();
    let mut before = 0;
    for equal in numbers.chunk_by(|a, b| a.total_cmp(b).is_eq()) {
        let shared = (before + 1, before + equal.len());
        placed.iter_mut().skip(before).take(equal.len()).for_each(|row| row.rank = Some(shared));
        before += equal.len();
    }
}

fn obstacle(indicator: &Indicator, shown: &Shown, period: Option<i32>) -> Option<Unranked> {
    let observation = &shown.observation;
    if observation.valid_on.is_none() {
        return Some(Unranked::Undated);
    }
    if matches!(exactness(&observation.cell), Exactness::AtLeast | Exactness::AtMost) {
        return Some(Unranked::Bound);
    }
    let same = match (observation.period_days(), period) {
        (Some(own), Some(usual)) => (own - usual).abs() <= SAME_PERIOD,
        (own, _) => own.is_none() && indicator.measure == Measure::Stock,
    };
    (!same && indicator.measure == Measure::Flow).then_some(Unranked::Period)
}

/// The length of time that most values were counted over.
fn usual_period(rows: &[(Body, Shown)]) -> Option<i32> {
    let lengths: Vec<i32> = rows.iter().filter_map(|(_, shown)| shown.observation.period_days()).collect();
    let alike =
        |length: &&i32| lengths.iter().filter(|other| (**other - **length).abs() <= SAME_PERIOD).count();
    lengths.iter().max_by_key(alike).copied()
}

fn stale(indicator: &Indicator, shown: &Shown, as_of: Day) -> bool {
    let months = |day: Day| day.year() * 12 + i32::from(day.month());
    shown
        .observation
        .valid_on
        .map(PartialDate::last_day)
        .is_some_and(|day| months(as_of) - months(day) > indicator.age_limit_months)
}

#[cfg(test)]
mod tests {
    use domain::{BodyKey, Catalogue, Cell, Observation, Slug, Value, Voice};

    use super::*;
    use crate::testing::source;

    fn row(value: f64, exactness: Exactness, date: &str) -> (Body, Shown) {
        let catalogue = Catalogue::bundled().unwrap();
        let indicator = across(&catalogue);
        let observation = Observation {
            body: BodyKey::parse("12054000").unwrap(),
            indicator: indicator.slug.clone(),
            valid_on: PartialDate::parse(date),
            period_start: None,
            voice: Voice::Press,
            cell: Cell::Reported { value: Value::Number(value), exactness, ratio: None },
            definition: 1,
            source: source("x"),
            page: String::new(),
            note: String::new(),
        };
        let body = Body::new(observation.body.clone(), "x", "Kreisfreie Stadt");
        (body, Shown::new(observation, indicator, &catalogue, Language::German))
    }

    /// A number that all count alike, as of a day.
    fn across(catalogue: &Catalogue) -> &Indicator {
        catalogue
            .indicators()
            .iter()
            .find(|found| possible(found) && found.measure == Measure::Stock)
            .unwrap()
    }

    fn ranked(rows: Vec<(Body, Shown)>) -> Vec<(String, Option<Unranked>)> {
        let catalogue = Catalogue::bundled().unwrap();
        let mut indicator = across(&catalogue).clone();
        indicator.direction = Direction::Up;
        indicator.kind = ValueKind::Count;
        let today = Day::parse("2026-11-22").unwrap();
        let placed = place(&indicator, Some(Group::IndependentLarge), today, rows);
        placed.into_iter().map(|row| (row.rank_text().unwrap_or_default(), row.unranked)).collect()
    }

    #[test]
    fn equal_values_share_their_places() {
        let exact = |value| row(value, Exactness::Exact, "2025");
        let places: Vec<String> =
            ranked(vec![exact(10.0), exact(14.0), exact(11.0), exact(11.0), exact(11.0)])
                .into_iter()
                .map(|(rank, _)| rank)
                .collect();
        assert_eq!(places, ["1", "2–4", "2–4", "2–4", "5"]);
    }

    #[test]
    fn what_cannot_be_ranked_says_why_and_stands_last() {
        let rows = vec![
            row(99.0, Exactness::AtLeast, "2025"),
            row(50.0, Exactness::Exact, ""),
            row(5.0, Exactness::About, "2025"),
        ];
        assert_eq!(
            ranked(rows),
            [
                ("1".to_owned(), None),
                (String::new(), Some(Unranked::Bound)),
                (String::new(), Some(Unranked::Undated))
            ]
        );
    }

    #[test]
    fn there_is_no_rank_outside_a_group_and_where_each_counts_its_own_way() {
        let catalogue = Catalogue::bundled().unwrap();
        let today = Day::parse("2026-11-22").unwrap();
        let rows = || vec![row(1.0, Exactness::Exact, "2015")];
        let alone = place(across(&catalogue), None, today, rows());
        assert_eq!((alone[0].rank, alone[0].stale), (None, true));
        let own = catalogue.indicator(&Slug::parse("onlinedienste-anzahl").unwrap()).unwrap();
        assert_eq!(place(own, Some(Group::IndependentLarge), today, rows())[0].rank, None);
    }
}
