//! `fanlight serve`: the server, from one folder of data.

use std::{io::IsTerminal as _, net::SocketAddr, path::PathBuf};

use fanlight_server::{Contact, Fault, Options, PublicUrl, ServeError};
use tracing_subscriber::{EnvFilter, filter::LevelFilter};

use crate::{
    args::address,
    exit::{Exit, NotServed},
    processes::{self, CompileArgs},
};

/// Arguments of `serve`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  fanlight serve --documents ~/notes
  fanlight serve --public-url https://boards.example.com \\
      --security-contact mailto:security@example.com
It prints a link that signs you in once. Stop it with Ctrl-C; what was acknowledged is kept.
  fanlight serve --admin-listen 127.0.0.1:4281
The same, with figures at http://127.0.0.1:4281/metrics: calls, failures by kind, queues, what is
suspended.

Exit status when it cannot start:
  2  the address or a folder cannot be used: name another one
  3  a file of the data folder is damaged
  4  the data folder is refused: another server has it, a newer Fanlight wrote it, or it may not
     be written
  5  the machine or Fanlight itself failed, for example because the disk is full")]
pub(crate) struct ServeArgs {
    /// Where boards, state, storage and packages are kept; made if it is not there
    #[arg(long, value_name = "DIR", default_value = "fanlight-data")]
    pub(crate) data: PathBuf,
    /// Address and port to listen on
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:4280", value_parser = address)]
    pub(crate) listen: SocketAddr,
    /// Show figures at /metrics of this address, in the text format of Prometheus; it asks nobody who they are, so keep it private
    #[arg(long, value_name = "ADDR:PORT", value_parser = address)]
    pub(crate) admin_listen: Option<SocketAddr>,
    /// The workspace: a folder of Markdown and CSV files that widgets may be granted to read
    #[arg(long, value_name = "DIR")]
    pub(crate) documents: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) compiling: CompileArgs,
    /// Run guests in the server's own process: less memory, and one wall less around them. It is needed where the system gives no
    /// walls (seccomp) to processes
    #[arg(long)]
    pub(crate) in_process: bool,
    /// Where people reach it, when a proxy stands before it: links begin with this. With https, browsers are told to come in no
    /// other way, to it and to all names below it (HSTS), and cookies never travel unencrypted
    #[arg(long, value_name = "URL")]
    pub(crate) public_url: Option<PublicUrl>,
    /// Whom to tell of a hole in security, such as mailto:security@example.com: /.well-known/security.txt names it (RFC 9116)
    #[arg(long, value_name = "URI")]
    pub(crate) security_contact: Option<Contact>,
}

/// Serves until it is told to stop.
pub(crate) async fn serve(args: ServeArgs) -> anyhow::Result<Exit> {
    log(LevelFilter::INFO);
    // The allocator asks for pages of 2 MiB, of which an idle server uses little. What it starts inherits this.
    if let Err(error) = rustix::thread::disable_transparent_huge_pages(true) {
        tracing::debug!(%error, "memory is kept in large pages");
    }
    let ServeArgs { data, listen, admin_listen, documents, compiling, in_process, public_url, security_contact } = args;
    let compiler = compiling.compiler();
    let options = Options {
        listen,
        admin_listen,
        documents,
        compiler: Some(if in_process { compiler.without_all_walls() } else { compiler }),
        workers: (!in_process).then(processes::worker),
        public_url,
        security_contact,
        ..Options::new(data)
    };
    fanlight_server::serve(options).await.map_err(not_served)?;
    Ok(Exit::Done)
}

/// Log to standard error. RUST_LOG says how much; what a person needs to see is on standard output, apart from the log.
pub(super) fn log(default: LevelFilter) {
    let filter = EnvFilter::builder().with_default_directive(default.into()).from_env_lossy();
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        // A log on a disk that is full cannot be written; to say that on the same stream would be a panic, and fail a request.
        .log_internal_errors(false)
        .init();
}

/// Why there is no server, with the exit status that scripts know.
pub(super) fn not_served(error: ServeError) -> NotServed {
    let exit = match error.fault() {
        Fault::Options => Exit::Usage,
        Fault::File => Exit::Invalid,
        Fault::Refused => Exit::Refused,
        Fault::Machine => Exit::Ours,
    };
    NotServed { exit, message: error.to_string(), hint: error.hint() }
}
