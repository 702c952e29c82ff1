//! Draws samples and random charts and looks at what comes out.

mod look;
mod samples;

use charts::{
    Cell, Chain, ChainRow, ChartError, ChartSpec, Content, Dated, Dot, Drawing, Form, Kind, Known, Link, Map,
    Matrix, MatrixRow, Mode, Moment, Panel, Place, Point, PromiseRow, Promises, Ranking, Row, Scale, Series,
    Size, Slot, Stack, Strip, StripRow, render,
};
use domain::{Day, Exactness, Language};
use proptest::prelude::*;

fn everywhere(spec: &ChartSpec, mut check: impl FnMut(Size, Mode, &Drawing)) {
    for size in Size::ALL {
        for mode in Mode::ALL {
            let drawing = render(spec, size, mode).expect("the chart can be drawn");
            check(size, mode, &drawing);
        }
    }
}

#[test]
fn samples_look_as_they_did() {
    let kinds = samples::kinds().into_iter().map(|(name, _)| name).filter(|name| !name.ends_with("-odd"));
    for name in ["reports", "levels", "services", "nothing"].into_iter().chain(kinds) {
        let (_, spec) = samples::all().into_iter().find(|(other, _)| *other == name).unwrap();
        everywhere(&spec, |size, mode, drawing| {
            if matches!(name, "reports" | "levels") || mode == Mode::Inline {
                insta::assert_snapshot!(format!("{name}-{size:?}-{mode:?}").to_lowercase(), drawing.svg);
            }
        });
    }
}

#[test]
fn every_sample_is_sound_in_every_kind_and_language() {
    for (name, sample) in samples::all() {
        let kinds = if matches!(sample.content, Content::Time(_)) { &Kind::ALL[..] } else { &Kind::ALL[..1] };
        for &kind in kinds {
            for language in Language::ALL {
                let mut spec = ChartSpec { language, ..sample.clone() };
                for panel in panels_of(&mut spec).iter_mut() {
                    panel.kind = kind;
                }
                everywhere(&spec, |size, mode, drawing| {
                    look::is_sound(drawing)
                        .map_err(|fault| format!("{name} {kind:?} {size:?} {mode:?}: {fault}"))
                        .unwrap();
                });
            }
        }
    }
}

#[test]
fn usual_drawings_stay_small() {
    let usual = samples::all().into_iter().filter(|(name, _)| !name.ends_with("-odd"));
    for (name, spec) in usual {
        everywhere(&spec, |size, mode, drawing| {
            let bytes = drawing.svg.len();
            assert!(bytes < 25_000, "{name} {size:?} {mode:?}: {bytes} bytes");
        });
    }
}

#[test]
fn a_drawing_says_who_it_is() {
    let spec = samples::services();
    let wide = render(&spec, Size::Wide, Mode::Inline).unwrap().svg;
    assert!(wide.contains("role=\"img\" aria-labelledby=\"dienste-w-title dienste-w-desc\""));
    assert!(wide.contains("<title id=\"dienste-w-title\">Hannover, Potsdam"));
    assert!(wide.contains("data-plot=\"") && wide.contains("data-series=\"Lübeck\""));
    assert!(wide.contains("data-label=\"28.02.2023: 203\u{1f}mehr als 300\""));
    let phone = render(&spec, Size::Phone, Mode::Inline).unwrap().svg;
    assert!(phone.contains("id=\"dienste-p-title\"") && !phone.contains("dienste-w"));
}

#[test]
fn a_file_carries_its_source_and_a_page_does_not_need_it() {
    let spec = samples::reports();
    everywhere(&spec, |_, mode, drawing| {
        let words = |part: &str| drawing.boxes.iter().any(|text| text.text.contains(part));
        let alone = mode.stands_alone();
        assert_eq!(words("Datenstand 22.11.2026"), alone);
        assert_eq!(words("dl-de/by-2-0"), alone);
        assert_eq!(words("https://"), alone);
        assert_eq!(drawing.svg.contains("textLength"), alone);
        assert_eq!(drawing.svg.contains("data-label"), !alone);
    });
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let refused = |change: fn(&mut ChartSpec)| {
        let mut spec = samples::reports();
        change(&mut spec);
        render(&spec, Size::Wide, Mode::Inline).unwrap_err()
    };
    assert!(matches!(refused(|spec| spec.id = "a b".to_owned()), ChartError::Id(_)));
    assert!(matches!(refused(|spec| spec.id = String::new()), ChartError::Id(_)));
    assert!(matches!(refused(|spec| spec.id = "7".to_owned()), ChartError::Id(_)));
    assert!(matches!(
        refused(|spec| panels_of(spec)[0].series[0].points[3].value = f64::NAN),
        ChartError::NotFinite { .. }
    ));
    assert!(matches!(
        refused(|spec| panels_of(spec)[1].series[0].points[0].value = f64::INFINITY),
        ChartError::NotFinite { .. }
    ));
    assert!(matches!(
        refused(|spec| panels_of(spec)[0].axis.scale = Scale::Score { max: Some(0.0) }),
        ChartError::Top(_)
    ));
    let crowd = |spec: &mut ChartSpec| {
        let nine = (0..9).map(|number| samples::series(&format!("Stadt {number}"), number, Vec::new()));
        panels_of(spec)[0].series = nine.collect();
    };
    assert!(matches!(refused(crowd), ChartError::TooManySeries(11)));
}

