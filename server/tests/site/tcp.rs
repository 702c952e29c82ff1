//! Real connections: slow clients, floods and a clean end.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::helpers::TestApp;

/// Longer than the ten seconds a client has for its headers.
const DROPPED_WITHIN: Duration = Duration::from_secs(15);
const SOON: Duration = Duration::from_secs(10);

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    served: JoinHandle<anyhow::Result<()>>,
}

async fn run(router: Router) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let served = tokio::spawn(server::listen::serve(listener, router, async {
        let _ = stopped.await;
    }));
    Running { address, stop, served }
}

impl Running {
    async fn send(&self, bytes: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(bytes.as_bytes()).await.unwrap();
        stream
    }

    async fn ask(&self, method: &str, path: &str) -> String {
        let stream =
            self.send(&format!("{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")).await;
        rest(stream).await
    }
}

/// Everything until the server closes the connection.
async fn rest(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    // A reset is an end too.
    let _ = timeout(DROPPED_WITHIN, stream.read_to_end(&mut bytes))
        .await
        .expect("the server closes the connection");
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn clients_that_never_finish_are_dropped_while_others_are_served() {
    let running = run(TestApp::one().await.router()).await;
    let silent = running.send("").await;
    let half = running.send("GET / HTTP/1.1\r\nHost: x\r\n").await;
    let (reader, mut writer) = running.send("GET / HTTP/1.1\r\nHost: x\r\n").await.into_split();
    let dripping = tokio::spawn(async move {
        // A line now and then does not buy more time.
        while writer.write_all(b"X-A: b\r\n").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        writer
    });
    let slow = tokio::spawn(async move {
        let mut dripped = Vec::new();
        let mut reader = reader;
        let _ = timeout(DROPPED_WITHIN, reader.read_to_end(&mut dripped))
            .await
            .expect("a dripping client is dropped");
        for stream in [silent, half] {
            assert!(!rest(stream).await.contains(" 200 "));
        }
    });
    while !slow.is_finished() {
        assert!(timeout(SOON, running.ask("GET", "/")).await.unwrap().starts_with("HTTP/1.1 200 "));
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    slow.await.unwrap();
    dripping.abort();
}

#[tokio::test]
async fn a_flood_of_headers_is_cut_off() {
    let running = run(TestApp::one().await.router()).await;
    let line = format!("X-Flood: {}\r\n", "a".repeat(1_000));
    for flood in [line.repeat(20), format!("X-Flood: {}\r\n", "a".repeat(20_000)), "X: y\r\n".repeat(2_000)] {
        let mut stream = TcpStream::connect(running.address).await.unwrap();
        // The server may close before everything is written.
        let _ = stream.write_all(format!("GET / HTTP/1.1\r\nHost: x\r\n{flood}\r\n").as_bytes()).await;
        let answer = rest(stream).await;
        assert!(
            ["HTTP/1.1 431 ", "HTTP/1.1 400 ", ""].iter().any(|start| answer.starts_with(start)),
            "{answer}"
        );
        assert!(!answer.contains(" 200 "), "{answer}");
    }
    let most = "X-Much: a\r\n".repeat(60);
    let stream = running.send(&format!("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{most}\r\n")).await;
    assert!(rest(stream).await.starts_with("HTTP/1.1 200 "), "an honest request with many headers");
}

#[tokio::test]
async fn what_is_no_request_is_no_harm() {
    let running = run(TestApp::one().await.router()).await;
    for nonsense in [
        "\r\n\r\n\r\n",
        "GET\r\n\r\n",
        "\0\u{1}\u{2}\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET /\r\nx HTTP/1.1\r\n\r\n",
    ] {
        let mut stream = running.send(nonsense).await;
        stream.shutdown().await.unwrap();
        assert!(!rest(stream).await.contains(" 200 "), "{nonsense:?}");
    }
    assert!(running.ask("GET", "/health/live").await.ends_with("live\n"));
}

#[tokio::test]
async fn head_sends_no_body() {
    let running = run(TestApp::one().await.router()).await;
    for path in ["/", "/kommunen/12054000", "/gibtesnicht", "/health/live"] {
        let (get, head) = (running.ask("GET", path).await, running.ask("HEAD", path).await);
        let length = |answer: &str| {
            answer.to_lowercase().lines().find(|line| line.starts_with("content-length:")).map(str::to_owned)
        };
        assert!(head.ends_with("\r\n\r\n") && length(&head) == length(&get), "{path}: {head}");
    }
}

#[tokio::test]
async fn stopping_lets_a_request_in_flight_finish() {
    let (started, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (begun, free) = (started.clone(), go_on.clone());
    let slow = async move || {
        begun.notify_one();
        free.notified().await;
        "finished\n"
    };
    let router = TestApp::one().await.router().merge(Router::new().route("/slow", get(slow)));
    let running = run(router).await;
    let idle = running.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n").await;
    let request = running.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").await;
    timeout(SOON, started.notified()).await.unwrap();
    running.stop.send(()).unwrap();
    while TcpStream::connect(running.address).await.is_ok() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert!(!running.served.is_finished(), "it waits for the request");
    go_on.notify_one();
    assert!(rest(request).await.ends_with("finished\n"));
    assert!(rest(idle).await.ends_with("live\n"), "a connection kept alive is closed");
    timeout(SOON, running.served).await.unwrap().unwrap().unwrap();
}
