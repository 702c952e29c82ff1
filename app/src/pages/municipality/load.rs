//! Loads what the page shows: what is on record once, and a handful of small queries beside it.

use std::collections::BTreeMap;

use domain::catalogue::Comparable;
use domain::inquiry::FOUNDING;
use domain::{Body, BodyKey, Cell, Day, Exactness, Inquiry, Language, Level, Reuse, Slug, Value, ValueKind};
use storage::{bodies, inquiries, peers};

use super::topics::{self, TopicPart};
use super::{Asked, Data, Municipality, Since, no_inquiry, since, view};
use crate::address::Address;
use crate::as_of::Moment;
use crate::comparison::Comparison;
use crate::components::figure::Figure;
use crate::dossier::answers::{answered, newest};
use crate::dossier::records::Told;
use crate::dossier::{Dossier, changes, said};
use crate::error::AppError;
use crate::measured::{self, Measured};
use crate::page::{Answer, Document, Page as _, Reading};
use crate::promised::Promised;

/// Fewer values of other towns make no median.
const FEWEST_PEERS: usize = 3;
/// Comparable towns that are listed.
const COMPARABLE: i64 = 8;
/// Members of a district that are listed.
const MEMBERS: i64 = 40;

pub(super) async fn document(page: &Municipality, reading: &Reading, body: Body) -> Result<Answer, AppError> {
    let language = reading.language;
    let dossier = Dossier::load(reading, body).await?;
    let body = dossier.body.clone();
    let also = page.inquiry.as_ref().map_or(FOUNDING, Slug::as_str);
    let all = inquiries::about(&reading.db, &body.key, also).await?;
    let told = dossier.told(language);
    let asked = asked(page, reading, &dossier, &told, &all)?;
    let mut topics = topics::of(reading, &dossier, &told, &asked.own);
    medians(reading, &body, &mut topics).await?;
    let known = topics.iter().filter(|topic| topic.has_value()).count();
    let recorded = told.counts();
    let promised = Promised::load(reading, &Moment::default(), Some(&body.key)).await?;
    let data = Data {
        language,
        today: reading.today,
        land: parent(reading, Some(&body.key.land())).await?,
        kreis: parent(reading, body.kreis.as_ref()).await?,
        verband: parent(reading, body.verband.as_ref()).await?,
        successor: parent(reading, body.successor.as_ref()).await?,
        since: news(page, reading, &dossier, &told, &asked.own, &promised),
        promised,
        figures: figures(reading, &body, &topics)?,
        comparable: peers::comparable(&reading.db, &body, COMPARABLE).await?,
        members: members(reading, &body).await?,
        compare: Comparison { bodies: vec![body.key.clone()], ..Comparison::default() }.address("/vergleich"),
        body,
        recorded,
        topics,
        asked,
    };
    let crumbs = crumbs(&data);
    let title = data.body.name.clone();
    let document = Document::new(title, page.address(), data, view::view)
        .described(described(known, recorded, language));
    Ok(document.under(crumbs).hidden_when(known == 0 && recorded == (0, 0)).into())
}

/// The list of all, and the Land.
fn crumbs(data: &Data) -> Vec<(String, Address)> {
    let list = (data.language.pick("Kommunen", "Municipalities").to_owned(), Address::new("/kommunen"));
    let land = data.land.as_ref().filter(|land| land.key != data.body.key);
    let land =
        land.map(|land| (land.name.clone(), Address::new("/kommunen").with("land", land.key.to_string())));
    std::iter::once(list).chain(land).collect()
}

fn described(known: usize, recorded: (usize, usize), language: Language) -> String {
    if known == 0 && recorded != (0, 0) {
        let text = language.pick(
            "Digitalisierung der Verwaltung: Leistungen und Ämter einzeln erfasst, mit Stand und Quelle.",
            "Digital administration: single services and departments on record, with date and source.",
        );
        return text.to_owned();
    }
    match language {
        Language::German => format!(
            "Digitalisierung der Verwaltung: Zu {known} von 14 Themen gibt es Angaben, mit Stand und Quelle."
        ),
        Language::English => format!(
            "Digital administration: something is on record for {known} of 14 topics, with date and source."
        ),
    }
}

async fn parent(reading: &Reading, key: Option<&BodyKey>) -> Result<Option<Body>, AppError> {
    match key {
        Some(key) => Ok(bodies::find(&reading.db, key).await?),
        None => Ok(None),
    }
}

