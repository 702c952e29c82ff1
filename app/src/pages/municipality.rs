//! `/kommunen/{key}`: one body, all topics, every value with its date and source; what is new since a day; and the
//! questions of an inquiry as they would be answered today.

mod head;
mod inquiry;
mod ledger;
mod load;
mod since;
mod topics;
mod view;

pub use topics::{TopicPart, of as topics_of};

use domain::{Body, BodyKey, Day, Inquiry, Language, Slug};
use storage::bodies::{self, Filter};
use storage::peers::Covered;

use crate::address::Address;
use crate::components::figure::Figure;
use crate::dossier::answers::Answered;
use crate::dossier::changes::Changes;
use crate::dossier::said::Said;
use crate::error::AppError;
use crate::page::{Answer, Loading, Page, Reading};
use crate::promised::Promised;
use crate::query::Query;

/// The parameters of this page, in canonical order.
pub const KNOWN: &[&str] = &["fragen", "seit"];

struct Municipality {
    /// A key, or a name that leads to one.
    segment: String,
    /// The inquiry whose questions are shown; `None` for the body's own, else for the founding one.
    inquiry: Option<Slug>,
    /// The day since which something is new.
    since: Option<Day>,
}

/// Reads the state.
///
/// # Errors
/// When the segment is too long to be a key or a name, or a parameter has a bad value.
pub fn parse(segments: &[&str], query: &Query) -> Result<Box<dyn Page>, AppError> {
    let segment = segments.first().copied().unwrap_or_default();
    let decoded = percent_encoding::percent_decode_str(segment).decode_utf8_lossy();
    if decoded.chars().count() > 100 || decoded.contains(char::is_control) {
        return Err(AppError::NotFound);
    }
    let inquiry = query.one("fragen").map(|text| Slug::parse(text).ok_or_else(|| no_inquiry(text)));
    Ok(Box::new(Municipality {
        segment: segment.to_owned(),
        inquiry: inquiry.transpose()?,
        since: query.one("seit").map(day).transpose()?,
    }))
}

/// The refusal of an inquiry that is not there.
fn no_inquiry(found: &str) -> AppError {
    AppError::bad("fragen", found, "eine Anfrage der Liste", "an inquiry of the list")
}

fn day(text: &str) -> Result<Day, AppError> {
    let (german, english) = ("ein Tag wie 2023-11-16", "a day such as 2023-11-16");
    Day::parse(text).ok_or_else(|| AppError::bad("seit", text, german, english))
}

/// What the view shows.
struct Data {
    language: Language,
    today: Day,
    body: Body,
    land: Option<Body>,
    kreis: Option<Body>,
    verband: Option<Body>,
    successor: Option<Body>,
    topics: Vec<TopicPart>,
    /// How many services and departments have records of their own.
    recorded: (usize, usize),
    asked: Asked,
    since: Since,
    promised: Promised,
    figures: Vec<(Slug, Figure, Address)>,
    comparable: Vec<Covered>,
    members: (Vec<Covered>, i64),
    compare: Address,
}

/// The inquiry whose questions are shown.
struct Asked {
    /// The inquiry and its questions as they would be answered today.
    shown: Option<(Inquiry, Vec<Answered>)>,
    /// The body's own inquiries, newest first.
    own: Vec<Inquiry>,
    /// Whether the questions stand before the topics: they are the body's own, or the reader asked for them.
    first: bool,
}

/// What is new, and the days to choose from.
struct Since {
    changes: Changes,
    /// The same of services, departments and promises.
    said: Vec<Said>,
    /// Day and label.
    days: Vec<(Day, String)>,
    /// The inquiry that the reader keeps while choosing.
    inquiry: Option<Slug>,
}

impl Page for Municipality {
    fn address(&self) -> Address {
        Address::new(format!("/kommunen/{}", self.segment))
            .with("fragen", self.inquiry.as_ref().map(ToString::to_string).unwrap_or_default())
            .with("seit", self.since.map(|day| day.to_string()).unwrap_or_default())
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async move {
            let Some(key) = BodyKey::parse(&self.segment) else {
                return self.by_name(reading).await;
            };
            let body = bodies::find(&reading.db, &key).await?.ok_or(AppError::NotFound)?;
            load::document(self, reading, body).await
        })
    }
}

impl Municipality {
    /// A unique name leads to its page.
    async fn by_name(&self, reading: &Reading) -> Result<Answer, AppError> {
        let segment = &self.segment;
        let name = percent_encoding::percent_decode_str(segment).decode_utf8_lossy().replace('-', " ");
        if domain::search::fold(&name).is_empty() {
            return Err(AppError::NotFound);
        }
        Ok(match named(reading, &name).await? {
            Named::One(body) => Answer::Redirect(self.address().at(format!("/kommunen/{}", body.key))),
            Named::None => return Err(AppError::NotFound),
            Named::Many => Answer::Redirect(Address::new("/kommunen").with("name", name)),
        })
    }
}

/// What a name leads to.
pub enum Named {
    /// Nothing.
    None,
    /// One body.
    One(Box<Body>),
    /// Several bodies.
    Many,
}

/// Looks for a body by its name or key: a unique hit, or the only exact one among several.
///
/// # Errors
/// When the database fails.
pub async fn named(reading: &Reading, name: &str) -> Result<Named, AppError> {
    let filter = Filter { name: name.to_owned(), limit: 2, ..Filter::default() };
    let (rows, _) = bodies::list(&reading.db, &filter).await?;
    let exact = |found: &Body| domain::search::fold(name) == domain::search::fold(&found.name);
    Ok(match rows.as_slice() {
        [] => Named::None,
        [only] => Named::One(Box::new(only.body.clone())),
        [first, second] if exact(&first.body) && !exact(&second.body) => {
            Named::One(Box::new(first.body.clone()))
        }
        _ => Named::Many,
    })
}
