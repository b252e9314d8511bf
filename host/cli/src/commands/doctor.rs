//! `fanlight doctor`: what keeps a server or an author from working on this machine, and what to do about it.
//!
//! | file | idea |
//! |---|---|
//! | `check` | what a check finds |
//! | `machine` | the kernel, its limits, the clock, and the walls around guests |
//! | `folders` | the data folder, its database, the documents |
//! | `outside` | the port, and the tools that widgets are built with |
//!
//! A check changes nothing: what it has to make to try something out has no name and is gone with it.

mod check;
mod folders;
mod machine;
mod outside;

use std::{net::SocketAddr, path::PathBuf};

use fanlight_server::inspect;
use serde_json::json;

use self::check::{Check, Status};
use crate::{args::address, exit::Exit, output};

/// Arguments of `doctor`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  fanlight doctor
  fanlight doctor --data fanlight-data --documents ~/notes --listen 127.0.0.1:4280
  fanlight doctor --json

Give it the --data, --documents and --listen of `fanlight serve`, which may be running. It changes
nothing. It ends with 0 when nothing is a problem, with 5 when something is. With --json it prints:
  {\"ok\", \"checks\": [{\"name\", \"status\": \"ok\" | \"warning\" | \"problem\", \"message\", \"hint\"}]}")]
pub(crate) struct DoctorArgs {
    /// The data folder to look at
    #[arg(long, value_name = "DIR", default_value = "fanlight-data")]
    data: PathBuf,
    /// The documents folder to look at; the one in the data folder if none is named
    #[arg(long, value_name = "DIR")]
    documents: Option<PathBuf>,
    /// Address and port that the server would listen on
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:4280", value_parser = address)]
    listen: SocketAddr,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

/// Checks everything and prints what it found.
pub(crate) async fn doctor(args: &DoctorArgs) -> Exit {
    let inspected = inspect(&args.data).await;
    let in_use = inspected.as_ref().is_ok_and(|found| found.in_use);
    let mut checks =
        vec![machine::sandbox(), machine::kernel(), machine::mappings(), machine::files(), machine::clock(&args.data)];
    checks.extend(folders::data(&args.data));
    checks.push(folders::space(&args.data));
    checks.push(folders::in_use(in_use));
    checks.push(folders::database(&inspected));
    checks.push(folders::documents(args.documents.as_deref(), &args.data).await);
    checks.push(outside::port(args.listen, in_use));
    checks.push(outside::toolchain());
    checks.push(machine::walls().await);

    let count = |status| checks.iter().filter(|check| check.status == status).count();
    let (problems, warnings) = (count(Status::Problem), count(Status::Warning));
    if args.json {
        output::result(json!({ "ok": problems == 0, "checks": checks }));
    } else {
        checks.iter().for_each(print);
        output::result(format_args!("\n{}", summary(problems, warnings)));
    }
    if problems == 0 { Exit::Done } else { Exit::Ours }
}

/// A line of the result, and what to do about it below.
fn print(check: &Check) {
    output::result(format_args!("{:<8} {}: {}", check.status.as_str(), check.name, check.message));
    if !check.hint.is_empty() {
        output::result(format_args!("         {}", check.hint));
    }
}

fn summary(problems: usize, warnings: usize) -> String {
    let of = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    match (problems, warnings) {
        (0, 0) => "Nothing is wrong.".to_owned(),
        (0, _) => format!("Nothing keeps Fanlight from working. {} to know about.", of(warnings, "warning")),
        (_, 0) => format!("{} to mend.", of(problems, "problem")),
        _ => format!("{} to mend, {} to know about.", of(problems, "problem"), of(warnings, "warning")),
    }
}
