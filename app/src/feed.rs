//! What the newest releases brought, as entries of a feed: one for each release and body.

use std::cmp::Reverse;

use domain::{BodyKey, Day, Language, PartialDate, Reuse, Revision, Source, search};
use storage::changes::{self, News};

use crate::address::Address;
use crate::components::record::service::Names;
use crate::components::record::{department, service, when};
use crate::error::AppError;
use crate::measured::Shown;
use crate::page::Reading;
use crate::{promised, text};

/// Records that are looked at, newest release first: the feed stays small after a release of thousands.
const RECORDS: i64 = 500;
/// Entries in the feed.
const ENTRIES: usize = 100;
/// Records that one entry tells.
const LINES: usize = 20;

/// What a release brought for one body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The body.
    pub body: BodyKey,
    /// The release.
    pub revision: Revision,
    /// Its day.
    pub released_on: Day,
    /// "Potsdam: 3 neue Angaben, 1 korrigierte".
    pub title: String,
    /// The page of the body.
    pub address: Address,
    /// The records in words.
    pub lines: Vec<String>,
}

/// A record that a release brought, in words.
struct Told {
    revision: Revision,
    released_on: Day,
    body: BodyKey,
    name: String,
    corrected: bool,
    line: String,
}

impl Told {
    fn new<T>(news: News<T>, body: BodyKey, said: &str, language: Language) -> Self {
        let word = if news.corrected {
            language.pick("Korrigiert", "Corrected")
        } else {
            language.pick("Neu", "New")
        };
        let News { revision, released_on, name, corrected, .. } = news;
        Self { revision, released_on, body, name, corrected, line: format!("{word}: {said}") }
    }
}

/// The entries, newest first. What may only be cited is in no file, so not here either.
///
/// # Errors
/// When the database fails.
pub async fn entries(reading: &Reading) -> Result<Vec<Entry>, AppError> {
    let (mut told, horizon) = told(reading).await?;
    told.retain(|told| told.revision >= horizon);
    told.sort_by_cached_key(|told| (Reverse(told.revision), search::sort_key(&told.name), told.body.clone()));
    let same = |a: &Told, b: &Told| a.revision == b.revision && a.body == b.body;
    let groups = told.chunk_by(same);
    Ok(groups.filter_map(|group| entry(group, horizon, reading.language)).take(ENTRIES).collect())
}

/// The records of every kind, and the newest release of which some were not looked at.
async fn told(reading: &Reading) -> Result<(Vec<Told>, Revision), AppError> {
    let (db, catalogue, language) = (&reading.db, &reading.catalogue, reading.language);
    let figures = changes::latest(db, catalogue, RECORDS).await?;
    let services = changes::latest_services(db, RECORDS).await?;
    let departments = changes::latest_departments(db, RECORDS).await?;
    let promises = changes::latest_promises(db, catalogue, RECORDS).await?;
    let horizon = [figures.cut, services.cut, departments.cut, promises.cut].into_iter().flatten().max();
    let names = Names::read(reading, services.news.iter().map(|news| &news.now.service)).await?;
    let mut told = Vec::new();
    told.extend(figures.news.into_iter().filter_map(|news| {
        let (said, body) = (figure(&news, reading)?, news.now.body.clone());
        Some(Told::new(news, body, &said, language))
    }));
    told.extend(services.news.into_iter().map(|news| {
        let record = &news.now;
        let words = service::told(record, catalogue.services(), language);
        let said =
            line(&names.of(&record.service, language), &words, record.valid_on, &record.source, language);
        let body = record.body.clone();
        Told::new(news, body, &said, language)
    }));
    told.extend(departments.news.into_iter().map(|news| {
        let record = &news.now;
        let words = department::told(record, language);
        let said = line(&record.name, &words, record.valid_on, &record.source, language);
        let body = record.body.clone();
        Told::new(news, body, &said, language)
    }));
    told.extend(promises.news.into_iter().map(|news| {
        let (promise, event) = &news.now;
        let words = promised::said_of(promise, event, catalogue, language);
        let about = language.pick("Zusage", "Promise");
        let said = line(about, &words, event.said_on, &event.source, language);
        let body = promise.body.clone();
        Told::new(news, body, &said, language)
    }));
    Ok((told, horizon.unwrap_or(Revision(0))))
}

/// "Wohngeld: online (Dezember 2025)".
fn line(
    about: &str,
    words: &str,
    valid_on: Option<PartialDate>,
    source: &Source,
    language: Language,
) -> String {
    format!("{about}: {words} ({})", when(valid_on, source, language))
}

/// What one release brought for one body. At the horizon there may be more than was looked at.
fn entry(group: &[Told], horizon: Revision, language: Language) -> Option<Entry> {
    let first = group.first()?;
    let corrected = group.iter().filter(|told| told.corrected).count();
    let mut lines: Vec<String> = group.iter().take(LINES).map(|told| told.line.clone()).collect();
    if group.len() > LINES {
        lines.push(format!("{} {}", group.len() - LINES, language.pick("weitere", "more")));
    }
    let count = counted(group.len() - corrected, corrected, language);
    let least = language.pick("mindestens ", "at least ");
    let least = if first.revision == horizon { least } else { "" };
    Some(Entry {
        body: first.body.clone(),
        revision: first.revision,
        released_on: first.released_on,
        title: format!("{}: {least}{count}", first.name),
        address: Address::new(format!("/kommunen/{}", first.body)),
        lines,
    })
}

/// "3 neue Angaben, 1 korrigierte Angabe".
fn counted(added: usize, corrected: usize, language: Language) -> String {
    let noun = |count| match (language, count) {
        (Language::German, 1) => "Angabe",
        (Language::German, _) => "Angaben",
        (Language::English, 1) => "record",
        (Language::English, _) => "records",
    };
    let part = |count: usize, word: &str| (count > 0).then(|| format!("{count} {word} {}", noun(count)));
    let parts = [
        part(added, language.pick("neue", "new")),
        part(corrected, language.pick("korrigierte", "corrected")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// "Online-Dienste: 82 (Dezember 2025)"; nothing for what may only be cited.
fn figure(news: &News, reading: &Reading) -> Option<String> {
    let language = reading.language;
    let indicator = reading.catalogue.indicator(&news.now.indicator)?;
    if indicator.reuse == Reuse::CiteOnly || news.now.source.reuse == Reuse::CiteOnly {
        return None;
    }
    let shown = Shown::new(news.now.clone(), indicator, &reading.catalogue, language);
    let title = &indicator.wording(language).title;
    Some(format!("{title}: {} ({})", text::with_unit(&shown, indicator, language), shown.date))
}
