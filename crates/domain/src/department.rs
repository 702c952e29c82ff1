//! Departments of a body, and what is on record about them.

use crate::record::over_time;
use crate::{BodyKey, Day, Exactness, NoValue, PartialDate, Slug, Source, Voice, words};

words! {
    /// How far a department is with the e-file.
    pub enum EfileStage {
        /// There is none.
        None = "keine",
        /// It is decided.
        Decided = "beschlossen",
        /// It is tried out.
        Pilot = "pilot",
        /// It is in daily use.
        Productive = "produktiv",
        /// It is in daily use everywhere in the department.
        Complete = "vollstaendig",
    }
}

impl EfileStage {
    /// Whether files are kept in it every day.
    pub const fn in_use(self) -> bool {
        matches!(self, Self::Productive | Self::Complete)
    }
}

/// What a voice reported about a department for a date. Whatever it does not speak of is empty.
#[derive(Debug, Clone, PartialEq)]
pub struct DepartmentStatus {
    /// The body.
    pub body: BodyKey,
    /// Name in files, stable within the body.
    pub department: Slug,
    /// Name at that time.
    pub name: String,
    /// When it held, as precisely as the source says; `None` when the source has no date.
    pub valid_on: Option<PartialDate>,
    /// Who says it.
    pub voice: Voice,
    /// Why there is no value; then everything else is empty.
    pub missing: Option<NoValue>,
    /// How far it is with the e-file.
    pub efile: Option<EfileStage>,
    /// Since when the e-file is in use.
    pub efile_since: Option<PartialDate>,
    /// For when the e-file is promised.
    pub due: Option<PartialDate>,
    /// Workplaces.
    pub workplaces: Option<i64>,
    /// Workplaces with the e-file.
    pub efile_workplaces: Option<i64>,
    /// Mobile devices.
    pub mobile_devices: Option<i64>,
    /// How exactly these numbers are stated.
    pub exactness: Exactness,
    /// Whether application-management software is in use.
    pub management: Option<bool>,
    /// Which product.
    pub product: String,
    /// Since when.
    pub product_since: Option<PartialDate>,
    /// Whether an approved messenger is in use.
    pub messenger: Option<bool>,
    /// Whether video conferences are in use.
    pub video: Option<bool>,
    /// What the body says about it, in own words.
    pub statement: String,
    /// Where it stands.
    pub source: Source,
    /// Page or section in the source.
    pub page: String,
    /// What restricts it.
    pub note: String,
}

impl DepartmentStatus {
    /// A record that says nothing but the name.
    pub fn new(
        (body, department, name): (BodyKey, Slug, String),
        valid_on: Option<PartialDate>,
        voice: Voice,
        source: Source,
    ) -> Self {
        Self {
            body,
            department,
            name,
            valid_on,
            voice,
            missing: None,
            efile: None,
            efile_since: None,
            due: None,
            workplaces: None,
            efile_workplaces: None,
            mobile_devices: None,
            exactness: Exactness::Exact,
            management: None,
            product: String::new(),
            product_since: None,
            messenger: None,
            video: None,
            statement: String::new(),
            source,
            page: String::new(),
            note: String::new(),
        }
    }

    /// Whether it says anything but the name and why there is no value.
    pub fn says_something(&self) -> bool {
        self.efile.is_some()
            || self.efile_since.is_some()
            || self.due.is_some()
            || self.workplaces.is_some()
            || self.efile_workplaces.is_some()
            || self.mobile_devices.is_some()
            || self.management.is_some()
            || self.product_since.is_some()
            || self.messenger.is_some()
            || self.video.is_some()
            || [&self.product, &self.statement].iter().any(|text| !text.is_empty())
    }

    /// As [`ServiceStatus::headline_order`](crate::service::ServiceStatus::headline_order).
    pub fn headline_order(&self) -> impl Ord + use<> {
        (
            self.missing.is_some(),
            std::cmp::Reverse(self.valid_on.map(PartialDate::last_day)),
            self.voice,
            self.valid_on.map(PartialDate::precision),
        )
    }

    /// Whether it is visible as of a reference date: undated records are not.
    pub fn held_on(&self, day: Option<Day>) -> bool {
        day.is_none_or(|day| self.valid_on.is_some_and(|date| date.last_day() <= day))
    }
}

/// What all records about a department say together: for every question the newest record that answers it.
#[derive(Debug, Clone, PartialEq)]
pub struct DepartmentStanding<'a> {
    records: Vec<&'a DepartmentStatus>,
}

impl<'a> DepartmentStanding<'a> {
    /// The standing by these records, in whatever order they come.
    pub fn of(records: impl IntoIterator<Item = &'a DepartmentStatus>) -> Self {
        let mut records: Vec<_> = records.into_iter().collect();
        records.sort_by_key(|record| record.headline_order());
        Self { records }
    }

    /// All records, the headline first.
    pub fn records(&self) -> &[&'a DepartmentStatus] {
        &self.records
    }

    /// The newest answer to a question, with its record.
    pub fn newest<T>(
        &self,
        answer: impl Fn(&'a DepartmentStatus) -> Option<T>,
    ) -> Option<(T, &'a DepartmentStatus)> {
        self.records.iter().find_map(|record| answer(record).map(|found| (found, *record)))
    }

    /// The dated answers to a question, oldest first. Where several voices answer for one day, the headline comes first
    /// and counts.
    pub fn over_time<T>(
        &self,
        answer: impl Fn(&'a DepartmentStatus) -> Option<T>,
    ) -> Vec<(PartialDate, T, &'a DepartmentStatus)> {
        over_time(&self.records, |record| record.valid_on, answer)
    }

    /// How far it is with the e-file.
    pub fn efile(&self) -> Option<(EfileStage, &'a DepartmentStatus)> {
        self.newest(|record| record.efile)
    }

    /// Workplaces with the e-file and in all, from one record. Without the e-file it is none of them.
    pub fn workplaces(&self) -> Option<((i64, i64), &'a DepartmentStatus)> {
        self.newest(|record| {
            let all = record.workplaces?;
            let without = matches!(record.efile, Some(EfileStage::None | EfileStage::Decided)).then_some(0);
            Some((record.efile_workplaces.or(without)?, all))
        })
    }

    /// Whether application-management software is in use.
    pub fn management(&self) -> Option<(bool, &'a DepartmentStatus)> {
        self.newest(|record| record.management)
    }
}
