//! A national catalogue of services as a list: `leika_key,name,leika_typ,ozg_id,ozg_name,themenfeld,lebenslage`.
//!
//! Keys of the Leistungskatalog are neither complete nor unique nor always well formed, so every service gets a slug of
//! its own: made of the key where that is well formed and stands once, else of a digest of what the line says.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::Read;

use domain::{Service, Slug};
use sha2::{Digest, Sha256};

use crate::Refused;
use crate::problem::{Problem, Problems};
use crate::table::{Row, Stream};

const COLUMNS: [&str; 7] =
    ["leika_key", "name", "leika_typ", "ozg_id", "ozg_name", "themenfeld", "lebenslage"];
/// A longer list than any country has is a mistake.
const MOST: usize = 100_000;

/// A list of services.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct List {
    /// The services, each once, in the order of the file.
    pub services: Vec<Service>,
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

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { services, without_key, odd, repeated } = self;
        write!(f, "{} services, {without_key} without a key, {repeated} lines said again", services.len())?;
        odd.iter().try_for_each(|(line, key)| write!(f, "\nline {line}: {key:?} is no usual key"))
    }
}

/// Reads a list: all of it, or nothing. `catalogue` is the name of the catalogue and its edition.
///
/// # Errors
/// With every problem of the file, by line and column.
pub fn read(input: impl Read, catalogue: &str) -> Result<List, Refused> {
    let mut problems = Problems::default();
    let mut stream = Stream::open(input, &COLUMNS)?;
    let mut lines: Vec<(u64, Service)> = Vec::new();
    while let Some(row) = stream.next(&mut problems) {
        if lines.len() == MOST {
            let (german, english) = ("höchstens 100.000 Leistungen", "at most 100,000 services");
            problems.add(Problem::new(row.line, "", "", german, english));
            break;
        }
        lines.extend(service(row, catalogue, &mut problems).map(|service| (row.line, service)));
    }
    let mut keys: BTreeMap<String, usize> = BTreeMap::new();
    for (_, service) in &lines {
        *keys.entry(service.leika.clone()).or_default() += 1;
    }
    let mut list = List::default();
    let mut seen = BTreeSet::new();
    for (line, mut service) in lines {
        let key = service.leika.clone();
        if is_key(&key) && keys.get(&key) == Some(&1) {
            service.slug = slug(&key).unwrap_or(service.slug);
        }
        if !seen.insert(service.slug.clone()) {
            list.repeated += 1;
            continue;
        }
        list.without_key += usize::from(key.is_empty());
        if !key.is_empty() && !is_key(&key) {
            list.odd.push((line, key));
        }
        list.services.push(service);
    }
    problems.into_result(list)
}

fn service(row: Row<'_>, catalogue: &str, problems: &mut Problems) -> Option<Service> {
    let text = |column: &str| row.get(column).to_owned();
    let (leika, name, bundle) = (text("leika_key"), text("name"), text("ozg_id"));
    if name.is_empty() {
        problems.add(Problem::new(row.line, "name", "", "ein Name", "a name"));
        return None;
    }
    let digest = format!("{:x}", Sha256::digest([&*leika, &*name, &*bundle].join("\u{1f}").as_bytes()));
    Some(Service {
        slug: slug(digest.get(..16).unwrap_or_default())?,
        name,
        name_en: String::new(),
        leika,
        bundle,
        bundle_name: text("ozg_name"),
        field: text("themenfeld"),
        fee: None,
        catalogue: catalogue.to_owned(),
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
        let list = read(FILE.as_bytes(), "OZG").unwrap();
        assert_eq!((list.services.len(), list.without_key, list.repeated), (3, 1, 1));
        assert_eq!(list.odd, [(4, "3233".to_owned())]);
        assert_eq!(list.services[1].slug.as_str(), "leika-99012001000000");
        assert_eq!((list.services[2].leika.as_str(), list.services[0].field.as_str()), ("3233", "Umwelt"));
        assert_eq!(read(FILE.as_bytes(), "OZG").unwrap(), list, "slugs are the same every time");
    }

    #[test]
    fn a_key_that_stands_twice_names_nobody() {
        let twice = FILE.replace("3233", "99012001000000");
        let slugs: Vec<_> =
            read(twice.as_bytes(), "OZG").unwrap().services.into_iter().map(|it| it.slug).collect();
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
        let list = read(file, "OZG").unwrap();
        assert_eq!((list.services.len(), list.without_key, list.odd.len()), (5_250, 435, 2));
    }
}
