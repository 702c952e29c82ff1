//! Rebuilds and restarts the server when a file changes.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Child;
use std::time::{Duration, SystemTime};

use anyhow::{Context as _, Result};

use crate::guardian::{Guardian, wait};
use crate::stamp::files_below;
use crate::workspace::Workspace;
use crate::{assets, serve, setup};

/// What the server is built from.
const WATCHED: [&str; 5] = ["app", "server", "crates", "style", "migrations"];
/// What browsers load is built from; the rest of [`WATCHED`] needs the server only.
const ASSETS: [&str; 4] = ["app", "style", "crates/domain", "crates/charts"];
/// How often to look: short enough to feel immediate, and a look takes a few milliseconds.
const PERIOD: Duration = Duration::from_millis(500);

/// The times at which the files were changed.
type Times = BTreeMap<PathBuf, SystemTime>;

/// Runs the server until we are stopped.
pub(crate) fn dev(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    setup::for_build(workspace)?;
    let mut times = look(workspace)?;
    assets::build(workspace)?;
    serve::compile(workspace)?;
    let mut server = Server::start(workspace, arguments)?;
    loop {
        std::thread::sleep(PERIOD);
        let now = look(workspace)?;
        let changed = difference(&times, &now);
        if changed.is_empty() {
            continue;
        }
        times = now;
        println!(
            "changed: {}",
            changed.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
        );
        match rebuild(workspace, &changed) {
            Ok(()) => {
                drop(server);
                server = Server::start(workspace, arguments)?;
            }
            Err(error) => eprintln!("{error:#}\nthe server from before keeps running"),
        }
    }
}

fn rebuild(workspace: &Workspace, changed: &[PathBuf]) -> Result<()> {
    let concerns_browsers =
        |path: &PathBuf| ASSETS.iter().any(|folder| path.starts_with(workspace.root.join(folder)));
    if changed.iter().any(concerns_browsers) {
        assets::build(workspace)?;
    }
    serve::compile(workspace)
}

/// Looks at every watched file; one that vanishes meanwhile is not there.
fn look(workspace: &Workspace) -> Result<Times> {
    let mut times = Times::new();
    for folder in WATCHED {
        let files = files_below(&workspace.root.join(folder))?;
        times.extend(files.into_iter().filter_map(|file| {
            let time = file.metadata().and_then(|metadata| metadata.modified()).ok()?;
            Some((file, time))
        }));
    }
    Ok(times)
}

/// Returns the files that were changed, added or removed.
fn difference(before: &Times, after: &Times) -> Vec<PathBuf> {
    let changed = after.iter().filter(|(path, time)| before.get(*path) != Some(time));
    let removed = before.iter().filter(|(path, _)| !after.contains_key(*path));
    changed.chain(removed).map(|(path, _)| path.clone()).collect()
}

/// The running server; stopped when dropped.
struct Server {
    child: Child,
    guardian: Option<Guardian>,
}

impl Server {
    fn start(workspace: &Workspace, arguments: &[String]) -> Result<Self> {
        let child = serve::command(workspace, arguments).spawn().context("could not start the server")?;
        let guardian = Guardian::start(r#"kill -TERM "$1""#, &[&child.id().to_string()])?;
        Ok(Self { child, guardian: Some(guardian) })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.guardian.take());
        // A reader's open connection must not hold up the next version for long.
        if !wait(&mut self.child, Duration::from_secs(5)) && self.child.kill().is_ok() {
            let _ = self.child.wait();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_added_and_removed_files_are_told_apart_from_the_rest() {
        let times = |files: &[(&str, u64)]| -> Times {
            let time = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            files.iter().map(|(name, seconds)| (PathBuf::from(name), time(*seconds))).collect()
        };
        let before = times(&[("same", 1), ("changed", 1), ("removed", 1)]);
        let after = times(&[("same", 1), ("changed", 2), ("added", 1)]);
        let expected = ["added", "changed", "removed"].map(PathBuf::from);
        assert_eq!(difference(&before, &after), expected);
    }
}
