//! The index of the subcommands.

use std::net::SocketAddr;

use clap::{Parser, Subcommand};

use crate::commands::{
    build::BuildArgs, check::CheckArgs, completions::CompletionsArgs, dev::DevArgs, doctor::DoctorArgs, inspect::InspectArgs,
    new::NewArgs, record::RecordArgs, replay::ReplayArgs, run::RunArgs, serve::ServeArgs, tokens::TokensArgs,
};

/// Widgets and themes behind glass: small WebAssembly programs that see only what a person has granted.
#[derive(Debug, Parser)]
#[command(
    name = "fanlight",
    version,
    propagate_version = true,
    arg_required_else_help = true,
    max_term_width = 100,
    after_help = "\
Start here:
  fanlight serve                          a board of your own, on http://127.0.0.1:4280
  fanlight new my-widget                  a folder with a widget to begin with
  fanlight dev my-widget                  the widget live on a board, while you write it
  fanlight build my-widget                a package of it, to publish
  fanlight run my-widget/dist/my-widget.wasm
                                          its first frame, without a server

Exit status: 0 done, 1 the guest failed, 2 usage, 3 invalid file, 4 refused, 5 our fault."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve boards, the gallery and the HTTP API from one folder of data
    Serve(ServeArgs),
    /// Make an author's folder with a widget to begin with
    New(NewArgs),
    /// Show an author's folder on a board of its own, and follow what is saved in it
    Dev(DevArgs),
    /// Build a package from an author's folder, and print its path
    Build(BuildArgs),
    /// Check a package as an upload would be checked
    Check(CheckArgs),
    /// Show what a package is, what it asks for and what it can call
    Inspect(InspectArgs),
    /// Run a package once, without a server, and show what came out
    Run(RunArgs),
    /// Run a package as `run` does, and write its calls to a file
    Record(RecordArgs),
    /// Play a recording again, and show how a package differs from it
    Replay(ReplayArgs),
    /// Print a theme's design tokens in the format of the Design Tokens Community Group
    Tokens(TokensArgs),
    /// Print a script that completes arguments in bash, zsh, fish, elvish or PowerShell
    Completions(CompletionsArgs),
    /// Check this machine and the folders of a server, and say what to mend
    Doctor(DoctorArgs),
}

impl Command {
    /// Whether errors go to stdout as JSON.
    pub(crate) fn wants_json(&self) -> bool {
        match self {
            Self::Serve(_) | Self::New(_) | Self::Dev(_) | Self::Build(_) | Self::Completions(_) => false,
            Self::Check(args) => args.json,
            Self::Inspect(args) => args.json,
            Self::Run(args) => args.json,
            Self::Record(args) => args.json,
            Self::Replay(args) => args.json,
            Self::Doctor(args) => args.json,
            Self::Tokens(_) => false,
        }
    }
}

/// Where to listen: a number of the machine's and a port.
pub(crate) fn address(text: &str) -> Result<SocketAddr, String> {
    let port = text.trim_start_matches(':');
    text.parse().map_err(|_| match port.parse::<u16>() {
        Ok(port) => format!("write an address before the port: 127.0.0.1:{port}"),
        Err(_) => {
            "write an IP address and a port: 127.0.0.1:4280 for this machine, 0.0.0.0:4280 or [::]:4280 for all of its networks"
                .to_owned()
        }
    })
}
