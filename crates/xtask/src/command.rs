//! Runs other programs; an error says which one, with which arguments.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, Result, ensure};

use crate::workspace::setting;

/// Runs a program to its end, its output on our terminal.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("could not start `{}`", line(command)))?;
    ensure!(status.success(), "`{}` failed ({status})", line(command));
    Ok(())
}

/// Runs a program that only matters when it fails: what it printed is shown then.
pub(crate) fn run_quietly(command: &mut Command) -> Result<()> {
    output(command.stderr(Stdio::piped())).map(drop)
}

/// Runs a program to its end and returns what it wrote to standard output.
pub(crate) fn output(command: &mut Command) -> Result<Vec<u8>> {
    let Output { status, stdout, stderr } = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .and_then(std::process::Child::wait_with_output)
        .with_context(|| format!("could not start `{}`", line(command)))?;
    let printed = [stdout.as_slice(), stderr.as_slice()].concat();
    ensure!(
        status.success(),
        "`{}` failed ({status}):\n{}",
        line(command),
        String::from_utf8_lossy(&printed)
    );
    Ok(stdout)
}

/// Returns the first of `names` that is an executable on the search path.
pub(crate) fn find_program(names: &[&str]) -> Option<PathBuf> {
    let path = setting("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| is_file(file))
}

fn is_file(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| metadata.is_file())
}

/// The command as one would type it, near enough for a message.
fn line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(std::ffi::OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
