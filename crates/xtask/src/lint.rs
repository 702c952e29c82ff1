//! Formatting and lints: of the workspace for this machine, and of the application for the browser.

use anyhow::Result;

use crate::command::run;
use crate::islands;
use crate::workspace::{PRODUCT, Workspace};

/// Checks the formatting.
pub(crate) fn format(workspace: &Workspace) -> Result<()> {
    run(&mut workspace.cargo(&["fmt", "--all", "--check"]))
}

/// Lints everything that runs on this machine.
pub(crate) fn native(workspace: &Workspace) -> Result<()> {
    for selection in [&PRODUCT[..], &["--package", "xtask"]] {
        let lint = [&["clippy", "--quiet"], selection, &["--all-targets", "--", "-D", "warnings"]].concat();
        run(&mut workspace.cargo(&lint))?;
    }
    Ok(())
}

/// Lints what runs in the browser.
///
/// The same selection and profile as the build of the module: build scripts and macros are shared with it.
pub(crate) fn wasm(workspace: &Workspace) -> Result<()> {
    run(&mut workspace
        .cargo(&[&["clippy", "--quiet"], &islands::SELECTION[..], &["--", "-D", "warnings"]].concat()))
}