/// Which inquiry's questions are shown: the one that the reader chose, the newest of the body itself, or the founding
/// one.
fn asked(
    page: &Municipality,
    reading: &Reading,
    dossier: &Dossier,
    told: &Told<'_>,
    all: &[Inquiry],
) -> Result<Asked, AppError> {
    let own: Vec<Inquiry> = all.iter().filter(|inquiry| inquiry.body == dossier.body.key).cloned().collect();
    let named = |slug: &str| all.iter().find(|inquiry| inquiry.slug.as_str() == slug);
    let shown = match &page.inquiry {
        Some(slug) => Some(named(slug.as_str()).ok_or_else(|| no_inquiry(slug.as_str()))?),
        None => newest(own.iter()).or(named(FOUNDING)),
    };
    let first = page.inquiry.is_some() || newest(own.iter()).is_some();
    let shown = shown.map(|inquiry| (inquiry.clone(), answered(inquiry, dossier, told, &reading.catalogue)));
    Ok(Asked { shown, own, first })
}

/// What is new since the day that the reader chose, the last inquiry, or the end of the year before last.
fn news(
    page: &Municipality,
    reading: &Reading,
    dossier: &Dossier,
    told: &Told<'_>,
    own: &[Inquiry],
    promised: &Promised,
) -> Since {
    let asked = own.iter().filter_map(Inquiry::day).filter(|day| *day < reading.today).max();
    let default = Day::from_ymd(reading.today.year() - 2, 12, 31);
    let day = page.since.or(asked).or(default).unwrap_or(reading.today);
    Since {
        changes: changes::since(day, dossier, reading, |_| true),
        said: said::since(day, told, promised, reading, |_| true),
        days: since::days(day, reading.today, own, reading.language),
        inquiry: page.inquiry.clone(),
    }
}

/// What belongs to a district or an association.
async fn members(reading: &Reading, body: &Body) -> Result<(Vec<storage::peers::Covered>, i64), AppError> {
    match body.key.level() {
        Level::Kreis | Level::Verband => Ok(peers::members(&reading.db, &body.key, MEMBERS).await?),
        Level::Gemeinde | Level::Land => Ok((Vec::new(), 0)),
    }
}

/// The median of towns of similar size, for headlines that all bodies count alike and that may be put side by side.
async fn medians(reading: &Reading, body: &Body, topics: &mut [TopicPart]) -> Result<(), AppError> {
    if body.key.level() != Level::Gemeinde {
        return Ok(());
    }
    let mut values: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for (slug, value) in peers::peer_values(&reading.db, body).await? {
        values.entry(slug).or_default().push(value);
    }
    for topic in topics {
        let Some((indicator, shown)) = topic.headline() else { continue };
        let alike = indicator.kind.is_number()
            && indicator.kind != ValueKind::Rank
            && indicator.comparable == Comparable::Across
            && indicator.reuse == Reuse::Open
            && shown.number().is_some();
        let peers = values.get(indicator.slug.as_str()).filter(|peers| alike && peers.len() >= FEWEST_PEERS);
        topic.peers = peers.map(|peers| {
            let cell = Cell::Reported {
                value: Value::Number(median(peers)),
                exactness: Exactness::Exact,
                ratio: None,
            };
            let told = measured::value(&cell, indicator, &reading.catalogue, reading.language);
            (told, peers.len())
        });
    }
    Ok(())
}

/// The middle of sorted values; of an even number, the mean of the two in the middle.
fn median(sorted: &[f64]) -> f64 {
    let middle = sorted.len() / 2;
    match (sorted.get(middle.wrapping_sub(1)), sorted.get(middle)) {
        (Some(below), Some(above)) if sorted.len().is_multiple_of(2) => f64::midpoint(*below, *above),
        (_, Some(value)) => *value,
        _ => 0.0,
    }
}

/// A chart for every topic with an indicator that has at least two dated numbers.
fn figures(
    reading: &Reading,
    body: &Body,
    topics: &[TopicPart],
) -> Result<Vec<(domain::Slug, Figure, Address)>, AppError> {
    let mut figures = Vec::new();
    for (indicator, shown) in topics.iter().filter_map(TopicPart::over_time) {
        let measured = Measured::of_one(reading, body, indicator, shown);
        let address = measured.comparison.address("/vergleich");
        let figure = Figure::draw(&measured, &format!("verlauf-{}", indicator.slug), reading)?;
        figures.extend(figure.map(|figure| (indicator.topic.clone(), figure, address)));
    }
    Ok(figures)
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_is_the_middle() {
        for (values, expected) in [(&[3.0][..], 3.0), (&[1.0, 2.0, 9.0], 2.0), (&[1.0, 2.0, 4.0, 9.0], 3.0)] {
            assert!((median(values) - expected).abs() < f64::EPSILON, "{values:?}");
        }
    }
}
