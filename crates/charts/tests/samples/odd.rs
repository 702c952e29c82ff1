//! Charts at the edge of what may be asked for.

use charts::{Kind, Panel, Point, Scale};
use domain::{Exactness, Language, format};

use super::{ChartSpec, at, chart, panel, series, year_point, years};

/// As many lines as a chart may hold.
pub(super) fn eight() -> ChartSpec {
    let names = [
        "Aachen",
        "Bielefeld",
        "Chemnitz",
        "Dortmund",
        "Erfurt",
        "Freiburg im Breisgau",
        "Göttingen",
        "Halle (Saale)",
    ];
    let list = (0_u8..).zip(names).map(|(number, name)| {
        let start = 20.0 + f64::from(number) * 3.0;
        let values: Vec<f64> = (0..7).map(|year| start + f64::from(year * (number % 3 + 1)) * 3.5).collect();
        series(name, usize::from(number), years(2019, &values))
    });
    chart(
        "acht",
        "Acht Städte im Vergleich",
        "Punkte im Index",
        vec![panel(Kind::Line, "Punkte", Scale::Score { max: Some(100.0) }, list.collect())],
    )
}

/// Equal values, and two series that never differ.
pub(super) fn alike() -> ChartSpec {
    let list = vec![series("Trier", 0, years(2020, &[7.0; 5])), series("Worms", 1, years(2020, &[7.0; 5]))];
    chart("gleich", "Immer gleich", "Terminals", vec![panel(Kind::Step, "Terminals", Scale::Amount, list)])
}

/// Names, values and dates that are far too long.
pub(super) fn long() -> ChartSpec {
    let point = |year, value: f64| Point {
        text: format!("mindestens {} Vorgänge im Jahr", format::number(value, 0, Language::German)),
        exactness: Exactness::AtLeast,
        ..year_point(year, value)
    };
    let list = vec![
        series(
            "Verbandsgemeinde Bad Bergzabern-Hinterweidenthal-Wachtenburg",
            0,
            vec![point(2020, 1e9), point(2024, 1.2e9)],
        ),
        series(
            "Schmedeswurtherwesterdeichunterdemwesterwindamwattenmeerstrand",
            1,
            vec![point(2021, 5e8), at(None, "", 7e8, Exactness::AtMost)],
        ),
        series("Ei", 2, vec![point(2021, 2e8), at(None, "", 7e8, Exactness::About)]),
    ];
    chart(
        "lang",
        "Namen, die niemand in eine Zeile bekommt, und Zahlen dazu",
        "Vorgänge",
        vec![panel(
            Kind::Line,
            "elektronisch abgeschlossene Vorgänge aller Ämter und Eigenbetriebe im Kalenderjahr",
            Scale::Amount,
            list,
        )],
    )
}

/// A single value.
pub(super) fn one() -> ChartSpec {
    chart(
        "einer",
        "Ein Wert",
        "Terminals",
        vec![panel(Kind::Line, "Terminals", Scale::Amount, vec![series("Speyer", 6, years(2024, &[3.0]))])],
    )
}

/// A panel without series, and one whose series is empty.
pub(super) fn nothing() -> ChartSpec {
    let empty = panel(Kind::Line, "Dienste", Scale::Amount, Vec::new());
    let silent = Panel {
        heading: Some("Zweite Kennzahl".to_owned()),
        ..panel(Kind::Step, "Dienste", Scale::Percent, vec![series("Speyer", 0, Vec::new())])
    };
    chart("leer", "Dazu ist nichts bekannt", "Dienste", vec![empty, silent])
}

/// A hundred years, with negative values.
pub(super) fn century() -> ChartSpec {
    let values: Vec<f64> = (0..101).map(|year| f64::from(year - 30) * 1.5).collect();
    let list =
        vec![series("Weimar", 5, years(1924, &values)), series("Jena", 1, years(1990, &[12.0, 18.0, 30.0]))];
    chart("jahrhundert", "Hundert Jahre", "Saldo", vec![panel(Kind::Line, "Saldo", Scale::Amount, list)])
}

/// Very small values.
pub(super) fn tiny() -> ChartSpec {
    let list = vec![series("Kiel", 1, years(2021, &[0.001, 0.0004, 0.0007]))];
    chart(
        "klein",
        "Kaum messbar",
        "Anteil",
        vec![panel(Kind::Step, "Promille", Scale::Score { max: None }, list)],
    )
}

/// Nothing but values without a date.
pub(super) fn undated() -> ChartSpec {
    let list = vec![
        series("Fürth", 0, vec![at(None, "", 40.0, Exactness::Exact)]),
        series("Erlangen", 1, vec![at(None, "", 41.0, Exactness::About)]),
        series("Schwabach", 2, Vec::new()),
    ];
    chart("ohne-datum", "Kein Datum", "Dienste", vec![panel(Kind::Line, "Dienste", Scale::Amount, list)])
}
