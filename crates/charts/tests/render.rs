//! Draws samples and random charts and looks at what comes out.

mod look;
mod samples;

use charts::{ChartError, ChartSpec, Drawing, Kind, Mode, Panel, Point, Scale, Series, Size, Slot, render};
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
    for name in ["reports", "levels", "services", "nothing"] {
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
        for kind in Kind::ALL {
            for language in Language::ALL {
                let mut spec = ChartSpec { language, ..sample.clone() };
                spec.panels.iter_mut().for_each(|panel| panel.kind = kind);
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
    for (name, spec) in samples::all() {
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
        refused(|spec| spec.panels[0].series[0].points[3].value = f64::NAN),
        ChartError::NotFinite { .. }
    ));
    assert!(matches!(
        refused(|spec| spec.panels[1].series[0].points[0].value = f64::INFINITY),
        ChartError::NotFinite { .. }
    ));
    assert!(matches!(
        refused(|spec| spec.panels[0].axis.scale = Scale::Score { max: Some(0.0) }),
        ChartError::Top(_)
    ));
    let crowd = |spec: &mut ChartSpec| {
        let nine = (0..9).map(|number| samples::series(&format!("Stadt {number}"), number, Vec::new()));
        spec.panels[0].series = nine.collect();
    };
    assert!(matches!(refused(crowd), ChartError::TooManySeries(11)));
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
        for panel in &mut spec.panels {
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

fn any_spec() -> impl Strategy<Value = ChartSpec> {
    let panels = prop::collection::vec(any_panel(), 0..4);
    let texts = ("[ a-zäöü,.-]{0,120}", prop::collection::vec("[ a-zß.]{0,90}", 0..3));
    (panels, texts, any::<bool>()).prop_map(|(panels, (title, notes), german)| {
        let mut spec = samples::chart("zufall", &title, &title, panels);
        spec.language = if german { Language::German } else { Language::English };
        spec.notes = notes;
        let mut names = std::collections::BTreeMap::new();
        for series in spec.panels.iter_mut().flat_map(|panel| &mut panel.series) {
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
