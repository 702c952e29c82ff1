//! What the newest releases brought, as entries of a feed: one for each release and body.

use domain::{BodyKey, Day, Language, Reuse, Revision};
use storage::changes::{self, News};

use crate::address::Address;
use crate::error::AppError;
use crate::measured::Shown;
use crate::page::Reading;
use crate::text;

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

/// The entries, newest first. What may only be cited is in no file, so not here either.
///
/// # Errors
/// When the database fails.
pub async fn entries(reading: &Reading) -> Result<Vec<Entry>, AppError> {
    let news = changes::latest(&reading.db, &reading.catalogue, RECORDS).await?;
    let cut = i64::try_from(news.len()).unwrap_or(i64::MAX) >= RECORDS;
    let same = |a: &News, b: &News| a.revision == b.revision && a.now.body == b.now.body;
    let mut groups: Vec<&[News]> = news.chunk_by(same).collect();
    // The last one may lack records that were not looked at.
    if cut && groups.len() > 1 {
        groups.pop();
    }
    Ok(groups.into_iter().filter_map(|group| entry(group, reading)).take(ENTRIES).collect())
}

fn entry(group: &[News], reading: &Reading) -> Option<Entry> {
    let language = reading.language;
    let told: Vec<(&News, String)> =
        group.iter().filter_map(|news| Some((news, line(news, reading)?))).collect();
    let (first, _) = told.first()?;
    let corrected = told.iter().filter(|(news, _)| news.corrected).count();
    let mut lines: Vec<String> = told.iter().take(LINES).map(|(_, line)| line.clone()).collect();
    if told.len() > LINES {
        lines.push(format!("{} {}", told.len() - LINES, language.pick("weitere", "more")));
    }
    Some(Entry {
        body: first.now.body.clone(),
        revision: first.revision,
        released_on: first.released_on,
        title: format!("{}: {}", first.name, counted(told.len() - corrected, corrected, language)),
        address: Address::new(format!("/kommunen/{}", first.now.body)),
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

/// "Neu: Online-Dienste: 82 (Dezember 2025)"; nothing for what may only be cited.
fn line(news: &News, reading: &Reading) -> Option<String> {
    let language = reading.language;
    let indicator = reading.catalogue.indicator(&news.now.indicator)?;
    if indicator.reuse == Reuse::CiteOnly || news.now.source.reuse == Reuse::CiteOnly {
        return None;
    }
    let shown = Shown::new(news.now.clone(), indicator, &reading.catalogue, language);
    let word =
        if news.corrected { language.pick("Korrigiert", "Corrected") } else { language.pick("Neu", "New") };
    let title = &indicator.wording(language).title;
    Some(format!("{word}: {title}: {} ({})", text::with_unit(&shown, indicator, language), shown.date))
}
