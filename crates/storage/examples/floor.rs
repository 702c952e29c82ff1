//! The floor of the bench: the product's own questions to its database, answered with bytes written by hand. No
//! templates, no headers, no cache: what a page costs above this is the page's.
//!
//! `floor DATABASE ADDRESS` answers `/kennzahlen/{slug}`, `/kommunen/{key}`, `/diagramme/…?kommunen=…&kennzahl=…`,
//! `/leistungen/{slug}` and its list of bodies, `/kommunen/{key}/leistungen`, and `/diagramme/…?kommune=…`.

use std::error::Error;
use std::fmt::Write as _;
use std::sync::Arc;

use domain::service::Stage;
use domain::{BodyKey, Catalogue, Observation, ServiceStatus, Slug};
use storage::services::standings;
use storage::{AsOf, Db, observations, services};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let database = arguments.next().ok_or("the address of a database is missing")?;
    let place = arguments.next().ok_or("the address to listen on is missing")?;
    let world = Arc::new((Db::connect(&database).await?, Catalogue::bundled()?));
    let listener = TcpListener::bind(place).await?;
    loop {
        let (stream, _) = listener.accept().await?;
        let world = world.clone();
        tokio::spawn(async move {
            // A connection that breaks is the other side's business.
            let _ = serve(stream, &world).await;
        });
    }
}

async fn serve(stream: TcpStream, (db, catalogue): &(Db, Catalogue)) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(stream);
    loop {
        let mut request = String::new();
        if stream.read_line(&mut request).await? == 0 {
            return Ok(());
        }
        let mut header = String::new();
        while stream.read_line(&mut header).await? > 2 {
            header.clear();
        }
        let path = request.split(' ').nth(1).unwrap_or_default();
        let found = answer(path, db, catalogue).await?;
        let status = if found.is_some() { "200 OK" } else { "404 Not Found" };
        let body = found.unwrap_or_default();
        let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n", body.len());
        stream.write_all(&[head.as_bytes(), body.as_bytes()].concat()).await?;
    }
}

async fn answer(path: &str, db: &Db, catalogue: &Catalogue) -> Result<Option<String>> {
    let path = path.strip_prefix("/en").unwrap_or(path);
    if let Some(found) = of_services(path, db).await? {
        return Ok(Some(found));
    }
    let indicator = |text: &str| Slug::parse(text).and_then(|slug| catalogue.indicator(&slug));
    if let Some(indicator) = path.strip_prefix("/kennzahlen/").and_then(indicator) {
        let rows = observations::headlines(db, indicator, None, observations::Order::Descending, 50).await?;
        return Ok(Some(text(rows.into_iter().map(|row| row.observation))));
    }
    if let Some(key) = path.strip_prefix("/kommunen/").and_then(BodyKey::parse) {
        let rows = observations::of_body(db, catalogue, &key, AsOf::default()).await?;
        return Ok(Some(text(rows.into_iter())));
    }
    let query = path.split_once("?kommunen=").and_then(|(_, query)| query.split_once("&kennzahl="));
    if let Some((keys, indicator)) = query.and_then(|(keys, slug)| Some((keys, indicator(slug)?))) {
        let keys: Vec<BodyKey> = keys.split('~').filter_map(BodyKey::parse).collect();
        let rows = observations::of_indicator(db, indicator, &keys, AsOf::default()).await?;
        return Ok(Some(text(rows.into_iter())));
    }
    Ok(None)
}

/// What is asked about services.
async fn of_services(path: &str, db: &Db) -> Result<Option<String>> {
    let now = AsOf::default();
    if let Some(name) = path.strip_prefix("/leistungen/") {
        let (name, most) = name.strip_suffix("/kommunen.json").map_or((name, 50), |name| (name, 100_000));
        let Some(slug) = Slug::parse(name) else { return Ok(None) };
        let towns = standings::page(db, &slug, now, (most, 0)).await?;
        return Ok(Some(lines(towns.iter().flat_map(|town| &town.records))));
    }
    let town = path.strip_prefix("/kommunen/").and_then(|rest| rest.strip_suffix("/leistungen"));
    if let Some(key) = town.and_then(BodyKey::parse) {
        return Ok(Some(lines(services::of_body(db, &key, now).await?.iter())));
    }
    let town = path.split_once("?kommune=").and_then(|(_, key)| BodyKey::parse(key));
    let Some(key) = town else { return Ok(None) };
    Ok(Some(lines(standings::stages_of_body(db, &key, now).await?.iter())))
}

fn lines<'a>(records: impl Iterator<Item = &'a ServiceStatus>) -> String {
    let mut text = String::new();
    for record in records {
        let date = record.valid_on.map(|date| date.to_string()).unwrap_or_default();
        let stage = record.stage.map(Stage::word).unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{},{},{date},{stage},{}", record.body, record.service, record.source.address);
    }
    text
}

fn text(rows: impl Iterator<Item = Observation>) -> String {
    let mut text = String::new();
    for row in rows {
        let date = row.valid_on.map(|date| date.to_string()).unwrap_or_default();
        let value = row.cell.value().and_then(domain::Value::number).unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{},{},{date},{value},{}", row.body, row.indicator, row.source.address);
    }
    text
}
