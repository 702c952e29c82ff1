//! Names and other forms of an address lead to the canonical one.

use crate::helpers::TestApp;

async fn leads(app: &TestApp, from: &str, to: &str) {
    let reply = app.get(from).await.expect(303);
    assert_eq!(reply.header("location"), Some(to), "{from}");
    app.get(to).await.expect(200);
}

#[tokio::test]
async fn a_name_leads_to_its_town() {
    for app in TestApp::all().await {
        leads(&app, "/kommunen/potsdam", "/kommunen/12054000").await;
        leads(&app, "/en/kommunen/Potsdam", "/en/kommunen/12054000").await;
        leads(&app, "/kommunen/monheim-am-rhein", "/kommunen/05158026").await;
        leads(&app, "/kommunen/M%C3%BCnchen", "/kommunen/09162000").await;
        for name in ["Muenchen", "M%C3%BCnchen", "MUNCHEN", "09162000"] {
            leads(&app, &format!("/kommunen?name={name}"), "/kommunen/09162000").await;
        }
        for (typed, found) in [
            ("kommunen=12054000&dazu=Muenchen", "kommunen=12054000~09162000"),
            ("dazu=Potsdam%2C%20Muenchen%2C%2005158026", "kommunen=12054000~09162000~05158026"),
            // Who is not found stands in the field again; the others are in.
            ("dazu=Potsdam%2CAtlantis%2C%20Muenchen", "kommunen=12054000~09162000&dazu=Atlantis"),
        ] {
            leads(&app, &format!("/vergleich?{typed}"), &format!("/vergleich?{found}")).await;
        }
    }
}

#[tokio::test]
async fn a_name_that_several_bodies_have_leads_to_the_list() {
    for app in TestApp::all().await {
        let reply = app.get("/kommunen/landkreis").await.expect(303);
        assert_eq!(reply.header("location"), Some("/kommunen?name=landkreis"));
        assert!(app.get("/kommunen?name=landkreis").await.expect(200).text().contains("/kommunen/03359"));
    }
}

#[tokio::test]
async fn every_form_of_a_state_has_one_address() {
    let app = TestApp::one().await;
    let canonical = "kommunen=05158026~12054000&kennzahl=maengelmeldungen-online&von=2014";
    for query in [
        "kommunen=05158026&kommunen=12054000&kennzahl=maengelmeldungen-online&von=2014",
        "kommunen=05158026%7E12054000&kennzahl=maengelmeldungen-online&von=2014",
        "kommunen=05158026,12054000&kennzahl=maengelmeldungen-online&von=2014",
        "kommunen=05158026%2C12054000&kennzahl=maengelmeldungen-online&von=2014",
        "von=2014&kennzahl=maengelmeldungen-online&kommunen=05158026~12054000",
        "kommunen=05158026~12054000~05158026&kennzahl=maengelmeldungen-online&von=2014",
        "kommunen=05158026~12054000&kennzahl=maengelmeldungen-online&von=2014&bis=&stand=&bekannt=&dazu=",
        "kommunen=05158026~12054000&kennzahl=maengelmeldungen-online&von=2014&von=2015",
    ] {
        leads(&app, &format!("/vergleich?{query}"), &format!("/vergleich?{canonical}")).await;
        leads(&app, &format!("/en/vergleich/?{query}"), &format!("/en/vergleich?{canonical}")).await;
        let query = query.trim_end_matches("&dazu=");
        for file in ["/diagramme/vergleich.svg", "/en/diagramme/vergleich.csv"] {
            leads(&app, &format!("{file}?{query}"), &format!("{file}?{canonical}")).await;
        }
    }
}

#[tokio::test]
async fn slashes_and_defaults_have_no_address_of_their_own() {
    let app = TestApp::one().await;
    for (from, to) in [
        ("/en/", "/en"),
        ("/kommunen/", "/kommunen"),
        ("/kommunen///", "/kommunen"),
        ("/en/kennzahlen/", "/en/kennzahlen"),
        ("/kommunen/12054000/", "/kommunen/12054000"),
        ("/kommunen?name=&land=&sortierung=&seite=", "/kommunen"),
        ("/kommunen?seite=1", "/kommunen"),
        ("/kommunen?sortierung=name&land=05", "/kommunen?land=05&sortierung=name"),
        ("/kommunen?sortierung=auskunft", "/kommunen"),
        ("/kommunen?name=+burg+", "/kommunen?name=burg"),
    ] {
        leads(&app, from, to).await;
    }
}

#[tokio::test]
async fn what_others_add_to_an_address_changes_nothing() {
    let app = TestApp::one().await;
    for address in ["/", "/en/kommunen", "/vergleich", "/kommunen/12054000"] {
        let plain = app.get(address).await.expect(200);
        let tagged = app.get(&format!("{address}?utm_source=mail&fbclid=%7E&x")).await.expect(200);
        assert!(plain.body == tagged.body, "{address}");
    }
    let state = "kommunen=12054000&kennzahl=maengelmeldungen-online";
    let plain = app.get(&format!("/diagramme/vergleich.csv?{state}")).await.expect(200);
    let tagged = app.get(&format!("/diagramme/vergleich.csv?utm_source=a&{state}&b=c")).await.expect(200);
    assert!(plain.body == tagged.body);
}

#[tokio::test]
async fn no_redirect_leaves_the_site() {
    let app = TestApp::one().await;
    let evil = [
        "//evil.example",
        "//evil.example/",
        "//evil.example/kommunen/",
        "/en//evil.example/",
        "/en/\\evil.example/",
        "/\\evil.example/",
        "/\\/evil.example//",
        "/%2F%2Fevil.example/",
        "/%5Cevil.example/",
        "/kommunen//evil.example/",
        "/kommunen/%2F%2Fevil.example/",
        "/kommunen/\\evil.example/",
        "/kommunen/%0d%0aLocation:%20https:%2f%2fevil.example/",
        "/kommunen/12054000%0d%0aSet-Cookie:a=b",
        "/kommunen?name=%0d%0aLocation:%20https://evil.example",
        "/kommunen?name=burg%0d%0aSet-Cookie:a=b&seite=1",
        "/vergleich?dazu=%0d%0aSet-Cookie:a=b+&von=",
        "/vergleich?dazu=https://evil.example&bis=",
        "/diagramme/vergleich.svg?kommunen=12054000&von=&x=https://evil.example",
        "/diagramme/%2F%2Fevil.example%2Fvergleich.svg?von=",
        "/en/en//evil.example/",
        "/en/kommunen/.%2e/%2e%2e//evil.example/",
    ];
    for address in evil {
        let reply = app.get(address).await;
        assert!(reply.status < 500, "{address}: {}", reply.status);
        assert_eq!(reply.header("set-cookie"), None);
        if let Some(location) = reply.header("location") {
            stays(location, address);
        }
        if reply.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
            for link in reply.html().links().filter(|link| link.starts_with(['/', '\\'])) {
                stays(link, address);
            }
        }
    }
}

/// A path of ours: browsers read `//host` and `/\host` as another site.
fn stays(location: &str, address: &str) {
    let path = location.split('?').next().unwrap();
    assert!(
        location.starts_with('/') && !location[1..].starts_with(['/', '\\']),
        "{address} leads to {location}"
    );
    assert!(!path.contains("://") && !location.contains(['\r', '\n', '\t']), "{address} leads to {location}");
}
