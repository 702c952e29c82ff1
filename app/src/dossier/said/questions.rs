//! The questions whose answers are news. To add one: an entry here, and the indicators that ask the same.

use domain::department::DepartmentStanding;
use domain::service::Standing;
use domain::{DepartmentStatus, Language, ServiceStatus};

use crate::components::record::{department, efile, promised_for, service, stage, yes_no};
use crate::dossier::records::{EFILE, MANAGEMENT, MESSENGER, PAYMENT, STAGES, USAGE, VIDEO};

/// A question that records answer, and the indicators that ask the same of the whole body.
pub(super) struct Question<R> {
    pub(super) indicators: &'static [&'static str],
    pub(super) answer: fn(&R, Language) -> Option<String>,
}

pub(super) const OF_SERVICES: &[Question<ServiceStatus>] = &[
    Question {
        indicators: STAGES,
        answer: |record, language| record.stage.map(|found| stage(found, language).to_owned()),
    },
    Question {
        indicators: STAGES,
        answer: |record, language| record.due.map(|due| promised_for(due, language)),
    },
    Question {
        indicators: PAYMENT,
        answer: |record, language| {
            let paid = service::payment(&Standing::of([record]), language)?;
            Some(format!("{} {paid}", language.pick("Bezahlen:", "payment:")))
        },
    },
    Question {
        indicators: USAGE,
        answer: |record, language| service::usage(&Standing::of([record]), language),
    },
];

pub(super) const OF_DEPARTMENTS: &[Question<DepartmentStatus>] = &[
    Question {
        indicators: EFILE,
        answer: |record, language| {
            record.efile.map(|found| format!("{} {}", efile_word(language), efile(found, language)))
        },
    },
    Question {
        indicators: EFILE,
        answer: |record, language| {
            record.due.map(|due| format!("{} {}", efile_word(language), promised_for(due, language)))
        },
    },
    Question {
        indicators: MANAGEMENT,
        answer: |record, language| {
            let used = department::management(&DepartmentStanding::of([record]), language)?;
            Some(format!("{} {used}", language.pick("Antragsmanagement:", "application management:")))
        },
    },
    Question {
        indicators: MESSENGER,
        answer: |record, language| {
            record.messenger.map(|yes| format!("Messenger: {}", yes_no(yes, language)))
        },
    },
    Question {
        indicators: VIDEO,
        answer: |record, language| record.video.map(|yes| format!("Video: {}", yes_no(yes, language))),
    },
];

const fn efile_word(language: Language) -> &'static str {
    language.pick("E-Akte:", "e-file:")
}
