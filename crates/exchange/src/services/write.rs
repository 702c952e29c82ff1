//! Records about services to a file.

use domain::service::{Mode, Stage, Step, Tier};
use domain::{Exactness, NoValue, ServiceStatus};

use super::COLUMNS;
use crate::cell::guard;
use crate::reader::{written_answer, written_date, written_file, written_rows, written_source};

/// The file: UTF-8, comma, one line a record in the given order.
pub fn write(statuses: &[ServiceStatus]) -> String {
    written_file(&COLUMNS, statuses.iter().map(row))
}

/// The lines of these records without heading, for a file that is written piece by piece.
pub fn rows(statuses: &[ServiceStatus]) -> String {
    written_rows(statuses.iter().map(row))
}

fn row(status: &ServiceStatus) -> Vec<String> {
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let step = |step: Step| if step == Step::Unknown { String::new() } else { step.word().to_owned() };
    let level = status.level.as_ref();
    let mut row = vec![
        status.body.to_string(),
        status.service.to_string(),
        written_date(status.valid_on),
        status.voice.word().to_owned(),
        status.missing.map_or("belegt", NoValue::word).to_owned(),
        status.stage.map_or("", Stage::word).to_owned(),
        level.map(|level| level.scale.to_string()).unwrap_or_default(),
        number(level.map(|level| level.version)),
        number(level.map(|level| level.level)),
        guard(&status.blocking),
        written_date(status.live_since),
        written_date(status.due),
        status.mode.map_or("", Mode::word).to_owned(),
        status.responsible.map_or("", Tier::word).to_owned(),
        status.address.clone(),
        written_answer(status.payment),
        guard(&status.payment_means),
        guard(&status.product),
        guard(&status.login),
        written_answer(status.land_portal),
        written_answer(status.federal_portal),
    ];
    row.extend(status.chain.map(step));
    row.extend([
        status.usage.map(|usage| usage.from.to_string()).unwrap_or_default(),
        number(status.usage.and_then(|usage| usage.cases)),
        number(status.usage.and_then(|usage| usage.online)),
        if status.exactness == Exactness::Exact { "" } else { status.exactness.word() }.to_owned(),
        guard(&status.statement),
    ]);
    row.extend(written_source(&status.source, &status.page, &status.note));
    row
}
