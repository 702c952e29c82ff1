//! `/kommunen/{key}`: one body, all topics, every value with its date and source.

mod topics;
mod view;

use domain::{Body, BodyKey, Day, Language};
use storage::bodies::{self, Filter};
use storage::{AsOf, observations};

use crate::address::Address;
use crate::comparison::Comparison;
use crate::components::figure::Figure;
use crate::error::AppError;
use crate::measured::Measured;
use crate::page::{Answer, Document, Loading, Page, Reading};
use crate::query::Query;
use topics::TopicPart;

struct Municipality {
    /// A key, or a name that leads to one.
    segment: String,
}

/// Reads the state.
///
/// # Errors
/// When the segment is too long to be a key or a name.
pub fn parse(segments: &[&str], _: &Query) -> Result<Box<dyn Page>, AppError> {
    let segment = segments.first().copied().unwrap_or_default();
    let decoded = percent_encoding::percent_decode_str(segment).decode_utf8_lossy();
    if decoded.chars().count() > 100 || decoded.contains(char::is_control) {
        return Err(AppError::NotFound);
    }
    Ok(Box::new(Municipality { segment: segment.to_owned() }))
}

/// What the view shows.
struct Data {
    language: Language,
    today: Day,
    body: Body,
    land: Option<Body>,
    kreis: Option<Body>,
    successor: Option<Body>,
    topics: Vec<TopicPart>,
    figures: Vec<(domain::Slug, Figure, Address)>,
    alike: Vec<Body>,
    compare: Address,
}

impl Page for Municipality {
    fn address(&self) -> Address {
        Address::new(format!("/kommunen/{}", self.segment))
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async move {
            let Some(key) = BodyKey::parse(&self.segment) else {
                return by_name(reading, &self.segment).await;
            };
            let body = bodies::find(&reading.db, &key).await?.ok_or(AppError::NotFound)?;
            document(reading, body, self.address()).await
        })
    }
}

/// A unique name leads to its page.
async fn by_name(reading: &Reading, segment: &str) -> Result<Answer, AppError> {
    let name = percent_encoding::percent_decode_str(segment).decode_utf8_lossy().replace('-', " ");
    if domain::search::fold(&name).is_empty() {
        return Err(AppError::NotFound);
    }
    let filter = Filter { name: name.clone(), limit: 2, ..Filter::default() };
    let (rows, _) = bodies::list(&reading.db, &filter).await?;
    let exact = |name: &str, found: &str| domain::search::fold(name) == domain::search::fold(found);
    match rows.as_slice() {
        [only] => Ok(Answer::Redirect(Address::new(format!("/kommunen/{}", only.body.key)))),
        [first, second] if exact(&name, &first.body.name) && !exact(&name, &second.body.name) => {
            Ok(Answer::Redirect(Address::new(format!("/kommunen/{}", first.body.key))))
        }
        [] => Err(AppError::NotFound),
        _ => Ok(Answer::Redirect(Address::new("/kommunen").with("name", name))),
    }
}

async fn document(reading: &Reading, body: Body, address: Address) -> Result<Answer, AppError> {
    let language = reading.language;
    let as_of = AsOf { known: Some(reading.edition.revision), valid: None };
    let records = observations::of_body(&reading.db, &reading.catalogue, &body.key, as_of).await?;
    let topics = topics::of(reading, &records);
    let land = bodies::find(&reading.db, &body.key.land()).await?;
    let kreis = match &body.kreis {
        Some(key) => bodies::find(&reading.db, key).await?,
        None => None,
    };
    let successor = match &body.successor {
        Some(key) => bodies::find(&reading.db, key).await?,
        None => None,
    };
    let title = body.name.clone();
    let known = topics.iter().filter(|topic| topic.has_value()).count();
    let description = match language {
        Language::German => format!(
            "Digitalisierung der Verwaltung: Zu {known} von 14 Themen gibt es Angaben, mit Stand und Quelle."
        ),
        Language::English => format!(
            "Digital administration: something is on record for {known} of 14 topics, with date and source."
        ),
    };
    let list = (language.pick("Kommunen", "Municipalities").to_owned(), Address::new("/kommunen"));
    let mut crumbs = vec![list];
    crumbs.extend(
        land.as_ref()
            .map(|land| (land.name.clone(), Address::new("/kommunen").with("land", land.key.to_string()))),
    );
    let data = Data {
        language,
        today: reading.today,
        figures: figures(reading, &body, &topics).await?,
        alike: bodies::alike(&reading.db, &body, 6).await?,
        compare: Comparison { bodies: vec![body.key.clone()], ..Comparison::default() }.address("/vergleich"),
        body,
        land,
        kreis,
        successor,
        topics,
    };
    let document = Document::new(title, address, data, view::view).described(description).under(crumbs);
    Ok(document.hidden_when(known == 0).into())
}

/// A chart for every indicator that has at least two dated numbers.
async fn figures(
    reading: &Reading,
    body: &Body,
    topics: &[TopicPart],
) -> Result<Vec<(domain::Slug, Figure, Address)>, AppError> {
    let mut figures = Vec::new();
    for indicator in topics.iter().flat_map(TopicPart::over_time) {
        let measured = Measured::load(reading, Comparison::of([body.key.clone()], &indicator.slug)).await?;
        let address = measured.comparison.address("/vergleich");
        let figure = Figure::draw(&measured, &format!("verlauf-{}", indicator.slug), reading)?;
        figures.extend(figure.map(|figure| (indicator.topic.clone(), figure, address)));
    }
    Ok(figures)
}
