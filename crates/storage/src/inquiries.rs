//! Reading inquiries.

use std::collections::BTreeMap;

use domain::inquiry::Question;
use domain::{BodyKey, Inquiry, Slug};
use sqlx::FromRow;

use crate::row::partial;
use crate::{Db, StorageError};

type Result<T> = std::result::Result<T, StorageError>;

/// An inquiry in a list: who was asked, and how much is answered today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The inquiry, without its questions.
    pub inquiry: Inquiry,
    /// Name of the body that was asked.
    pub name: String,
    /// How many questions it has.
    pub questions: i64,
    /// For how many of them at least one linked indicator has a value on record for that body now.
    pub answered: i64,
}

#[derive(FromRow)]
pub(crate) struct InquiryRow {
    slug: String,
    body_key: String,
    number: String,
    faction: String,
    asked_on: Option<i64>,
    asked_precision: Option<i64>,
    meeting_on: Option<i64>,
    meeting_precision: Option<i64>,
    title: String,
    paper: String,
    predecessor: Option<String>,
}

/// The columns of an [`InquiryRow`].
macro_rules! inquiry_columns {
    () => {
        "inquiry.slug AS slug, body.key AS body_key, inquiry.number AS number, inquiry.faction AS faction, \
         inquiry.asked_on AS asked_on, inquiry.asked_precision AS asked_precision, \
         inquiry.meeting_on AS meeting_on, inquiry.meeting_precision AS meeting_precision, \
         inquiry.title AS title, inquiry.paper AS paper, inquiry.predecessor AS predecessor "
    };
}
/// Newest first, undated ones last.
macro_rules! newest_first {
    () => {
        "ORDER BY CASE WHEN inquiry.asked_on IS NULL THEN 1 ELSE 0 END, inquiry.asked_on DESC, inquiry.slug"
    };
}

impl TryFrom<InquiryRow> for Inquiry {
    type Error = StorageError;

    fn try_from(row: InquiryRow) -> Result<Self> {
        let date = |on: Option<i64>, precision: Option<i64>| {
            on.zip(precision).map_or(Ok(None), |(on, precision)| partial(on, precision))
        };
        Ok(Self {
            asked: date(row.asked_on, row.asked_precision)?,
            meeting: date(row.meeting_on, row.meeting_precision)?,
            slug: parse_slug("slug", row.slug)?,
            body: BodyKey::parse(&row.body_key)
                .ok_or_else(|| StorageError::inconsistent("inquiry", "body", row.body_key))?,
            number: row.number,
            faction: row.faction,
            title: row.title,
            paper: row.paper,
            predecessor: row.predecessor.map(|text| parse_slug("predecessor", text)).transpose()?,
            questions: Vec::new(),
        })
    }
}

fn parse_slug(column: &'static str, text: String) -> Result<Slug> {
    Slug::parse(&text).ok_or_else(|| StorageError::inconsistent("inquiry", column, text))
}

#[derive(FromRow)]
struct ListedRow {
    #[sqlx(flatten)]
    inquiry: InquiryRow,
    name: String,
    questions: i64,
    answered: i64,
}

const LIST: &str = concat!(
    "SELECT ",
    inquiry_columns!(),
    ", body.name AS name, \
     (SELECT COUNT(*) FROM question WHERE question.inquiry = inquiry.id) AS questions, \
     (SELECT COUNT(*) FROM question WHERE question.inquiry = inquiry.id AND EXISTS \
     (SELECT 1 FROM question_indicator q JOIN current_value c ON c.indicator = q.indicator \
     WHERE q.inquiry = inquiry.id AND q.position = question.position AND c.body = inquiry.body AND c.state = 0)) \
     AS answered \
     FROM inquiry JOIN body ON body.id = inquiry.body WHERE ($1 = '' OR SUBSTR(body.key, 1, 2) = $1) ",
    newest_first!()
);

/// All inquiries, or those of a Land: newest first, undated ones last.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn list(db: &Db, land: Option<&BodyKey>) -> Result<Vec<Listed>> {
    let rows = db.all::<ListedRow>(LIST, vec![land.map_or("", BodyKey::as_str).into()]).await?;
    let listed = |row: ListedRow| {
        let inquiry = Inquiry::try_from(row.inquiry)?;
        Ok(Listed { inquiry, name: row.name, questions: row.questions, answered: row.answered })
    };
    rows.into_iter().map(listed).collect()
}

