//! The command line of Fanlight.
//!
//! Where things are: `args.rs` is the index of the subcommands, `commands/` has one file for each, `exit.rs` alone decides
//! exit statuses, `output.rs` alone writes to the terminal, `processes.rs` is what `serve` starts of itself. `cargo.rs` runs the author's build, `upload.rs` reads packages.
//!
//! What is deliberately not here: what a package is (fanlight-registry), how it runs (fanlight-runtime, fanlight-bridge), and
//! the server (fanlight-server). To add a subcommand: a file in `commands/`, a line in `args.rs`, a case in `tests/cli.rs`.

mod args;
mod cargo;
mod clock;
mod commands;
mod exit;
mod output;
mod processes;
mod upload;

use std::{process::ExitCode, time::Duration};

use clap::Parser as _;

/// Guests come and go in microseconds; this allocator makes the difference measurable.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    if let Some(exit) = processes::be() {
        return exit;
    }
    let cli = args::Cli::parse();
    let json = cli.command.wants_json();
    let done =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(anyhow::Error::from).and_then(|runtime| {
            let done = runtime.block_on(commands::dispatch(cli.command));
            // A compilation that nobody waits for any more must not keep the process.
            runtime.shutdown_timeout(Duration::from_secs(1));
            done
        });
    let done = done.and_then(|exit| match output::lost() {
        None => Ok(exit),
        Some(error) => Err(anyhow::anyhow!("the result could not be written to standard output: {error}")),
    });
    match done {
        Ok(exit) => exit.into(),
        Err(error) => {
            output::error(&error, json);
            exit::Exit::of(&error).into()
        }
    }
}
