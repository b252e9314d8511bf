//! `fanlight check`: would an upload of this file be accepted?

use std::path::PathBuf;

use fanlight_bridge::{manifest::Kind, tokens};
use fanlight_registry::{Finding, Package};
use fanlight_runtime::Limits;
use serde_json::json;

use super::tokens::loaded;
use crate::{
    clock,
    exit::{Exit, InvalidFile},
    output, upload,
};

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  fanlight check dist/tasks.wasm --json
  {\"ok\":true,\"findings\":[]}
  fanlight check meadow.tokens.json

A widget is not run: `fanlight run` shows whether it works. A theme whose colours cannot be read is
refused with each pair and the nearest colour that passes: with --json under \"findings\", beside
\"error\". A theme with code is run for light and dark screens, for standard and more contrast, at
every hour of the day.")]
pub(crate) struct CheckArgs {
    /// The package: a component, or a theme's pack of tokens
    file: PathBuf,
    /// Print one JSON object: {"ok":true,"findings":[…]} or {"error":{"kind","message","hint"}}
    #[arg(long)]
    pub(crate) json: bool,
}

/// Checks the file, and prints what was found.
pub(crate) async fn check(args: &CheckArgs) -> anyhow::Result<Exit> {
    let bytes = upload::read(&args.file)?;
    let package = match upload::check(&bytes) {
        Ok(package) => package,
        Err(error) => return refused(error, &fanlight_registry::contrast(&bytes), args.json),
    };
    let faults = faults(&package, &bytes).await?;
    if let Some(failure) = tokens::refusal(&faults) {
        let findings: Vec<_> = faults.into_iter().map(Finding::from).collect();
        return refused(anyhow::Error::from(failure).context(InvalidFile), &findings, args.json);
    }
    if args.json {
        output::result(json!({ "ok": true, "findings": package.findings }));
        return Ok(Exit::Done);
    }
    let manifest = &package.manifest;
    output::result(format_args!("{} {} is a valid {}.", manifest.name, manifest.version, manifest.kind.as_str()));
    output::findings(&package.findings);
    Ok(Exit::Done)
}

/// What cannot be read of a theme with code; a pack was judged when it was opened.
async fn faults(package: &Package, bytes: &[u8]) -> anyhow::Result<Vec<tokens::ScreenFault>> {
    if package.manifest.kind != Kind::Theme || tokens::is_pack(bytes) {
        return Ok(Vec::new());
    }
    let limits = package.manifest.limits.applied_to(Limits::default());
    Ok(loaded(bytes).await?.faults(limits, clock::now_ms()).await?)
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
