//! Charts as they occur, and some that hopefully never do.

pub(crate) mod kind;
mod odd;

use charts::{Axis, ChartSpec, Content, Kind, Panel, Point, Scale, Series, Slot};
use domain::{Day, Exactness, Language, format};

pub(crate) use kind::all as kinds;

/// Every sample with its name.
pub(crate) fn all() -> Vec<(&'static str, ChartSpec)> {
    times().into_iter().chain(kinds()).collect()
}

/// Every chart over time with its name.
pub(crate) fn times() -> Vec<(&'static str, ChartSpec)> {
    vec![
        ("reports", reports()),
        ("services", services()),
        ("levels", levels()),
        ("rank", rank()),
        ("shares", shares()),
        ("quarters", quarters()),
        ("together", together()),
        ("eight", odd::eight()),
        ("alike", odd::alike()),
        ("long", odd::long()),
        ("one", odd::one()),
        ("nothing", odd::nothing()),
        ("century", odd::century()),
        ("tiny", odd::tiny()),
        ("undated", odd::undated()),
    ]
}

/// A chart of these panels.
pub(crate) fn chart(id: &str, title: &str, subtitle: &str, panels: Vec<Panel>) -> ChartSpec {
    spec(id, title, subtitle, Content::Time(panels))
}

/// A chart with this content.
pub(crate) fn spec(id: &str, title: &str, subtitle: &str, content: Content) -> ChartSpec {
    ChartSpec {
        id: id.to_owned(),
        language: Language::German,
        title: title.to_owned(),
        subtitle: subtitle.to_owned(),
        description: "Die Werte stehen in der Tabelle unter dem Diagramm.".to_owned(),
        content,
        notes: vec!["Offener Punkt: gerundete Angabe. Pfeil nach oben: mindestens so viel. Gepunktet: dazwischen fehlt mehr als ein Jahr.".to_owned()],
        source: "Quellen: Stadtverwaltungen. Datenstand 22.11.2026.".to_owned(),
        licence: "Lizenz der Zusammenstellung: dl-de/by-2-0".to_owned(),
        address: "https://digitalstand.example/vergleich?kommunen=05158026~12054000~02000000~05911000&kennzahl=maengelmeldungen".to_owned(),
    }
}

/// A panel of these series.
pub(crate) fn panel(kind: Kind, unit: &str, scale: Scale, series: Vec<Series>) -> Panel {
    Panel { heading: None, kind, axis: Axis { unit: unit.to_owned(), scale }, series }
}

/// A series of these points.
pub(crate) fn series(name: &str, slot: usize, points: Vec<Point>) -> Series {
    Series { name: name.to_owned(), slot: Slot::new(slot), points, gap_days: 460 }
}

/// Exact values of whole years, which lie on the last day.
pub(crate) fn years(first: i32, values: &[f64]) -> Vec<Point> {
    (first..)
        .zip(values)
        .filter(|(_, value)| value.is_finite())
        .map(|(year, value)| year_point(year, *value))
        .collect()
}

/// One exact value of a whole year.
pub(crate) fn year_point(year: i32, value: f64) -> Point {
    at(Day::from_ymd(year, 12, 31), &year.to_string(), value, Exactness::Exact)
}

/// A value of a day.
pub(crate) fn at(on: Option<Day>, date: &str, value: f64, exactness: Exactness) -> Point {
    let number = format::shortest(value, 4, Language::German);
    let text = match exactness {
        Exactness::Exact => number,
        Exactness::About => format!("rund {number}"),
        Exactness::AtLeast => format!("mehr als {number}"),
        Exactness::AtMost => format!("bis zu {number}"),
    };
    Point { on, date: date.to_owned(), value, text, exactness, breaks_line: false }
}

/// A value of a day given as year, month, day.
pub(crate) fn on(date: (i32, u8, u8), value: f64, exactness: Exactness) -> Point {
    let day = Day::from_ymd(date.0, date.1, date.2);
    let words = day.map(|day| format::day(day, Language::German)).unwrap_or_default();
    at(day, &words, value, exactness)
}

