//! The official register of municipalities: GV100AD of the Federal Statistical Office (Destatis), fixed width.
//!
//! Each line begins with its kind: 10 Land, 20 Regierungsbezirk, 30 Region, 40 Kreis, 50 Gemeindeverband,
//! 60 Gemeinde. Columns are counted in characters. Unincorporated areas (types 65 and 66) are no municipalities and
//! are left out, and so are districts and associations that consist of one town, because they are that town.

use std::collections::BTreeMap;
use std::fmt;

use domain::{Body, BodyKey, Day};

use crate::Refused;
use crate::problem::{Problem, Problems};
use crate::table::decode;

/// The shortest line of each kind that can be read.
const SHORTEST: usize = 72;
/// A line of a municipality reaches to its postcode.
const SHORTEST_MUNICIPALITY: usize = 170;

/// An edition of the register.
#[derive(Debug, Clone, PartialEq)]
pub struct Register {
    /// The day whose territory it describes.
    pub valid_on: Day,
    /// Länder, districts, associations and municipalities.
    pub bodies: Vec<Body>,
    /// How many lines of each kind the file has.
    pub counts: Counts,
}

/// What a file holds by its own lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Länder.
    pub laender: usize,
    /// Districts, and towns that are their own.
    pub kreise: usize,
    /// The towns among them.
    pub kreisfrei: usize,
    /// Associations of more than one municipality.
    pub verbaende: usize,
    /// Municipalities, without unincorporated areas.
    pub gemeinden: usize,
}

impl Counts {
    /// Counts a line by its kind and the code of its type.
    fn add(&mut self, kind: &str, code: &str) {
        match kind {
            "10" => self.laender += 1,
            "40" => {
                self.kreise += 1;
                self.kreisfrei += usize::from(matches!(code, "41" | "42"));
            }
            "50" => self.verbaende += usize::from(association(code).is_some()),
            "60" => self.gemeinden += usize::from(municipality(code).is_some()),
            _ => {}
        }
    }
}

impl fmt::Display for Register {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |count: usize| {
            let digits = count.to_string();
            let (thousands, rest) = digits.split_at(digits.len().saturating_sub(3));
            if thousands.is_empty() { rest.to_owned() } else { format!("{thousands}.{rest}") }
        };
        let Counts { laender, kreise, kreisfrei, verbaende, gemeinden } = self.counts;
        write!(
            f,
            "{} Gemeinden, {} Kreise (davon {} kreisfreie Städte), {} Gemeindeverbände, {} Länder, Gebietsstand {}",
            number(gemeinden),
            number(kreise),
            number(kreisfrei),
            number(verbaende),
            number(laender),
            self.valid_on
        )
    }
}

impl Register {
    /// Notes where bodies lie, in degrees (WGS 84), and says how many of the places are of no body here.
    pub fn place(&mut self, places: &BTreeMap<BodyKey, (f64, f64)>) -> usize {
        let mut found = 0;
        for body in &mut self.bodies {
            if let Some(place) = places.get(&body.key) {
                body.place = Some(*place);
                found += 1;
            }
        }
        places.len() - found
    }
}

/// Reads an edition: all of it, or nothing. `population_on` is the day on which inhabitants were counted, which the
/// file does not carry; without it, the last day of the year before the edition.
///
/// # Errors
/// With every line that cannot be read.
pub fn read(bytes: &[u8], population_on: Option<Day>) -> Result<Register, Refused> {
    let text = decode(bytes);
    let mut problems = Problems::default();
    let mut bodies: BTreeMap<BodyKey, Body> = BTreeMap::new();
    let (mut valid_on, mut counts) = (None, Counts::default());
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let line = Line { number, cells: line.chars().collect() };
        match line.read(population_on) {
            Ok((day, body)) => {
                counts.add(&line.cut(0, 2), &line.cut(122, 124));
                valid_on = valid_on.max(Some(day));
                bodies.extend(body.map(|body| (body.key.clone(), body)));
            }
            Err(problem) => problems.add(problem),
        }
    }
    let known: Vec<BodyKey> = bodies.keys().cloned().collect();
    for body in bodies.values_mut() {
        // Towns without a district or an association of their own name none.
        body.kreis.take_if(|key| known.binary_search(key).is_err());
        body.verband.take_if(|key| known.binary_search(key).is_err());
    }
    if valid_on.is_none() {
        let (german, english) =
            ("ein Gemeindeverzeichnis im Format GV100AD", "a register in the format GV100AD");
        problems.add(Problem::new(1, "satzart", "", german, english));
    }
    let valid_on = valid_on.unwrap_or(Day::from_number(0));
    problems.into_result(Register { valid_on, bodies: bodies.into_values().collect(), counts })
}

struct Line {
    number: u64,
    cells: Vec<char>,
}

type Read<T> = Result<T, Problem>;

