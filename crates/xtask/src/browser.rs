//! The browser tests in `end2end/`, against the binary as it was built.

use std::path::Path;

use anyhow::{Context as _, Result};

use crate::command::run;
use crate::running::RunningServer;
use crate::workspace::Workspace;

/// Runs Playwright against a server of its own.
pub(crate) fn browser(workspace: &Workspace, binary: &Path, chromium: &Path) -> Result<()> {
    with_server(workspace, binary, chromium, &["node_modules/@playwright/test/cli.js", "test"])
}

/// Starts a server, runs a Node script of `end2end/` with `BASE_URL`, `CHROMIUM` and
/// `DIGITALSTAND_BINARY`, and stops the server.
///
/// # Errors
/// When the script fails; what the server wrote is then in `end2end/results/server.log`.
pub(crate) fn with_server(
    workspace: &Workspace,
    binary: &Path,
    chromium: &Path,
    script: &[&str],
) -> Result<()> {
    let server = RunningServer::start(binary)?;
    let mut node = workspace.node("end2end", script);
    // Tests that need data of their own start a server of their own.
    node.env("DIGITALSTAND_BINARY", binary).env("BASE_URL", server.base()).env("CHROMIUM", chromium);
    let result = run(&mut node);
    if let Err(error) = result {
        let results = workspace.root.join("end2end/results");
        std::fs::create_dir_all(&results)?;
        std::fs::write(results.join("server.log"), server.log())?;
        return Err(error).context("the server's log is end2end/results/server.log");
    }
    server.stop()
}
