//! `fanlight completions`: a script that teaches a shell to complete this program's arguments.

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::{args::Cli, exit::Exit, output};

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  fanlight completions bash > ~/.local/share/bash-completion/completions/fanlight
  fanlight completions zsh > ~/.zfunc/_fanlight
  fanlight completions fish > ~/.config/fish/completions/fanlight.fish")]
pub(crate) struct CompletionsArgs {
    /// The shell to write for
    shell: Shell,
}

/// Prints the script.
pub(crate) fn completions(args: &CompletionsArgs) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "fanlight", &mut script);
    output::bytes_of_result(&script);
    Exit::Done
}
