//! Inquiries: added, or brought up to date with all their questions.

use domain::{Inquiry, PartialDate};

use super::{Release, Result};
use crate::StorageError;
use crate::code::{Code, Precision};
use crate::db::Arg;
use crate::inquiries::{ABOUT, InquiryRow, QUESTIONS_ABOUT, QuestionRow, read};

const ADD: &str = "INSERT INTO inquiry (slug, body, number, faction, asked_on, asked_precision, meeting_on, \
     meeting_precision, title, paper, predecessor, revision) \
     SELECT $1, body.id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 FROM body WHERE body.key = $2";
const CHANGE: &str = "UPDATE inquiry SET body = (SELECT id FROM body WHERE key = $2), number = $3, faction = $4, \
     asked_on = $5, asked_precision = $6, meeting_on = $7, meeting_precision = $8, title = $9, paper = $10, \
     predecessor = $11, revision = $12 WHERE slug = $1";
const FORGET_INDICATORS: &str =
    "DELETE FROM question_indicator WHERE inquiry = (SELECT id FROM inquiry WHERE slug = $1)";
const FORGET_QUESTIONS: &str =
    "DELETE FROM question WHERE inquiry = (SELECT id FROM inquiry WHERE slug = $1)";
const ADD_QUESTION: &str = "INSERT INTO question (inquiry, position, text) \
     SELECT id, $2, $3 FROM inquiry WHERE slug = $1";
const ADD_INDICATOR: &str = "INSERT INTO question_indicator (inquiry, position, place, indicator) \
     SELECT inquiry.id, $2, $3, indicator.id FROM inquiry, indicator WHERE inquiry.slug = $1 AND indicator.slug = $4";

/// Adds an inquiry, or replaces what stands there under its name.
pub(super) async fn add(release: &mut Release<'_>, inquiry: &Inquiry) -> Result<()> {
    let current = find(release, inquiry).await?;
    if current.as_ref() == Some(inquiry) {
        release.outcome.unchanged += 1;
        return Ok(());
    }
    let revision = release.revision().await?;
    if current.is_some() {
        release.outcome.corrected += 1;
        release.tx.run(FORGET_INDICATORS, vec![inquiry.slug.as_str().into()]).await?;
        release.tx.run(FORGET_QUESTIONS, vec![inquiry.slug.as_str().into()]).await?;
    } else {
        release.outcome.added += 1;
    }
    let sql = if current.is_some() { CHANGE } else { ADD };
    if release.tx.run(sql, columns(inquiry, revision)).await? != 1 {
        return Err(StorageError::Unknown { what: "body", name: inquiry.body.to_string() });
    }
    questions(release, inquiry).await
}

async fn find(release: &mut Release<'_>, inquiry: &Inquiry) -> Result<Option<Inquiry>> {
    // No body has an empty key.
    let args = || -> Vec<Arg> { vec!["".into(), inquiry.slug.as_str().into()] };
    let found = release.tx.all::<InquiryRow>(ABOUT, args()).await?;
    let rows = release.tx.all::<QuestionRow>(QUESTIONS_ABOUT, args()).await?;
    Ok(read(found, rows)?.pop())
}

async fn questions(release: &mut Release<'_>, inquiry: &Inquiry) -> Result<()> {
    let slug = inquiry.slug.as_str();
    for question in &inquiry.questions {
        let args = vec![slug.into(), question.position.into(), question.text.as_str().into()];
        release.tx.run(ADD_QUESTION, args).await?;
        for (place, indicator) in (1_i64..).zip(&question.indicators) {
            let args = vec![slug.into(), question.position.into(), place.into(), indicator.as_str().into()];
            if release.tx.run(ADD_INDICATOR, args).await? != 1 {
                return Err(StorageError::Unknown { what: "indicator", name: indicator.to_string() });
            }
        }
    }
    Ok(())
}

fn columns(inquiry: &Inquiry, revision: i64) -> Vec<Arg> {
    let on = |date: Option<PartialDate>| Arg::Int(date.map(|date| i64::from(date.last_day().number())));
    let precision =
        |date: Option<PartialDate>| Arg::Int(date.map(|date| Precision::Known(date.precision()).code()));
    vec![
        inquiry.slug.as_str().into(),
        inquiry.body.as_str().into(),
        inquiry.number.as_str().into(),
        inquiry.faction.as_str().into(),
        on(inquiry.asked),
        precision(inquiry.asked),
        on(inquiry.meeting),
        precision(inquiry.meeting),
        inquiry.title.as_str().into(),
        inquiry.paper.as_str().into(),
        Arg::Text(inquiry.predecessor.as_ref().map(ToString::to_string)),
        revision.into(),
    ]
}
