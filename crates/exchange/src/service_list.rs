//! A national catalogue of services as a list: `leika_key,name,leika_typ,ozg_id,ozg_name,themenfeld,lebenslage`.
//!
//! Keys of the Leistungskatalog are neither complete nor unique nor always well formed, so every service gets a slug of
//! its own: made of the key where that is well formed and stands once, else of a digest of what the line says.

use std::collections::BTreeMap;
use std::io::Read;

use domain::Slug;
use sha2::{Digest, Sha256};

use crate::Refused;
use crate::problem::{Problem, Problems};
use crate::table::{Row, Stream};

const COLUMNS: [&str; 7] =
    ["leika_key", "name", "leika_typ", "ozg_id", "ozg_name", "themenfeld", "lebenslage"];
/// A longer list than any country has is a mistake.
const MOST: usize = 100_000;

/// A service as the list describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its stable name here.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// Its key, as it stands there; empty when it has none.
    pub key: String,
    /// The bundle it belongs to: number and name.
    pub bundle: (String, String),
    /// Field of the bundle and situation in life, joined where both are given.
    pub field: String,
}

/// A list of services.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct List {
    /// The services, each once, in the order of the file.
    pub entries: Vec<Entry>,
    /// How many have no key.
    pub without_key: usize,
    /// Lines whose key has not the usual form (14 digits that begin with 99), with the key.
    pub odd: Vec<(u64, String)>,
    /// How many lines say again what an earlier one says.
    pub repeated: usize,
}

/// Whether a key has the usual form.
pub fn is_key(text: &str) -> bool {
    text.len() == 14 && text.starts_with("99") && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads a list: all of it, or nothing.
///
/// # Errors
/// With every problem of the file, by line and column.
pub fn read(input: impl Read) -> Result<List, Refused> {
    let mut problems = Problems::default();
    let mut stream = Stream::open(input, &COLUMNS)?;
    let mut lines: Vec<(u64, Entry)> = Vec::new();
    while let Some(row) = stream.next(&mut problems) {
        if lines.len() == MOST {
            let (german, english) = ("höchstens 100.000 Leistungen", "at most 100,000 services");
            problems.add(Problem::new(row.line, "", "", german, english));
            break;
        }
        lines.extend(entry(row, &mut problems).map(|entry| (row.line, entry)));
    }
    let mut keys: BTreeMap<String, usize> = BTreeMap::new();
    for (_, entry) in &lines {
        *keys.entry(entry.key.clone()).or_default() += 1;
    }
    let mut list = List::default();
    let mut seen = std::collections::BTreeSet::new();
    for (line, mut entry) in lines {
        if is_key(&entry.key) && keys.get(&entry.key) == Some(&1) {
            entry.slug = slug(&entry.key).unwrap_or(entry.slug);
        }
        if !seen.insert(entry.slug.clone()) {
            list.repeated += 1;
            continue;
        }
        list.without_key += usize::from(entry.key.is_empty());
        if !entry.key.is_empty() && !is_key(&entry.key) {
            list.odd.push((line, entry.key.clone()));
        }
        list.entries.push(entry);
    }
    problems.into_result(list)
}

fn entry(row: Row<'_>, problems: &mut Problems) -> Option<Entry> {
    let text = |column: &str| row.get(column).to_owned();
    let (key, name) = (text("leika_key"), text("name"));
    if name.is_empty() {
        problems.add(Problem::new(row.line, "name", "", "ein Name", "a name"));
        return None;
    }
    let bundle = (text("ozg_id"), text("ozg_name"));
    let said = [&key, &name, &bundle.0].map(String::as_str).join("\u{1f}");
    let digest = format!("{:x}", Sha256::digest(said.as_bytes()));
    let field = [text("themenfeld"), text("lebenslage")].into_iter().filter(|part| !part.is_empty());
    Some(Entry {
        slug: slug(digest.get(..16).unwrap_or_default())?,
        name,
        key,
        bundle,
        field: field.collect::<Vec<_>>().join(" · "),
    })
}

fn slug(text: &str) -> Option<Slug> {
    Slug::parse(&format!("leika-{text}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "leika_key,name,leika_typ,ozg_id,ozg_name,themenfeld,lebenslage\n\
         ,Prüfung,1,10478,Zulassung,Umwelt,Anlagen & Stoffe\n\
         99012001000000,Abbruchgenehmigung,4,10513,Abbruch,Bauen & Wohnen,Bauen\n\
         3233,Abschrift,2/3,10569,Verzeichnis,Querschnitt,\n\
         ,Prüfung,1,10478,Zulassung,Umwelt,Anlagen & Stoffe\n";

    #[test]
    fn keys_are_kept_as_they_are_and_counted() {
        let list = read(FILE.as_bytes()).unwrap();
        assert_eq!((list.entries.len(), list.without_key, list.repeated), (3, 1, 1));
        assert_eq!(list.odd, [(4, "3233".to_owned())]);
        assert_eq!(list.entries[1].slug.as_str(), "leika-99012001000000");
        assert_eq!(list.entries[0].field, "Umwelt · Anlagen & Stoffe");
        assert_eq!(read(FILE.as_bytes()).unwrap(), list, "slugs are the same every time");
    }

    #[test]
    fn a_key_that_stands_twice_names_nobody() {
        let twice = FILE.replace("3233", "99012001000000");
        let slugs: Vec<_> = read(twice.as_bytes()).unwrap().entries.into_iter().map(|it| it.slug).collect();
        assert!(slugs.iter().all(|slug| slug.as_str() != "leika-99012001000000"));
        assert_ne!(slugs[1], slugs[2]);
    }

    #[test]
    fn the_national_list_has_5250_services() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/ozg_services.csv");
        let Ok(file) = std::fs::File::open(path) else {
            println!("skipped: the national list is not on this machine");
            return;
        };
        let list = read(file).unwrap();
        assert_eq!((list.entries.len(), list.without_key, list.odd.len()), (5_250, 435, 2));
    }
}