#[test]
fn what_a_kind_cannot_draw_is_refused() {
    let refused = |content| {
        let spec = samples::spec("rand", "", "", content);
        render(&spec, Size::Phone, Mode::Light).unwrap_err()
    };
    let ranking = samples::kind::odd_ranking();
    let mut endless = ranking.clone();
    endless.rows[1].value = f64::NAN;
    assert_eq!(refused(Content::Ranking(endless)), ChartError::Number("Ei".to_owned()));
    let rows = vec![ranking.rows[1].clone(); 401];
    let crowd = Ranking { rows, ..ranking };
    assert_eq!(refused(Content::Ranking(crowd)), ChartError::TooMany { count: 401, most: 400 });
    let abroad = vec![samples::kind::place("Rom", 41.9, 12.5, None)];
    let map = Map { places: abroad, classes: Vec::new(), missing: String::new() };
    assert_eq!(refused(Content::Map(map)), ChartError::Place("Rom".to_owned()));
    let nowhere = vec![samples::kind::place("Nirgends", f64::NAN, 12.5, None)];
    let map = Map { places: nowhere, classes: Vec::new(), missing: String::new() };
    assert_eq!(refused(Content::Map(map)), ChartError::Place("Nirgends".to_owned()));
    let dots = vec![samples::kind::dot("Trier", f64::INFINITY, None)];
    let rows = vec![StripRow { heading: String::new(), note: String::new(), dots }];
    let strip = Strip { unit: String::new(), scale: Scale::Amount, rows };
    assert_eq!(refused(Content::Strip(strip)), ChartError::Number("Trier".to_owned()));
}

const HOSTILE: [&str; 8] = [
    "</text><script>alert(1)</script>",
    "\" onload=\"x",
    "]]>",
    "a\u{0}b\u{1f}c",
    "\u{202e}rückwärts\u{200f}",
    "A & B &amp; <C>",
    "'\"><svg/onload=1>",
    "\u{fffe}\u{feff}\u{ad}",
];

