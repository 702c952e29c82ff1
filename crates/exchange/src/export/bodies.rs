//! A list of bodies as CSV.

use crate::cell::guard;

/// A body in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Official key.
    pub key: String,
    /// Name.
    pub name: String,
    /// Type in German.
    pub kind: String,
    /// Name of its Land.
    pub land: String,
    /// Name of its district; empty when it belongs to none.
    pub district: String,
    /// Inhabitants and the day they were counted.
    pub population: Option<(i64, String)>,
    /// In how many topics something is on record.
    pub topics: i64,
    /// The year of the newest dated value.
    pub newest_year: Option<i32>,
    /// Public address of its page.
    pub address: String,
}

const COLUMNS: [&str; 10] = [
    "key",
    "name",
    "type",
    "land",
    "district",
    "inhabitants",
    "inhabitants_on",
    "topics_on_record",
    "newest_year",
    "address",
];

/// The file: UTF-8, comma, one line a body in the given order.
pub fn write(bodies: &[Body]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory cannot fail, and all records have the same length.
    let _ = writer.write_record(COLUMNS);
    for body in bodies {
        let (people, on) =
            body.population.clone().map_or_else(Default::default, |(count, on)| (count.to_string(), on));
        let _ = writer.write_record([
            body.key.clone(),
            guard(&body.name),
            guard(&body.kind),
            guard(&body.land),
            guard(&body.district),
            people,
            on,
            body.topics.to_string(),
            body.newest_year.map(|year| year.to_string()).unwrap_or_default(),
            body.address.clone(),
        ]);
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_one_line_for_each_body_and_no_formula() {
        let body = Body {
            key: "12054000".into(),
            name: "=Potsdam".into(),
            kind: "Kreisfreie Stadt".into(),
            land: "Brandenburg".into(),
            district: String::new(),
            population: Some((184_754, "2024-12-31".into())),
            topics: 9,
            newest_year: None,
            address: "https://digitalstand.example/kommunen/12054000".into(),
        };
        let text = String::from_utf8(write(&[body])).unwrap();
        let line = "12054000,'=Potsdam,Kreisfreie Stadt,Brandenburg,,184754,2024-12-31,9,,https://";
        assert!(text.lines().nth(1).unwrap().starts_with(line), "{text}");
        assert_eq!(text.lines().count(), 2);
    }
}
