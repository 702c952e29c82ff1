//! Pictures of every page, for the documentation and for looking at what a change did.

use std::path::Path;

use anyhow::{Context as _, Result};

use crate::browser::with_server;
use crate::workspace::Workspace;
use crate::{assets, serve, setup};

/// Takes the pictures and puts them into a folder.
pub(crate) fn screenshots(workspace: &Workspace, folder: &Path) -> Result<()> {
    setup::for_build(workspace)?;
    let chromium = setup::for_browser(workspace)?.context("pictures need Chromium")?;
    assets::build(workspace)?;
    serve::compile(workspace)?;
    let folder = workspace.root.join(folder);
    let script = ["screenshots.mjs", folder.to_str().context("the folder has no readable name")?];
    with_server(workspace, &workspace.development_binary(), &chromium, &script)
}