#[test]
fn hostile_words_stay_words() {
    for words in HOSTILE {
        let mut spec = samples::services();
        let [title, subtitle, description] = [&mut spec.title, &mut spec.subtitle, &mut spec.description];
        for text in [title, subtitle, description, &mut spec.source, &mut spec.licence, &mut spec.address] {
            *text = words.to_owned();
        }
        spec.notes = vec![words.to_owned()];
        for panel in panels_of(&mut spec) {
            panel.heading = Some(words.to_owned());
            panel.axis.unit = words.to_owned();
            for series in &mut panel.series {
                series.name = format!("{words}{}", series.slot.index());
                series
                    .points
                    .iter_mut()
                    .for_each(|point| (point.text, point.date) = (words.to_owned(), words.to_owned()));
            }
        }
        everywhere(&spec, |_, _, drawing| {
            look::is_sound(drawing).unwrap();
            for bad in ["<script", "onload=\"x", "<svg/", "\u{202e}", "\u{0}", "]]>"] {
                assert!(!drawing.svg.contains(bad), "{bad}");
            }
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_charts_are_sound(spec in any_spec()) {
        everywhere(&spec, |size, mode, drawing| {
            look::is_sound(drawing).map_err(|fault| format!("{size:?} {mode:?}: {fault}")).unwrap();
            assert_eq!(&render(&spec, size, mode).unwrap(), drawing);
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_contents_of_every_kind_are_sound(content in prop_oneof![
        any_ranking().boxed(), any_strip().boxed(), any_map().boxed(), any_matrix().boxed(), any_stack().boxed(),
        any_promises().boxed(), any_chain().boxed(),
    ]) {
        let spec = samples::spec("zufall", "Zufall", "", content);
        everywhere(&spec, |size, mode, drawing| {
            look::is_sound(drawing).map_err(|fault| format!("{size:?} {mode:?}: {fault}")).unwrap();
            assert_eq!(&render(&spec, size, mode).unwrap(), drawing);
        });
    }
}

fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![8 => "[A-Z][a-zäöüß]{2,14}", 2 => "[A-Z][a-z -]{40,60}", 1 => Just("S".to_owned())]
}

fn any_value() -> impl Strategy<Value = f64> {
    prop_oneof![(0..300_i32).prop_map(f64::from), (-5..5_i32).prop_map(f64::from), 0.0..1e9_f64, Just(7.0)]
}

fn any_exactness() -> impl Strategy<Value = Exactness> {
    prop_oneof![
        Just(Exactness::Exact),
        Just(Exactness::About),
        Just(Exactness::AtLeast),
        Just(Exactness::AtMost),
    ]
}

fn any_row() -> impl Strategy<Value = Row> {
    ("[0-9–]{0,7}", any_name(), any_value(), any_exactness(), any::<bool>()).prop_map(
        |(rank, name, value, exactness, highlighted)| Row {
            exactness,
            highlighted,
            ..samples::kind::row(&rank, &name, value)
        },
    )
}

fn any_ranking() -> impl Strategy<Value = Content> {
    let rows = prop::collection::vec(any_row(), 0..20);
    let scale = prop_oneof![
        Just(Scale::Amount),
        Just(Scale::Percent),
        Just(Scale::Score { max: None }),
        Just(Scale::Rank)
    ];
    (rows, scale, any::<bool>(), prop::option::of("[ a-z0-9]{0,120}")).prop_map(
        |(rows, scale, bars, missing)| {
            let form = if bars { Form::Bars } else { Form::Stems };
            Content::Ranking(Ranking { unit: "Anträge".to_owned(), scale, form, rows, missing })
        },
    )
}

fn any_strip() -> impl Strategy<Value = Content> {
    let dot = (any_name(), any_value(), any_exactness())
        .prop_map(|(name, value, exactness)| Dot { exactness, ..samples::kind::dot(&name, value, None) });
    let row = (prop::collection::vec(dot, 0..60), 0..9_usize, "[ a-z]{0,60}").prop_map(
        |(mut dots, chosen, heading)| {
            let count = dots.len().max(1);
            for slot in 0..chosen.min(8).min(dots.len()) {
                dots[slot * 7 % count].highlight = Some(Slot::new(slot));
            }
            StripRow { note: format!("{count} Städte"), heading, dots }
        },
    );
    prop::collection::vec(row, 0..4)
        .prop_map(|rows| Content::Strip(Strip { unit: "Punkte".to_owned(), scale: Scale::Amount, rows }))
}

fn any_map() -> impl Strategy<Value = Content> {
    let place = (any_name(), 47.5..55.0_f64, 6.0..15.0_f64, prop::option::of(0..5_u8), 0..6_u8);
    let place = place.prop_map(|(name, latitude, longitude, class, kind)| Place {
        labelled: kind % 2 == 0,
        highlighted: kind == 5,
        text: class.filter(|_| kind > 3).map(|class| class.to_string()),
        ..samples::kind::place(&name, latitude, longitude, class)
    });
    prop::collection::vec(place, 0..80).prop_map(|places| {
        let classes = vec!["eins".to_owned(); 5];
        Content::Map(Map { places, classes, missing: "ohne Angabe".to_owned() })
    })
}

fn any_matrix() -> impl Strategy<Value = Content> {
    let cell = prop_oneof![
        (0..5_u8).prop_map(Cell::Level),
        (0..Known::ALL.len()).prop_map(|number| Cell::State(Known::ALL[number])),
    ];
    let row = (any_name(), any::<bool>(), prop::collection::vec(cell, 24));
    (prop::collection::vec(any_name(), 0..25), prop::collection::vec(row, 0..12)).prop_map(
        |(columns, rows)| {
            let rows = rows.into_iter().map(|(name, highlighted, mut cells)| {
                cells.truncate(columns.len());
                MatrixRow { name, highlighted, cells }
            });
            let rows = rows.collect();
            let levels = ["nichts", "wenig", "halb", "viel", "alles"].map(str::to_owned).to_vec();
            Content::Matrix(Matrix { columns, rows, levels })
        },
    )
}

fn any_stack() -> impl Strategy<Value = Content> {
    let moment = (14_000..20_500_i32, prop::collection::vec(0.0..500.0_f64, 5));
    (prop::collection::vec(any_name(), 0..6), prop::collection::vec(moment, 0..12)).prop_map(
        |(states, moments)| {
            let moments = moments.into_iter().map(|(on, mut counts)| {
                counts.truncate(states.len());
                Moment { on: Day::from_number(on), counts }
            });
            let moments = moments.collect();
            Content::Stack(Stack { unit: "Leistungen".to_owned(), states, moments, gap_days: 500 })
        },
    )
}

fn any_promises() -> impl Strategy<Value = Content> {
    let dated = || {
        (17_000..21_000_i32, "[A-Za-z0-9 .]{0,16}")
            .prop_map(|(on, date)| Dated { on: Day::from_number(on), date })
    };
    let row =
        (any_name(), dated(), prop::collection::vec(dated(), 0..5), prop::option::of(dated()), any::<bool>());
    let row = row.prop_map(|(name, made, promised, kept, overdue)| PromiseRow {
        outcome: format!("{} Monate später", name.len()),
        name,
        made,
        promised,
        kept,
        overdue,
    });
    prop::collection::vec(row, 0..6)
        .prop_map(|rows| Content::Promises(Promises { rows, until: Day::from_number(20_780) }))
}

fn any_chain() -> impl Strategy<Value = Content> {
    let link = (0..4_usize).prop_map(|number| Link::ALL[number]);
    let row = (any_name(), prop::collection::vec(link, 8));
    (prop::collection::vec(any_name(), 0..9), prop::collection::vec(row, 0..6)).prop_map(
        |(stations, rows)| {
            let rows = rows.into_iter().map(|(name, mut links)| {
                links.truncate(stations.len());
                ChainRow { name, links }
            });
            let rows = rows.collect();
            Content::Chain(Chain { stations, rows })
        },
    )
}

fn any_spec() -> impl Strategy<Value = ChartSpec> {
    let panels = prop::collection::vec(any_panel(), 0..4);
    let texts = ("[ a-zäöü,.-]{0,120}", prop::collection::vec("[ a-zß.]{0,90}", 0..3));
    (panels, texts, any::<bool>()).prop_map(|(panels, (title, notes), german)| {
        let mut spec = samples::chart("zufall", &title, &title, panels);
        spec.language = if german { Language::German } else { Language::English };
        spec.notes = notes;
        let mut names = std::collections::BTreeMap::new();
        for series in panels_of(&mut spec).iter_mut().flat_map(|panel| &mut panel.series) {
            series.name.clone_from(names.entry(series.slot).or_insert_with(|| series.name.clone()));
        }
        spec
    })
}

fn any_panel() -> impl Strategy<Value = Panel> {
    let scale = prop_oneof![
        Just(Scale::Amount),
        Just(Scale::Amount),
        Just(Scale::Percent),
        Just(Scale::Rank),
        Just(Scale::Score { max: Some(100.0) }),
        Just(Scale::Score { max: None }),
        prop::collection::vec("[ a-zäöü]{0,40}", 0..6).prop_map(Scale::Levels),
    ];
    let numbers = prop_oneof![
        (0..300_i32).prop_map(f64::from).boxed(),
        (-5..5_i32).prop_map(f64::from).boxed(),
        (0.0..1e9_f64).boxed(),
        (0.0..1e-3_f64).boxed(),
        Just(7.0).boxed(),
    ];
    let series = (0_usize..9).prop_flat_map(move |count| {
        let numbers = numbers.clone();
        let one = move |slot| any_series(slot, numbers.clone());
        (0..count.min(8)).map(one).collect::<Vec<_>>()
    });
    (prop::option::of("[ a-zß]{0,60}"), any::<bool>(), "[ a-z]{0,60}", scale, series).prop_map(
        |(heading, line, unit, scale, series)| {
            let kind = if line { Kind::Line } else { Kind::Step };
            Panel { heading, ..samples::panel(kind, &unit, scale, series) }
        },
    )
}

fn any_series(slot: usize, numbers: impl Strategy<Value = f64> + 'static) -> impl Strategy<Value = Series> {
    let name =
        prop_oneof![8 => "[A-Z][a-zäöüß]{2,14}", 1 => "[A-Z][a-z -]{40,60}", 1 => Just("S".to_owned())];
    let day = prop_oneof![
        4 => (2010..2026_i32).prop_map(|year| Day::from_ymd(year, 12, 31)),
        4 => (14_000..20_500_i32).prop_map(|number| Some(Day::from_number(number))),
        1 => (-20_000..20_500_i32).prop_map(|number| Some(Day::from_number(number))),
        1 => Just(None),
    ];
    let exactness = prop_oneof![
        Just(Exactness::Exact),
        Just(Exactness::Exact),
        Just(Exactness::About),
        Just(Exactness::AtLeast),
        Just(Exactness::AtMost),
    ];
    let point = (day, numbers, exactness, prop::bool::weighted(0.1)).prop_map(
        |(day, value, exactness, breaks_line)| {
            let date = day.map(|day| day.to_string()).unwrap_or_default();
            Point { breaks_line, ..samples::at(day, &date, value, exactness) }
        },
    );
    (name, prop::collection::vec(point, 0..12), 1..900_i32).prop_map(move |(name, points, gap_days)| Series {
        name: format!("{name} {slot}"),
        slot: Slot::new(slot),
        points,
        gap_days,
    })
}

/// The panels of a chart over time; none for others.
fn panels_of(spec: &mut ChartSpec) -> &mut [Panel] {
    match &mut spec.content {
        Content::Time(panels) => panels,
        _ => &mut [],
    }
}
