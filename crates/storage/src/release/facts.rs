//! Facts: what was reported about an indicator of a body.

use domain::{Observation, PartialDate, Source, Voice};

use super::names::{BODY, INDICATOR, Kind};
use super::records::{Record, Table, table};
use crate::db::Arg;
use crate::row::Stored;

impl Record for Observation {
    const TABLE: Table = Table {
        tally: Some("facts"),
        ..table!("observation", "staged_fact", ["body", "indicator"], [
            "definition" "BIGINT", "period_start" "BIGINT", "state" "BIGINT", "value" "DOUBLE PRECISION",
            "text" "TEXT", "exactness" "BIGINT", "numerator" "BIGINT", "denominator" "BIGINT", "page" "TEXT",
            "note" "TEXT",
        ])
    };

    fn subject(&self) -> [(Kind, &str); 2] {
        [(BODY, self.body.as_str()), (INDICATOR, self.indicator.as_str())]
    }

    fn valid_on(&self) -> Option<PartialDate> {
        self.valid_on
    }

    fn voice(&self) -> Voice {
        self.voice
    }

    fn document(&self) -> &Source {
        &self.source
    }

    fn columns(&self) -> Vec<Arg> {
        let stored = Stored::of(&self.cell);
        vec![
            self.definition.into(),
            self.period_start.map(|day| i64::from(day.number())).into(),
            stored.state.into(),
            stored.value.into(),
            stored.text.into(),
            stored.exactness.into(),
            stored.numerator.into(),
            stored.denominator.into(),
            self.page.as_str().into(),
            self.note.as_str().into(),
        ]
    }
}
