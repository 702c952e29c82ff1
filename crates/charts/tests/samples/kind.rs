//! Charts of every other kind than series over time, as they occur and at the edge.

use charts::{
    Cell, Chain, ChainRow, Content, Dated, Dot, Form, Known, Link, Map, Matrix, MatrixRow, Moment, Place,
    PromiseRow, Promises, Ranking, Row, Scale, Slot, Stack, Strip, StripRow,
};
use domain::{Day, Exactness, Language, NoValue, format};

use super::{ChartSpec, spec};

/// Every sample with its name; those at the edge end in "-odd".
pub(crate) fn all() -> Vec<(&'static str, ChartSpec)> {
    vec![
        ("ranking", ranking()),
        ("bars", bars()),
        ("ranking-odd", spec("rang-rand", "Am Rand", "Vorgänge", Content::Ranking(odd_ranking()))),
        ("ranking-none-odd", spec("rang-leer", "Nichts", "Anträge", Content::Ranking(empty_ranking()))),
        ("sixty-odd", sixty()),
        ("strip", strip()),
        ("strip-odd", odd_strip()),
        ("map", map()),
        ("map-values", map_of_values()),
        ("matrix", matrix()),
        ("matrix-levels", levels()),
        ("matrix-odd", odd_matrix()),
        ("stack", stack()),
        ("stack-odd", odd_stack()),
        ("promises", promises()),
        ("promises-odd", odd_promises()),
        ("chain", chain()),
        ("chain-odd", odd_chain()),
    ]
}

const LONG: &str = "Verbandsgemeinde Bad Bergzabern-Hinterweidenthal-Wachtenburg";

/// A row with an exact whole value.
pub(crate) fn row(rank: &str, name: &str, value: f64) -> Row {
    Row {
        rank: rank.to_owned(),
        name: name.to_owned(),
        value,
        text: format::shortest(value, 2, Language::German),
        exactness: Exactness::Exact,
        highlighted: false,
    }
}

fn ranking() -> ChartSpec {
    let rows = [
        ("1", "Nürnberg", 14.0),
        ("2", "München", 13.0),
        ("3–5", "Düsseldorf", 11.0),
        ("3–5", "Mannheim", 11.0),
        ("3–5", "Wuppertal", 11.0),
        ("6–8", "Augsburg", 10.0),
        ("6–8", "Köln", 10.0),
        ("6–8", "Mönchengladbach", 10.0),
        ("9", "Leipzig", 9.0),
        ("10", "Dresden", 7.0),
        ("11", "Potsdam", 1.0),
    ];
    let mut rows: Vec<Row> = rows.into_iter().map(|(rank, name, value)| row(rank, name, value)).collect();
    rows[4] = Row { exactness: Exactness::AtLeast, text: "mehr als 11".to_owned(), ..rows[4].clone() };
    rows[8] = Row { exactness: Exactness::About, text: "rund 9".to_owned(), ..rows[8].clone() };
    rows[9] = Row { exactness: Exactness::AtMost, text: "bis zu 7".to_owned(), ..rows[9].clone() };
    rows[6].highlighted = true;
    let content = Content::Ranking(Ranking {
        unit: "Anträge von 15".to_owned(),
        scale: Scale::Score { max: Some(15.0) },
        form: Form::Stems,
        rows,
        missing: Some("55 Städte ohne Angabe, darunter Bremerhaven".to_owned()),
    });
    spec(
        "rangfolge",
        "Nürnberg 14 von 15, Potsdam 1 von 15: so weit lagen die Rathäuser Ende 2022 auseinander",
        "Anträge von 15, die online gestellt werden konnten. 11 von 68 Städten haben Daten.",
        content,
    )
}

