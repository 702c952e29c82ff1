//! Addresses that cannot be answered, and methods that are not served.

use domain::Language;

use crate::helpers::{TestApp, towns};

/// A page of an error in this language that names these words.
async fn refused(app: &TestApp, address: &str, status: u16, words: &[&str]) {
    let language =
        if address == "/en" || address.starts_with("/en/") { Language::English } else { Language::German };
    let reply = app.get(address).await.expect(status);
    let html = reply.html();
    assert_eq!(html.only("html", &[]).attribute("lang"), Some(language.tag()), "{address}");
    assert_eq!(html.all("h1", &[]).len(), 1, "{address}");
    assert_eq!(html.all("meta", &[("name", "robots"), ("content", "noindex")]).len(), 1, "{address}");
    let main = html.inside("main", &[])[0].words();
    for word in words {
        assert!(main.contains(word), "{address} says: {main}");
    }
}

#[tokio::test]
async fn a_bad_value_is_named_in_the_language_of_the_page() {
    for app in TestApp::all().await {
        let bad = [
            ("vergleich", "kommunen", "abc"),
            ("vergleich", "kommunen", "99999999"),
            ("vergleich", "kommunen", "12054000~16999999"),
            ("vergleich", "kennzahl", "Gross"),
            ("vergleich", "kennzahl", "gibt-es-nicht"),
            ("vergleich", "von", "abc"),
            ("vergleich", "von", "99999999999999999999"),
            ("vergleich", "bis", "1989"),
            ("vergleich", "bis", "%2B202"),
            ("vergleich", "ansicht", "torte"),
            ("vergleich", "stand", "2025-02-30"),
            ("vergleich", "stand", "gestern"),
            ("vergleich", "bekannt", "r0"),
            ("vergleich", "bekannt", "r99"),
            ("vergleich", "bekannt", "r9223372036854775808"),
            ("vergleich", "bekannt", "2027-01-01"),
            ("vergleich", "bekannt", "2026-11-22"),
            ("vergleich", "bekannt", "1999-01-01"),
            ("kommunen", "land", "17"),
            ("kommunen", "land", "12054000"),
            ("kommunen", "sortierung", "name;drop"),
            ("kommunen", "art", "dorf"),
            ("kommunen", "groesse", "riesig"),
            ("kommunen", "angaben", "ohne"),
            ("kommunen.csv", "land", "17"),
            ("kommunen.csv", "sortierung", "zufall"),
            ("kennzahlen", "auswahl", "alle"),
            ("leistungen", "auswahl", "alle"),
            ("leistungen", "seite", "x"),
            ("kennzahlen/maengelmeldungen-online", "gruppe", "alle-die-ich-mag"),
            ("kennzahlen/maengelmeldungen-online", "stand", "2025-02-30"),
            ("kennzahlen/maengelmeldungen-online", "bekannt", "r99"),
            ("kennzahlen/maengelmeldungen-online", "seite", "0"),
            ("kennzahlen/maengelmeldungen-online", "sortierung", "zufall"),
            ("kommunen", "seite", "0"),
            ("kommunen", "seite", "-1"),
            ("kommunen", "seite", "99999999999999999999"),
        ];
        for (page, name, value) in bad {
            let query = format!("{page}?{name}={value}");
            refused(&app, &format!("/{query}"), 400, &[&format!("„{name}“"), "Erwartet wird"]).await;
            refused(&app, &format!("/en/{query}"), 400, &[&format!("“{name}”"), "Expected"]).await;
            if page == "vergleich" {
                for file in ["svg", "csv", "json"] {
                    let address = format!("diagramme/vergleich.{file}?{name}={value}");
                    refused(&app, &format!("/{address}"), 400, &[&format!("„{name}“")]).await;
                    refused(&app, &format!("/en/{address}"), 400, &[&format!("“{name}”")]).await;
                }
            }
        }
        refused(&app, "/vergleich?von=2020&bis=2015", 400, &["„bis“", "2020–2015"]).await;
    }
}

#[tokio::test]
async fn a_bad_value_is_shown_short_and_as_text() {
    let app = TestApp::one().await;
    let long = "%3Cscript%3Ealert(1)%3C%2Fscript%3E".repeat(20);
    let reply = app.get(&format!("/vergleich?kennzahl={long}")).await.expect(400);
    assert!(!reply.text().contains("<script>alert") && reply.text().contains("&lt;script&gt;alert(1)"));
    assert!(!reply.html().words().contains(&"<script>alert(1)</script>".repeat(4)));
}

