//! Where things are, and the few settings that come from the environment.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

/// What `cargo` is asked for when it tests or lints: everything but this tool.
///
/// Asked for together with the rest, the tool's dependencies would be compiled a second time with other
/// features: those of `cargo xtask` are the ones that it needs alone.
pub(crate) const PRODUCT: [&str; 3] = ["--workspace", "--exclude", "xtask"];

/// The folders of this repository.
pub(crate) struct Workspace {
    /// The folder that holds the workspace manifest.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds.
    pub(crate) target: PathBuf,
}

impl Workspace {
    /// Finds the workspace that this program was built from.
    pub(crate) fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let root = root.canonicalize().with_context(|| format!("{} is gone", root.display()))?;
        // A relative folder is meant from the root, where every command below runs.
        let target = root.join(setting("CARGO_TARGET_DIR").unwrap_or_else(|| "target".to_owned()));
        Ok(Self { root, target })
    }

    /// The folder whose content the server embeds.
    ///
    /// It stays in the tree when `CARGO_TARGET_DIR` points elsewhere, since `rust-embed` names it
    /// relative to the server's manifest.
    pub(crate) fn pkg(&self) -> PathBuf {
        self.site().join("pkg")
    }

    /// The folder of everything that is made for browsers, intermediate files included.
    pub(crate) fn site(&self) -> PathBuf {
        self.root.join("target/site")
    }

    /// The server as the development profile builds it.
    pub(crate) fn development_binary(&self) -> PathBuf {
        self.target.join("debug/digitalstand")
    }

    /// The server as the release profile builds it.
    pub(crate) fn release_binary(&self) -> PathBuf {
        self.target.join("release/digitalstand")
    }

    /// A call of cargo in the root.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(setting("CARGO").unwrap_or_else(|| "cargo".to_owned()));
        command.args(arguments).current_dir(&self.root);
        command
    }

    /// A call of Node in a folder of the root.
    pub(crate) fn node(&self, folder: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new("node");
        command.args(arguments).current_dir(self.root.join(folder));
        command
    }
}

/// Whether continuous integration runs this: then nothing may be skipped.
pub(crate) fn is_continuous_integration() -> bool {
    setting("CI").is_some_and(|value| value != "false")
}

/// Returns an environment variable that is set and not empty.
pub(crate) fn setting(name: &str) -> Option<String> {
    #[expect(
        clippy::disallowed_methods,
        reason = "`server::config` is for the server; this is the one place of xtask"
    )]
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
