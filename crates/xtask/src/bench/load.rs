//! Asking a server as fast as it answers: with `wrk` where it is installed, else with threads of our own.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};

use crate::command::{find_program, output};

/// How hard a server is asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Load {
    /// Connections at once.
    pub(super) connections: usize,
    /// How long.
    pub(super) seconds: u64,
}

/// How it answered.
#[derive(Debug, Default)]
pub(super) struct Figures {
    answers: f64,
    seconds: f64,
    bytes: f64,
    /// Milliseconds that half of the answers, and all but one in a hundred, took at most.
    percentiles: [f64; 2],
    /// Answers of a status other than 200, and broken connections.
    pub(super) failures: u64,
}

impl Figures {
    /// Answers in a second.
    pub(super) fn rate(&self) -> f64 {
        self.answers / self.seconds.max(f64::EPSILON)
    }

    /// How many times as fast as another.
    pub(super) fn ratio(&self, other: &Self) -> f64 {
        self.rate() / other.rate().max(f64::EPSILON)
    }

    /// Milliseconds; 50 or 99.
    pub(super) fn percentile(&self, percent: u8) -> f64 {
        self.percentiles[usize::from(percent > 50)]
    }

    /// Thousands of bytes of an answer on the wire.
    pub(super) fn kilobytes(&self) -> f64 {
        self.bytes / self.answers.max(1.0) / 1_000.0
    }
}

/// Every connection begins elsewhere in the list, so that no two ask for the same at once.
const SCRIPT: &str = r#"
local threads = 0
function setup(thread) thread:set("offset", threads); threads = threads + 1 end
function init() place = offset * 31 end
function request()
  place = place + 1
  return wrk.format("GET", paths[place % #paths + 1], { ["Accept-Encoding"] = "gzip" })
end
function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  print("figures", summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
    failed)
end
"#;

impl Load {
    /// Asks for the addresses in turn.
    pub(super) fn run(self, place: &str, paths: &[String]) -> Result<Figures> {
        match find_program(&["wrk"]) {
            Some(_) => self.with_wrk(place, paths),
            None => Ok(self.with_threads(place, paths)),
        }
    }

    fn with_wrk(self, place: &str, paths: &[String]) -> Result<Figures> {
        let mut script = tempfile::Builder::new().suffix(".lua").tempfile()?;
        let list: Vec<String> = paths.iter().map(|path| format!("{path:?}")).collect();
        writeln!(script, "paths = {{ {} }}\n{SCRIPT}", list.join(", "))?;
        let mut wrk = Command::new("wrk");
        wrk.args(["--threads", "2", "--connections", &self.connections.to_string()]);
        wrk.args(["--duration", &format!("{}s", self.seconds), "--timeout", "60s", "--script"]);
        let printed = output(wrk.arg(script.path()).arg(format!("http://{place}/")))?;
        let printed = String::from_utf8_lossy(&printed).into_owned();
        let line = printed.lines().find(|line| line.starts_with("figures"));
        let numbers = line.context("wrk printed no figures")?.split_whitespace().skip(1);
        let numbers: Vec<f64> = numbers.filter_map(|number| number.parse().ok()).collect();
        ensure!(numbers.len() == 6, "wrk printed other figures than expected");
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
        let failures = numbers[5] as u64;
        Ok(Figures {
            answers: numbers[0],
            seconds: numbers[1] / 1e6,
            bytes: numbers[2],
            percentiles: [numbers[3] / 1e3, numbers[4] / 1e3],
            failures,
        })
    }

    fn with_threads(self, place: &str, paths: &[String]) -> Figures {
        let start = Instant::now();
        let end = start + Duration::from_secs(self.seconds);
        let counted: Vec<Counted> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..self.connections)
                .map(|number| scope.spawn(move || count(place, paths, number, end)))
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap_or_default()).collect()
        });
        let mut times: Vec<f64> = counted.iter().flat_map(|counted| counted.times.iter().copied()).collect();
        times.sort_by(f64::total_cmp);
        let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default();
        #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
        Figures {
            answers: times.len() as f64,
            seconds: start.elapsed().as_secs_f64(),
            bytes: counted.iter().map(|counted| counted.bytes).sum::<usize>() as f64,
            percentiles: [at(50), at(99)],
            failures: counted.iter().map(|counted| counted.failures).sum(),
        }
    }
}

#[derive(Default)]
struct Counted {
    times: Vec<f64>,
    bytes: usize,
    failures: u64,
}

fn count(place: &str, paths: &[String], number: usize, end: Instant) -> Counted {
    let mut counted = Counted::default();
    let mut connection = None;
    let mut turn = number * 31;
    while Instant::now() < end {
        turn += 1;
        let start = Instant::now();
        match ask(place, &paths[turn % paths.len()], &mut connection) {
            Ok((200, bytes)) => {
                counted.times.push(start.elapsed().as_secs_f64() * 1e3);
                counted.bytes += bytes;
            }
            Ok(_) => counted.failures += 1,
            Err(_) => {
                counted.failures += 1;
                connection = None;
            }
        }
    }
    counted
}

/// Asks once, on the connection that is there; returns status and bytes.
fn ask(place: &str, path: &str, connection: &mut Option<BufReader<TcpStream>>) -> Result<(u16, usize)> {
    let mut stream = if let Some(stream) = connection.take() {
        stream
    } else {
        let stream = TcpStream::connect(place)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_mins(1)))?;
        BufReader::new(stream)
    };
    write!(stream.get_mut(), "GET {path} HTTP/1.1\r\nHost: {place}\r\nAccept-Encoding: gzip\r\n\r\n")?;
    let (mut status, mut length, mut chunked, mut closes, mut bytes) = (0, None, false, false, 0);
    loop {
        let mut line = String::new();
        let read = stream.read_line(&mut line)?;
        ensure!(read > 0, "the connection was closed");
        bytes += read;
        let line = line.trim_end().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        match line.split_once(':').map(|(name, value)| (name, value.trim())) {
            Some(("content-length", value)) => length = value.parse::<u64>().ok(),
            Some(("transfer-encoding", "chunked")) => chunked = true,
            Some(("connection", "close")) => closes = true,
            _ if status == 0 => {
                status = line.split(' ').nth(1).and_then(|word| word.parse().ok()).unwrap_or(0);
            }
            _ => {}
        }
    }
    let mut sink = std::io::sink();
    if chunked {
        loop {
            let mut line = String::new();
            bytes += stream.read_line(&mut line)?;
            let size = u64::from_str_radix(line.trim(), 16)?;
            let body = std::io::copy(&mut (&mut stream).take(size + 2), &mut sink)?;
            bytes += usize::try_from(body)?;
            if size == 0 {
                break;
            }
        }
    } else {
        let body = std::io::copy(&mut (&mut stream).take(length.unwrap_or(u64::MAX)), &mut sink)?;
        bytes += usize::try_from(body)?;
        closes |= length.is_none();
    }
    if !closes {
        *connection = Some(stream);
    }
    Ok((status, bytes))
}
