//! Departments and what is reported about them.

use domain::DepartmentStatus;

use super::cell::{Standing, Table, at, put};
use super::names::BODY;
use super::sources::stored_date;
use super::{Release, Result};
use crate::code::Code;
use crate::db::Arg;
use crate::departments::{DepartmentRow, select};

const ADD_DEPARTMENT: &str =
    "INSERT INTO department (body, slug) VALUES ($1, $2) ON CONFLICT (body, slug) DO NOTHING";
const DEPARTMENT: &str = "SELECT id FROM department WHERE body = $1 AND slug = $2";
const CURRENT: &str = concat!(
    select!(),
    "WHERE s.known_to = $1 AND s.department = $2 AND s.valid_on = $3 AND s.date_precision = $4 AND s.voice = $5"
);
const ACTOR: &str = "SELECT revision.actor AS actor FROM department_status s \
     JOIN revision ON revision.id = s.known_from WHERE s.known_to = $1 AND s.department = $2 AND s.valid_on = $3 \
     AND s.date_precision = $4 AND s.voice = $5";
const CLOSE: &str = "UPDATE department_status SET known_to = $1 WHERE known_to = 9223372036854775807 \
     AND department = $2 AND valid_on = $3 AND date_precision = $4 AND voice = $5";
const INSERT: &str = "INSERT INTO department_status (known_from, department, valid_on, date_precision, voice, reason, \
     name, efile, efile_since, efile_since_precision, due, due_precision, workplaces, efile_workplaces, \
     mobile_devices, exactness, management, product, product_since, product_since_precision, messenger, video, \
     statement, source, page, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, \
     $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)";

const TABLE: Table = Table { actor: ACTOR, close: CLOSE, insert: INSERT };

/// Adds a record, or closes the one that stands in its cell and adds this one after it.
pub(super) async fn add(release: &mut Release<'_>, status: &DepartmentStatus) -> Result<()> {
    let (valid_on, precision) = stored_date(status.valid_on, status.source.retrieved_on);
    let body = release.id(BODY, status.body.as_str()).await?;
    let name: Vec<Arg> = vec![body.into(), status.department.as_str().into()];
    release.tx.run(ADD_DEPARTMENT, name.clone()).await?;
    let department = release.tx.optional::<(i64,)>(DEPARTMENT, name).await?.map_or(0, |row| row.0);
    let cell = [department, valid_on, precision, status.voice.code()].map(Arg::from);
    let current = release.tx.optional::<DepartmentRow>(CURRENT, at(i64::MAX, &cell)).await?;
    let current = current.map(DepartmentRow::into_domain).transpose()?;
    let standing = Standing::of(current.as_ref(), status);
    if put(release, &TABLE, &cell, standing, &status.source, |source| columns(status, source)).await? {
        release.touched.insert(status.body.clone());
    }
    Ok(())
}

/// The columns after the key, in the order of the statement.
fn columns(status: &DepartmentStatus, source: i64) -> Vec<Arg> {
    let date = |date: Option<domain::PartialDate>| {
        let stored = date.map(|date| stored_date(Some(date), status.source.retrieved_on));
        [Arg::from(stored.map(|date| date.0)), Arg::from(stored.map(|date| date.1))]
    };
    let [efile_since, efile_since_precision] = date(status.efile_since);
    let [due, due_precision] = date(status.due);
    let [product_since, product_since_precision] = date(status.product_since);
    vec![
        status.missing.code().into(),
        status.name.as_str().into(),
        status.efile.map(|stage| stage.word().to_owned()).into(),
        efile_since,
        efile_since_precision,
        due,
        due_precision,
        status.workplaces.into(),
        status.efile_workplaces.into(),
        status.mobile_devices.into(),
        domain::Exactness::code(status.exactness).into(),
        status.management.code().into(),
        status.product.as_str().into(),
        product_since,
        product_since_precision,
        status.messenger.code().into(),
        status.video.code().into(),
        status.statement.as_str().into(),
        source.into(),
        status.page.as_str().into(),
        status.note.as_str().into(),
    ]
}
