//! The one door to all commands of this repository: `cargo xtask <command>`.
//!
//! Everything that a fresh machine lacks is installed by [`setup`], everything that the server
//! embeds is made by [`assets`], and continuous integration runs `cargo xtask test` and nothing else.
//! To add a command: a variant of [`Task`] with its doc comment (that is the help text), a line in
//! [`perform`], and a module named after it.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool talks to its terminal")]

mod assets;
mod bench;
mod browser;
mod command;
mod dev;
mod guardian;
mod islands;
mod lint;
mod postgres;
mod running;
mod screenshots;
mod serve;
mod setup;
mod smoke;
mod stamp;
mod steps;
mod test;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::test::Part;
use crate::workspace::Workspace;

/// The commands of this repository.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds for development and runs `digitalstand serve`, with the arguments after `--`.
    Serve {
        /// Handed to `digitalstand serve` as they are.
        #[arg(last = true)]
        arguments: Vec<String>,
    },
    /// Like `serve`, and rebuilds and restarts when a file changes; a broken build keeps the old server.
    Dev {
        /// Handed to `digitalstand serve` as they are.
        #[arg(last = true)]
        arguments: Vec<String>,
    },
    /// Builds the one file to be installed: `target/release/digitalstand`.
    Build,
    /// Runs every check and every test; this is what continuous integration runs.
    Test {
        /// Only one part, for development.
        #[arg(long, value_enum)]
        only: Option<Part>,
    },
    /// Formatting and lints only.
    Check,
    /// Runs the tests and accepts every snapshot as it is now; look at `git diff` afterwards.
    Bless,
    /// Measures the product with the data of the whole country; prints ratios to its goals. Builds a release first.
    Bench(bench::Options),
    /// Takes pictures of the main pages, 390 and 1440 pixels wide, light and dark.
    Screenshots {
        /// Where to put them.
        #[arg(default_value = "docs/screenshots")]
        folder: PathBuf,
    },
}

fn main() -> ExitCode {
    match perform(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One sentence; where in this tool it came from helps nobody.
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Result<()> {
    let workspace = Workspace::find()?;
    match task {
        Task::Serve { arguments } => serve::serve(&workspace, &arguments),
        Task::Dev { arguments } => dev::dev(&workspace, &arguments),
        Task::Build => serve::build(&workspace),
        Task::Test { only } => test::test(&workspace, only),
        Task::Check => test::test(&workspace, Some(Part::Lint)),
        Task::Bless => test::bless(&workspace),
        Task::Bench(options) => bench::bench(&workspace, &options),
        Task::Screenshots { folder } => screenshots::screenshots(&workspace, &folder),
    }
}
