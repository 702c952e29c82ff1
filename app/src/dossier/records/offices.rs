//! What records of departments say.

use domain::DepartmentStatus;

use super::{Line, Told, answers, detailed, newest};
use crate::components::record::{department, efile as stage, since_date};

impl Told<'_> {
    /// Which use a tool.
    fn tool(&self, title: (&str, &str), used: fn(&DepartmentStatus) -> Option<bool>) -> Vec<Line> {
        let found = answers(&self.offices, |standing| {
            let (yes, record) = standing.newest(used)?;
            Some((yes.then(String::new), record.valid_on))
        });
        self.yes_or_no(title, found, self.page_of_offices()).into_iter().collect()
    }
}

/// Which work with the e-file and since when, and how far the others are.
pub(super) fn efile(told: &Told<'_>) -> Vec<Line> {
    let using = answers(&told.offices, |standing| {
        let (stage, record) = standing.efile()?;
        let since = standing.newest(|record| record.efile_since);
        let since = since.map(|(date, _)| since_date(date, told.language));
        Some((stage.in_use().then(|| since.unwrap_or_default()), record.valid_on))
    });
    let waiting = answers(&told.offices, |standing| {
        let (found, record) = standing.efile().filter(|(found, _)| !found.in_use())?;
        let word = stage(found, told.language).to_owned();
        let due = standing.newest(|record| record.due).map(|(due, _)| told.promised(due));
        let said: Vec<String> = std::iter::once(word).chain(due).collect();
        Some((said.join(", "), record.valid_on))
    });
    let line =
        told.yes_or_no(("Ämter mit E-Akte", "Departments with the e-file"), using, told.page_of_offices());
    let title = ("Ämter, die noch nicht damit arbeiten", "Departments that do not work with it yet");
    let rest = (!waiting.is_empty()).then(|| Line {
        title: told.language.pick(title.0, title.1).to_owned(),
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
        Some((yes.then(|| department::product(standing, told.language).unwrap_or_default()), record.valid_on))
    });
    let title = ("Ämter mit Antragsmanagement", "Departments with application management");
    told.yes_or_no(title, found, told.page_of_offices()).into_iter().collect()
}
