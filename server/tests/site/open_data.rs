//! Open data: the files, what they leave out, and that what went out can come in again.

use app::legal::{Legal, LegalPage};
use domain::{Language, Reuse};

use crate::helpers::{TestApp, bundled, catalogue};

const FILES: [&str; 6] =
    ["fakten.csv", "kommunen.csv", "kennzahlen.csv", "kennzahlen.json", "vorlage.csv", "beispiel.csv"];

#[tokio::test]
async fn every_file_is_linked_named_and_revalidated() {
    for app in TestApp::all().await {
        for page in ["/daten", "/en/daten"] {
            let html = app.get(page).await.expect(200).html();
            for file in FILES {
                assert!(html.links().any(|link| link == format!("/daten/{file}")), "{page}: {file}");
            }
        }
        for file in FILES {
            let reply = app.get(&format!("/daten/{file}")).await.expect(200);
            let name = format!("attachment; filename=\"digitalstand-{file}\"");
            assert_eq!(reply.header("content-disposition"), Some(name.as_str()));
            assert_eq!(reply.header("cache-control"), Some("no-cache"));
            let etag = reply.header("etag").unwrap().to_owned();
            let again =
                app.get_with(&format!("/daten/{file}"), &[("if-none-match", &etag)]).await.expect(304);
            assert!(again.body.is_empty());
            let packed =
                app.get_with(&format!("/daten/{file}"), &[("accept-encoding", "gzip")]).await.expect(200);
            assert_eq!(packed.header("content-encoding"), Some("gzip"), "{file}");
            assert!(packed.decoded() == reply.body, "{file}");
        }
        for path in ["/daten/fakten.json", "/daten/..%2Ffakten.csv", "/daten/fakten.csv/x"] {
            app.get(path).await.expect(404);
        }
    }
}

#[tokio::test]
async fn the_facts_are_all_open_ones_and_can_be_imported_again() {
    for app in TestApp::all().await {
        let file = app.get("/daten/fakten.csv").await.expect(200);
        let mut facts = exchange::facts::read(&file.body, &catalogue()).unwrap();
        let mut open = exchange::bundled::facts(&catalogue()).unwrap();
        assert!(open.iter().any(|fact| fact.source.reuse == Reuse::CiteOnly));
        open.retain(|fact| fact.source.reuse == Reuse::Open);
        let order = |fact: &domain::Observation| format!("{fact:?}");
        facts.sort_by_key(order);
        open.sort_by_key(order);
        assert!(facts == open, "{} of {}", facts.len(), open.len());
        assert!(!file.text().contains("smart-city-index"));
        let rows = app.get("/daten/kommunen.csv").await.expect(200).csv();
        let values: usize = rows.iter().map(|row| row["werte"].parse::<usize>().unwrap()).sum();
        assert_eq!(values, open.iter().filter(|fact| fact.cell.value().is_some()).count());
        let potsdam = rows.iter().find(|row| row["schluessel"] == "12054000").unwrap();
        assert_eq!(
            (potsdam["name"].as_str(), potsdam["einwohner_stand"].as_str()),
            ("Potsdam", "2024-12-31")
        );
    }
}

#[tokio::test]
async fn a_release_changes_the_file_and_its_tag() {
    for app in TestApp::all().await {
        let before = app.get("/daten/fakten.csv").await.expect(200);
        let mut fact = bundled("12054000", "onlinedienste-anzahl", "2025-12");
        fact.note = "=HYPERLINK(\"https://evil.example\")".to_owned();
        app.release(&[fact]).await;
        let after = app.get("/daten/fakten.csv").await.expect(200);
        assert_ne!(before.header("etag"), after.header("etag"));
        assert!(after.text().contains("'=HYPERLINK") && !after.text().contains(",=HYPERLINK"));
        assert!(!before.text().contains("HYPERLINK"));
    }
}

#[tokio::test]
async fn the_template_comes_back_as_it_went_out() {
    let app = TestApp::one().await;
    let template = app.get("/daten/vorlage.csv").await.expect(200);
    assert_eq!(exchange::facts::read(&template.body, &catalogue()).unwrap(), Vec::new());
    let example = app.get("/daten/beispiel.csv").await.expect(200);
    assert!(exchange::facts::read(&example.body, &catalogue()).unwrap().len() >= 6);
}

