//! Products: who uses which, since when that is on record, and who changed, on page and file alike.

use std::collections::BTreeMap;

use domain::{Cell, Exactness, Observation, PartialDate, Reuse, Slug, Value};

use crate::helpers::{TestApp, bundled, catalogue};
use crate::html::Html;

const KIND: &str = "ratsinformation-produkt";
/// Potsdam is on record with ALLRIS on one day.
const TOWN: &str = "12054000";
const ON: &str = "2026-09-15";

fn names(town: &str, date: &str, product: &str) -> Observation {
    let value = Value::Choice(Slug::parse(product).unwrap());
    let cell = Cell::Reported { value, exactness: Exactness::Exact, ratio: None };
    let body = domain::BodyKey::parse(town).unwrap();
    Observation { body, cell, valid_on: PartialDate::parse(date), ..bundled(TOWN, KIND, ON) }
}

/// How many bodies of the bundle use each product, by indicator and by their headline.
fn in_bundle() -> BTreeMap<(String, String), usize> {
    let facts = exchange::bundled::facts(&catalogue()).unwrap();
    let mut headlines: BTreeMap<(String, String), &Observation> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| matches!(fact.cell.value(), Some(Value::Choice(_)))) {
        let headline = headlines.entry((fact.indicator.to_string(), fact.body.to_string())).or_insert(fact);
        if fact.headline_order() < headline.headline_order() {
            *headline = fact;
        }
    }
    let mut counts = BTreeMap::new();
    for ((indicator, _), fact) in headlines {
        let Some(Value::Choice(product)) = fact.cell.value() else { continue };
        *counts.entry((indicator, product.to_string())).or_default() += 1;
    }
    counts
}

fn rows(part: &Html) -> Vec<Html> {
    part.inside("tbody", &[]).iter().flat_map(|body| body.inside("tr", &[])).collect()
}

/// The names in the first column of the table of users.
fn users(page: &Html) -> Vec<String> {
    let tables = page.inside("table", &[]);
    let uses = |table: &&Html| table.inside("caption", &[])[0].words() == "Wer es nutzt";
    let name = |row: Html| row.inside("th", &[])[0].inside("a", &[])[0].words();
    tables.iter().filter(uses).flat_map(rows).map(name).collect()
}

#[tokio::test]
async fn the_numbers_are_those_of_the_facts() {
    let expected = in_bundle();
    for app in TestApp::all().await {
        let page = app.get("/produkte").await.expect(200).html();
        let mut seen = 0;
        for section in page.inside("section", &[]).into_iter().filter(|section| !rows(section).is_empty()) {
            let kind = section.tags[0].attribute("id").unwrap().to_owned();
            let mut before = usize::MAX;
            for row in rows(&section) {
                let slug = row.links().next().unwrap().trim_start_matches("/produkte/").to_owned();
                let number = row.inside("td", &[])[0].words();
                let number = if number == "keine Angabe" { 0 } else { number.parse().unwrap() };
                let counted = expected.get(&(kind.clone(), slug.clone())).copied().unwrap_or_default();
                assert_eq!(number, counted, "{kind} {slug}");
                assert!(number <= before, "{kind}: the most frequent first");
                (before, seen) = (number, seen + number);
            }
        }
        let products = catalogue().products();
        let named =
            expected.iter().filter(|((_, slug), _)| products.contains_key(&Slug::parse(slug).unwrap()));
        assert_eq!(seen, named.map(|(_, count)| count).sum::<usize>());
        assert!(page.words().contains(&format!("{} Produkte", products.len())));
        let one = app.get("/produkte?q=rats%20ALL").await.expect(200).html();
        assert_eq!(rows(&one).len(), 1, "a product by a part of its name and of its kind");
    }
}

#[tokio::test]
async fn page_and_files_name_the_same_municipalities() {
    let expected = in_bundle()[&(KIND.to_owned(), "sdnet-rim".to_owned())];
    for app in TestApp::all().await {
        let first = app.get("/produkte/sdnet-rim").await.expect(200).html();
        let second = app.get("/produkte/sdnet-rim?seite=2").await.expect(200).html();
        let mut shown = users(&first);
        assert_eq!(shown.len(), 50);
        shown.extend(users(&second));
        assert_eq!(shown.len(), expected);
        assert!(first.words().contains(&format!("Belegt bei {expected} von ")), "{}", first.words());
        let csv = app.get("/produkte/sdnet-rim/kommunen.csv").await.expect(200).csv();
        let names: Vec<&str> = csv.iter().map(|row| row["name"].as_str()).collect();
        assert_eq!(names, shown, "in the same order");
        for row in &csv {
            assert!(row["use"] == "aktuell" && row["product"] == "sdnet-rim" && row["indicator"] == KIND);
            assert!(row["source_address"].starts_with("http") && !row["voice"].is_empty());
            assert!(row["since"] <= row["date"], "{row:?}");
        }
        let json = app.get("/en/produkte/sdnet-rim/kommunen.json").await.expect(200).json();
        assert_eq!(json["rows"].as_array().unwrap().len(), expected);
        let sheet = app.get("/produkte/sdnet-rim/kommunen.xlsx").await.expect(200);
        assert!(sheet.body.starts_with(b"PK"));
    }
}

