//! `fanlight check`: would an upload of this file be accepted?

use std::path::PathBuf;

use fanlight_registry::Finding;
use serde_json::json;

use crate::{exit::Exit, output, upload};

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  fanlight check dist/tasks.wasm --json
  {\"ok\":true,\"findings\":[]}
  fanlight check meadow.tokens.json
A pack whose colours cannot be read is refused with each pair and the nearest colour that passes:
with --json under \"findings\", beside \"error\".")]
pub(crate) struct CheckArgs {
    /// The package: a component, or a theme's pack of tokens
    file: PathBuf,
    /// Print one JSON object: {"ok":true,"findings":[…]} or {"error":{"kind","message","hint"}}
    #[arg(long)]
    pub(crate) json: bool,
}

/// Checks the file, and prints what was found.
pub(crate) fn check(args: &CheckArgs) -> anyhow::Result<Exit> {
    let bytes = upload::read(&args.file)?;
    let package = match upload::check(&bytes) {
        Ok(package) => package,
        Err(error) => return refused(error, &fanlight_registry::contrast(&bytes), args.json),
    };
    if args.json {
        output::result(json!({ "ok": true, "findings": package.findings }));
        return Ok(Exit::Done);
    }
    let manifest = &package.manifest;
    output::result(format_args!("{} {} is a valid {}.", manifest.name, manifest.version, manifest.kind.as_str()));
    output::findings(&package.findings);
    Ok(Exit::Done)
}

/// What was found goes with the refusal, so that all of it can be mended at once.
fn refused(error: anyhow::Error, findings: &[Finding], as_json: bool) -> anyhow::Result<Exit> {
    if findings.is_empty() {
        return Err(error);
    }
    if as_json {
        output::result(json!({ "error": output::error_json(&error), "findings": findings }));
        return Ok(Exit::of(&error));
    }
    output::findings(findings);
    Err(error)
}
