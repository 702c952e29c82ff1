//! Too much, at the wrong time, or on a bad day: the site answers and lives on.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::routing::get;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;
use tower_http::catch_panic::CatchPanicLayer;

use crate::helpers::TestApp;

#[tokio::test]
async fn a_large_body_is_refused_before_it_is_read() {
    let app = TestApp::one().await;
    for address in ["/", "/vergleich", "/diagramme/vergleich.svg", "/health/live", "/gibtesnicht"] {
        app.send("POST", address, &[], vec![b'x'; 64 * 1024 + 1]).await.expect(413);
        app.send("POST", address, &[], vec![b'x'; 64 * 1024]).await.expect(405);
    }
    // Announced, but never sent.
    app.send("POST", "/", &[("content-length", "1000000000")], Vec::new()).await.expect(413);
    app.get("/").await.expect(200);
}

#[tokio::test]
async fn a_handler_that_panics_answers_500_and_the_next_request_works() {
    let calls = Arc::new(AtomicUsize::new(0));
    let seen = calls.clone();
    let handler = async move || {
        assert!(seen.fetch_add(1, Ordering::SeqCst) > 0, "the first request fails on purpose");
        "well\n"
    };
    let app = TestApp::one().await;
    let fragile =
        Router::new().route("/fragile", get(handler)).layer(CatchPanicLayer::custom(server::site::panicked));
    let router = app.router().merge(fragile);
    let ask = async || {
        let request = Request::get("/fragile").body(Body::empty()).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8(body.to_vec()).unwrap())
    };
    let (status, page) = ask().await;
    assert_eq!(status, 500);
    assert!(
        page.contains("Das hat nicht geklappt") && !page.contains("on purpose"),
        "causes stay in the log"
    );
    assert_eq!(ask().await, (200, "well\n".to_owned()));
    app.get("/").await.expect(200);
}

#[tokio::test]
async fn without_its_database_the_site_says_so_and_lives() {
    for app in TestApp::all().await {
        app.get("/health/ready").await.expect(200);
        let known = app.get("/kommunen/12054000").await.expect(200);
        app.db().close().await;
        let ready = app.get("/health/ready").await.expect(503);
        assert_eq!(ready.text(), "the database does not answer\n");
        app.get("/health/live").await.expect(200);
        // What was rendered is still there; the rest is a page that names no cause.
        assert!(app.get("/kommunen/12054000").await.expect(200).body == known.body);
        for (address, words) in
            [("/kommunen/04012000", "Der Fehler liegt bei uns"), ("/en/kommunen", "The fault is ours")]
        {
            let page = app.get(address).await.expect(500);
            let text = page.html().words();
            assert!(text.contains(words), "{text}");
            for cause in ["sqlx", "Pool", "storage", "SELECT"] {
                assert!(!page.html().inside("main", &[])[0].words().contains(cause), "{cause}");
            }
        }
        app.get("/diagramme/vergleich.svg?kommunen=12054000&kennzahl=maengelmeldungen-online")
            .await
            .expect(500);
    }
}

#[tokio::test]
async fn a_failure_is_not_kept() {
    let app = TestApp::one().await;
    app.get("/vergleich?bekannt=r2").await.expect(400);
    let mut fact = crate::helpers::bundled("12054000", "maengelmeldungen-online", "2017");
    "x".clone_into(&mut fact.note);
    app.release(&[fact]).await;
    app.get("/vergleich?bekannt=r2").await.expect(200);
}
