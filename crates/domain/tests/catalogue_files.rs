//! Catalogues made by hand: what later editions will need is data alone.

#![expect(clippy::unwrap_used, reason = "what a test cannot prepare, it reports by failing")]

use domain::catalogue::{Files, Notion};
use domain::{Catalogue, Slug};

const INDICATOR: &str = include_str!("../catalogue/indicators.toml");

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

/// A scale of this many levels from 0 upwards.
fn scale(name: &str, levels: u8, notions: &str) -> String {
    let level = |number| {
        format!(
            "  {{ level = {number}, title = {{ de = \"S{number}\", en = \"L{number}\" }}, criterion = {{ de = \"Ja?\", en = \"Yes?\" }} }},\n"
        )
    };
    let levels: String = (0..levels).map(level).collect();
    format!(
        "[[scale]]\nslug = \"{name}\"\nversion = 1\ntitle = {{ de = \"M\", en = \"M\" }}\nrule = {{ de = \"R\", en = \"R\" }}\n\
         notions = [{notions}]\nlevels = [\n{levels}]\n"
    )
}

/// The bundled catalogue with one more scale.
fn read(scale: &str) -> Result<Catalogue, String> {
    let scales = format!("{}\n{scale}", Files::BUNDLED.scales);
    Catalogue::read(&Files { scales: &scales, ..Files::BUNDLED }).map_err(|error| error.to_string())
}

#[test]
fn a_model_of_eight_levels_is_data_alone() {
    let notions = "{ notion = \"online\", from = 2 }, { notion = \"konform\", from = 3 }, { notion = \"durchgehend\", from = 7 }";
    let catalogue = read(&scale("ozg-reifegrad-2-0", 8, notions)).unwrap();
    let model = catalogue.scale(&slug("ozg-reifegrad-2-0")).unwrap();
    assert_eq!(model.top().unwrap().level, 7);
    assert_eq!(model.after(6).unwrap().title.de, "S7");
    assert_eq!(model.after(7), None);
    assert_eq!(model.satisfies(4, Notion::EndToEnd), Some(false));
    assert_eq!(model.satisfies(7, Notion::EndToEnd), Some(true));
    // The model of 2020 stands beside it, unchanged.
    let first = catalogue.scale(&slug("ozg-reifegrad-1-1")).unwrap();
    assert_eq!(
        (
            first.top().unwrap().level,
            first.satisfies(4, Notion::EndToEnd),
            first.satisfies(2, Notion::Conform)
        ),
        (4, Some(true), Some(false))
    );
}

#[test]
fn a_scale_with_a_gap_or_a_notion_beyond_its_top_is_refused() {
    let gap = scale("x", 4, "").replace("level = 2,", "level = 5,");
    assert!(read(&gap).unwrap_err().contains("without gaps"));
    let beyond = scale("x", 4, "{ notion = \"online\", from = 4 }");
    assert!(read(&beyond).unwrap_err().contains("a notion begins"));
    let unknown = scale("x", 4, "{ notion = \"irgendwie\", from = 1 }");
    assert!(read(&unknown).unwrap_err().contains("notion"));
}

#[test]
fn an_older_definition_stays_readable_beside_the_newer_one() {
    let start = INDICATOR.find("[[indicator]]").unwrap();
    let end = start + INDICATOR[start + 1..].find("\n[[indicator]]").unwrap();
    let first = &INDICATOR[start..=end];
    let older = first.replace("[[indicator]]", "[[earlier]]").replace("[indicator.", "[earlier.");
    let newer = INDICATOR.replacen("version = 1", "version = 2", 1).replacen(
        "Wie viele Dienste",
        "Wie viele Anliegen",
        1,
    );
    let both = format!("{newer}\n{older}");
    let catalogue = Catalogue::read(&Files { indicators: &both, ..Files::BUNDLED }).unwrap();
    let slug = slug("onlinedienste-anzahl");
    let definition = |version| {
        catalogue.edition(&slug, version).map(|old| old.wording(domain::Language::German).definition.clone())
    };
    assert!(definition(1).unwrap().starts_with("Wie viele Dienste"));
    assert!(definition(2).unwrap().starts_with("Wie viele Anliegen"));
    assert_eq!(definition(3), None);
    assert_eq!(catalogue.indicator(&slug).unwrap().version, 2);
    // An earlier version that is not earlier is a mistake.
    let same = format!("{INDICATOR}\n{older}");
    let refused = Catalogue::read(&Files { indicators: &same, ..Files::BUNDLED }).unwrap_err();
    assert!(refused.to_string().contains("earlier version"), "{refused}");
}

#[test]
fn every_topic_but_the_rankings_has_a_scale_and_only_online_services_an_official_one() {
    let catalogue = Catalogue::bundled().unwrap();
    for topic in catalogue.topics() {
        let scale = topic.scale.as_ref().map(|scale| catalogue.scale(scale).unwrap());
        match topic.slug.as_str() {
            "rankings" => assert_eq!(scale, None),
            "onlinedienste" => assert!(scale.unwrap().is_official()),
            other => {
                let scale = scale.unwrap();
                assert!(!scale.is_official() && scale.levels.len() == 5, "{other}");
                for level in &scale.levels {
                    let criterion = &level.criterion;
                    assert!(
                        criterion.de.ends_with('?') && criterion.en.ends_with('?'),
                        "{other} {}",
                        level.level
                    );
                }
            }
        }
    }
}
