//! Finding municipalities: the list, its file, and what a search field proposes.

use crate::helpers::{BASE, TestApp};

#[tokio::test]
async fn the_file_of_a_list_has_all_its_rows_and_the_same_order() {
    for app in TestApp::all().await {
        let query = "art=kreisfrei&sortierung=einwohner";
        let reply = app.get(&format!("/kommunen.csv?{query}")).await.expect(200);
        assert_eq!(reply.header("content-type"), Some("text/csv; charset=utf-8; header=present"));
        let rows = reply.csv();
        let page = app.get(&format!("/kommunen?{query}")).await.expect(200).html();
        let links: Vec<String> = page.inside("tbody", &[])[0].links().map(str::to_owned).collect();
        assert_eq!(links.len(), 50, "a page of the list");
        assert!(rows.len() > links.len());
        for (row, link) in rows.iter().zip(&links) {
            assert_eq!(row["address"], format!("{BASE}{link}"));
        }
        assert!(rows.iter().all(|row| row["type"] == "Kreisfreie Stadt" && row["key"].ends_with("000")));
        let people: Vec<i64> = rows.iter().map(|row| row["inhabitants"].parse().unwrap()).collect();
        assert!(people.is_sorted_by(|a, b| a >= b));
    }
}

#[tokio::test]
async fn filters_can_be_joined_and_count_what_they_show() {
    for app in TestApp::all().await {
        let all = app.get("/kommunen.csv").await.expect(200).csv();
        let known = app.get("/kommunen.csv?angaben=mit").await.expect(200).csv();
        assert!(known.len() < all.len() && known.iter().all(|row| row["topics_on_record"] != "0"));
        let joined = app.get("/kommunen.csv?land=05&art=stadt&groesse=ab-50000").await.expect(200).csv();
        let wanted = |row: &&std::collections::BTreeMap<String, String>| {
            let people: i64 = row["inhabitants"].parse().unwrap_or_default();
            row["key"].starts_with("05")
                && !row["key"].ends_with("000")
                && row["key"].len() == 8
                && row["type"].contains("tadt")
                && (50_000..100_000).contains(&people)
        };
        assert_eq!(joined.len(), all.iter().filter(wanted).count());
        let page = app.get("/kommunen?land=05&art=stadt&groesse=ab-50000").await.expect(200).html();
        let told = page.inside("p", &[("role", "status")])[0].words();
        assert!(told.starts_with(&format!("{} von {}", joined.len(), all.len())), "{told}");
    }
}

#[tokio::test]
async fn a_field_proposes_at_most_eight_and_tells_two_of_one_name_apart() {
    for app in TestApp::all().await {
        let found = app.get("/kommunen/vorschlaege.json?name=munster").await.expect(200).json();
        let found = found.as_array().unwrap();
        let names: Vec<&str> = found.iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(names[..2], ["Münster", "Munster"], "whole names first, the larger one before");
        let details: Vec<&str> = found.iter().map(|one| one["detail"].as_str().unwrap()).collect();
        assert_eq!(details[0], "Kreisfreie Stadt, Nordrhein-Westfalen");
        assert!(details[1].starts_with("Stadt, ") && details[1].ends_with(", Niedersachsen"), "{details:?}");
        let english = app.get("/en/kommunen/vorschlaege.json?name=muenchen").await.expect(200).json();
        assert_eq!(english[0]["address"], "/en/kommunen/09162000");
        let many = app.get("/kommunen/vorschlaege.json?name=e").await.expect(200).json();
        assert_eq!(many.as_array().unwrap().len(), 8);
        for nothing in ["", "?name=", "?name=%25", "?name=Atlantis"] {
            let none = app.get(&format!("/kommunen/vorschlaege.json{nothing}")).await.expect(200).json();
            assert_eq!(none.as_array().unwrap().len(), 0, "{nothing}");
        }
    }
}

