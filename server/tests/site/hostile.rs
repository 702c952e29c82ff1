//! Data that attack: imported as an editor imports them, they are shown everywhere and change nothing.

use domain::Body;
use storage::StorageError;

use crate::helpers::{Reply, TestApp, catalogue};
use crate::html::Html;
use crate::payloads::{INVISIBLE, PAYLOADS};
use crate::svg::check_picture;

const NUMBERS: &str = "maengelmeldungen-online";
const STATEMENTS: &str = "digitalisierung-stelle";
const BODY_COLUMNS: &str = "schluessel,ebene,ars,name,art,einwohner,einwohner_stand,lat,lon,kreis,verband";
/// A spreadsheet takes a cell that begins so for a formula or a command.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// The key of the municipality that carries a payload.
fn key(place: usize) -> String {
    format!("12098{place:03}")
}

fn csv_file(heading: &[&str], rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(heading).unwrap();
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

/// One municipality for each text, a district and a Land: all named and described by it.
fn bodies_file(texts: &[String]) -> Vec<u8> {
    let row = |key: &str, level: &str, text: &str, kreis: &str| {
        [key, level, text, text, text, "5000", "2024-12-31", "", "", kreis, ""].map(str::to_owned).to_vec()
    };
    let mut rows = vec![row("12098", "kreis", &texts[0], ""), row("12", "land", &texts[1], "")];
    rows.extend(texts.iter().enumerate().map(|(place, text)| row(&key(place), "gemeinde", text, "12098")));
    csv_file(&BODY_COLUMNS.split(',').collect::<Vec<_>>(), &rows)
}

/// Numbers over two years, a statement and a reason for no value for each municipality.
fn facts_file(texts: &[String]) -> Vec<u8> {
    let fact = |place: usize, indicator: &str, date: &str, state: &str, value: &str, start: &str| {
        let exactness = if state == "belegt" { "rund" } else { "" };
        let (text, address) =
            (&texts[place], "https://example.org/'onclick='x()//{{7*7}}]]>".replace('>', ""));
        let (key, date) = (key(place), date.to_owned());
        let cells = [
            &key, indicator, &date, "presse", state, value, exactness, "", "", start, text, &address, "2025",
        ];
        let rest = ["2026-11-22", "presse", "offen", text, text];
        cells.iter().chain(&rest).map(|cell| (*cell).to_owned()).collect::<Vec<_>>()
    };
    let mut rows = Vec::new();
    for (place, text) in texts.iter().enumerate() {
        let big = (900_000 + place).to_string();
        rows.push(fact(place, NUMBERS, "2023", "belegt", &big, "2023-01-01"));
        rows.push(fact(place, NUMBERS, "2024", "belegt", "950000", "2024-01-01"));
        rows.push(fact(place, STATEMENTS, "2026-11", "belegt", text, ""));
        rows.push(fact(place, "oparl-schnittstelle", "2026-10", "verweigert", "", ""));
    }
    csv_file(&exchange::facts::COLUMNS, &rows)
}

async fn import(app: &TestApp, texts: &[String]) -> Result<(), StorageError> {
    let bodies: Vec<Body> = exchange::bodies::read(&bodies_file(texts)).unwrap();
    let facts = exchange::facts::read(&facts_file(texts), &catalogue()).unwrap();
    app.store(&bodies).await?;
    app.try_release(&facts).await
}

fn hostile() -> Vec<String> {
    let mut texts: Vec<String> = PAYLOADS.iter().map(|text| (*text).to_owned()).collect();
    texts.push("<i>".to_owned() + &"W".repeat(1_500));
    texts.push("<u> ".repeat(300).trim_end().to_owned());
    texts
}

/// Texts as long as the hostile ones, since pictures place long and short words differently.
fn harmless() -> Vec<String> {
    let plain = |text: &String| {
        let length = text.chars().filter(char::is_ascii_graphic).count();
        "Harmloser Ort ".chars().cycle().take(length).collect::<String>().trim_end().to_owned()
    };
    hostile().iter().map(plain).collect()
}

/// Every page on which imported texts stand, with the place of the text that it is about.
fn pages() -> Vec<(Option<usize>, String)> {
    let shared =
        ["/", "/kommunen?land=12", "/kommunen?sortierung=einwohner", "/kommunen/12098", "/kommunen/12"];
    let mut pages: Vec<(Option<usize>, String)> =
        shared.iter().map(|page| (None, (*page).to_owned())).collect();
    pages.extend([NUMBERS, STATEMENTS].map(|slug| (None, format!("/kennzahlen/{slug}"))));
    for place in 0..hostile().len() {
        let key = key(place);
        pages.push((Some(place), format!("/kommunen/{key}")));
        pages.push((Some(place), format!("/vergleich?kommunen={key}&kennzahl={NUMBERS}")));
        pages.push((Some(place), format!("/vergleich?kommunen={key}&kennzahl={STATEMENTS}")));
    }
    let several = [0, 5, 7].map(key).join("~");
    pages.push((None, format!("/vergleich?kommunen={several}&kennzahl={NUMBERS}~{STATEMENTS}")));
    pages
        .iter()
        .flat_map(|(place, page)| ["", "/en"].map(|language| (*place, format!("{language}{page}"))))
        .map(english_start)
        .collect()
}

fn english_start((place, page): (Option<usize>, String)) -> (Option<usize>, String) {
    (place, if page == "/en/" { "/en".to_owned() } else { page })
}

fn files(kind: &str) -> impl Iterator<Item = (usize, String)> {
    (0..hostile().len()).flat_map(move |place| {
        let query = format!("kommunen={}&kennzahl={NUMBERS}", key(place));
        ["", "/en"].map(|language| (place, format!("{language}/diagramme/vergleich.{kind}?{query}")))
    })
}

/// A text as a reader of a page sees it: blanks are one, controls are none.
fn seen(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn policy_hashes(reply: &Reply) -> usize {
    reply.header("content-security-policy").unwrap().matches("'sha256-").count()
}

#[tokio::test]
async fn no_text_adds_an_element_or_an_attribute_to_a_page() {
    let clean = TestApp::one().await;
    import(&clean, &harmless()).await.unwrap();
    let mut shapes = std::collections::BTreeSet::new();
    let mut scripts = std::collections::BTreeMap::new();
    for (_, page) in pages() {
        let reply = clean.get(&page).await.expect(200);
        shapes.extend(reply.html().shapes());
        scripts.insert(page, (policy_hashes(&reply), reply.html().all("script", &[]).len()));
    }
    let texts = hostile();
    for app in TestApp::all().await {
        import(&app, &texts).await.unwrap();
        for (place, page) in pages() {
            let reply = app.get(&page).await.expect(200);
            let (source, html) = (reply.text(), reply.html());
            let new: Vec<String> = html.shapes().difference(&shapes).cloned().collect();
            assert!(new.is_empty(), "{page}: {new:?}");
            assert_eq!((policy_hashes(&reply), html.all("script", &[]).len()), scripts[&page], "{page}");
            check_links(&html, &page);
            for text in texts.iter().filter(|text| text.contains('<')) {
                assert!(!source.contains(text.as_str()), "{page}: {text}");
            }
            if let Some(place) = place {
                let words = html.inside("main", &[])[0].words();
                // An import takes the apostrophe off that a spreadsheet program put before a formula.
                let text = &exchange::cell::unguard(&texts[place]);
                assert!(words.contains(&seen(text)), "{page} does not show {text:?}");
            }
        }
    }
}

fn check_links(html: &Html, page: &str) {
    for link in html.links() {
        let own = link.starts_with('/') && !link[1..].starts_with(['/', '\\']);
        let allowed =
            ["#", "https://", "http://", "mailto:post@"].iter().any(|start| link.starts_with(start));
        assert!(own || allowed, "{page}: {link}");
        assert!(!link.starts_with("https://evil"), "{page}: {link}");
    }
}

#[tokio::test]
async fn no_text_adds_anything_to_a_picture() {
    let clean = TestApp::one().await;
    import(&clean, &harmless()).await.unwrap();
    let mut shapes = std::collections::BTreeSet::new();
    for (_, file) in files("svg") {
        shapes.extend(clean.get(&file).await.expect(200).html().shapes());
    }
    for app in TestApp::all().await {
        import(&app, &hostile()).await.unwrap();
        for (_, file) in files("svg") {
            let reply = app.get(&file).await.expect(200);
            check_picture(reply.text());
            let new: Vec<String> = reply.html().shapes().difference(&shapes).cloned().collect();
            assert!(new.is_empty(), "{file}: {new:?}");
        }
    }
}

#[tokio::test]
async fn no_cell_of_a_table_is_a_formula() {
    for app in TestApp::all().await {
        let texts = hostile();
        import(&app, &texts).await.unwrap();
        let mut disarmed = 0;
        for (place, file) in files("csv") {
            let rows = app.get(&file).await.expect(200).csv();
            assert_eq!(rows.len(), 2, "{file}");
            for row in &rows {
                for (column, cell) in row {
                    assert!(!cell.starts_with(FORMULA) && !cell.contains('\0'), "{file}, {column}: {cell}");
                }
                for column in ["name", "source", "note"] {
                    let (cell, text) = (&row[column], exchange::cell::unguard(&texts[place]));
                    assert_eq!(exchange::cell::unguard(cell), text, "{file}, {column}");
                    disarmed += usize::from(cell.as_str() != text);
                }
            }
        }
        assert!(disarmed > 20, "{disarmed} cells are disarmed");
    }
}

#[tokio::test]
async fn a_script_reads_every_text_as_it_was_imported() {
    for app in TestApp::all().await {
        let texts = hostile();
        import(&app, &texts).await.unwrap();
        for (place, file) in files("json") {
            let json = app.get(&file).await.expect(200).json();
            let text = &exchange::cell::unguard(&texts[place]);
            for field in ["name", "source", "note"] {
                assert_eq!(json["rows"][0][field].as_str(), Some(text.as_str()), "{file}, {field}");
            }
        }
    }
}

#[test]
fn an_address_that_runs_or_breaks_out_is_refused_at_import() {
    let catalogue = catalogue();
    for address in [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://x/\" onclick=\"y",
        "https://x/<script>",
        "//evil",
        " ",
    ] {
        let file = String::from_utf8(facts_file(&["Ort".to_owned()])).unwrap();
        let usual = "https://example.org/'onclick='x()//{{7*7}}]]";
        assert!(file.contains(usual));
        let file = file.replace(usual, &format!("\"{}\"", address.replace('"', "\"\"")));
        let refused = exchange::facts::read(file.as_bytes(), &catalogue).unwrap_err();
        assert!(refused.problems.iter().all(|problem| problem.column == "quelle_adresse"), "{refused}");
    }
}

#[tokio::test]
async fn invisible_control_characters_are_refused_by_line() {
    for text in INVISIBLE {
        let texts = ["Ort".to_owned(), text.to_owned()];
        let refused = exchange::bodies::read(&bodies_file(&texts)).unwrap_err();
        assert!(refused.problems.iter().any(|problem| problem.line == 5), "{text:?}: {refused}");
        let refused = exchange::facts::read(&facts_file(&texts), &catalogue()).unwrap_err();
        assert!(refused.problems.iter().all(|problem| problem.line >= 6), "{text:?}: {refused}");
    }
}