fn bars() -> ChartSpec {
    let rows = [
        ("Ratsinformation", 157.0),
        ("Externe Rankings", 75.0),
        ("Onlinedienste", 43.0),
        ("Strategie und Steuerung", 29.0),
        ("E-Akte", 25.0),
        ("Einfacher Zugang", 22.0),
        ("Videokonferenz", 14.0),
        ("Digitale Arbeitsplätze", 12.0),
        ("Medienbruchfreie Prozesse", 5.0),
        ("Portalverbund", 0.0),
    ];
    let mut rows: Vec<Row> = rows.into_iter().map(|(name, value)| row("", name, value)).collect();
    rows[5] = Row { exactness: Exactness::About, text: "rund 22".to_owned(), ..rows[5].clone() };
    let content = Content::Ranking(Ranking {
        unit: String::new(),
        scale: Scale::Amount,
        form: Form::Bars,
        rows,
        missing: None,
    });
    spec(
        "themen",
        "Viel über Ratsinformation, fast nichts über Messenger",
        "Kommunen mit Angabe, nach Thema",
        content,
    )
}

/// Values, names and numbers that are far too large, below zero, and equal.
pub(crate) fn odd_ranking() -> Ranking {
    let mut rows =
        vec![row("1", LONG, 1e9), row("2–3", "Ei", 0.0), row("2–3", "Au", 0.0), row("4", LONG, -4e8)];
    "mindestens 1.000.000.000 Vorgänge im Jahr".clone_into(&mut rows[0].text);
    rows[0].exactness = Exactness::AtLeast;
    rows[1].exactness = Exactness::AtMost;
    rows[3].exactness = Exactness::About;
    rows[3].highlighted = true;
    Ranking {
        unit: LONG.to_owned(),
        scale: Scale::Amount,
        form: Form::Stems,
        rows,
        missing: Some(LONG.repeat(4)),
    }
}

fn empty_ranking() -> Ranking {
    let missing = Some("68 Städte ohne Angabe".to_owned());
    Ranking { rows: Vec::new(), missing, unit: "Anträge".to_owned(), ..odd_ranking() }
}

fn sixty() -> ChartSpec {
    let rows = (1..=60)
        .map(|number| row(&number.to_string(), &format!("Stadt Nummer {number}"), f64::from(90 - number)));
    let content = Content::Ranking(Ranking {
        unit: "Punkte".to_owned(),
        scale: Scale::Percent,
        rows: rows.collect(),
        missing: None,
        ..odd_ranking()
    });
    spec("sechzig", "Sechzig Städte", "Punkte", content)
}

/// A dot with an exact value.
pub(crate) fn dot(name: &str, value: f64, highlight: Option<usize>) -> Dot {
    Dot {
        name: name.to_owned(),
        value,
        text: format::shortest(value, 2, Language::German),
        exactness: Exactness::Exact,
        highlight: highlight.map(Slot::new),
    }
}

fn strip() -> ChartSpec {
    let years = [
        ("2019", vec![54.6, 61.2, 61.9, 62.4, 62.6, 65.5, 67.8, 68.1, 68.6, 69.0, 79.5]),
        ("2022", vec![73.6, 75.0, 75.3, 76.5, 77.0, 77.1, 77.6, 78.0, 79.5, 81.6, 85.4, 86.2]),
        (
            "2024",
            vec![
                40.3, 41.1, 41.4, 77.6, 77.7, 77.8, 78.1, 78.3, 78.9, 79.0, 79.1, 79.5, 79.6, 79.8, 83.2,
                86.2, 88.3,
            ],
        ),
    ];
    let rows = years.into_iter().map(|(year, values)| {
        let named = |(number, value): (usize, f64)| match number {
            5 => dot("Osnabrück", value, Some(0)),
            8 => dot("Heidelberg", value, Some(1)),
            _ => dot("", value, None),
        };
        let mut dots: Vec<Dot> = values.into_iter().enumerate().map(named).collect();
        dots[0].exactness = Exactness::About;
        StripRow { heading: year.to_owned(), note: format!("{} von 82 Städten", dots.len()), dots }
    });
    let content = Content::Strip(Strip {
        unit: "Punkte von 100".to_owned(),
        scale: Scale::Score { max: Some(100.0) },
        rows: rows.collect(),
    });
    spec(
        "streuung",
        "Osnabrück und Heidelberg liegen in der Mitte",
        "Smart City Index, Gesamtwertung je Jahr",
        content,
    )
}

