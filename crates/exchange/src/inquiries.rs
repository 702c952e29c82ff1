//! Inquiries: one file of inquiries, one of their questions.

use std::collections::{BTreeMap, BTreeSet};

use domain::inquiry::Question;
use domain::{BodyKey, Catalogue, Inquiry, PartialDate, Slug, source};

use crate::Refused;
use crate::problem::{Problem, Problems};
use crate::table::{Row, Table};

const INQUIRIES: [&str; 9] =
    ["anfrage", "kommune", "nummer", "fraktion", "datum", "sitzung", "titel", "adresse", "vorgaenger"];
const QUESTIONS: [&str; 4] = ["anfrage", "nummer", "frage", "kennzahlen"];

/// Reads inquiries and their questions: all of both files, or nothing.
///
/// # Errors
/// With every problem of the first file that has any, by line and column.
pub fn read(inquiries: &[u8], questions: &[u8], catalogue: &Catalogue) -> Result<Vec<Inquiry>, Refused> {
    let mut questions = read_questions(questions, catalogue)?;
    let table = Table::read(inquiries, &INQUIRIES)?;
    let known: BTreeSet<String> = table.rows().map(|row| row.get("anfrage").to_owned()).collect();
    let mut problems = Problems::default();
    let mut found = Vec::new();
    for row in table.rows() {
        match inquiry(row, &known) {
            Ok(mut inquiry) => {
                inquiry.questions = questions.remove(&inquiry.slug).unwrap_or_default();
                found.push(inquiry);
            }
            Err(problem) => problems.add(problem),
        }
    }
    for slug in questions.keys() {
        let (german, english) = ("eine Anfrage der Liste", "an inquiry of the list");
        problems.add(Problem::new(1, "anfrage", slug.as_str(), german, english));
    }
    problems.into_result(found)
}

fn inquiry(row: Row<'_>, known: &BTreeSet<String>) -> Result<Inquiry, Problem> {
    let text = |column: &str| row.get(column).to_owned();
    let address = row.get("adresse");
    if !address.is_empty() && !source::is_address(address) {
        return Err(wrong(row, "adresse", "eine Webadresse oder nichts", "a web address, or nothing"));
    }
    let predecessor = row.get("vorgaenger");
    if !predecessor.is_empty() && !known.contains(predecessor) {
        let (german, english) =
            ("eine Anfrage dieser Liste oder nichts", "an inquiry of this list, or nothing");
        return Err(wrong(row, "vorgaenger", german, english));
    }
    Ok(Inquiry {
        slug: need(row, "anfrage", Slug::parse, "ein Name aus Kleinbuchstaben", "a name in lower case")?,
        body: need(row, "kommune", BodyKey::parse, "ein amtlicher Schlüssel", "an official key")?,
        number: text("nummer"),
        faction: text("fraktion"),
        asked: date(row, "datum")?,
        meeting: date(row, "sitzung")?,
        title: need(row, "titel", filled, "ein Titel", "a title")?,
        paper: address.to_owned(),
        predecessor: Slug::parse(predecessor),
        questions: Vec::new(),
    })
}

fn read_questions(bytes: &[u8], catalogue: &Catalogue) -> Result<BTreeMap<Slug, Vec<Question>>, Refused> {
    let table = Table::read(bytes, &QUESTIONS)?;
    let mut problems = Problems::default();
    let mut questions: BTreeMap<Slug, Vec<Question>> = BTreeMap::new();
    for row in table.rows() {
        match question(row, catalogue) {
            Ok((slug, question)) => {
                let all = questions.entry(slug).or_default();
                // Numbers rise from 1 without a gap, so that the order of the paper is kept.
                if usize::try_from(question.position).is_ok_and(|position| position == all.len() + 1) {
                    all.push(question);
                } else {
                    let (german, english) =
                        ("die nächste Nummer der Anfrage", "the next number of the inquiry");
                    problems.add(wrong(row, "nummer", german, english));
                }
            }
            Err(problem) => problems.add(problem),
        }
    }
    problems.into_result(questions)
}