#[tokio::test]
async fn a_file_whose_database_fails_breaks_off() {
    let app = TestApp::one().await;
    app.db().close().await;
    let request = axum::http::Request::get("/daten/fakten.csv").body(axum::body::Body::empty()).unwrap();
    let response = tower::ServiceExt::oneshot(app.router(), request).await.unwrap();
    let read = http_body_util::BodyExt::collect(response.into_body()).await;
    assert!(read.is_err(), "half a file would be taken for the whole");
}

#[tokio::test]
async fn legal_pages_say_what_the_program_knows_until_the_operator_speaks() {
    let app = TestApp::one().await;
    for (path, word) in
        [("impressum", "noch kein Impressum"), ("datenschutz", "keine Cookies"), ("barrierefreiheit", "WCAG")]
    {
        let html = app.get(&format!("/{path}")).await.expect(200).html();
        assert!(html.words().contains(word), "{path}");
        assert!(html.words().contains("post@digitalstand.example"), "{path}");
        assert_eq!(html.all("meta", &[("name", "robots")]).len(), 1, "{path} is not the operator's yet");
    }
    let text = "# Anbieter\n\nStadt <b>Beispiel</b>\nRathausplatz 1\n\n[Karte](javascript:alert(1)) und [Seite](https://example.org/)";
    let legal = Legal::default().with(LegalPage::Imprint, Language::German, text);
    let app = TestApp::with_legal(legal).await;
    let html = app.get("/impressum").await.expect(200).html();
    assert!(html.all("meta", &[("name", "robots")]).is_empty());
    assert!(html.links().any(|link| link == "https://example.org/"));
    assert!(!html.links().any(|link| link.starts_with("javascript")));
    assert!(html.inside("main", &[])[0].all("b", &[]).is_empty(), "the text is no markup");
    let english = app.get("/en/impressum").await.expect(200).html();
    assert_eq!(english.all("div", &[("lang", "de")]).len(), 1, "German words in an English page");
}

#[tokio::test]
async fn the_method_shows_every_scale_and_the_glossary_every_term() {
    let app = TestApp::one().await;
    let catalogue = catalogue();
    for language in Language::ALL {
        let prefix = language.prefix();
        let method = app.get(&format!("{prefix}/methodik")).await.expect(200).html().words();
        for scale in catalogue.scales() {
            for level in &scale.levels {
                let criterion = level.criterion.get(language);
                assert!(method.contains(criterion), "{} {}: {criterion}", scale.slug, level.level);
            }
        }
        for reason in domain::NoValue::ALL {
            assert!(method.contains(app::text::no_value(*reason, language)));
        }
        let glossary = app.get(&format!("{prefix}/glossar")).await.expect(200).html();
        for term in catalogue.glossary() {
            let entry = glossary.only("div", &[("id", term.slug.as_str())]);
            assert_eq!(entry.attribute("id"), Some(term.slug.as_str()));
        }
        // Terms lead to each other, and every such link leads somewhere on the page.
        let links: Vec<&str> =
            glossary.links().filter_map(|link| link.split_once("/glossar#").map(|(_, slug)| slug)).collect();
        assert!(links.len() > 10);
        assert!(links.iter().all(|slug| catalogue.glossary().iter().any(|term| term.slug.as_str() == *slug)));
    }
}

#[tokio::test]
async fn the_foot_of_every_page_leads_to_the_legal_pages() {
    let app = TestApp::one().await;
    for (page, prefix) in [("/", ""), ("/en/kommunen/12054000", "/en"), ("/gibtesnicht", "")] {
        let html = app.get(page).await.html();
        for path in ["methodik", "glossar", "daten", "impressum", "datenschutz", "barrierefreiheit"] {
            let wanted = format!("{prefix}/{path}");
            assert!(html.inside("footer", &[])[0].links().any(|link| link == wanted), "{page}: {wanted}");
        }
    }
}
