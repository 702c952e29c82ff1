//! `/kommunen/{key}/leistungen`: every service of a body: how far, since when, promised for when, and whose it is.

mod state;
mod view;

use std::collections::BTreeMap;

use domain::service::{Responsibility, Stage, Standing, Tier};
use domain::{Body, BodyKey, Day, Language, Service, ServiceStatus, Slug};
use storage::{bodies, services};

use crate::address::Address;
use crate::as_of::{Moment, Resolved};
use crate::components::figure::Figure;
use crate::components::shares::Share;
use crate::diagrams::chain::{ChainChart, ChainState};
use crate::diagrams::stages::{Counted, StagesChart, StagesState};
use crate::error::AppError;
use crate::page::{Answer, Document, Loading, Page, Reading};
use crate::query::Query;
use state::State;

/// The parameters, in canonical order.
pub const KNOWN: &[&str] = &["feld", "umsetzung", "gruppe", "sortierung", "stand", "bekannt"];

struct TownServices {
    key: BodyKey,
    state: State,
}

/// Reads the state.
///
/// # Errors
/// When the segment is no key, or a parameter has a bad value.
pub fn parse(segments: &[&str], query: &Query) -> Result<Box<dyn Page>, AppError> {
    let key = segments.first().and_then(|segment| BodyKey::parse(segment)).ok_or(AppError::NotFound)?;
    Ok(Box::new(TownServices { key, state: State::parse(query)? }))
}

impl Page for TownServices {
    fn address(&self) -> Address {
        self.state.address(&format!("/kommunen/{}/leistungen", self.key))
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async move { document(reading, &self.key, &self.state, self.address()).await })
    }
}

/// What the view shows.
struct Data {
    language: Language,
    today: Day,
    catalogue: std::sync::Arc<domain::Catalogue>,
    body: Body,
    path: String,
    state: State,
    fields: Vec<String>,
    rows: Vec<Row>,
    /// How many there are before filtering.
    counts: Counts,
    shares: Vec<Share>,
    /// How the states developed.
    stages: Option<Figure>,
    /// Where things are printed and typed again.
    chain: Option<Figure>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    /// Services of its own.
    own: usize,
    /// Those of which it is known how far they are.
    known: usize,
    /// Those that are online.
    live: usize,
    /// Services of which it is not known whose they are.
    open: usize,
}

/// A service of this body.
struct Row {
    service: Service,
    records: Vec<ServiceStatus>,
    whose: Whose,
}

/// Whose the service is, with the name of the other body where it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Whose {
    Own,
    Other(Tier, Option<(BodyKey, String)>),
    Unknown,
}

impl Row {
    fn standing(&self) -> Standing<'_> {
        Standing::of(&self.records)
    }

    fn stage(&self) -> Option<Stage> {
        self.standing().stage()
    }
}

async fn document(
    reading: &Reading,
    key: &BodyKey,
    state: &State,
    address: Address,
) -> Result<Answer, AppError> {
    let language = reading.language;
    let moment = state.moment.resolve(reading).await?;
    let body = bodies::find_as_of(&reading.db, key, moment.as_of).await?.ok_or(AppError::NotFound)?;
    let records = services::of_body(&reading.db, key, moment.as_of).await?;
    let rows = rows(reading, &body, records).await?;
    let counts = counts(&rows);
    let title = match language {
        Language::German => format!("{}: Leistungen", body.name),
        Language::English => format!("{}: services", body.name),
    };
    let description = language.pick(
        "Welche Leistungen online sind, seit wann, was für wann zugesagt ist und was fehlt, mit Stand und Quelle.",
        "Which services are online, since when, what is promised for when and what is missing, with date and source.",
    );
    let crumbs = vec![
        (language.pick("Kommunen", "Municipalities").to_owned(), Address::new("/kommunen")),
        (body.name.clone(), Address::new(format!("/kommunen/{key}"))),
    ];
    let mut fields: Vec<String> = rows.iter().map(|row| row.service.field.clone()).collect();
    fields.sort();
    fields.dedup();
    if !state.field.is_empty() && !fields.contains(&state.field) {
        let (german, english) = ("ein Themenfeld des Katalogs", "a field of the catalogue");
        return Err(AppError::bad("feld", &state.field, german, english));
    }
    let (stages, chain) = figures(reading, &body, &rows, &state.moment, moment)?;
    let data = Data {
        language,
        stages,
        chain,
        today: reading.today,
        catalogue: reading.catalogue.clone(),
        shares: Share::read(reading, key, moment.as_of, false).await?,
        path: format!("/kommunen/{key}/leistungen"),
        state: state.clone(),
        fields,
        counts,
        body,
        rows: state.chosen(rows),
    };
    let document = Document::new(title, address, data, view::view)
        .described(description)
        .under(crumbs)
        .called(language.pick("Leistungen", "Services"));
    Ok(document.hidden_when(counts.known == 0).into())
}