impl Line {
    fn read(&self, population_on: Option<Day>) -> Read<(Day, Option<Body>)> {
        let kind = self.cut(0, 2);
        let shortest = if kind == "60" { SHORTEST_MUNICIPALITY } else { SHORTEST };
        if self.cells.len() < shortest {
            let (german, english) =
                (format!("mindestens {shortest} Zeichen"), format!("at least {shortest} characters"));
            return Err(self.problem("zeile", &self.cut(0, 30), &german, &english));
        }
        let day = self.day()?;
        let textual = self.cut(122, 124);
        let body = match (kind.as_str(), textual.as_str()) {
            ("10", _) => Some(self.body(&self.cut(10, 12), "Land")?),
            ("40", "43") => Some(self.body(&self.cut(10, 15), "Kreis")?),
            ("40", "44") => Some(self.body(&self.cut(10, 15), "Landkreis")?),
            ("40", "45") => Some(self.body(&self.cut(10, 15), "Regionalverband")?),
            ("50", code) => association(code).map(|kind| self.association(kind)).transpose()?,
            ("60", code) => {
                municipality(code).map(|kind| self.municipality(kind, population_on)).transpose()?
            }
            ("20" | "30" | "40", _) => None,
            _ => {
                return Err(self.problem(
                    "satzart",
                    &kind,
                    "eine von 10, 20, 30, 40, 50, 60",
                    "one of 10, 20, 30, 40, 50, 60",
                ));
            }
        };
        Ok((day, body))
    }

    fn association(&self, kind: &str) -> Read<Body> {
        let kreis = self.cut(10, 15);
        let body = self.body(&format!("{kreis}{}", self.cut(18, 22)), kind)?;
        Ok(Body { kreis: BodyKey::parse(&kreis), ..body })
    }

    fn municipality(&self, kind: &str, population_on: Option<Day>) -> Read<Body> {
        let (key, association) = (self.cut(10, 18), self.cut(18, 22));
        let kreis = self.cut(10, 15);
        let body = self.body(&key, kind)?;
        let people = self.number("einwohner", 139, 150)?;
        let hectares = self.number("flaeche", 128, 139)?;
        let postcode = self.cut(165, 170);
        #[expect(clippy::cast_precision_loss, reason = "hectares of a municipality stay far below 2^53")]
        let area = (hectares > 0).then_some(hectares as f64 / 100.0);
        Ok(Body {
            ars: format!("{kreis}{association}{}", self.cut(15, 18)),
            population: population_on
                .or(Day::from_ymd(self.day()?.year() - 1, 12, 31))
                .map(|day| (people, day)),
            area,
            postcode: if postcode.bytes().all(|byte| byte.is_ascii_digit()) {
                postcode
            } else {
                String::new()
            },
            verband: BodyKey::parse(&format!("{kreis}{association}")),
            kreis: BodyKey::parse(&kreis),
            ..body
        })
    }

    fn body(&self, key: &str, kind: &str) -> Read<Body> {
        let (german, english) = ("ein amtlicher Schlüssel", "an official key");
        let parsed = BodyKey::parse(key).ok_or_else(|| self.problem("schluessel", key, german, english))?;
        let name = self.cut(22, 72);
        let name = if matches!(kind, "Kreis" | "Landkreis") {
            district_name(&name, kind)
        } else {
            plain_name(&name)
        };
        if name.is_empty() {
            return Err(self.problem("name", "", "ein Name", "a name"));
        }
        Ok(Body::new(parsed, name, kind))
    }

    fn day(&self) -> Read<Day> {
        let text = self.cut(2, 10);
        let part = |from: usize, to: usize| text.get(from..to).and_then(|part| part.parse::<u16>().ok());
        let day = part(0, 4).zip(part(4, 6)).zip(part(6, 8)).and_then(|((year, month), day)| {
            Day::from_ymd(i32::from(year), u8::try_from(month).ok()?, u8::try_from(day).ok()?)
        });
        day.ok_or_else(|| {
            self.problem("gebietsstand", &text, "ein Tag wie 20250831", "a day such as 20250831")
        })
    }

    fn number(&self, column: &'static str, from: usize, to: usize) -> Read<i64> {
        let text = self.cut(from, to);
        text.parse().ok().ok_or_else(|| self.problem(column, &text, "eine Zahl", "a number"))
    }

    fn cut(&self, from: usize, to: usize) -> String {
        let cells = self.cells.get(from..to.min(self.cells.len())).unwrap_or_default();
        cells.iter().collect::<String>().trim().to_owned()
    }

    fn problem(&self, column: &'static str, found: &str, german: &str, english: &str) -> Problem {
        Problem::new(self.number, column, found, german, english)
    }
}

/// "Potsdam, Stadt" is "Potsdam": the addition is a title, and the type stands in a column of its own.
fn plain_name(name: &str) -> String {
    name.split(", ").next().unwrap_or_default().to_owned()
}

/// "Stade" is "Landkreis Stade", so that nobody takes it for the town; names that say what they are stay.
fn district_name(name: &str, kind: &str) -> String {
    let says = ["kreis", "region", "verband"].iter().any(|word| name.to_lowercase().contains(word));
    if says { name.to_owned() } else { format!("{kind} {name}") }
}