#[tokio::test]
async fn a_change_stands_on_the_pages_of_both_products() {
    for app in TestApp::all().await {
        app.release(&[names(TOWN, "2016", "session"), names(TOWN, "2020-03", "allris")]).await;
        let page = app.get("/produkte/allris").await.expect(200).html();
        let words = page.words();
        assert!(words.contains("Vorher: Session (Somacos) bei einer Kommune."), "{words}");
        assert!(words.contains("zuletzt belegt: 2016") && words.contains("zuerst belegt: März 2020"));
        let potsdam = rows(&page).into_iter().find(|row| row.words().starts_with("Potsdam")).unwrap();
        let cells: Vec<String> = potsdam.inside("td", &[]).iter().map(Html::words).collect();
        assert_eq!((cells[1].as_str(), cells[2].as_str()), ("März 2020", "15.09.2026"));
        let left = app.get("/produkte/session").await.expect(200).html();
        assert!(left.words().contains("Danach: ALLRIS bei einer Kommune."), "{}", left.words());
        assert!(!users(&left).contains(&"Potsdam".to_owned()));
        let csv = app.get("/produkte/session/kommunen.csv").await.expect(200).csv();
        let row = csv.iter().find(|row| row["key"] == TOWN).unwrap();
        let story = ["use", "since", "date", "after", "after_date"].map(|column| row[column].as_str());
        assert_eq!(story, ["frueher", "2016", "2016", "allris", "2020-03"]);
        // By an earlier day it was the product in use; an earlier edition knows nothing of it.
        let then = app.get("/produkte/session?stand=2018-12-31").await.expect(200).html();
        assert_eq!(users(&then), ["Potsdam"]);
        let before = app.get("/produkte/session?bekannt=r1").await.expect(200).html();
        assert!(before.words().contains("Kein Wechsel"));
        let frozen = app.get("/produkte/session/kommunen.csv?bekannt=r1").await.expect(200);
        assert!(frozen.header("cache-control").unwrap().contains("immutable"));
        assert!(frozen.csv().iter().all(|row| row["key"] != TOWN));
    }
}

#[tokio::test]
async fn what_may_only_be_cited_is_not_listed() {
    for app in TestApp::all().await {
        // Buxtehude has no record of its own.
        let mut cited = names("03359010", "2026-10", "more-rubin");
        cited.source.reuse = Reuse::CiteOnly;
        let count = users(&app.get("/produkte/more-rubin").await.expect(200).html()).len();
        app.release(&[cited]).await;
        let page = app.get("/produkte/more-rubin").await.expect(200).html();
        assert_eq!(users(&page).len(), count);
        for address in ["/produkte/more-rubin", "/produkte/more-rubin/kommunen.csv"] {
            assert!(!app.get(address).await.expect(200).text().contains("Buxtehude"), "{address}");
        }
        let list = app.get("/produkte?q=rubin").await.expect(200).html();
        assert_eq!(rows(&list)[0].inside("td", &[])[0].words(), count.to_string());
    }
}

#[tokio::test]
async fn a_bad_parameter_is_named_and_an_unknown_product_not_found() {
    let app = TestApp::one().await;
    for (query, name) in
        [("seite=0", "seite"), ("seite=x", "seite"), ("stand=x", "stand"), ("bekannt=r99", "bekannt")]
    {
        let reply = app.get(&format!("/produkte/allris?{query}")).await.expect(400);
        assert!(reply.html().words().contains(&format!("„{name}“")), "{query}");
    }
    app.get("/produkte/allris/kommunen.csv?bekannt=r99").await.expect(400);
    // "Another product" is none.
    for slug in ["gibtesnicht", "anderes", "keines", "pilot", "ALLRIS"] {
        app.get(&format!("/produkte/{slug}")).await.expect(404);
        app.get(&format!("/produkte/{slug}/kommunen.csv")).await.expect(404);
    }
    let beyond = app.get("/produkte/allris?seite=9").await.expect(200).html();
    assert!(beyond.words().contains("So viele Seiten hat die Liste nicht."));
    let indicator = app.get(&format!("/kennzahlen/{KIND}")).await.expect(200).html();
    assert!(indicator.links().any(|link| link == format!("/produkte#{KIND}")));
}
