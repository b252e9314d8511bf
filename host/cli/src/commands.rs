//! One file a subcommand.

pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod dev;
pub(crate) mod doctor;
pub(crate) mod inspect;
pub(crate) mod new;
pub(crate) mod record;
pub(crate) mod replay;
pub(crate) mod run;
pub(crate) mod serve;
pub(crate) mod tokens;

use crate::{args::Command, exit::Exit};

/// Runs the subcommand. An error is reported and turned into an exit status by the caller.
pub(crate) async fn dispatch(command: Command) -> anyhow::Result<Exit> {
    match command {
        Command::Serve(args) => serve::serve(args).await,
        Command::New(args) => new::new(&args),
        Command::Dev(args) => dev::dev(args).await,
        Command::Build(args) => build::build(&args),
        Command::Check(args) => check::check(&args).await,
        Command::Inspect(args) => inspect::inspect(&args),
        Command::Run(args) => run::run(args).await,
        Command::Record(args) => record::record(&args).await,
        Command::Replay(args) => replay::replay(&args).await,
        Command::Tokens(args) => tokens::tokens(&args).await,
        Command::Completions(args) => Ok(completions::completions(&args)),
        Command::Doctor(args) => Ok(doctor::doctor(&args).await),
    }
}