fn monheim() -> Series {
    let first = years(2013, &[204.0, 411.0, 460.0, 569.0, 994.0, 1180.0]);
    let second = years(2020, &[1917.0, 1751.0, 1381.0, 1308.0, 1248.0, 1015.0]);
    series("Monheim am Rhein", 0, first.into_iter().chain(second).collect())
}

fn bochum() -> Series {
    let about = |year, value| Point {
        exactness: Exactness::About,
        text: format!("rund {}", format::number(value, 0, Language::German)),
        ..year_point(year, value)
    };
    series("Bochum", 3, vec![about(2016, 3700.0), about(2017, 6000.0), about(2018, 10_000.0)])
}

fn hamburg() -> Series {
    let least = Point {
        exactness: Exactness::AtLeast,
        text: "mehr als 52.000".to_owned(),
        ..year_point(2024, 52_000.0)
    };
    series("Hamburg", 2, vec![year_point(2021, 23_540.0), year_point(2022, 27_979.0), least])
}

/// Online defect reports: two towns count alike, two others each their own way.
pub(crate) fn reports() -> ChartSpec {
    let alike = vec![monheim(), series("Potsdam", 1, years(2015, &[1065.0, 1370.0, 2214.0]))];
    let apart = |heading: &str, series| Panel {
        heading: Some(heading.to_owned()),
        ..panel(Kind::Line, "Meldungen im Jahr", Scale::Amount, vec![series])
    };
    let panels = vec![
        panel(Kind::Line, "Meldungen im Jahr", Scale::Amount, alike),
        apart("Hamburg, eigene Zählung", hamburg()),
        apart("Bochum, eigene Zählung", bochum()),
    ];
    chart(
        "meldungen",
        "Monheim am Rhein: seit 2020 jedes Jahr weniger Meldungen",
        "Über Online-Dienste gemeldete Mängel im Jahr",
        panels,
    )
}

/// Online services, some without a date.
pub(crate) fn services() -> ChartSpec {
    use Exactness::{About, AtLeast, Exact};
    let list = vec![
        series("Bremerhaven", 0, vec![at(None, "", 214.0, Exact)]),
        series("Hannover", 1, vec![on((2022, 11, 30), 70.0, About), on((2025, 6, 5), 175.0, About)]),
        series(
            "Potsdam",
            2,
            vec![
                on((2024, 1, 1), 30.0, Exact),
                on((2024, 7, 1), 42.0, Exact),
                on((2025, 12, 31), 82.0, Exact),
            ],
        ),
        series("München", 3, vec![on((2023, 2, 28), 203.0, Exact), at(None, "", 300.0, AtLeast)]),
        series("Düsseldorf", 4, vec![on((2018, 7, 12), 39.0, Exact), on((2019, 10, 15), 100.0, About)]),
        series("Lübeck", 5, vec![on((2024, 9, 15), 200.0, AtLeast), at(None, "", 31.0, Exact)]),
    ];
    let panels = vec![panel(Kind::Line, "Onlinedienste", Scale::Amount, list)];
    chart(
        "dienste",
        "Hannover, Potsdam und Düsseldorf legen zu; für Bremerhavens 214 Dienste fehlt das Datum",
        "Zahl der Onlinedienste, wie von Stadt oder Presse berichtet",
        panels,
    )
}

