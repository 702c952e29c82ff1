//! Charts as files: picture, table and JSON say the same.

use serde_json::Value;

use crate::helpers::{BASE, TestApp, catalogue};
use crate::html::{Html, unescape};
use crate::svg::check_picture;

/// One town; three towns; some years; two indicators; every town counts its own way; a share.
const QUERIES: [&str; 6] = [
    "kommunen=12054000&kennzahl=maengelmeldungen-online",
    "kommunen=05911000~05158026~12054000&kennzahl=maengelmeldungen-online",
    "kommunen=02000000~05158026&kennzahl=maengelmeldungen-online&von=2014&bis=2021",
    "kommunen=12054000&kennzahl=onlinedienste-anzahl~maengelmeldungen-online",
    "kommunen=03241001~05111000~09162000~12054000&kennzahl=onlinedienste-anzahl",
    "kommunen=08222000~03241001&kennzahl=onlinedienste-anteil",
];
const LANGUAGES: [&str; 2] = ["", "/en"];

fn rows(json: &Value) -> &Vec<Value> {
    json["rows"].as_array().unwrap()
}

/// A number as this language writes it, by another way than the product's.
fn written(number: f64, language: &str) -> String {
    let plain = number.to_string();
    let (whole, fraction) =
        plain.split_once('.').map_or((plain.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let (group, point) = if language.is_empty() { (".", ",") } else { (",", ".") };
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped += group;
        }
        grouped.push(digit);
    }
    fraction.map_or_else(|| grouped.clone(), |fraction| format!("{grouped}{point}{fraction}"))
}

#[tokio::test]
async fn picture_table_and_json_agree_to_the_digit() {
    for app in TestApp::all().await {
        for query in QUERIES {
            for language in LANGUAGES {
                let file = |kind: &str| format!("{language}/diagramme/vergleich.{kind}?{query}");
                let json = app.get(&file("json")).await.expect(200).json();
                let csv = app.get(&file("csv")).await.expect(200).csv();
                let svg = app.get(&file("svg")).await.expect(200);
                let page = app.get(&format!("{language}/vergleich?{query}")).await.expect(200);
                agree(&csv, &json);
                let numbers: Vec<String> =
                    rows(&json).iter().map(|row| written(row["value"].as_f64().unwrap(), language)).collect();
                assert!(!numbers.is_empty(), "{query}");
                assert_eq!(spoken(svg.text()), numbers, "the picture of {query}");
                assert_eq!(tabled(&page.html()), numbers, "the page of {query}");
            }
        }
    }
}

fn agree(csv: &[std::collections::BTreeMap<String, String>], json: &Value) {
    assert_eq!(csv.len(), rows(json).len());
    for (line, row) in csv.iter().zip(rows(json)) {
        for (column, cell) in line {
            let field = row.get(column).unwrap_or(&json[column]);
            match field {
                Value::Null => assert!(cell.is_empty(), "{column}: {cell}"),
                Value::Number(number) => assert_eq!(cell.parse().ok(), number.as_f64(), "{column}"),
                other => assert_eq!(Some(exchange::cell::unguard(cell)), other.as_str(), "{column}"),
            }
        }
        for field in row.as_object().unwrap().keys() {
            assert!(line.contains_key(field), "{field} is no column");
        }
    }
}

/// The numbers of a picture's description: "Potsdam, Meldungen. 2015: 1.065; 2016: mindestens 1.370".
fn spoken(svg: &str) -> Vec<String> {
    let html = Html::read(svg);
    let words = unescape(&html.only("desc", &[]).text);
    let items =
        words.split("; ").flat_map(|items| items.split(". ")).filter_map(|item| item.rsplit_once(": "));
    items.map(|(_, value)| bare(value.trim_end_matches('.'))).collect()
}

/// The numbers of the table of values.
fn tabled(page: &Html) -> Vec<String> {
    let tables = page.inside("section", &[("id", "werte")]);
    let values = tables[0].inside("tbody", &[])[0].inside("b", &[]);
    values.iter().map(|value| bare(&value.words())).collect()
}