#[tokio::test]
async fn who_misspells_a_name_is_led_to_the_nearest() {
    for app in TestApp::all().await {
        let page = app.get("/kommunen?name=Potsdm").await.expect(200).html();
        let note = &page.inside("div", &[("role", "status")])[0];
        assert!(note.links().any(|link| link == "/kommunen/12054000"), "{}", note.words());
        let nothing = app.get("/kommunen?name=Atlantis").await.expect(200).html();
        assert!(nothing.inside("main", &[])[0].words().contains("12054000"), "an example of a key");
    }
}

#[tokio::test]
async fn ranks_stand_among_comparable_towns_only() {
    for app in TestApp::all().await {
        let words =
            async |address: &str| app.get(address).await.expect(200).html().inside("main", &[])[0].words();
        let heads = async |address: &str| {
            let html = app.get(address).await.expect(200).html();
            let table = html.inside("table", &[]).into_iter().next();
            table.map(|table| table.inside("thead", &[])[0].words()).unwrap_or_default()
        };
        assert!(!heads("/kennzahlen/onlinedienste-anzahl").await.contains("Platz"));
        assert!(words("/kennzahlen/onlinedienste-anzahl").await.contains("Keine Rangfolge."));
        assert!(!heads("/kennzahlen/maengelmeldungen-online?gruppe=alle").await.contains("Platz"));
        let cited = words("/kennzahlen/smart-city-index-rang").await;
        assert!(cited.contains("nicht als Rangliste"), "{cited}");
        assert_eq!(heads("/kennzahlen/smart-city-index-rang").await, "");
    }
}

#[tokio::test]
async fn a_highlighted_name_becomes_a_key_and_its_row_is_marked() {
    let app = TestApp::one().await;
    let address = "/kennzahlen/maengelmeldungen-online?gruppe=alle&hervorheben=12054000";
    let typed =
        app.get("/kennzahlen/maengelmeldungen-online?gruppe=alle&hervorheben=potsdam").await.expect(303);
    assert_eq!(typed.header("location"), Some(address));
    let html = app.get(address).await.expect(200).html();
    let rows = html.inside("tr", &[("class", "is-me")]);
    assert_eq!(rows.len(), 1);
    assert!(rows[0].links().any(|link| link == "/kommunen/12054000"));
}

/// Lists with the same files: path, column of the name, and a query that leaves something out.
const FILES: [(&str, &str, &str); 3] = [
    ("/leistungen", "leistung", "auswahl=belegt"),
    ("/produkte", "produkt", "q=allris"),
    ("/anfragen", "anfrage", "land=04"),
];

#[tokio::test]
async fn lists_leave_as_files_in_every_format_with_the_query_of_their_page() {
    for app in TestApp::all().await {
        for (page, column, query) in FILES {
            for language in ["", "/en"] {
                let html = app.get(&format!("{language}{page}?{query}")).await.expect(200).html();
                for file in ["csv", "xlsx", "json"] {
                    let address = format!("{language}{page}.{file}?{query}");
                    assert!(html.links().any(|link| link == address), "{address}");
                    assert!(app.get(&address).await.expect(200).body.len() > 100, "{address}");
                }
                let csv = app.get(&format!("{language}{page}.csv")).await.expect(200).csv();
                let some = app.get(&format!("{language}{page}.csv?{query}")).await.expect(200).csv();
                assert!(
                    !some.is_empty() && some.len() < csv.len(),
                    "{page}: {} of {}",
                    some.len(),
                    csv.len()
                );
                let json = app.get(&format!("{language}{page}.json?{query}")).await.expect(200).json();
                let names = |row: &serde_json::Value| row[column].as_str().unwrap_or_default().to_owned();
                let rows: Vec<String> = json["rows"].as_array().unwrap().iter().map(names).collect();
                assert_eq!(rows, some.iter().map(|row| row[column].clone()).collect::<Vec<_>>(), "{page}");
                assert_eq!(json["format"], 1);
            }
        }
        app.get("/leistungen.csv?auswahl=alle").await.expect(400);
        app.get("/anfragen.json?land=99").await.expect(400);
        app.get("/leistungen.pdf").await.expect(404);
        assert_eq!(app.get("/produkte.csv?q=").await.expect(303).header("location"), Some("/produkte.csv"));
    }
}
