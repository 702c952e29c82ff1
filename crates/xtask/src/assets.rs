//! Makes everything that browsers load, in `target/site/pkg`, before the server that embeds it is built.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

use crate::command::run;
use crate::islands;
use crate::stamp::{Stamp, files_below, write_if_changed};
use crate::workspace::Workspace;

/// Makes the assets; what has not changed since the last time is left alone.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    fs::create_dir_all(workspace.pkg())?;
    islands::build(workspace)?;
    let charts = chart_style(workspace)?;
    style(workspace, &charts)?;
    let mut node = workspace.node(".", &["style/compress.mjs"]);
    run(node.arg(workspace.pkg()))
}

/// Writes the part of the style sheet that the charts crate knows: it names its colours itself.
fn chart_style(workspace: &Workspace) -> Result<PathBuf> {
    let file = workspace.site().join("charts.css");
    write_if_changed(&file, charts::css().as_bytes())?;
    Ok(file)
}

/// Runs the builder of the style sheet when one of its files or the charts' part has changed.
fn style(workspace: &Workspace, charts: &Path) -> Result<()> {
    let mut inputs = vec![fs::read(charts)?];
    for file in files_below(&workspace.root.join("style"))? {
        inputs.push(file.to_string_lossy().into_owned().into_bytes());
        inputs.push(fs::read(&file).with_context(|| format!("could not read {}", file.display()))?);
    }
    let stamp = Stamp::new(workspace.site().join("style.stamp"), inputs.iter().map(Vec::as_slice));
    let manifest = workspace.pkg().join("style.json");
    if stamp.is_current() && manifest.is_file() {
        return Ok(());
    }
    let pkg = workspace.pkg();
    let mut node = workspace.node(".", &["style/build.mjs", "--out"]);
    run(node.arg(&pkg).arg("--charts").arg(charts))?;
    ensure!(manifest.is_file(), "style/build.mjs wrote no {}", manifest.display());
    stamp.keep()
}