#[tokio::test]
async fn more_than_a_comparison_can_show_is_refused() {
    for app in TestApp::all().await {
        let line = "kennzahl=maengelmeldungen-online";
        app.get(&format!("/vergleich?kommunen={}&{line}", towns(8))).await.expect(200);
        let nine = app.follow(&format!("/vergleich?kommunen={}&{line}", towns(9))).await.expect(200);
        assert!(nine.asked.ends_with("&ansicht=tabelle"), "nine are a table: {}", nine.asked);
        assert!(nine.html().all("figure", &[]).is_empty());
        let picture = format!("/diagramme/vergleich.svg?kommunen={}&{line}&ansicht=tabelle", towns(9));
        app.get(&picture).await.expect(404);
        app.get(&picture.replace(".svg", ".csv")).await.expect(200);
        let forty = format!("/vergleich?kommunen={}&{line}&ansicht=matrix", towns(40));
        app.get(&forty).await.expect(200);
        refused(
            &app,
            &format!("/vergleich?kommunen={}&{line}", towns(41)),
            400,
            &["„kommunen“", "höchstens 40"],
        )
        .await;
        let cited = "kennzahl=smart-city-index-rang";
        app.get(&format!("/vergleich?kommunen={}&{cited}", towns(6))).await.expect(200);
        refused(&app, &format!("/vergleich?kommunen={}&{cited}", towns(7)), 400, &["„kommunen“", "sechs"])
            .await;
        let mixed = format!(
            "/en/vergleich?kommunen={}&kennzahl=maengelmeldungen-online~smart-city-index-rang",
            towns(7)
        );
        refused(&app, &mixed, 400, &["“kommunen”", "at most six"]).await;
        let five = "a~b~c~d~e";
        refused(&app, &format!("/vergleich?kennzahl={five}"), 400, &["„kennzahl“", "höchstens 4"]).await;
    }
}

#[tokio::test]
async fn an_overlong_address_is_refused() {
    let app = TestApp::one().await;
    let long = "a".repeat(4_001);
    refused(&app, &format!("/kommunen?name={long}"), 400, &["„Adresse“", "4.000"]).await;
    refused(&app, &format!("/en/{long}"), 400, &["4,000"]).await;
    refused(&app, &format!("/kommunen/{}", "a".repeat(101)), 404, &[]).await;
    // A name of a hundred letters is the longest that is looked for.
    app.follow(&format!("/kommunen?name={}", "a".repeat(300))).await.expect(200);
    let pairs = "kommunen=12054000&".repeat(200);
    app.follow(&format!("/vergleich?{pairs}")).await.expect(200);
}

#[tokio::test]
async fn an_address_without_a_page_keeps_the_language() {
    for app in TestApp::all().await {
        for path in [
            "/gibtesnicht",
            "/kommunen/99999999",
            "/kommunen/12054001",
            "/kommunen/gibt-es-nicht",
            "/kommunen/12054000/mehr",
            "/kennzahlen/gibt-es-nicht",
            "/kennzahlen/Gross",
            "/diagramme/gibtesnicht.svg",
            "/diagramme/vergleich.exe",
            "/diagramme/vergleich",
            "/diagramme/vergleich.svg.csv",
            "/..%2F..%2Fetc%2Fpasswd",
        ] {
            refused(&app, path, 404, &["Diese Seite gibt es nicht", "Zur Startseite"]).await;
            refused(&app, &format!("/en{path}"), 404, &["There is no such page", "To the start page"]).await;
        }
        // What folds to no letter at all is no name.
        for nothing in ["/kommunen/%00", "/kommunen/%FF%FE", "/kommunen/---", "/en/kommunen/%E2%80%AE"] {
            app.follow(nothing).await.expect(404);
        }
        app.follow("/vergleich?dazu=%00").await.expect(200);
        refused(&app, "/ende", 404, &["Diese Seite gibt es nicht"]).await;
        refused(&app, "/en/en", 404, &["There is no such page"]).await;
    }
}

#[tokio::test]
async fn a_search_shows_what_was_typed_as_text() {
    for app in TestApp::all().await {
        for (typed, shown) in
            [("%3Cscript%3E", "<script>"), ("%22%20onfocus%3Dx", "\" onfocus=x"), ("%25_%5C", "%_\\")]
        {
            let reply = app.get(&format!("/kommunen?name={typed}")).await.expect(200);
            let html = reply.html();
            assert!(html.words().contains(&format!("„{shown}“")), "{typed}");
            assert_eq!(html.only("input", &[("type", "search")]).attribute("value"), Some(shown));
            let mut known = app.get("/kommunen?name=gibtesnicht").await.html().shapes();
            known.extend(app.get("/kommunen?land=05").await.html().shapes());
            let new: Vec<_> = html.shapes().difference(&known).cloned().collect();
            assert!(new.is_empty(), "{typed}: {new:?}");
        }
    }
}

#[tokio::test]
async fn reading_is_all_a_reader_can_do() {
    let app = TestApp::one().await;
    for address in [
        "/",
        "/en",
        "/kommunen/12054000",
        "/vergleich?kommunen=12054000",
        "/gibtesnicht",
        "/diagramme/vergleich.svg",
        "/en/diagramme/vergleich.csv",
        "/health/live",
        "/health/ready",
        "/robots.txt",
        "/favicon.ico",
        "/pkg/style-1.css",
    ] {
        for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "NONSENSE"] {
            let reply = app.send(method, address, &[], Vec::new()).await.expect(405);
            let allowed = reply.header("allow").unwrap_or_default().replace(' ', "");
            assert!(["GET,HEAD", "HEAD,GET"].contains(&allowed.as_str()), "{method} {address}: {allowed}");
        }
    }
}

#[tokio::test]
async fn head_tells_what_get_would() {
    let app = TestApp::one().await;
    for address in [
        "/",
        "/en/kommunen/12054000",
        "/kommunen/potsdam",
        "/gibtesnicht",
        "/vergleich?von=x",
        "/health/live",
    ] {
        let (get, head) = (app.get(address).await, app.send("HEAD", address, &[], Vec::new()).await);
        assert_eq!(get.status, head.status, "{address}");
        for name in ["content-type", "etag", "location", "content-security-policy", "cache-control", "vary"] {
            assert_eq!(get.header(name), head.header(name), "{address}");
        }
    }
}
