//! Rules for the repository as a whole, which no single crate could check.
#![expect(clippy::unwrap_used, reason = "a failed test is what these functions are for")]

mod hosts;
mod licences;
mod lock;

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the workspace manifest.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What a program prints when it runs in the root.
fn output(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