fn question(row: Row<'_>, catalogue: &Catalogue) -> Result<(Slug, Question), Problem> {
    let slug = need(row, "anfrage", Slug::parse, "der Name einer Anfrage", "the name of an inquiry")?;
    let known = |text: &str| {
        Slug::parse(text)
            .filter(|slug| catalogue.indicator(slug).is_some())
            .ok_or_else(|| wrong(row, "kennzahlen", "Kennzahlen des Katalogs", "indicators of the catalogue"))
    };
    let indicators = row.get("kennzahlen").split_whitespace().map(known).collect::<Result<_, _>>()?;
    let number = |text: &str| text.parse().ok().filter(|number| *number > 0);
    Ok((
        slug,
        Question {
            position: need(row, "nummer", number, "eine Nummer ab 1", "a number from 1")?,
            text: need(row, "frage", filled, "eine Frage", "a question")?,
            indicators,
        },
    ))
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn date(row: Row<'_>, column: &'static str) -> Result<Option<PartialDate>, Problem> {
    if row.get(column).is_empty() {
        return Ok(None);
    }
    need(row, column, PartialDate::parse, "ein Datum oder nichts", "a date, or nothing").map(Some)
}

fn need<T>(
    row: Row<'_>,
    column: &'static str,
    parse: impl Fn(&str) -> Option<T>,
    german: &str,
    english: &str,
) -> Result<T, Problem> {
    parse(row.get(column)).ok_or_else(|| wrong(row, column, german, english))
}

fn wrong(row: Row<'_>, column: &'static str, german: &str, english: &str) -> Problem {
    Problem::new(row.line, column, row.get(column), german, english)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "anfrage,kommune,nummer,fraktion,datum,sitzung,titel,adresse,vorgaenger\n";
    const QUESTIONS_HEAD: &str = "anfrage,nummer,frage,kennzahlen\n";

    fn read_both(inquiries: &str, questions: &str) -> Result<Vec<Inquiry>, Refused> {
        let (inquiries, questions) = (format!("{HEAD}{inquiries}"), format!("{QUESTIONS_HEAD}{questions}"));
        read(inquiries.as_bytes(), questions.as_bytes(), &Catalogue::bundled().unwrap())
    }

    #[test]
    fn questions_stand_with_their_inquiry_in_order() {
        let read = read_both(
            "a-1,04012000,AF 30,Grüne,2023-11,2023-11-30,Titel,,\n",
            "a-1,1,Wie weit?,e-akte-stand e-akte-nutzende\na-1,2,Und nun?,e-akte-produkt\n",
        );
        let [inquiry] = read.unwrap().try_into().unwrap();
        assert_eq!(inquiry.asked, Some(PartialDate::Month(2023, 11)));
        let positions: Vec<_> = inquiry.questions.iter().map(|question| question.position).collect();
        assert_eq!((positions, inquiry.questions[0].indicators.len()), (vec![1, 2], 2));
    }

    #[test]
    fn what_leads_nowhere_is_refused_by_line_and_column() {
        let good = "a-1,04012000,,Grüne,,,Titel,,\n";
        for (inquiries, questions, column) in [
            ("a-1,04012000,,Grüne,,,Titel,javascript:1,\n", "", "adresse"),
            ("a-1,04012000,,Grüne,,,Titel,,b-2\n", "", "vorgaenger"),
            ("a-1,0401200x,,Grüne,,,Titel,,\n", "", "kommune"),
            ("a-1,04012000,,Grüne,23,,Titel,,\n", "", "datum"),
            (good, "a-1,2,Frage,e-akte-stand\n", "nummer"),
            (good, "a-1,1,Frage,gibt-es-nicht\n", "kennzahlen"),
            (good, "b-2,1,Frage,e-akte-stand\n", "anfrage"),
        ] {
            let refused = read_both(inquiries, questions).unwrap_err();
            assert_eq!(refused.problems[0].column, column, "{inquiries}{questions}");
        }
    }
}
