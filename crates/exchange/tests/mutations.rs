//! A thousand broken files of every format: none makes the reader panic or take memory without bound, and every refusal
//! says where and why.

#![expect(clippy::unwrap_used, reason = "what a test cannot prepare, it reports by failing")]

use domain::{Catalogue, Language};
use exchange::problem::MOST_PROBLEMS;
use exchange::{Problems, Refused, bodies, facts, register, service_list};

/// Mutated files of each format.
const FILES: u64 = 1_000;
/// What a problem quotes of a cell, in characters.
const LONGEST_QUOTE: usize = 80;

const FACTS: &str = include_str!("../bundled/facts.csv");
const BODIES: &str = include_str!("../bundled/bodies.csv");
const SERVICES: &str = "leika_key,name,leika_typ,ozg_id,ozg_name,themenfeld,lebenslage\n\
     ,\"(Baumuster-) Prüfung, von Verpackungen\",1,10478,Zulassung,Umwelt,Anlagen & Stoffe\n\
     99012001000000,Abbruchgenehmigung,4,10513,Abbruchgenehmigung,Bauen & Wohnen,Bauen & Immobilien\n\
     3233,Abschrift,2/3,10569,Verzeichnis,Querschnitt,\n";

/// Numbers that look random and are the same on every run (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit.max(1) as u64).unwrap()
    }
}

/// What is put in somewhere.
fn poison(dice: &mut Dice) -> Vec<u8> {
    match dice.below(14) {
        0 => vec![0],
        1 => vec![0xff, 0xfe],
        2 => vec![0xc3],
        3 => b"\"".to_vec(),
        4 => b"\",\"".to_vec(),
        5 => b"\r\n\r\n".to_vec(),
        6 => b"=cmd|' /C calc'!A1".to_vec(),
        7 => "\u{202e}\u{feff}".as_bytes().to_vec(),
        8 => vec![b'x'; 5_000],
        9 => vec![b','; 300],
        10 => b";".to_vec(),
        11 => b"999999999999999999999999".to_vec(),
        12 => "-1e308 NaN ９".as_bytes().to_vec(),
        _ => vec![u8::try_from(dice.below(256)).unwrap(); 1 + dice.below(3)],
    }
}

fn mutated(seed: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut file = seed.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(file.len());
        let to = (at + dice.below(40)).min(file.len());
        match dice.below(6) {
            0 => file.truncate(at),
            1 => drop(file.drain(at..to)),
            2 => {
                let copy = file[at..to].to_vec();
                file.splice(at..at, copy);
            }
            3 => file.iter_mut().skip(at).take(20).for_each(|byte| *byte = byte.wrapping_add(13)),
            _ => {
                let poison = poison(dice);
                file.splice(at..at, poison);
            }
        }
    }
    if dice.below(50) == 0 {
        // A quotation mark that is never closed, and a cell that never ends.
        file.extend_from_slice(b"\n\"");
        file.extend(std::iter::repeat_n(b'y', 1 << 20));
    }
    file
}

fn proper(refused: &Refused, file: &[u8]) {
    assert!(!refused.problems.is_empty() && refused.problems.len() <= MOST_PROBLEMS);
    assert!(refused.total >= refused.problems.len());
    let lines = file.split(|byte| *byte == b'\n').count() as u64;
    for problem in &refused.problems {
        assert!((1..=lines).contains(&problem.line), "{problem:?}");
        assert!(problem.found.chars().count() <= LONGEST_QUOTE);
        let (german, english) = &problem.expected;
        assert!(!german.is_empty() && !english.is_empty());
        assert!(problem.message(Language::German).len() < 6_000);
    }
}

/// Reads mutations of a file; returns how many were refused.
fn run<T>(seed: &[u8], read: impl Fn(&[u8]) -> Result<T, Refused>, check: impl Fn(T)) -> u64 {
    let mut refusals = 0;
    for number in 0..FILES {
        let file = mutated(seed, &mut Dice(number));
        match read(&file) {
            Ok(value) => check(value),
            Err(refused) => {
                proper(&refused, &file);
                refusals += 1;
            }
        }
    }
    refusals
}

/// Some lines of a file, so that a thousand of them are soon read.
fn head(text: &str) -> Vec<u8> {
    text.lines().take(12).collect::<Vec<_>>().join("\n").into_bytes()
}

#[test]
fn broken_files_of_facts_are_refused_by_line_and_none_lets_a_formula_out() {
    let catalogue = Catalogue::bundled().unwrap();
    let refused = run(
        &head(FACTS),
        |file| facts::read(file, &catalogue),
        |facts| {
            let text = facts::write(&facts);
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            for record in reader.records().map(Result::unwrap) {
                let number = |cell: &str| cell.parse::<f64>().is_ok();
                assert!(record.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@']) || number(cell)));
            }
            assert_eq!(facts::read(text.as_bytes(), &catalogue).unwrap(), facts);
        },
    );
    assert!((FILES / 2..FILES).contains(&refused), "{refused}");
}

#[test]
fn broken_files_of_bodies_are_refused_by_line() {
    let refused = run(&head(BODIES), bodies::read, |list| assert!(list.len() <= 400));
    assert!((FILES / 2..FILES).contains(&refused), "{refused}");
}

#[test]
fn broken_lists_of_services_are_refused_by_line() {
    let refused = run(
        SERVICES.as_bytes(),
        |file| service_list::read(file, "OZG"),
        |list| {
            assert!(list.services.iter().all(|service| (1..=4_000).contains(&service.name.len())));
        },
    );
    assert!((1..FILES).contains(&refused), "{refused}");
}

#[test]
fn broken_registers_are_refused_by_line() {
    let line = |kind: &str, key: &str, name: &str, code: &str| {
        let people = format!("{:011}{:011}{:011}    21614     ", 7_669, 40_886, 0);
        format!("{kind}20250831{key:<8}    {name:<50}{:<50}{code}    {people:<92}", "")
    };
    let edition = [
        line("10", "03", "Niedersachsen", "  "),
        line("40", "03359", "Stade", "44"),
        line("60", "03359010", "Buxtehude, Hansestadt", "63"),
        line("60", "03359002", "Köln", "64"),
    ]
    .join("\r\n");
    let refused = run(
        edition.as_bytes(),
        |file| register::read(file, None),
        |register| {
            assert!(register.bodies.len() <= 100);
        },
    );
    assert!((FILES / 4..FILES).contains(&refused), "{refused}");
}

#[test]
fn of_a_million_problems_a_thousand_are_kept_and_all_counted() {
    let mut problems = Problems::default();
    for line in 1..=1_000_000 {
        problems.add(exchange::facts::repeated(line, "2025"));
    }
    let refused = problems.into_result(()).unwrap_err();
    assert_eq!((refused.problems.len(), refused.total), (MOST_PROBLEMS, 1_000_000));
}
