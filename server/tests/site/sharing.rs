//! What other sites show of ours: frames and link previews.

use domain::Language;

use crate::helpers::{BASE, TestApp};
use crate::html::unescape;

const LINE: &str = "kommunen=05158026~12054000&kennzahl=maengelmeldungen-online";

#[tokio::test]
async fn only_a_chart_may_be_framed() {
    let app = TestApp::one().await;
    for language in ["", "/en"] {
        let frame = format!("{language}/einbetten/vergleich?{LINE}");
        let reply = app.get(&frame).await.expect(200);
        let etag = reply.header("etag").unwrap().to_owned();
        let again = app.get_with(&frame, &[("if-none-match", &etag)]).await.expect(304);
        for reply in [reply, again] {
            assert_eq!(reply.header("x-frame-options"), None);
            assert_eq!(reply.header("cross-origin-resource-policy"), Some("cross-origin"));
            let policy = reply.header("content-security-policy").unwrap();
            assert!(
                policy.contains("frame-ancestors *") && policy.contains("default-src 'none'"),
                "{policy}"
            );
            assert!(!policy.contains("script-src") && !policy.contains("form-action 'self'"), "{policy}");
            assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        }
        for other in [
            format!("{language}/vergleich?{LINE}"),
            format!("{language}/diagramme/vergleich.svg?{LINE}"),
            format!("{language}/einbetten/gibtesnicht"),
            format!("{language}/einbetten/vergleich?von=x"),
            format!("{language}/einbetten/vergleich?kommunen=12054000&kennzahl=oparl-schnittstelle"),
            format!("{language}/einbetten/vergleich?kommunen=02000000&kennzahl=smart-city-index-rang"),
        ] {
            let reply = app.get(&other).await;
            assert_eq!(reply.header("x-frame-options"), Some("DENY"), "{other}");
            assert!(
                reply.header("content-security-policy").unwrap().contains("frame-ancestors 'none'"),
                "{other}"
            );
        }
    }
}

#[tokio::test]
async fn a_framed_chart_says_where_it_comes_from_and_runs_nothing() {
    let app = TestApp::one().await;
    for (language, source) in [("", "Quellen: "), ("/en", "Sources: ")] {
        let html = app.get(&format!("{language}/einbetten/vergleich?{LINE}")).await.expect(200).html();
        assert!(html.all("script", &[]).is_empty() && html.all("form", &[]).is_empty());
        assert!(html.all("nav", &[]).is_empty() && html.all("svg", &[]).len() == 2);
        let words = unescape(&html.words());
        assert!(words.contains(source) && words.contains("dl-de/by-2-0"), "{words}");
        let page = format!("{BASE}{language}/vergleich?{}", LINE.replace('&', "&amp;"));
        assert!(
            html.links().any(|link| link == page || unescape(link) == unescape(&page)),
            "a way to the page"
        );
        assert_eq!(html.all("meta", &[("name", "robots"), ("content", "noindex")]).len(), 1);
        // Other sites may refuse to be framed: every link leaves the frame.
        assert_eq!(html.only("base", &[]).attribute("target"), Some("_blank"));
    }
    let other = app.get(&format!("/einbetten/vergleich?{}&von=", LINE.replace('~', "%7E"))).await.expect(303);
    assert_eq!(other.header("location"), Some(format!("/einbetten/vergleich?{LINE}").as_str()));
}

#[tokio::test]
async fn the_page_of_a_chart_gives_the_code_of_its_frame() {
    let app = TestApp::one().await;
    let page = app.get(&format!("/vergleich?{LINE}")).await.expect(200).html();
    let words = unescape(&page.words());
    let code = words.split("<iframe ").nth(1).expect("code for other pages");
    let address = code.split("src=\"").nth(1).unwrap().split('"').next().unwrap();
    let address = unescape(address);
    let path = address.strip_prefix(BASE).unwrap();
    assert_eq!(path, format!("/einbetten/vergleich?{LINE}"));
    app.get(path).await.expect(200);
    assert!(code.contains("loading=\"lazy\"") && code.contains("title=\""), "{code}");
}

/// The content of a property of the page, which stands once.
fn property(html: &crate::html::Html, name: &str) -> String {
    unescape(html.only("meta", &[("property", name)]).attribute("content").unwrap())
}

#[tokio::test]
async fn every_page_has_a_preview_that_is_a_picture() {
    let app = TestApp::one().await;
    for address in crate::pages::samples() {
        for language in Language::ALL {
            let address = crate::pages::in_language(address, language);
            let html = app.get(&address).await.expect(200).html();
            let locale = language.pick("de_DE", "en_GB");
            assert_eq!(property(&html, "og:locale"), locale, "{address}");
            assert_eq!(property(&html, "og:type"), "website");
            assert!(!property(&html, "og:title").is_empty() && !property(&html, "og:image:alt").is_empty());
            assert!(property(&html, "og:url").starts_with(&format!("{BASE}{}", language.prefix())));
            let card = html.only("meta", &[("name", "twitter:card")]).attribute("content");
            assert_eq!(card, Some("summary_large_image"), "{address}");
            let picture = property(&html, "og:image");
            let picture = app.get(picture.strip_prefix(BASE).unwrap()).await.expect(200);
            assert_eq!(picture.header("content-type"), Some("image/png"), "{address}");
            let sizes = ["og:image:width", "og:image:height"]
                .map(|name| property(&html, name).parse::<u32>().unwrap());
            let found = [16, 20].map(|at| u32::from_be_bytes(picture.body[at..at + 4].try_into().unwrap()));
            assert_eq!(found, sizes, "{address}");
        }
    }
    let error = app.get("/gibtesnicht").await.expect(404).html();
    assert!(error.all("meta", &[("property", "og:image")]).is_empty());
}

#[tokio::test]
async fn a_preview_shows_pages_of_this_site_and_nothing_else() {
    let app = TestApp::one().await;
    let at = |page: &str| format!("/vorschau.png?seite={page}");
    for (page, status) in [
        ("%2Fkommunen%2F12054000", 200),
        ("%2F", 200),
        ("", 404),
        ("Gekauft%21", 404),
        ("%2Fgibtesnicht", 404),
        ("%2Fkommunen%2F99999999", 404),
        ("https%3A%2F%2Fexample.org%2F", 404),
        ("%2Fen%2Fkommunen", 404),
        ("%2Fvergleich%3Fvon%3Dx", 400),
        // A card does not change with the query, and words of a query get on no picture.
        ("%2Fkommunen%3Fname%3DGekauft", 404),
        ("%2Fvergleich%3Fdazu%3DGekauft", 404),
    ] {
        app.get(&at(page)).await.expect(status);
        app.get(&format!("/en{}", at(page))).await.expect(status);
    }
    let other = app.get(&at("/kommunen/12054000")).await.expect(303);
    assert_eq!(other.header("location"), Some(at("%2Fkommunen%2F12054000").as_str()));
    let other = app.get(&at("%2Fkommunen%2F12054000%2F")).await.expect(303);
    assert_eq!(other.header("location"), Some(at("%2Fkommunen%2F12054000").as_str()));
}
