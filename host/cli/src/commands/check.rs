//! `fanlight check`: would an upload of this file be accepted?

use std::path::PathBuf;

use serde_json::json;

use crate::{exit::Exit, output, upload};

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  fanlight check dist/tasks.wasm --json
  {\"ok\":true,\"findings\":[]}")]
pub(crate) struct CheckArgs {
    /// The package
    file: PathBuf,
    /// Print one JSON object: {"ok":true,"findings":[…]} or {"error":{"kind","message","hint"}}
    #[arg(long)]
    pub(crate) json: bool,
}

/// Checks the file, and prints what was found.
pub(crate) fn check(args: &CheckArgs) -> anyhow::Result<Exit> {
    let (package, _) = upload::open(&args.file)?;
    if args.json {
        output::result(json!({ "ok": true, "findings": package.findings }));
        return Ok(Exit::Done);
    }
    let manifest = &package.manifest;
    output::result(format_args!("{} {} is a valid {}.", manifest.name, manifest.version, manifest.kind.as_str()));
    output::findings(&package.findings);
    Ok(Exit::Done)
}
