//! The binary `digitalstand`.

use std::process::ExitCode;

use clap::Parser;
use server::config::Arguments;
use tokio::runtime::Builder;

/// Pages are made of many small strings, and pictures of few large ones: this one serves the former faster than the
/// system's, and gives the latter back.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Threads for work that blocks. Only pictures and imports do, a few at a time; every further thread would keep the
/// memory of a picture to itself.
const BLOCKING: usize = 4;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let runtime = Builder::new_multi_thread().enable_all().max_blocking_threads(BLOCKING).build();
    let ran =
        runtime.map_err(Into::into).and_then(|runtime| runtime.block_on(server::commands::run(arguments)));
    match ran {
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