/// Without "rund", "mindestens", percent sign and the counts behind a share.
fn bare(value: &str) -> String {
    let value = value.replace('\u{a0}', " ");
    let value = value.split(" (").next().unwrap().trim_end_matches(" %");
    value.rsplit(' ').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_indicator_without_numbers_has_a_table_but_no_picture() {
    for app in TestApp::all().await {
        let query = "kommunen=12054000~03359010&kennzahl=oparl-schnittstelle";
        for (language, yes, reason) in [("", "ja", "nichts zu zeichnen"), ("/en", "yes", "nothing to draw")] {
            let svg = app.get(&format!("{language}/diagramme/vergleich.svg?{query}")).await.expect(404);
            assert!(svg.html().words().contains(reason));
            let csv = app.get(&format!("{language}/diagramme/vergleich.csv?{query}")).await.expect(200).csv();
            let json =
                app.get(&format!("{language}/diagramme/vergleich.json?{query}")).await.expect(200).json();
            agree(&csv, &json);
            let found: Vec<_> = csv
                .iter()
                .map(|row| ["key", "state", "value", "text"].map(|column| row[column].as_str()))
                .collect();
            assert_eq!(found, [["12054000", "belegt", "", yes], ["03359010", "unbekannt", "", ""]]);
        }
    }
}

#[tokio::test]
async fn figures_that_may_only_be_cited_leave_in_no_file() {
    for app in TestApp::all().await {
        for indicators in ["smart-city-index-rang", "maengelmeldungen-online~smart-city-index-rang"] {
            let query = format!("kommunen=02000000&kennzahl={indicators}");
            for file in ["svg", "csv", "json"] {
                for (language, reason) in
                    [("", "dürfen nicht als Datei weitergegeben"), ("/en", "may not be passed on as a file")]
                {
                    for frozen in ["", "&bekannt=r1"] {
                        let reply = app
                            .get(&format!("{language}/diagramme/vergleich.{file}?{query}{frozen}"))
                            .await
                            .expect(403);
                        assert!(
                            reply.html().words().contains(reason)
                                && reply.header("cache-control") == Some("no-store")
                        );
                    }
                }
            }
            let page = app.get(&format!("/vergleich?{query}")).await.expect(200);
            assert!(!page.text().contains("/diagramme/"), "no link to a file that there is not");
        }
        let list = app.get("/kennzahlen/smart-city-index-rang").await.expect(200);
        assert!(
            list.html().all("table", &[]).is_empty() && list.html().all("figure", &[]).is_empty(),
            "no ranking"
        );
    }
}

#[tokio::test]
async fn a_picture_is_sound_and_says_what_it_shows() {
    let app = TestApp::one().await;
    for query in QUERIES {
        for (language, tag) in [("", "de"), ("/en", "en")] {
            let svg = app.get(&format!("{language}/diagramme/vergleich.svg?{query}")).await.expect(200);
            check_picture(svg.text());
            let html = svg.html();
            assert_eq!(html.only("svg", &[]).attribute("lang"), Some(tag));
            let words = html.words();
            for needed in
                ["dl-de/by-2-0", "digitalstand.example", if tag == "de" { "Quellen" } else { "Sources" }]
            {
                assert!(words.contains(needed), "{query}: {needed}");
            }
        }
    }
}

#[tokio::test]
async fn every_row_can_be_cited_alone() {
    for app in TestApp::all().await {
        let catalogue = catalogue();
        for query in QUERIES {
            for language in LANGUAGES {
                let reply =
                    app.get(&format!("{language}/diagramme/vergleich.json?{query}")).await.expect(200);
                assert_eq!(reply.header("content-type"), Some("application/json"));
                let json = reply.json();
                assert_eq!((&json["format"], &json["revision"]), (&Value::from(1), &Value::from(1)));
                assert_eq!(
                    (json["licence"].as_str(), json["released_on"].as_str()),
                    (Some("dl-de/by-2-0"), Some("2026-11-22"))
                );
                assert_eq!(json["address"], format!("{BASE}{language}/vergleich?{query}"));
                for row in rows(&json) {
                    for field in ["key", "name", "title", "definition", "unit", "voice", "source"] {
                        assert!(row[field].as_str().is_some_and(|text| !text.is_empty()), "{query}: {field}");
                    }
                    assert!(
                        row["date"].is_null() || row["date"].as_str().unwrap().starts_with("20"),
                        "{query}"
                    );
                    assert!(row["source_address"].as_str().unwrap().starts_with("http"));
                    let slug = domain::Slug::parse(row["indicator"].as_str().unwrap()).unwrap();
                    let reader = if language.is_empty() {
                        domain::Language::German
                    } else {
                        domain::Language::English
                    };
                    let words = catalogue.indicator(&slug).unwrap().wording(reader);
                    assert_eq!(
                        (row["unit"].as_str(), row["definition"].as_str()),
                        (Some(words.unit.as_str()), Some(words.definition.as_str()))
                    );
                }
            }
        }
    }
}

#[tokio::test]
async fn a_file_has_a_name_and_a_type() {
    let app = TestApp::one().await;
    for (kind, media) in [
        ("svg", "image/svg+xml"),
        ("csv", "text/csv; charset=utf-8; header=present"),
        ("json", "application/json"),
    ] {
        let reply = app.get(&format!("/diagramme/vergleich.{kind}?{}", QUERIES[0])).await.expect(200);
        assert_eq!(reply.header("content-type"), Some(media));
        let name = format!("inline; filename=\"digitalstand-maengelmeldungen-online.{kind}\"");
        assert_eq!(reply.header("content-disposition"), Some(name.as_str()));
    }
    // Without a choice there is no line, but still a heading.
    let empty = app.get("/diagramme/vergleich.csv").await.expect(200);
    assert!(empty.text().starts_with("format,key,name,indicator,") && empty.csv().is_empty());
}
