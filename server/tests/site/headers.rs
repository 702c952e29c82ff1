//! What every answer carries, and what lets a browser keep one.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::helpers::{Reply, TestApp, bundled};

const ALWAYS: [(&str, &str); 7] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ),
];

const LINE: &str = "kommunen=12054000&kennzahl=maengelmeldungen-online";

/// An answer of every status and kind.
async fn answers(app: &TestApp) -> Vec<Reply> {
    let mut answers = Vec::new();
    let addresses = [
        ("/", 200),
        ("/en/kommunen/12054000", 200),
        ("/health/live", 200),
        ("/health/ready", 200),
        ("/robots.txt", 200),
        ("/sitemap.xml", 200),
        ("/sitemaps/kommunen-1.xml", 200),
        ("/feed.atom", 200),
        ("/vorschau.png?seite=%2F", 200),
        (&format!("/diagramme/vergleich.png?{LINE}"), 200),
        (&format!("/diagramme/vergleich.xlsx?{LINE}"), 200),
        (&format!("/diagramme/vergleich.svg?{LINE}"), 200),
        (&format!("/diagramme/vergleich.csv?{LINE}"), 200),
        (&format!("/en/diagramme/vergleich.json?{LINE}&bekannt=r1"), 200),
        ("/daten/fakten.csv", 200),
        ("/daten/kennzahlen.json", 200),
        ("/kommunen/potsdam", 303),
        ("/kommunen/", 303),
        ("/diagramme/vergleich.csv?von=", 303),
        ("/favicon.ico", 308),
        ("/vergleich?von=x", 400),
        ("/diagramme/vergleich.svg?von=x", 400),
        ("/en/diagramme/vergleich.csv?kommunen=02000000&kennzahl=smart-city-index-rang", 403),
        ("/gibtesnicht", 404),
        ("/daten/gibtesnicht.csv", 404),
        ("/pkg/gibtesnicht.css", 404),
        ("/pkg/..%2F..%2FCargo.toml", 404),
        ("/diagramme/vergleich.svg?kommunen=12054000&kennzahl=oparl-schnittstelle", 404),
    ];
    for (address, status) in addresses {
        answers.push(app.get(address).await.expect(status));
    }
    for address in ["/", &format!("/diagramme/vergleich.svg?{LINE}")] {
        let etag = app.get(address).await.header("etag").unwrap().to_owned();
        answers.push(app.get_with(address, &[("if-none-match", &etag)]).await.expect(304));
    }
    answers.push(app.send("POST", "/", &[], Vec::new()).await.expect(405));
    answers.push(app.send("DELETE", "/health/live", &[], Vec::new()).await.expect(405));
    answers.push(app.send("POST", "/", &[], vec![b'x'; 70_000]).await.expect(413));
    if let Ok(assets) = server::assets::names() {
        for name in assets.fonts.iter().chain([&assets.style, &assets.favicon]) {
            answers.push(app.get(&format!("/pkg/{name}")).await.expect(200));
        }
    }
    answers
}

#[tokio::test]
async fn every_answer_carries_the_whole_set() {
    let app = TestApp::one().await;
    let mut answers = answers(&app).await;
    app.db().close().await;
    answers.push(app.get("/kennzahlen").await.expect(500));
    answers.push(app.get("/health/ready").await.expect(503));
    for answer in &answers {
        for (name, value) in ALWAYS {
            assert_eq!(answer.header(name), Some(value), "{}: {name}", answer.asked);
        }
        let policy = answer.header("content-security-policy").unwrap();
        for needed in ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action '"] {
            assert!(policy.contains(needed), "{}: {policy}", answer.asked);
        }
        for word in ["unsafe-inline", "unsafe-eval'", "nonce", "*", "http:", "https:", "data:", "blob:"] {
            let policy = policy.replace("'wasm-unsafe-eval'", "");
            assert!(!policy.contains(word), "{}: {policy}", answer.asked);
        }
        for never in ["set-cookie", "server", "x-powered-by", "access-control-allow-origin"] {
            assert_eq!(answer.header(never), None, "{}: {never}", answer.asked);
        }
        assert!(answer.header("cache-control").is_some(), "{}", answer.asked);
        if !answer.body.is_empty() {
            assert!(answer.header("content-type").is_some(), "{}", answer.asked);
        }
    }
}

#[tokio::test]
async fn only_what_never_changes_is_kept_without_asking() {
    let app = TestApp::one().await;
    for answer in answers(&app).await {
        let kept = answer.header("cache-control").unwrap();
        let frozen = answer.asked.contains("bekannt=r1") || answer.asked.contains("/pkg/");
        match answer.status {
            200 if frozen => assert_eq!(kept, "public, max-age=31536000, immutable", "{}", answer.asked),
            200 | 304 if answer.header("etag").is_some() => assert_eq!(kept, "no-cache", "{}", answer.asked),
            _ => assert_eq!((kept, answer.header("etag")), ("no-store", None), "{}", answer.asked),
        }
    }
    for file in ["png", "svg", "csv", "xlsx", "json"] {
        let frozen = format!("/en/diagramme/vergleich.{file}?{LINE}&bekannt=r1");
        let etag = app.get(&frozen).await.header("etag").unwrap().to_owned();
        let again = app.get_with(&frozen, &[("if-none-match", &etag)]).await.expect(304);
        assert_eq!(again.header("cache-control"), Some("public, max-age=31536000, immutable"));
    }
}