pub(crate) const ABOUT: &str = concat!(
    "SELECT ",
    inquiry_columns!(),
    "FROM inquiry JOIN body ON body.id = inquiry.body WHERE body.key = $1 OR inquiry.slug = $2 ",
    newest_first!()
);
pub(crate) const QUESTIONS_ABOUT: &str = "SELECT inquiry.slug AS slug, question.position AS position, question.text AS text, \
     indicator.slug AS indicator FROM question JOIN inquiry ON inquiry.id = question.inquiry \
     JOIN body ON body.id = inquiry.body \
     LEFT JOIN question_indicator q ON q.inquiry = question.inquiry AND q.position = question.position \
     LEFT JOIN indicator ON indicator.id = q.indicator \
     WHERE body.key = $1 OR inquiry.slug = $2 ORDER BY inquiry.slug, question.position, q.place";

#[derive(FromRow)]
pub(crate) struct QuestionRow {
    slug: String,
    position: i64,
    text: String,
    indicator: Option<String>,
}

/// All inquiries to a body, and one more by its name, with their questions: newest first, undated ones last.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn about(db: &Db, body: &BodyKey, also: &str) -> Result<Vec<Inquiry>> {
    let args = || vec![body.as_str().into(), also.into()];
    read(db.all(ABOUT, args()).await?, db.all(QUESTIONS_ABOUT, args()).await?)
}

const SUCCESSORS: &str = concat!(
    "SELECT ",
    inquiry_columns!(),
    "FROM inquiry JOIN body ON body.id = inquiry.body WHERE inquiry.predecessor = $1 ",
    newest_first!()
);

/// The inquiry of this name with its questions.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn find(db: &Db, name: &Slug) -> Result<Option<Inquiry>> {
    // No body has an empty key.
    let args = || vec!["".into(), name.as_str().into()];
    Ok(read(db.all(ABOUT, args()).await?, db.all(QUESTIONS_ABOUT, args()).await?)?.pop())
}

/// The inquiries that take up this one again, newest first, without their questions.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn successors(db: &Db, name: &Slug) -> Result<Vec<Inquiry>> {
    let rows = db.all::<InquiryRow>(SUCCESSORS, vec![name.as_str().into()]).await?;
    rows.into_iter().map(Inquiry::try_from).collect()
}

pub(crate) fn read(inquiries: Vec<InquiryRow>, rows: Vec<QuestionRow>) -> Result<Vec<Inquiry>> {
    let mut questions: BTreeMap<String, Vec<Question>> = BTreeMap::new();
    for row in rows {
        let all = questions.entry(row.slug).or_default();
        if all.last().is_none_or(|last| last.position != row.position) {
            all.push(Question { position: row.position, text: row.text, indicators: Vec::new() });
        }
        if let (Some(last), Some(indicator)) = (all.last_mut(), row.indicator) {
            last.indicators.push(parse_slug("indicator", indicator)?);
        }
    }
    let with_questions = |row: InquiryRow| {
        let questions = questions.remove(&row.slug).unwrap_or_default();
        Ok(Inquiry { questions, ..Inquiry::try_from(row)? })
    };
    inquiries.into_iter().map(with_questions).collect()
}

#[cfg(test)]
mod tests {
    use domain::{Catalogue, Day, PartialDate};

    use super::*;
    use crate::Actor;
    use crate::release::Release;
    use crate::testing::{databases, number, town};

    fn slug(text: &str) -> Slug {
        Slug::parse(text).unwrap()
    }

    fn inquiry(name: &str, body: &str, asked: &str) -> Inquiry {
        let question = |position, text: &str, indicators: &[&str]| Question {
            position,
            text: text.to_owned(),
            indicators: indicators.iter().map(|name| slug(name)).collect(),
        };
        Inquiry {
            slug: slug(name),
            body: BodyKey::parse(body).unwrap(),
            number: "AF 1".to_owned(),
            faction: "Fraktion".to_owned(),
            asked: PartialDate::parse(asked),
            meeting: PartialDate::parse("2023-11-30"),
            title: "Titel".to_owned(),
            paper: String::new(),
            predecessor: None,
            questions: vec![
                question(1, "Wie viele?", &["onlinedienste-anzahl", "onlinedienste-anteil"]),
                question(2, "Wie weit?", &["e-akte-stand"]),
                question(3, "Und sonst?", &[]),
            ],
        }
    }

