//! Cleans up behind us even when we are killed.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

/// How long a clean-up may take before we stop waiting for it.
const PATIENCE: Duration = Duration::from_secs(20);

/// A small shell that waits for the end of its input and then runs a clean-up script.
///
/// Its input is a pipe that only this process holds. The pipe closes when the guardian is dropped,
/// and also when this process dies of a signal, which no `Drop` would see; so there is one clean-up
/// for both. It lives in its own process group, where Ctrl-C does not reach it.
pub(crate) struct Guardian {
    shell: Child,
}

impl Guardian {
    /// Starts a guardian; the script finds the arguments in `$1`, `$2`, ….
    pub(crate) fn start(script: &str, arguments: &[&str]) -> Result<Self> {
        use std::os::unix::process::CommandExt as _;
        let shell = Command::new("sh")
            .args(["-c", &format!("cat >/dev/null; {script}"), "guardian"])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .context("could not start sh")?;
        Ok(Self { shell })
    }
}

impl Drop for Guardian {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        wait(&mut self.shell, PATIENCE);
    }
}

/// Waits for the end of a process; returns false when it still runs after `patience`.
pub(crate) fn wait(child: &mut Child, patience: Duration) -> bool {
    let start = Instant::now();
    while matches!(child.try_wait(), Ok(None)) {
        if start.elapsed() > patience {
            return false;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    true
}
