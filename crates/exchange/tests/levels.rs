//! Levels come in by the scale that the catalogue names, whatever its number of levels.

#![expect(clippy::unwrap_used, reason = "what a test cannot prepare, it reports by failing")]

use domain::catalogue::Files;
use domain::{Catalogue, Value};

const INDICATOR: &str = r#"
[[indicator]]
slug = "ummeldung-reifegrad"
topic = "onlinedienste"
kind = "level"
measure = "stock"
version = 1
direction = "up"
comparable = "across"
core = false
reuse = "open"
age_limit_months = 24
scale = "SCALE"
de = { title = "t", unit = "Stufe", short = "Stufe", definition = "d", counting_rule = "z", question = "f?", why = "w", evidence = "b" }
en = { title = "t", unit = "level", short = "level", definition = "d", counting_rule = "z", question = "f?", why = "w", evidence = "b" }
"#;

/// The bundled catalogue with an indicator on this scale, and a scale of eight levels.
fn catalogue(scale: &str) -> Catalogue {
    let level = |number: u8| {
        format!(
            "{{ level = {number}, title = {{ de = \"s\", en = \"l\" }}, criterion = {{ de = \"j?\", en = \"y?\" }} }}"
        )
    };
    let levels: Vec<String> = (0..8).map(level).collect();
    let head = "[[scale]]\nslug = \"acht\"\nversion = 1\ntitle = { de = \"a\", en = \"a\" }\nrule = { de = \"r\", en = \"r\" }\n";
    let scales = format!("{}\n{head}levels = [{}]\n", Files::BUNDLED.scales, levels.join(", "));
    let indicators = format!("{}{}", Files::BUNDLED.indicators, INDICATOR.replace("SCALE", scale));
    Catalogue::read(&Files { indicators: &indicators, scales: &scales, ..Files::BUNDLED }).unwrap()
}

/// Whether a file with this level is taken.
fn taken(catalogue: &Catalogue, level: &str) -> bool {
    let heading = exchange::facts::COLUMNS.join(",");
    let row = format!(
        "12054000,ummeldung-reifegrad,2025,studie,belegt,{level},genau,,,,Prüfung,https://example.org/,,2026-11-22,studie,offen,,"
    );
    let facts = exchange::facts::read(format!("{heading}\n{row}\n").as_bytes(), catalogue);
    facts.is_ok_and(|facts| matches!(facts[0].cell.value(), Some(Value::Number(_))))
}

#[test]
fn a_level_lies_on_its_scale() {
    let (five, eight) = (catalogue("ozg-reifegrad-1-1"), catalogue("acht"));
    for level in ["0", "3", "4"] {
        assert!(taken(&five, level) && taken(&eight, level), "{level}");
    }
    assert!(!taken(&five, "5") && taken(&eight, "5") && taken(&eight, "7"));
    for level in ["8", "-1", "2,5", "x", ""] {
        assert!(!taken(&five, level) && !taken(&eight, level), "{level}");
    }
}
