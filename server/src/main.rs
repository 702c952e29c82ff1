//! The binary `digitalstand`.

use std::process::ExitCode;

use clap::Parser;
use server::config::Arguments;

/// Pages are made of many small strings, and pictures of few large ones: this one serves the former faster than the
/// system's, and gives the latter back.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match server::commands::run(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "failed");
            #[expect(clippy::print_stderr, reason = "a person at the command line reads this")]
            {
                eprintln!("digitalstand: {error:#}");
            }
            ExitCode::FAILURE
        }
    }
}