/// The charts of all services that are on record, whatever the filter shows.
fn figures(
    reading: &Reading,
    body: &Body,
    rows: &[Row],
    moment: &Moment,
    resolved: Resolved,
) -> Result<(Option<Figure>, Option<Figure>), AppError> {
    let (key, name, language) = (body.key.clone(), body.name.clone(), reading.language);
    let records: Vec<_> = rows.iter().map(|row| row.records.as_slice()).collect();
    let state = StagesState::new(Counted::Services(key.clone()), moment.clone());
    let stages = StagesChart::of_body(state, name.clone(), &records, resolved, language);
    let known = rows.iter().filter(|row| !row.records.is_empty());
    let known: Vec<_> =
        known.map(|row| (row.service.name(language).to_owned(), row.records.as_slice())).collect();
    let chain = ChainChart::new(ChainState::new(key, moment.clone()), name, &known, resolved, language);
    let chain = if chain.is_known() { Figure::draw(&chain, "medienbrueche", reading)? } else { None };
    Ok((Figure::draw(&stages, "entwicklung", reading)?, chain))
}

/// Every service of the starter catalogue, and those of other catalogues that something is on record about.
async fn rows(reading: &Reading, body: &Body, records: Vec<ServiceStatus>) -> Result<Vec<Row>, AppError> {
    let mut by_service: BTreeMap<Slug, Vec<ServiceStatus>> = BTreeMap::new();
    for record in records {
        by_service.entry(record.service.clone()).or_default().push(record);
    }
    let mut names = BTreeMap::new();
    let mut rows = Vec::new();
    for entry in &reading.catalogue.services().entries {
        let records = by_service.remove(&entry.service.slug).unwrap_or_default();
        let stated = Standing::of(&records).responsible();
        let whose = whose(reading, &mut names, Responsibility::of(body, &entry.rules, stated)).await?;
        rows.push(Row { service: entry.service.clone(), records, whose });
    }
    for (slug, records) in by_service {
        let Some(service) = services::find(&reading.db, &slug).await? else { continue };
        let stated = Standing::of(&records).responsible();
        let whose = whose(reading, &mut names, Responsibility::of(body, &[], stated)).await?;
        rows.push(Row { service, records, whose });
    }
    Ok(rows)
}

/// Looks up the name of the body that a service belongs to, once for each.
async fn whose(
    reading: &Reading,
    names: &mut BTreeMap<BodyKey, Option<String>>,
    responsibility: Responsibility,
) -> Result<Whose, AppError> {
    Ok(match responsibility {
        Responsibility::Own => Whose::Own,
        Responsibility::Unknown => Whose::Unknown,
        Responsibility::Other(tier, None) => Whose::Other(tier, None),
        Responsibility::Other(tier, Some(key)) => {
            if !names.contains_key(&key) {
                let found = bodies::find(&reading.db, &key).await?;
                names.insert(key.clone(), found.map(|body| body.name));
            }
            let name = names.get(&key).cloned().flatten();
            Whose::Other(tier, name.map(|name| (key, name)))
        }
    })
}

fn counts(rows: &[Row]) -> Counts {
    let own = || rows.iter().filter(|row| row.whose == Whose::Own);
    Counts {
        own: own().count(),
        known: own().filter(|row| row.stage().is_some()).count(),
        live: own().filter(|row| row.stage() == Some(Stage::Live)).count(),
        open: rows.iter().filter(|row| row.whose == Whose::Unknown).count(),
    }
}
