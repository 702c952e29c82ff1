//! The binary that is measured.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};

use super::data::Cell;
use crate::guardian::{Guardian, wait};
use crate::postgres::free_port;

/// What an import took.
pub(super) struct Imported {
    /// Seconds on the clock.
    pub(super) seconds: f64,
    /// The most memory it had, in mebibytes.
    pub(super) peak_mib: u64,
    /// What it said about what it did.
    pub(super) said: String,
}

/// Runs `digitalstand import`.
pub(super) fn import(binary: &Path, database: &str, kind: &str, file: &Path) -> Result<Imported> {
    println!("importing {}", file.display());
    let start = Instant::now();
    let mut child = Command::new(binary)
        .args(["import", kind])
        .arg(file)
        .args(if kind == "register" { &["--close-many"][..] } else { &[] })
        .env("DATABASE_URL", database)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("could not start {}", binary.display()))?;
    let mut peak_mib = 0;
    let status = loop {
        peak_mib = peak_mib.max(memory_mib(child.id(), "VmHWM").unwrap_or(0));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let seconds = start.elapsed().as_secs_f64();
    let mut said = String::new();
    child.stdout.take().context("no output")?.read_to_string(&mut said)?;
    ensure!(status.success(), "the import of {} failed ({status})", file.display());
    Ok(Imported { seconds, peak_mib, said: said.trim().to_owned() })
}

/// A line of what the kernel knows of a process, in mebibytes.
fn memory_mib(process: u32, name: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib / 1_024)
}

/// A running server over a database that is there.
pub(super) struct Product {
    child: Child,
    guardian: Option<Guardian>,
    place: String,
    /// Seconds from its start to the first page.
    pub(super) started_after: f64,
}

impl Product {
    /// Starts the server with so many mebibytes of cache.
    pub(super) fn start(binary: &Path, database: &str, cache_mib: u64) -> Result<Self> {
        let place = format!("127.0.0.1:{}", free_port()?);
        let start = Instant::now();
        let child = Command::new(binary)
            .arg("serve")
            .env("DATABASE_URL", database)
            .env("DIGITALSTAND_LISTEN", &place)
            .env("DIGITALSTAND_CACHE_MB", cache_mib.to_string())
            .env("DIGITALSTAND_LOG", "error")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .with_context(|| format!("could not start {}", binary.display()))?;
        let guardian = Guardian::start(r#"kill -TERM "$1""#, &[&child.id().to_string()])?;
        let mut product = Self { child, guardian: Some(guardian), place, started_after: 0.0 };
        loop {
            if product.status("/").is_ok_and(|status| status == 200) {
                product.started_after = start.elapsed().as_secs_f64();
                return Ok(product);
            }
            if product.child.try_wait()?.is_some() || start.elapsed() > Duration::from_mins(2) {
                bail!("the server did not start");
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Where it listens.
    pub(super) fn place(&self) -> &str {
        &self.place
    }

    /// The status of an address.
    pub(super) fn status(&self, path: &str) -> Result<u16> {
        let (head, _) = self.ask(path, "")?;
        head.split(' ').nth(1).and_then(|word| word.parse().ok()).context("no status")
    }

    /// The compressed body of an address.
    pub(super) fn get_gzip(&self, path: &str) -> Result<Vec<u8>> {
        let (head, body) = self.ask(path, "Accept-Encoding: gzip\r\n")?;
        ensure!(head.to_ascii_lowercase().contains("content-encoding: gzip"), "{path} is not compressed");
        Ok(body)
    }

    /// Whether the product says of a cell what was imported.
    pub(super) fn says(&self, cell: &Cell) -> Result<bool> {
        let address = format!("/diagramme/vergleich.json?kommunen={}&kennzahl={}", cell.body, cell.indicator);
        let (_, body) = self.ask(&address, "")?;
        let file: serde_json::Value = serde_json::from_slice(&body)?;
        let rows = file["rows"].as_array().context("no rows")?;
        let found = rows.iter().find(|row| row["date"] == cell.date.as_str());
        Ok(found.and_then(|row| row["value"].as_f64()) == Some(f64::from(cell.value)))
    }

    /// Memory of the process that is no mapped file.
    pub(super) fn anonymous_mib(&self) -> Result<u64> {
        memory_mib(self.child.id(), "RssAnon").context("the kernel tells no memory of the server")
    }

    fn ask(&self, path: &str, header: &str) -> Result<(String, Vec<u8>)> {
        let mut stream = TcpStream::connect(&self.place)?;
        stream.set_read_timeout(Some(Duration::from_mins(1)))?;
        write!(stream, "GET {path} HTTP/1.0\r\nHost: {}\r\n{header}\r\n", self.place)?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").context("the answer has no head")?;
        Ok((String::from_utf8_lossy(&bytes[..end]).into_owned(), bytes.split_off(end + 4)))
    }

    /// Stops the server.
    pub(super) fn stop(mut self) -> Result<()> {
        drop(self.guardian.take());
        ensure!(wait(&mut self.child, Duration::from_secs(15)), "the server did not stop");
        Ok(())
    }
}

impl Drop for Product {
    fn drop(&mut self) {
        drop(self.guardian.take());
        if !wait(&mut self.child, Duration::from_secs(15)) && self.child.kill().is_ok() {
            let _ = self.child.wait();
        }
    }
}
