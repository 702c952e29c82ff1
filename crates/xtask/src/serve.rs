//! Building and running the server.

use std::process::Command;

use anyhow::{Context as _, Result};

use crate::command::run;
use crate::workspace::Workspace;
use crate::{assets, setup};

/// Builds for development and becomes the server, so that signals and the exit status are its own.
pub(crate) fn serve(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    setup::for_build(workspace)?;
    assets::build(workspace)?;
    compile(workspace)?;
    let binary = workspace.development_binary();
    let error = command(workspace, arguments).exec();
    Err(error).with_context(|| format!("could not start {}", binary.display()))
}

/// Builds the file that is installed.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    setup::for_build(workspace)?;
    assets::build(workspace)?;
    run(&mut workspace.cargo(&["build", "--release", "--package", "server"]))?;
    let binary = workspace.release_binary();
    println!("{}: {} bytes", binary.display(), binary.metadata()?.len());
    Ok(())
}

/// Compiles the server for development; the assets must be there.
pub(crate) fn compile(workspace: &Workspace) -> Result<()> {
    run(&mut workspace.cargo(&["build", "--package", "server"]))
}

/// The call that `serve` and `dev` make.
pub(crate) fn command(workspace: &Workspace, arguments: &[String]) -> Command {
    let mut command = Command::new(workspace.development_binary());
    command.arg("serve").args(arguments).current_dir(&workspace.root);
    command
}
