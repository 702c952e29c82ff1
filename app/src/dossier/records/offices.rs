//! What records of departments say.

use domain::department::DepartmentStanding;
use domain::{DepartmentStatus, format};

use super::{Line, Told, answers, detailed, newest};
use crate::address::Address;
use crate::components::record::{department, efile as stage};

impl Told<'_> {
    fn page_of_offices(&self) -> Address {
        Address::new(format!("/kommunen/{}/aemter", self.body))
    }

    /// Which use a tool.
    fn tool(&self, title: (&str, &str), used: fn(&DepartmentStatus) -> Option<bool>) -> Vec<Line> {
        let found = answers(&self.offices, |standing| {
            let (yes, record) = standing.newest(used)?;
            Some((yes.then(String::new), record.valid_on))
        });
        self.yes_or_no(title, found, self.page_of_offices()).into_iter().collect()
    }

    /// "seit 2023", or for when it is promised.
    fn date_of_efile(&self, standing: &DepartmentStanding<'_>, in_use: bool) -> Option<String> {
        let (german, english) = if in_use { ("seit", "since") } else { ("zugesagt für", "promised for") };
        let (date, _) = standing.newest(|record| if in_use { record.efile_since } else { record.due })?;
        Some(format!("{} {}", self.language.pick(german, english), format::date(date, self.language)))
    }
}

/// Which work with the e-file and since when, and which are promised to.
pub(super) fn efile(told: &Told<'_>) -> Vec<Line> {
    let using = answers(&told.offices, |standing| {
        let (stage, record) = standing.efile()?;
        let since = || told.date_of_efile(standing, true).unwrap_or_default();
        Some((stage.in_use().then(since), record.valid_on))
    });
    let waiting = answers(&told.offices, |standing| {
        let (found, record) = standing.efile().filter(|(found, _)| !found.in_use())?;
        let word = stage(found, told.language).to_owned();
        let said: Vec<String> = std::iter::once(word).chain(told.date_of_efile(standing, false)).collect();
        Some((said.join(", "), record.valid_on))
    });
    let title = ("Ämter mit E-Akte", "Departments with the e-file");
    let line = told.yes_or_no(title, using, told.page_of_offices());
    let rest = (!waiting.is_empty()).then(|| Line {
        title: told
            .language
            .pick("Ämter noch ohne E-Akte", "Departments still without the e-file")
            .to_owned(),
        value: waiting.len().to_string(),
        newest: newest(&waiting),
        names: waiting.into_iter().map(|answer| detailed(answer.name, &answer.said)).collect(),
        page: told.page_of_offices(),
    });
    line.into_iter().chain(rest).collect()
}

/// Which hold conferences by video.
pub(super) fn video(told: &Told<'_>) -> Vec<Line> {
    told.tool(("Ämter mit Videokonferenz", "Departments with video conferencing"), |record| record.video)
}

/// Which use a messenger.
pub(super) fn messenger(told: &Told<'_>) -> Vec<Line> {
    told.tool(("Ämter mit Messenger", "Departments with a messenger"), |record| record.messenger)
}

/// Which use application-management software, which product and since when.
pub(super) fn management(told: &Told<'_>) -> Vec<Line> {
    let found = answers(&told.offices, |standing| {
        let (yes, record) = standing.management()?;
        let said = yes.then(|| department::management(standing, told.language).unwrap_or_default());
        Some((said, record.valid_on))
    });
    let title = ("Ämter mit Antragsmanagement", "Departments with application management");
    told.yes_or_no(title, found, told.page_of_offices()).into_iter().collect()
}