/// Levels of the electronic file.
pub(crate) fn levels() -> ChartSpec {
    const NAMES: [&str; 4] = ["nicht begonnen", "Beschluss gefasst", "in Einführung", "überall in Betrieb"];
    let names = NAMES.map(str::to_owned).to_vec();
    let level = |date, level: u8| Point {
        text: NAMES[usize::from(level)].to_owned(),
        ..on(date, f64::from(level), Exactness::Exact)
    };
    let list = vec![
        series(
            "Köln",
            0,
            vec![
                level((2015, 3, 1), 0),
                level((2016, 2, 1), 1),
                level((2017, 1, 1), 2),
                level((2020, 6, 1), 3),
            ],
        ),
        series(
            "Bonn",
            1,
            vec![
                level((2016, 1, 1), 0),
                level((2017, 3, 1), 2),
                level((2018, 4, 1), 2),
                level((2019, 2, 1), 3),
            ],
        ),
        series("Aachen", 2, vec![level((2017, 9, 1), 0), level((2018, 5, 1), 1)]),
    ];
    let list = list.into_iter().map(|series| Series { gap_days: 500, ..series }).collect();
    let panels = vec![panel(Kind::Step, "Stufe der E-Akte", Scale::Levels(names), list)];
    chart("akte", "Köln und Bonn führen die E-Akte überall", "Stufe nach eigener Auskunft der Städte", panels)
}

/// Places in an index.
pub(crate) fn rank() -> ChartSpec {
    let list = vec![
        series("München", 0, years(2019, &[8.0, 3.0, 2.0, 2.0, 1.0, 1.0, 1.0])),
        series("Hamburg", 1, years(2019, &[1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 3.0])),
        series("Köln", 2, years(2019, &[21.0, 5.0, 4.0, 3.0, 3.0, 3.0, 4.0])),
        series("Bremerhaven", 3, years(2019, &[f64::NAN, 63.0, 70.0, 68.0, f64::NAN, f64::NAN, 60.0])),
    ];
    let panels = vec![panel(Kind::Line, "Platz", Scale::Rank, list)];
    chart(
        "rang",
        "München ist seit 2023 auf Platz 1",
        "Platz im Smart City Index unter den Großstädten",
        panels,
    )
}

/// Shares of four towns.
pub(crate) fn shares() -> ChartSpec {
    let list = vec![
        series("Heidelberg", 3, years(2019, &[65.5, 65.6, f64::NAN, f64::NAN, f64::NAN, 78.9, 84.7])),
        series("Osnabrück", 0, years(2020, &[66.0, f64::NAN, f64::NAN, 77.6, 79.5])),
        series("Dresden", 1, years(2020, &[57.0, 71.5, 81.6, 78.5])),
        series("Berlin", 2, years(2019, &[68.1, 68.8, 70.3, 75.0])),
        series("Bonn", 7, years(2019, &[62.4])),
    ];
    let panels = vec![panel(Kind::Line, "Prozent", Scale::Percent, list)];
    ChartSpec {
        language: Language::English,
        ..chart(
            "anteile",
            "Four towns with gaps, one with a single value",
            "Share of online applications in all applications",
            panels,
        )
    }
}

/// Quarters of two years.
pub(crate) fn quarters() -> ChartSpec {
    let ends = [
        (2024, 3, 31),
        (2024, 6, 30),
        (2024, 9, 30),
        (2024, 12, 31),
        (2025, 3, 31),
        (2025, 6, 30),
        (2025, 9, 30),
    ];
    let values = [3.1, 3.4, 3.9, 4.6, 4.2, 4.7, 4.52];
    let points =
        ends.into_iter().zip(values).map(|(date, value)| on(date, value, Exactness::Exact)).collect();
    let list = vec![Series { gap_days: 130, ..series("Potsdam", 2, points) }];
    chart(
        "quartale",
        "Jeder zwanzigste Antrag kommt online",
        "Anteil der Online-Anträge",
        vec![panel(Kind::Line, "Prozent der Anträge", Scale::Amount, list)],
    )
}

/// Three lines that end close together.
pub(crate) fn together() -> ChartSpec {
    let list = vec![
        series("Gelsenkirchen", 4, years(2019, &[10.0, 20.0, 35.0, 48.0, 60.0])),
        series("Mülheim an der Ruhr", 5, years(2019, &[12.0, 25.0, 31.0, 47.0, 60.0])),
        series("Oberhausen", 6, years(2019, &[9.0, 22.0, 33.0, 50.0, 61.0])),
    ];
    chart(
        "dicht",
        "Drei Städte gleichauf",
        "Formulare online",
        vec![panel(Kind::Line, "Formulare", Scale::Amount, list)],
    )
}