    async fn store(db: &Db, inquiries: &[Inquiry]) -> crate::release::Outcome {
        let actor = Actor::command_line();
        let mut tx = db.begin().await.unwrap();
        crate::release::catalogue(&mut tx, &actor, &Catalogue::bundled().unwrap()).await.unwrap();
        let mut release = Release::begin(&mut tx, &actor, Day::from_number(20_779), "test").await.unwrap();
        release.bodies(&[town("04012000", "Bremerhaven"), town("12054000", "Potsdam")]).await.unwrap();
        release.facts(&[number("04012000", "onlinedienste-anteil", "2025", 40.0)]).await.unwrap();
        release.inquiries(inquiries).await.unwrap();
        let outcome = release.finish().await.unwrap();
        tx.commit().await.unwrap();
        outcome
    }

    #[tokio::test]
    async fn an_inquiry_is_read_as_it_was_stored() {
        for db in databases().await {
            let first = inquiry("a-2023", "04012000", "2023-11-16");
            let undated = Inquiry { asked: None, ..inquiry("b", "04012000", "") };
            let later =
                Inquiry { predecessor: Some(slug("a-2023")), ..inquiry("c-2024", "04012000", "2024") };
            let other = inquiry("d-2025", "12054000", "2025-Q1");
            store(&db, &[first.clone(), undated.clone(), later.clone(), other.clone()]).await;
            assert_eq!(find(&db, &slug("a-2023")).await.unwrap(), Some(first.clone()));
            assert_eq!(find(&db, &slug("x")).await.unwrap(), None);
            let own = about(&db, &first.body, "d-2025").await.unwrap();
            assert_eq!(own, [other, later.clone(), first.clone(), undated]);
            let next = successors(&db, &first.slug).await.unwrap();
            assert_eq!(next, [Inquiry { questions: Vec::new(), ..later }]);
        }
    }

    #[tokio::test]
    async fn a_question_counts_as_answered_when_a_linked_indicator_has_a_value_for_that_body() {
        for db in databases().await {
            store(&db, &[inquiry("a-2023", "04012000", "2023"), inquiry("d-2025", "12054000", "2025")]).await;
            let counts = async |land: Option<&str>| {
                let land = land.and_then(BodyKey::parse);
                let rows = list(&db, land.as_ref()).await.unwrap();
                rows.into_iter().map(|row| (row.name, row.questions, row.answered)).collect::<Vec<_>>()
            };
            let bremerhaven = ("Bremerhaven".to_owned(), 3, 1);
            assert_eq!(counts(None).await, [("Potsdam".to_owned(), 3, 0), bremerhaven.clone()]);
            assert_eq!(counts(Some("04")).await, [bremerhaven]);
        }
    }

    #[tokio::test]
    async fn storing_again_changes_nothing_and_a_new_wording_replaces_the_old_one() {
        for db in databases().await {
            let mut asked = inquiry("a-2023", "04012000", "2023");
            assert!(store(&db, &[asked.clone()]).await.revision.is_some());
            assert_eq!(store(&db, &[asked.clone()]).await.revision, None);
            asked.questions.pop();
            asked.questions[0].indicators.pop();
            asked.number = "AF 2".to_owned();
            assert_eq!(store(&db, &[asked.clone()]).await.corrected, 1);
            assert_eq!(find(&db, &asked.slug).await.unwrap(), Some(asked));
        }
    }

    #[tokio::test]
    async fn an_inquiry_to_nobody_is_refused() {
        for db in databases().await {
            let actor = Actor::command_line();
            let mut tx = db.begin().await.unwrap();
            let mut release = Release::begin(&mut tx, &actor, Day::from_number(20_779), "x").await.unwrap();
            assert!(release.inquiries(&[inquiry("a", "04012000", "2023")]).await.is_err());
        }
    }
}
