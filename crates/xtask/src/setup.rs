//! Brings a fresh machine to where the commands work, and says in one sentence what it cannot install.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::command::{find_program, output, run, run_quietly};
use crate::stamp::Stamp;
use crate::workspace::{Workspace, is_continuous_integration, setting};

/// The oldest Node whose behaviour our scripts and Playwright rely on.
const OLDEST_NODE: u32 = 20;

/// Makes ready for building and serving.
pub(crate) fn for_build(workspace: &Workspace) -> Result<()> {
    wasm_target(workspace)?;
    node()?;
    packages(workspace, "style")
}

/// Makes ready for the browser tests: their packages and the browser.
pub(crate) fn for_browser(workspace: &Workspace) -> Result<Option<PathBuf>> {
    packages(workspace, "end2end")?;
    if find_chromium().is_none() {
        // Debian's browser brings no font, and a page without letters has no height to measure.
        install("the browser tests", &["chromium", "fonts-liberation"])?;
    }
    Ok(find_chromium())
}

/// Makes ready for the tests that need PostgreSQL.
pub(crate) fn for_postgres() -> Result<Option<PathBuf>> {
    if find_postgres().is_none() {
        install("the tests on PostgreSQL", &["postgresql"])?;
    }
    Ok(find_postgres())
}

/// Makes ready for the bench: what asks, and the limit of what can be served. It does without them too.
pub(crate) fn for_bench() -> Result<()> {
    let has_nginx = find_program(&["nginx"]).is_some() || Path::new("/usr/sbin/nginx").is_file();
    if find_program(&["wrk"]).is_none() || !has_nginx {
        install("the bench", &["wrk", "nginx"])?;
    }
    Ok(())
}

/// Finds a browser; `CHROMIUM` names another one.
fn find_chromium() -> Option<PathBuf> {
    setting("CHROMIUM")
        .map(PathBuf::from)
        .or_else(|| find_program(&["chromium", "chromium-browser", "google-chrome"]))
}

/// Finds PostgreSQL's programs, which Debian keeps off the search path, newest version first.
pub(crate) fn find_postgres() -> Option<PathBuf> {
    let on_path = find_program(&["initdb"]).and_then(|initdb| initdb.parent().map(Path::to_path_buf));
    on_path.filter(|folder| folder.join("pg_ctl").is_file()).or_else(|| {
        let versions = fs::read_dir("/usr/lib/postgresql").ok()?.filter_map(Result::ok);
        let number = |path: &Path| path.parent().and_then(|it| it.file_name()?.to_str()?.parse::<u32>().ok());
        let folders = versions.map(|version| version.path().join("bin"));
        folders.filter(|folder| folder.join("initdb").is_file()).max_by_key(|folder| number(folder))
    })
}

/// Adds the compilation target of the browser's module.
fn wasm_target(workspace: &Workspace) -> Result<()> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(&workspace.root))?;
    let sysroot = PathBuf::from(String::from_utf8(sysroot)?.trim());
    if sysroot.join("lib/rustlib/wasm32-unknown-unknown/lib").is_dir() {
        return Ok(());
    }
    run(Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"]).current_dir(&workspace.root))
        .context("install the Rust target wasm32-unknown-unknown")
}

/// Checks that Node is there and new enough.
fn node() -> Result<()> {
    let version = output(Command::new("node").arg("--version"))
        .with_context(|| format!("install Node {OLDEST_NODE} or newer, with npm"))?;
    let version = String::from_utf8(version)?;
    let major =
        version.trim().trim_start_matches('v').split('.').next().and_then(|it| it.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST_NODE) {
        bail!("install Node {OLDEST_NODE} or newer: this is {}", version.trim());
    }
    Ok(())
}

/// Installs the Node packages of a folder as its lock file says, unless they are there already.
fn packages(workspace: &Workspace, folder: &str) -> Result<()> {
    let folder = workspace.root.join(folder);
    let Ok(lock) = fs::read(folder.join("package-lock.json")) else { return Ok(()) };
    let stamp = Stamp::new(folder.join("node_modules/.stamp"), [lock.as_slice()]);
    if stamp.is_current() {
        return Ok(());
    }
    println!("installing the packages of {}", folder.display());
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&folder);
    // The browser comes from the system; a download of another one would fail behind a proxy.
    run_quietly(npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    stamp.keep()
}

/// Installs Debian packages when we may; otherwise says what is missing, and for what.
fn install(purpose: &str, names: &[&str]) -> Result<()> {
    if find_program(&["apt-get"]).is_some() && is_root() {
        println!("installing {} for {purpose}", names.join(" "));
        apt_get(&["update"])?;
        return apt_get(&[&["install", "--yes", "--no-install-recommends"], names].concat());
    }
    let sentence = format!("{purpose} need the Debian packages {} or their like", names.join(" and "));
    if is_continuous_integration() {
        bail!("{sentence}");
    }
    println!("{sentence}: skipped");
    Ok(())
}

fn apt_get(arguments: &[&str]) -> Result<()> {
    run_quietly(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
}

/// Whether we may do everything; PostgreSQL refuses to run then.
pub(crate) fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|user| user.trim_ascii() == b"0")
}
