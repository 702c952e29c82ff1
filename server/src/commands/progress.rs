//! How far an import is, on one line of a terminal.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A file that counts what was read of it.
pub(super) struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// Tells a person at a terminal how far an import is; a script's log stays clean.
pub(super) struct Progress {
    read: Arc<AtomicU64>,
    size: u64,
    shown: bool,
}

impl Progress {
    /// For a file of this many bytes; 0 when nobody knows.
    pub(super) fn of(file: File) -> (Counted, Self) {
        let size = file.metadata().map_or(0, |metadata| metadata.len());
        let read = Arc::new(AtomicU64::new(0));
        let progress = Self { read: read.clone(), size, shown: io::stderr().is_terminal() };
        (Counted { file, read }, progress)
    }

    /// So many records were read.
    pub(super) fn tell(&self, records: u64) {
        if self.shown {
            let read = self.read.load(Ordering::Relaxed);
            let share = (read * 100).checked_div(self.size).map(|share| format!(" ({share} %)"));
            // A terminal that is gone is no reason to stop.
            let _ = write!(io::stderr(), "\r{records} records read{} ", share.unwrap_or_default());
        }
    }
}

/// Leaves the line, however the import ended.
impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            let _ = writeln!(io::stderr());
        }
    }
}