fn odd_strip() -> ChartSpec {
    let equal = (0..40).map(|number| dot("Gleichstadt", 7.0, (number < 8).then_some(number))).collect();
    let rows = vec![
        StripRow { heading: LONG.to_owned(), note: LONG.to_owned(), dots: equal },
        StripRow { heading: String::new(), note: String::new(), dots: vec![dot(LONG, 1e9, Some(7))] },
        StripRow { heading: "leer".to_owned(), note: String::new(), dots: Vec::new() },
        StripRow {
            heading: "drei".to_owned(),
            note: String::new(),
            dots: vec![dot("", -5e8, None), dot("", 0.0, None), dot("Au", 3.0, Some(1))],
        },
    ];
    let content = Content::Strip(Strip { unit: String::new(), scale: Scale::Amount, rows });
    spec("streuung-rand", "Am Rand", "", content)
}

/// A place with a class.
pub(crate) fn place(name: &str, latitude: f64, longitude: f64, class: Option<u8>) -> Place {
    Place {
        name: name.to_owned(),
        latitude,
        longitude,
        class,
        text: None,
        labelled: false,
        highlighted: false,
    }
}

const TOWNS: [(&str, f64, f64); 14] = [
    ("Kiel", 54.32, 10.14),
    ("Hamburg", 53.55, 9.99),
    ("Bremerhaven", 53.55, 8.58),
    ("Berlin", 52.52, 13.4),
    ("Potsdam", 52.4, 13.06),
    ("Hannover", 52.37, 9.73),
    ("Dortmund", 51.51, 7.47),
    ("Düsseldorf", 51.22, 6.78),
    ("Wuppertal", 51.26, 7.18),
    ("Köln", 50.94, 6.96),
    ("Leipzig", 51.34, 12.37),
    ("Nürnberg", 49.45, 11.08),
    ("Stuttgart", 48.78, 9.18),
    ("München", 48.14, 11.58),
];

fn map() -> ChartSpec {
    let places = (0_u8..).zip(TOWNS).map(|(number, (name, latitude, longitude))| Place {
        labelled: number % 2 == 0,
        highlighted: name == "Bremerhaven",
        ..place(name, latitude, longitude, (number % 6 != 5).then_some(number % 5))
    });
    let classes = ["1 Thema", "2 bis 4 Themen", "5 bis 7 Themen", "8 bis 10 Themen", "11 und mehr Themen"];
    let content = Content::Map(Map {
        places: places.collect(),
        classes: classes.map(str::to_owned).to_vec(),
        missing: "ohne Angabe".to_owned(),
    });
    spec(
        "karte",
        "Zu 256 von 10.751 Kommunen gibt es Angaben",
        "Je größer der Punkt, desto mehr der 14 Themen sind belegt.",
        content,
    )
}

fn map_of_values() -> ChartSpec {
    let values = [
        None,
        Some(12),
        None,
        Some(9),
        Some(1),
        Some(10),
        Some(10),
        Some(11),
        Some(11),
        Some(10),
        Some(9),
        Some(14),
        Some(10),
        Some(13),
    ];
    let places = TOWNS.into_iter().zip(values).map(|((name, latitude, longitude), value)| Place {
        text: value.map(|value: u8| value.to_string()),
        labelled: true,
        highlighted: name == "Bremerhaven" || name == "Wuppertal",
        ..place(name, latitude, longitude, value.map(|value| value / 4 + 1))
    });
    let content = Content::Map(Map {
        places: places.collect(),
        classes: Vec::new(),
        missing: "ohne Angabe".to_owned(),
    });
    spec("werte", "Wo Werte vorliegen", "Zahl im Punkt: Anträge von 15", content)
}

const TOPICS: [&str; 14] = [
    "Onlinedienste",
    "E-Akte",
    "Einfacher Zugang",
    "Nutzung",
    "Portalverbund",
    "Ratsinformation",
    "Digitale Arbeitsplätze",
    "Externe Rankings",
    "Videokonferenz",
    "Messenger",
    "Antragsmanagement",
    "E-Payment",
    "Strategie und Steuerung",
    "Medienbruchfreie Prozesse",
];

