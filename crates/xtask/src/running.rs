//! A server for the time of a test: on a free port, with a database of its own.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use tempfile::TempDir;

use crate::guardian::{Guardian, wait};
use crate::postgres::free_port;

/// How long a server may take from its start until it is ready: it fills an empty database first.
const START: Duration = Duration::from_mins(1);
/// How long it may take to stop: it lets running requests end.
const STOP: Duration = Duration::from_secs(15);
/// How long one answer may take.
const ANSWER: Duration = Duration::from_secs(20);

/// A server that runs in an empty folder; it is stopped when this is dropped, and when we are killed.
pub(crate) struct RunningServer {
    child: Child,
    guardian: Option<Guardian>,
    folder: TempDir,
    place: String,
}

/// What a server answered.
pub(crate) struct Answer {
    /// The number in its first line.
    pub(crate) status: u16,
    /// The lines before the empty one, in lower case.
    pub(crate) head: String,
    /// What comes after.
    pub(crate) body: Vec<u8>,
}

impl RunningServer {
    /// Copies the binary, and nothing else, into an empty folder, and runs it there until it is ready.
    ///
    /// Whatever it needed from the source tree would be missing, which is what a user's machine is like.
    pub(crate) fn start(binary: &Path) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("digitalstand-server-").tempdir()?;
        let copy = folder.path().join("digitalstand");
        // A link where possible: the development build is large.
        if fs::hard_link(binary, &copy).is_err() {
            fs::copy(binary, &copy).with_context(|| format!("could not copy {}", binary.display()))?;
        }
        let place = format!("127.0.0.1:{}", free_port()?);
        let log = File::create(log_file(folder.path()))?;
        let child = Command::new(&copy)
            .arg("serve")
            .current_dir(folder.path())
            .env("DIGITALSTAND_LISTEN", &place)
            .env("DATABASE_URL", format!("sqlite:{}", folder.path().join("test.sqlite").display()))
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .with_context(|| format!("could not start {}", copy.display()))?;
        let guardian = Guardian::start(r#"kill -TERM "$1""#, &[&child.id().to_string()])?;
        let mut server = Self { child, guardian: Some(guardian), folder, place };
        server.wait_until_ready()?;
        Ok(server)
    }

    /// The beginning of every address, without a slash at the end.
    pub(crate) fn base(&self) -> String {
        format!("http://{}", self.place)
    }

    /// What the server has written so far.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(log_file(self.folder.path())).unwrap_or_default()
    }

    /// Asks for a page.
    pub(crate) fn get(&self, path: &str) -> Result<Answer> {
        get(&self.place, path).with_context(|| format!("{path} was not answered"))
    }

    /// Asks the server to stop.
    ///
    /// # Errors
    /// When it does not, or says that it failed.
    pub(crate) fn stop(mut self) -> Result<()> {
        drop(self.guardian.take());
        ensure!(
            wait(&mut self.child, STOP),
            "the server did not stop within {} s of SIGTERM",
            STOP.as_secs()
        );
        let status = self.child.wait()?;
        ensure!(status.success(), "the server stopped with {status}:\n{}", self.log());
        Ok(())
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait()? {
                bail!("the server ended with {status}:\n{}", self.log());
            }
            if get(&self.place, "/health/ready").is_ok_and(|answer| answer.status == 200) {
                return Ok(());
            }
            if start.elapsed() > START {
                bail!("the server was not ready after {} s:\n{}", START.as_secs(), self.log());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

impl Drop for RunningServer {
    fn drop(&mut self) {
        drop(self.guardian.take());
        if !wait(&mut self.child, STOP) && self.child.kill().is_ok() {
            let _ = self.child.wait();
        }
    }
}

fn log_file(folder: &Path) -> PathBuf {
    folder.join("server.log")
}

/// Asks in the old version of the protocol, whose answers end with the connection and need no decoding.
fn get(place: &str, path: &str) -> Result<Answer> {
    let mut stream = TcpStream::connect(place)?;
    stream.set_read_timeout(Some(ANSWER))?;
    write!(stream, "GET {path} HTTP/1.0\r\nHost: {place}\r\n\r\n")?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").context("the answer has no head")?;
    let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
    let status =
        head.split(' ').nth(1).and_then(|number| number.parse().ok()).context("the answer has no status")?;
    Ok(Answer { status, head, body: bytes.split_off(end + 4) })
}
