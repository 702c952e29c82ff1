//! What a picture may be made of.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// What charts are drawn with. An element that is not here is new, or came in with data.
const DRAWN: [&str; 9] = ["svg", "title", "desc", "g", "path", "circle", "rect", "text", "tspan"];

/// Well-formed XML with one title and one description, and nothing that runs or loads.
#[track_caller]
pub(crate) fn check_picture(svg: &str) {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let mut elements = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => {
                elements.push(tag.name().as_ref().to_owned());
                check_attributes(&tag);
            }
            Event::GeneralRef(name) => {
                assert!(["amp", "lt", "gt", "quot", "#39"].contains(&&*name), "{name:?}");
            }
            Event::End(_) | Event::Text(_) => {}
            other => assert_eq!(format!("{other:?}"), "", "neither comments nor anything rarer"),
        }
    }
    assert!(elements.iter().all(|name| DRAWN.contains(&name.as_str())), "{elements:?}");
    for needed in ["title", "desc"] {
        assert_eq!(elements.iter().filter(|name| *name == needed).count(), 1, "{needed}");
    }
    // Characters that XML does not know and the reader lets pass, and those that turn a text round.
    let hidden =
        |letter: char| (letter.is_control() && letter != '\n') || ('\u{202a}'..='\u{202e}').contains(&letter);
    assert!(!svg.contains(hidden) && !svg.contains('\u{fffe}') && !svg.contains('\u{ffff}'));
}

#[track_caller]
fn check_attributes(tag: &BytesStart) {
    for attribute in tag.attributes() {
        let attribute = attribute.unwrap();
        let (name, value) = (attribute.key.as_ref().to_lowercase(), attribute.value.to_lowercase());
        assert!(!name.starts_with("on") && !name.ends_with("href") && name != "style", "{name}");
        assert!(!value.contains("url(") || name.starts_with("data-"), "{name}: {value}");
    }
}

#[test]
#[should_panic(expected = "onload")]
fn a_picture_that_runs_something_is_refused() {
    check_picture("<svg onload=\"x\"><title>a</title><desc>b</desc></svg>");
}

#[test]
#[should_panic(expected = "image")]
fn a_picture_that_loads_something_is_refused() {
    check_picture("<svg><title>a</title><desc>b</desc><image/></svg>");
}