fn matrix() -> ChartSpec {
    let states = Known::ALL;
    let names = ["Potsdam", "Bremerhaven", "Buxtehude", "Hannover", "München", "Oldenburg (Oldb)", "Köln"];
    let rows = names.iter().enumerate().map(|(line, name)| MatrixRow {
        name: (*name).to_owned(),
        highlighted: line == 1,
        cells: (0..TOPICS.len() - line % 3)
            .map(|column| {
                Cell::State(states[[0, 7, 1, 7, 0, 2, 7, 3, 0, 4, 5, 1, 6][(line * 3 + column) % 13]])
            })
            .collect(),
    });
    let content = Content::Matrix(Matrix {
        columns: TOPICS.map(str::to_owned).to_vec(),
        rows: rows.collect(),
        levels: Vec::new(),
    });
    spec(
        "matrix",
        "Was über sieben Städte bekannt ist",
        "14 Themen; ein leeres Feld sagt nur, dass hier nichts erfasst ist",
        content,
    )
}

fn levels() -> ChartSpec {
    let names = ["Potsdam", "Bremerhaven", "Buxtehude", "Hannover"];
    let cells = |line: u8| {
        let cell = move |column: u8| match (line * 2 + column) % 7 {
            level @ 0..5 => Cell::Level(level),
            5 => Cell::State(Known::Reason(NoValue::Unanswered)),
            _ => Cell::State(Known::Nothing),
        };
        (0..6).map(cell).collect()
    };
    let rows = (0_u8..).zip(names).map(|(line, name)| MatrixRow {
        name: name.to_owned(),
        highlighted: false,
        cells: cells(line),
    });
    let content = Content::Matrix(Matrix {
        columns: TOPICS.iter().take(6).map(|&topic| topic.to_owned()).collect(),
        rows: rows.collect(),
        levels: ["kein Angebot", "Information", "teilweise", "online", "durchgängig"]
            .map(str::to_owned)
            .to_vec(),
    });
    spec("stufen", "Wo vier Städte je Thema stehen", "Stufen 0 bis 4", content)
}

fn odd_matrix() -> ChartSpec {
    let columns: Vec<String> = (0..24).map(|number| format!("{LONG} {number}")).collect();
    let row = |highlighted, cells| MatrixRow { name: LONG.to_owned(), highlighted, cells };
    let rows = vec![row(true, vec![Cell::Level(4); 24]), row(false, Vec::new())];
    spec(
        "matrix-rand",
        "Am Rand",
        "",
        Content::Matrix(Matrix { columns, rows, levels: vec![LONG.to_owned(); 5] }),
    )
}

fn day(year: i32, month: u8, day: u8) -> Day {
    Day::from_ymd(year, month, day).expect("a day of the calendar")
}

fn stack() -> ChartSpec {
    let moments = [
        ((2020, 12, 31), [120.0, 60.0, 20.0, 12.0]),
        ((2021, 12, 31), [100.0, 62.0, 30.0, 20.0]),
        ((2022, 12, 31), [80.0, 58.0, 40.0, 34.0]),
        ((2024, 12, 31), [60.0, 45.0, 50.0, 57.0]),
        ((2025, 12, 31), [49.0, 40.0, 51.0, 72.0]),
    ];
    let moments = moments
        .into_iter()
        .map(|((year, month, date), counts)| Moment { on: day(year, month, date), counts: counts.to_vec() });
    let content = Content::Stack(Stack {
        unit: "Leistungen".to_owned(),
        states: ["nicht begonnen", "geplant", "in Arbeit", "online"].map(str::to_owned).to_vec(),
        moments: moments.collect(),
        gap_days: 460,
    });
    spec("schichten", "Jede dritte Leistung ist online", "212 kommunale Leistungen nach Stand", content)
}

