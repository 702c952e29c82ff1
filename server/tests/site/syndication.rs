//! What machines follow: sitemap, feed, rules for robots.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::helpers::{BASE, Reply, TestApp, bundled};

/// The texts of all elements of this name, in order, of a document that is well formed.
fn texts(reply: &Reply, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(reply.text());
    let (mut open, mut found, mut inside) = (0_i32, Vec::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                open += 1;
                inside = start.name().as_ref() == name;
                if inside {
                    found.push(String::new());
                }
            }
            Event::End(_) => (open, inside) = (open - 1, false),
            Event::Text(text) if inside => found.last_mut().unwrap().push_str(&text),
            Event::GeneralRef(_) if inside => found.last_mut().unwrap().push('&'),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open, 0, "{} is not closed", reply.asked);
    found
}

#[tokio::test]
async fn the_sitemap_lists_pages_with_something_to_find_in_both_languages() {
    for app in TestApp::all().await {
        let index = app.get("/sitemap.xml").await.expect(200);
        assert_eq!(index.header("content-type"), Some("application/xml"));
        let mut listed = Vec::new();
        for file in texts(&index, "loc") {
            let reply = app.get(file.strip_prefix(BASE).unwrap()).await.expect(200);
            let (addresses, days) = (texts(&reply, "loc"), texts(&reply, "lastmod"));
            assert!(days.len() == addresses.len() && days.iter().all(|day| day == "2026-11-22"));
            assert_eq!(reply.text().matches("hreflang=\"de\"").count(), addresses.len());
            assert_eq!(reply.text().matches("hreflang=\"en\"").count(), addresses.len());
            listed.extend(addresses);
        }
        let count = listed.len();
        assert!(count > 100, "{count}");
        for path in [
            "/",
            "/en",
            "/vergleich",
            "/kommunen/12054000",
            "/en/kommunen/12054000",
            "/kennzahlen/onlinedienste-anzahl",
            "/produkte/allris",
        ] {
            assert!(listed.contains(&format!("{BASE}{path}")), "{path}");
        }
        for empty in ["/kommunen/03359", "/kennzahlen/e-payment-leistungen", "/produkte/bundesmessenger"] {
            assert!(!listed.contains(&format!("{BASE}{empty}")), "{empty}");
        }
        // Pages take their time to render; the shortest and every seventh stand for all.
        for address in listed.iter().take(9).chain(listed.iter().step_by(7)) {
            let page = app.get(address.strip_prefix(BASE).unwrap()).await.expect(200).html();
            assert!(page.all("meta", &[("name", "robots")]).is_empty(), "{address}");
            assert_eq!(page.only("link", &[("rel", "canonical")]).attribute("href"), Some(address.as_str()));
        }
        listed.sort_unstable();
        listed.dedup();
        assert_eq!(listed.len(), count, "an address stands twice");
        for none in ["/sitemaps/kommunen-99.xml", "/sitemaps/kommunen-01.xml", "/sitemaps/x.xml"] {
            app.get(none).await.expect(404);
        }
    }
}

#[tokio::test]
async fn robots_find_the_sitemap() {
    let app = TestApp::one().await;
    let robots = app.get("/robots.txt").await.expect(200);
    assert!(robots.text().ends_with(&format!("\nSitemap: {BASE}/sitemap.xml\n")), "{}", robots.text());
}

#[tokio::test]
async fn the_feed_tells_what_the_newest_releases_brought() {
    for app in TestApp::all().await {
        let mut fact = bundled("12054000", "maengelmeldungen-online", "2017");
        "<b>korrigiert</b> & geprüft".clone_into(&mut fact.note);
        app.release(&[fact]).await;
        for (language, title, line) in [
            ("", "Potsdam: 1 korrigierte Angabe", "Korrigiert: Mängelmeldungen"),
            ("/en", "Potsdam: 1 corrected record", "Corrected: "),
        ] {
            let feed = app.get(&format!("{language}/feed.atom")).await.expect(200);
            assert_eq!(feed.header("content-type"), Some("application/atom+xml"));
            let titles = texts(&feed, "title");
            assert_eq!(titles[1], title);
            assert!((2..=101).contains(&titles.len()), "{}", titles.len());
            assert!(texts(&feed, "li")[0].starts_with(line), "{}", texts(&feed, "li")[0]);
            let mut ids = texts(&feed, "id");
            assert_eq!(ids[1], format!("{BASE}{language}/feed.atom#r2-12054000"));
            let count = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), count, "every entry has its own id");
            assert!(feed.text().contains(&format!("href=\"{BASE}{language}/kommunen/12054000\"")));
            assert!(texts(&feed, "updated").iter().all(|instant| instant == "2026-11-22T00:00:00Z"));
            assert!(!feed.text().contains("Smart City Index"), "what may only be cited is in no file");
            let page = app.get(if language.is_empty() { "/" } else { language }).await.html();
            let link = page.only("link", &[("type", "application/atom+xml")]);
            assert_eq!(link.attribute("href"), Some(format!("{language}/feed.atom").as_str()));
        }
    }
}
