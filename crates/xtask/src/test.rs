//! Every check and every test, in the order in which a mistake shows soonest.

use std::process::Command;

use anyhow::{Context as _, Result};
use clap::ValueEnum;

use crate::browser::browser;
use crate::command::run;
use crate::postgres::Cluster;
use crate::smoke::smoke;
use crate::steps::Steps;
use crate::workspace::{PRODUCT, Workspace};
use crate::{assets, lint, serve, setup};

/// A part of the tests.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Unit, integration and documentation tests.
    Rust,
    /// The binary alone in an empty folder, and the pages in a browser.
    Browser,
    /// Formatting and lints.
    Lint,
}

/// Runs all parts, or one.
pub(crate) fn test(workspace: &Workspace, only: Option<Part>) -> Result<()> {
    let wants = |part| only.is_none_or(|only| only == part);
    let mut steps = Steps::default();
    let ready = steps.take("Set-up", || setup::for_build(workspace)).is_some();
    let ready = ready && steps.take("Assets", || assets::build(workspace)).is_some();
    if wants(Part::Lint) {
        steps.take("Formatting", || lint::format(workspace));
    }
    if wants(Part::Lint) && ready {
        steps.take("Lints", || lint::native(workspace));
        steps.take("Lints of the browser's module", || lint::wasm(workspace));
    }
    if wants(Part::Rust) && ready {
        rust(workspace, &mut steps);
    }
    if wants(Part::Browser) && ready {
        pages(workspace, &mut steps);
    }
    steps.finish()
}

/// Runs the tests and lets every snapshot be what it is now.
pub(crate) fn bless(workspace: &Workspace) -> Result<()> {
    setup::for_build(workspace)?;
    assets::build(workspace)?;
    run(cargo_test(workspace).env("INSTA_UPDATE", "always").env("BLESS", "1"))
}

/// The tests of cargo; those of the storage run on both databases.
fn rust(workspace: &Workspace, steps: &mut Steps) {
    steps.take("Rules of the repository", || run(&mut workspace.cargo(&["test", "--package", "xtask"])));
    let title = "PostgreSQL for the tests";
    let cluster = steps.take(title, || {
        let programs = setup::for_postgres()?;
        programs.map(|programs| Cluster::start(&programs)).transpose()
    });
    let mut cargo = cargo_test(workspace);
    match cluster.flatten() {
        Some(cluster) => {
            let address = cluster.address();
            println!("{address}, log in {}", cluster.folder().display());
            steps.take("Rust tests", || run(cargo.env("DIGITALSTAND_TEST_POSTGRES", address)));
        }
        None => {
            steps.take("Rust tests, without PostgreSQL", || run(&mut cargo));
        }
    }
}

/// Unit, integration and documentation tests of everything but this tool.
fn cargo_test(workspace: &Workspace) -> Command {
    workspace.cargo(&[&["test"], &PRODUCT[..], &["--no-fail-fast"]].concat())
}

/// The tests of the binary as a whole.
fn pages(workspace: &Workspace, steps: &mut Steps) {
    let binary = workspace.development_binary();
    if steps.take("Server", || serve::compile(workspace)).is_none() {
        return;
    }
    steps.take("The binary alone in an empty folder", || smoke(workspace, &binary));
    let chromium = steps.take("Set-up of the browser", || setup::for_browser(workspace));
    match chromium {
        Some(Some(chromium)) => {
            steps.take("Browser tests", || {
                browser(workspace, &binary, &chromium).context("browser tests failed")
            });
        }
        Some(None) => steps.skip("Browser tests", "no browser"),
        None => {}
    }
}
