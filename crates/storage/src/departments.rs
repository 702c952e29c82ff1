//! Departments: what was reported about them.

use domain::department::EfileStage;
use domain::{BodyKey, DepartmentStatus, Exactness, NoValue, Slug, Voice};
use sqlx::FromRow;

use crate::code::Code;
use crate::row::{partial, partial_or_none};
use crate::services::{SourceRow, as_of, word};
use crate::{AsOf, Db, StorageError};

type Result<T> = std::result::Result<T, StorageError>;

/// A record about a department, with the names of what it refers to.
#[derive(FromRow)]
pub(crate) struct DepartmentRow {
    body_key: String,
    slug: String,
    name: String,
    valid_on: i64,
    date_precision: i64,
    voice: i64,
    reason: i64,
    efile: Option<String>,
    efile_since: Option<i64>,
    efile_since_precision: Option<i64>,
    due: Option<i64>,
    due_precision: Option<i64>,
    workplaces: Option<i64>,
    efile_workplaces: Option<i64>,
    mobile_devices: Option<i64>,
    exactness: i64,
    management: i64,
    product: String,
    product_since: Option<i64>,
    product_since_precision: Option<i64>,
    messenger: i64,
    video: i64,
    statement: String,
    page: String,
    note: String,
    #[sqlx(flatten)]
    source: SourceRow,
}

/// A statement that reads records about departments, up to its conditions; with further columns and tables, if any.
macro_rules! select {
    () => {
        $crate::departments::select!("", "")
    };
    ($columns:expr, $tables:expr) => {
        concat!(
            "SELECT body.key AS body_key, department.slug AS slug, s.name AS name, s.valid_on AS valid_on, ",
            "s.date_precision AS date_precision, s.voice AS voice, s.reason AS reason, s.efile AS efile, ",
            "s.efile_since AS efile_since, s.efile_since_precision AS efile_since_precision, s.due AS due, ",
            "s.due_precision AS due_precision, s.workplaces AS workplaces, s.efile_workplaces AS efile_workplaces, ",
            "s.mobile_devices AS mobile_devices, s.exactness AS exactness, s.management AS management, ",
            "s.product AS product, s.product_since AS product_since, ",
            "s.product_since_precision AS product_since_precision, s.messenger AS messenger, s.video AS video, ",
            "s.statement AS statement, s.page AS page, s.note AS note, ",
            $crate::services::source_columns!(),
            $columns,
            "FROM department_status s JOIN department ON department.id = s.department ",
            "JOIN body ON body.id = department.body JOIN source ON source.id = s.source ",
            $tables
        )
    };
}
pub(crate) use select;

impl DepartmentRow {
    /// The domain's form.
    pub(crate) fn into_domain(self) -> Result<DepartmentStatus> {
        let wrong = |column, found: String| StorageError::inconsistent("department_status", column, found);
        Ok(DepartmentStatus {
            body: BodyKey::parse(&self.body_key).ok_or_else(|| wrong("body", self.body_key))?,
            department: Slug::parse(&self.slug).ok_or_else(|| wrong("department", self.slug))?,
            name: self.name,
            valid_on: partial(self.valid_on, self.date_precision)?,
            voice: Voice::from_code(self.voice)?,
            missing: Option::<NoValue>::from_code(self.reason)?,
            efile: word("efile", self.efile, EfileStage::from_word)?,
            efile_since: partial_or_none(self.efile_since, self.efile_since_precision)?,
            due: partial_or_none(self.due, self.due_precision)?,
            workplaces: self.workplaces,
            efile_workplaces: self.efile_workplaces,
            mobile_devices: self.mobile_devices,
            exactness: Exactness::from_code(self.exactness)?,
            management: Option::<bool>::from_code(self.management)?,
            product: self.product,
            product_since: partial_or_none(self.product_since, self.product_since_precision)?,
            messenger: Option::<bool>::from_code(self.messenger)?,
            video: Option::<bool>::from_code(self.video)?,
            statement: self.statement,
            source: self.source.try_into()?,
            page: self.page,
            note: self.note,
        })
    }
}

const OF_BODY: &str = concat!(
    select!(),
    "WHERE ",
    as_of!(),
    "AND department.body = (SELECT id FROM body WHERE key = $3) ",
    "ORDER BY department.slug, s.valid_on, s.date_precision, s.voice"
);

/// Everything on record about the departments of a body, by department, oldest first.
///
/// # Errors
/// When the database fails or a row breaks a rule.
pub async fn of_body(db: &Db, body: &BodyKey, as_of: AsOf) -> Result<Vec<DepartmentStatus>> {
    let mut args = as_of.args();
    args.push(body.as_str().into());
    read(db.all(OF_BODY, args).await?)
}

fn read(rows: Vec<DepartmentRow>) -> Result<Vec<DepartmentStatus>> {
    rows.into_iter().map(DepartmentRow::into_domain).collect()
}

#[cfg(test)]
mod tests;
