//! Charts as files: picture, table and JSON say the same.

use calamine::{Data, Reader as _, Xlsx};
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
/// A query for every chart of the table. A new chart needs a line here.
const CHARTS: &[(&str, &str)] = &[
    ("vergleich", QUERIES[1]),
    ("karte", ""),
    ("rangliste", "kennzahl=maengelmeldungen-online"),
    ("verteilung", "kennzahl=online-antraege-ct-test&gruppe=alle&hervorheben=12054000"),
    ("punktkarte", "kennzahl=maengelmeldungen-online&gruppe=alle"),
    ("zusagen", "kommune=09162000"),
    ("umsetzung", "kommune=05314000"),
    ("medienbrueche", "kommune=05314000"),
    ("themen", "kommunen=05911000~05158026~12054000&ansicht=matrix"),
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
                let xlsx = app.get(&file("xlsx")).await.expect(200);
                let page = app.get(&format!("{language}/vergleich?{query}")).await.expect(200);
                agree(&csv, &json);
                workbook_agrees(&sheet(&xlsx.body), &json);
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
                other => assert_eq!(Some(exchange::cell::unguard(cell).as_str()), other.as_str(), "{column}"),
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
async fn every_chart_can_be_taken_away_in_every_shape() {
    let names: Vec<&str> = app::diagrams::DIAGRAMS.iter().map(|diagram| diagram.name).collect();
    assert_eq!(CHARTS.iter().map(|(name, _)| *name).collect::<Vec<_>>(), names);
    for app in TestApp::all().await {
        for (name, query) in CHARTS {
            for language in LANGUAGES {
                for extension in ["png", "svg", "csv", "xlsx", "json"] {
                    let file = format!("{language}/diagramme/{name}.{extension}?{query}");
                    let reply = app.get(&file).await.expect(200);
                    assert!(reply.body.len() > 100, "{file}");
                    let page = app.get(&format!("{language}/einbetten/{name}?{query}")).await.expect(200);
                    assert_eq!(page.html().all("figure", &[]).len(), 1, "{file}");
                }
            }
        }
        for address in
            ["/diagramme/gibtesnicht.csv", "/diagramme/vergleich.pdf", "/diagramme/vergleich", "/einbetten/x"]
        {
            app.get(address).await.expect(404);
        }
    }
}

/// The cells of the first sheet of a workbook, by column.
fn sheet(bytes: &[u8]) -> Vec<std::collections::BTreeMap<String, Data>> {
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes.to_vec())).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let heading: Vec<String> = range.rows().next().unwrap().iter().map(ToString::to_string).collect();
    range.rows().skip(1).map(|row| heading.iter().cloned().zip(row.iter().cloned()).collect()).collect()
}

fn workbook_agrees(lines: &[std::collections::BTreeMap<String, Data>], json: &Value) {
    assert_eq!(lines.len(), rows(json).len());
    for (line, row) in lines.iter().zip(rows(json)) {
        for (column, cell) in line {
            let field = row.get(column).unwrap_or(&json[column]);
            match cell {
                Data::Empty => assert!(field.is_null() || field == "", "{column}: {field}"),
                Data::Float(number) => assert_eq!(field.as_f64(), Some(*number), "{column}"),
                Data::String(text) => assert_eq!(field.as_str(), Some(text.as_str()), "{column}"),
                other => assert_eq!(other, &Data::Empty, "{column}"),
            }
        }
        for field in row.as_object().unwrap().keys() {
            assert!(line.contains_key(field), "{field} is no column");
        }
    }
}

#[tokio::test]
async fn a_raster_picture_is_the_drawing_at_one_or_two_times_its_size() {
    let app = TestApp::one().await;
    let size = |png: &[u8]| {
        assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
        [16, 20].map(|at| u32::from_be_bytes(png[at..at + 4].try_into().unwrap()))
    };
    let line = QUERIES[1];
    let svg = app.get(&format!("/diagramme/vergleich.svg?{line}")).await.expect(200).html();
    let drawn =
        ["width", "height"].map(|name| svg.only("svg", &[]).attribute(name).unwrap().parse::<f64>().unwrap());
    for (query, times) in
        [("", 2.0), ("&groesse=1", 1.0), ("&thema=dunkel", 2.0), ("&thema=dunkel&groesse=1", 1.0)]
    {
        let png = app.get(&format!("/diagramme/vergleich.png?{line}{query}")).await.expect(200);
        assert_eq!(png.header("content-type"), Some("image/png"));
        for (pixels, length) in size(&png.body).into_iter().zip(drawn) {
            assert!((f64::from(pixels) - length * times).abs() <= times, "{query}: {pixels} {length}");
        }
    }
    let (light, dark) = ("/diagramme/vergleich.svg?", "&thema=dunkel");
    let light = format!("{light}{line}");
    assert!(app.get(&light).await.body != app.get(&format!("{light}{dark}")).await.expect(200).body);
    for (query, canonical) in
        [("&groesse=2", ""), ("&thema=hell", ""), ("&groesse=1&thema=dunkel", "&thema=dunkel&groesse=1")]
    {
        let reply = app.get(&format!("/diagramme/vergleich.png?{line}{query}")).await.expect(303);
        assert_eq!(
            reply.header("location"),
            Some(format!("/diagramme/vergleich.png?{line}{canonical}").as_str())
        );
    }
    for (query, name) in [("groesse=3", "groesse"), ("thema=rosa", "thema")] {
        let reply = app.get(&format!("/diagramme/vergleich.png?{query}")).await.expect(400);
        assert!(reply.html().words().contains(name));
    }
    // Numbers have no look: what only pictures know is foreign to them.
    app.get(&format!("/diagramme/vergleich.csv?{line}&groesse=3")).await.expect(200);
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
            for file in ["png", "svg", "csv", "xlsx", "json"] {
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
            app.get(&format!("/einbetten/vergleich?{query}")).await.expect(403);
            let page = app.get(&format!("/vergleich?{query}")).await.expect(200);
            assert!(!page.text().contains("/diagramme/"), "no link to a file that there is not");
            let picture = page
                .html()
                .only("meta", &[("property", "og:image")])
                .attribute("content")
                .unwrap()
                .to_owned();
            assert!(
                picture.ends_with("/vorschau.png?seite=%2Fvergleich"),
                "a card in place of the chart: {picture}"
            );
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
        ("png", "image/png"),
        ("csv", "text/csv; charset=utf-8; header=present"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
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