/// The type of an association by its code; nothing for one town that is its own.
fn association(code: &str) -> Option<&'static str> {
    Some(match code {
        "51" => "Amt",
        "52" => "Samtgemeinde",
        "53" => "Verbandsgemeinde",
        "54" => "Verwaltungsgemeinschaft",
        "55" => "Kirchspielslandgemeinde",
        "56" => "Verwaltungsverband",
        "57" => "Verbandsgemeinde (Trägermodell)",
        "58" => "Erfüllende Gemeinde",
        _ => return None,
    })
}

/// The type of a municipality by its code; nothing for unincorporated areas.
fn municipality(code: &str) -> Option<&'static str> {
    Some(match code {
        "60" => "Markt",
        "61" | "62" => "Kreisfreie Stadt",
        "63" => "Stadt",
        "64" => "Gemeinde",
        "67" => "Große Kreisstadt",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of the register; `rest` is written from the column of the type on.
    fn line(kind: &str, key: &str, association: &str, name: &str, code: &str, rest: &str) -> String {
        format!("{kind}20250831{key:<8}{association:<4}{name:<50}{:<50}{code}    {rest:<92}", "")
    }

    fn edition() -> String {
        let people = |count: u32| format!("{:011}{count:011}{:011}    21614     ", 7_669, 0);
        [
            line("10", "03", "", "Niedersachsen", "  ", ""),
            line("40", "03359", "", "Stade", "44", ""),
            line("50", "03359", "5401", "Apensen", "52", ""),
            line("60", "03359010", "0010", "Buxtehude, Hansestadt", "63", &people(40_886)),
            line("60", "03359002", "5401", "Apensen", "64", &people(3_500)),
            line("60", "03354501", "9501", "Gartow, gemfr. Gebiet", "66", &people(0)),
        ]
        .join("\r\n")
    }

    fn find<'a>(register: &'a Register, key: &str) -> &'a Body {
        register.bodies.iter().find(|body| body.key.as_str() == key).unwrap()
    }

    #[test]
    fn an_edition_of_six_lines_reads_as_five_bodies() {
        let register = read(edition().as_bytes(), Day::parse("2024-12-31")).unwrap();
        assert_eq!((register.valid_on.to_string().as_str(), register.bodies.len()), ("2025-08-31", 5));
        let town = find(&register, "03359010");
        assert_eq!(
            (town.name.as_str(), town.kind.as_str(), town.ars.as_str()),
            ("Buxtehude", "Stadt", "033590010010")
        );
        assert_eq!(
            (town.population.unwrap().0, town.area, town.postcode.as_str()),
            (40_886, Some(76.69), "21614")
        );
        assert_eq!((town.kreis.as_ref().unwrap().as_str(), town.verband.as_ref()), ("03359", None));
        assert_eq!(find(&register, "03359002").verband.as_ref().unwrap().as_str(), "033595401");
        assert_eq!(find(&register, "03359").name, "Landkreis Stade");
        assert_eq!(find(&register, "033595401").kind, "Samtgemeinde");
    }

    #[test]
    fn places_come_from_another_file_and_those_of_nobody_are_counted() {
        let mut register = read(edition().as_bytes(), None).unwrap();
        let places =
            crate::places::read(b"schluessel;lat;lon\n03359010;53,47;9,70\n05111000;51.2;6.8\n").unwrap();
        assert_eq!(register.place(&places), 1);
        assert_eq!(find(&register, "03359010").place, Some((53.47, 9.7)));
        assert_eq!(find(&register, "03359002").place, None);
    }

    #[test]
    fn every_bad_line_is_named() {
        let broken = edition().replace("20250831", "20251331").replacen("60", "61", 0);
        let refused = read(broken.as_bytes(), None).unwrap_err();
        assert!(refused.total >= 6 && refused.problems[0].column == "gebietsstand");
        let short = edition().lines().take(3).chain(["60abc"]).collect::<Vec<_>>().join("\n");
        assert_eq!(read(short.as_bytes(), None).unwrap_err().problems[0].line, 4);
        assert!(read(b"", None).is_err());
        assert!(read("kommune;kennzahl\n".as_bytes(), None).is_err());
    }

    #[test]
    fn the_official_file_has_10751_municipalities() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/GV100AD_31082025.txt");
        let Ok(bytes) = std::fs::read(path) else {
            println!("skipped: the official register is not on this machine");
            return;
        };
        let register = read(&bytes, Day::parse("2024-12-31")).unwrap();
        let count =
            |digits: usize| register.bodies.iter().filter(|body| body.key.as_str().len() == digits).count();
        assert_eq!((count(8), count(5), count(2)), (10_751, 294, 16));
        let Counts { kreise, kreisfrei, gemeinden, .. } = register.counts;
        assert_eq!((gemeinden, kreise, kreisfrei), (10_751, 400, 106));
        assert!(
            register.to_string().starts_with("10.751 Gemeinden, 400 Kreise (davon 106 kreisfreie Städte), ")
        );
        assert_eq!(find(&register, "12054000").population.unwrap().0, 184_754);
        assert_eq!(find(&register, "09162000").name, "München");
    }
}