#[tokio::test]
async fn a_page_allows_exactly_its_own_scripts() {
    let app = TestApp::one().await;
    for address in ["/", "/en/kommunen/12054000", "/vergleich", "/gibtesnicht", "/en/vergleich?von=x"] {
        let reply = app.get(address).await;
        let html = reply.html();
        assert!(html.tags.iter().all(|tag| tag.attribute("nonce").is_none()), "{address}");
        assert!(!reply.text().contains("nonce="), "{address}");
        assert!(
            html.tags.iter().all(|tag| tag.attribute("style").is_none() && tag.name != "style"),
            "{address}"
        );
        let policy = reply.header("content-security-policy").unwrap();
        let directive =
            policy.split("; ").find_map(|directive| directive.strip_prefix("script-src ")).unwrap();
        let mut allowed: Vec<&str> =
            directive.split(' ').filter(|source| source.starts_with("'sha256-")).collect();
        let scripts = html.all("script", &[]);
        let inline = scripts.iter().filter(|script| script.attribute("src").is_none());
        let mut hashes: Vec<String> = inline
            .map(|script| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(&script.text))))
            .collect();
        assert!(!hashes.is_empty(), "{address}");
        hashes.sort_unstable();
        allowed.sort_unstable();
        assert_eq!(allowed, hashes, "{address}");
    }
}

#[tokio::test]
async fn a_picture_alone_is_a_sandbox() {
    let app = TestApp::one().await;
    for query in [LINE.to_owned(), format!("{LINE}&bekannt=r1")] {
        let reply = app.get(&format!("/diagramme/vergleich.svg?{query}")).await.expect(200);
        let policy = reply.header("content-security-policy").unwrap();
        assert!(
            policy.split("; ").any(|directive| directive == "sandbox") && !policy.contains("src 'self'"),
            "{policy}"
        );
        assert_eq!(reply.header("content-type"), Some("image/svg+xml"));
    }
}

#[tokio::test]
async fn every_encoding_carries_the_same_bytes() {
    let app = TestApp::one().await;
    let files = ["svg", "csv", "json"].map(|file| format!("/diagramme/vergleich.{file}?{LINE}"));
    let pages = ["/", "/en/kommunen/12054000", "/gibtesnicht"].map(str::to_owned);
    for address in pages.iter().chain(&files) {
        let plain = app.get(address).await;
        assert_eq!(plain.header("content-encoding"), None);
        for (accepted, encoding) in [
            ("gzip", Some("gzip")),
            ("gzip, deflate, br, zstd", Some("br")),
            ("identity", None),
            ("br;q=0", None),
        ] {
            let reply = app.get_with(address, &[("accept-encoding", accepted)]).await;
            assert_eq!(reply.header("content-encoding"), encoding, "{address}");
            assert_eq!(reply.header("vary"), Some("Accept-Encoding"), "{address}");
            assert!(reply.decoded() == plain.body, "{address} {accepted}");
            assert!(encoding.is_none() || reply.body.len() < plain.body.len(), "{address} {accepted}");
        }
    }
}

#[tokio::test]
async fn a_browser_that_has_an_answer_is_told_so() {
    let app = TestApp::one().await;
    for address in ["/", "/en/kommunen/12054000", &format!("/diagramme/vergleich.svg?{LINE}")] {
        for encoding in ["br", "gzip", "identity"] {
            let full = app.get_with(address, &[("accept-encoding", encoding)]).await.expect(200);
            let etag = full.header("etag").unwrap();
            for sent in [
                etag.to_owned(),
                etag.trim_start_matches("W/").to_owned(),
                format!("\"x\", {etag}"),
                "*".to_owned(),
            ] {
                let headers = [("accept-encoding", encoding), ("if-none-match", sent.as_str())];
                let reply = app.get_with(address, &headers).await.expect(304);
                assert!(
                    reply.body.is_empty() && reply.header("content-encoding").is_none(),
                    "{address} {sent}"
                );
                for name in ["content-security-policy", "etag", "vary", "cache-control"] {
                    assert_eq!(reply.header(name), full.header(name), "{address} {sent}");
                }
            }
            let other = [("accept-encoding", encoding), ("if-none-match", "W/\"0123456789abcdef01234567\"")];
            assert!(app.get_with(address, &other).await.expect(200).body == full.body);
        }
    }
    let missing = app.get_with("/gibtesnicht", &[("if-none-match", "*")]).await;
    assert_eq!(missing.status, 404);
}

#[tokio::test]
async fn a_release_makes_what_browsers_have_stale() {
    for app in TestApp::all().await {
        let addresses = ["/kommunen/12054000".to_owned(), format!("/diagramme/vergleich.csv?{LINE}")];
        let mut before = Vec::new();
        for address in &addresses {
            before.push(app.get(address).await.header("etag").unwrap().to_owned());
        }
        let mut fact = bundled("12054000", "maengelmeldungen-online", "2017");
        "korrigiert".clone_into(&mut fact.note);
        app.release(&[fact]).await;
        for (address, etag) in addresses.iter().zip(&before) {
            app.get_with(address, &[("if-none-match", etag)]).await.expect(200);
        }
    }
}