fn odd_stack() -> ChartSpec {
    let moments = vec![
        Moment { on: day(1990, 1, 1), counts: vec![0.0, 1e9] },
        Moment { on: day(2020, 1, 1), counts: Vec::new() },
        Moment { on: day(2020, 1, 2), counts: vec![3.0; 5] },
    ];
    let states = (0..5).map(|number| format!("{LONG} {number}")).collect();
    spec(
        "schichten-rand",
        "",
        "",
        Content::Stack(Stack { unit: LONG.to_owned(), states, moments, gap_days: 1 }),
    )
}

fn dated(on: (i32, u8, u8), date: &str) -> Dated {
    Dated { on: day(on.0, on.1, on.2), date: date.to_owned() }
}

fn promises() -> ChartSpec {
    let rows = vec![
        PromiseRow {
            name: "Potsdam: 82 Onlinedienste".to_owned(),
            made: dated((2024, 6, 15), "Juni 2024"),
            promised: vec![dated((2024, 12, 31), "Ende 2024")],
            kept: Some(dated((2025, 12, 31), "Dez. 2025")),
            outcome: "12 Monate später belegt".to_owned(),
            overdue: false,
        },
        PromiseRow {
            name: "Bremerhaven: E-Akte in allen Ämtern".to_owned(),
            made: dated((2021, 3, 1), "März 2021"),
            promised: vec![
                dated((2022, 12, 31), "Ende 2022"),
                dated((2023, 12, 31), "Ende 2023"),
                dated((2025, 6, 30), "Juni 2025"),
            ],
            kept: None,
            outcome: "seit 16 Monaten überfällig".to_owned(),
            overdue: true,
        },
        PromiseRow {
            name: "Buxtehude: digitale Bauakte".to_owned(),
            made: dated((2025, 9, 1), "Sept. 2025"),
            promised: vec![dated((2027, 12, 31), "Ende 2027")],
            kept: None,
            outcome: "noch nicht fällig".to_owned(),
            overdue: false,
        },
    ];
    let content = Content::Promises(Promises { rows, until: day(2026, 11, 22) });
    spec(
        "zusagen",
        "Eine Zusage gehalten, eine überfällig",
        "Zugesagte Termine und was daraus wurde",
        content,
    )
}

fn odd_promises() -> ChartSpec {
    let same = || dated((2024, 1, 1), LONG);
    let row = |promised, kept| PromiseRow {
        name: LONG.repeat(3),
        made: same(),
        promised,
        kept,
        outcome: LONG.repeat(2),
        overdue: true,
    };
    let rows =
        vec![row(Vec::new(), None), row(vec![same(), same(), dated((2020, 1, 1), "früher")], Some(same()))];
    spec("zusagen-rand", "", "", Content::Promises(Promises { rows, until: day(2023, 1, 1) }))
}

const STATIONS: [&str; 6] = ["Antrag", "Eingang", "Fachverfahren", "E-Akte", "Bescheid", "Zahlung"];

fn chain() -> ChartSpec {
    use Link::{Digital, Printed, Retyped, Unknown};
    let rows = [
        ("Wohnsitz ummelden", vec![Digital, Digital, Digital, Digital, Digital, Digital]),
        ("Hundesteuer", vec![Digital, Digital, Retyped, Unknown, Printed, Digital]),
        ("Baugenehmigung", vec![Digital, Printed, Retyped, Printed, Printed]),
    ];
    let rows = rows.into_iter().map(|(name, links)| ChainRow { name: name.to_owned(), links });
    let content =
        Content::Chain(Chain { stations: STATIONS.map(str::to_owned).to_vec(), rows: rows.collect() });
    spec(
        "kette",
        "Nur die Ummeldung bleibt durchgehend digital",
        "Weg eines Antrags durch die Verwaltung",
        content,
    )
}

fn odd_chain() -> ChartSpec {
    let rows = vec![ChainRow { name: LONG.repeat(2), links: vec![Link::Printed; 8] }];
    spec("kette-rand", "", "", Content::Chain(Chain { stations: vec![LONG.to_owned(); 8], rows }))
}
