//! `fanlight record`: a run whose calls are kept.

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use fanlight_runtime::recording::{Trace, TraceKey};
use serde_json::json;

use super::run::{self, PlayArgs};
use crate::{
    exit::{Exit, Usage},
    output,
};

/// Arguments of `record`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  fanlight record dist/counter.wasm --event '{\"type\":\"input\",\"key\":\"more\"}' -o counter.trace
  fanlight record dist/notes-insight.wasm --documents ~/notes --grant documents \\
    -o notes.trace --key trace.key
  fanlight record dist/tasks.wasm --grant storage -o tasks.trace --json

The file holds what the widget was given: documents that it read, what was typed, its settings and
state. Seal it with --key, or make one to give away with `fanlight replay --share`. A run that fails
is recorded, too.")]
pub(crate) struct RecordArgs {
    #[command(flatten)]
    play: PlayArgs,
    /// Write the recording to this file
    #[arg(short, long, value_name = "TRACE")]
    output: PathBuf,
    /// Seal the recording with the key in this file, which is made if it does not exist
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// Print one JSON object: {"trace","calls","usage"}, and "error" if the guest failed
    #[arg(long)]
    pub(crate) json: bool,
}

/// Runs the package, and writes the recording whatever became of the run.
pub(crate) async fn record(args: &RecordArgs) -> anyhow::Result<Exit> {
    let ran = run::attempt(&args.play).await?;
    let trace = ran.trace?;
    let hint = "Name a key file with --key that exists, or one that can be made.";
    let key = args.key.as_deref().map(|file| opened(file, TraceKey::open_or_make(file), hint)).transpose()?;
    write(&args.output, &trace, key.as_ref())?;
    let failed = ran.frame.err();
    if args.json {
        let mut said = json!({ "trace": args.output, "calls": trace.calls.len(), "usage": ran.usage });
        if let Some(failure) = &failed {
            said["error"] = output::failure_json(failure);
        }
        output::result(said);
        return Ok(failed.map_or(Exit::Done, |failure| Exit::of_kind(failure.kind)));
    }
    output::result(args.output.display());
    output::note(format_args!("{} calls are recorded", trace.calls.len()));
    failed.map_or(Ok(Exit::Done), |failure| Err(failure.into()))
}

/// Write a recording that only its owner can read, whole or not at all.
pub(super) fn write(file: &Path, trace: &Trace, key: Option<&TraceKey>) -> anyhow::Result<()> {
    let bytes = trace.write(key)?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(".".as_ref());
    // A temporary file is readable by its owner alone, and stays so.
    let written = tempfile::NamedTempFile::new_in(folder)
        .and_then(|mut made| made.write_all(&bytes).and_then(|()| made.persist(file).map_err(io::Error::from)));
    written.map_err(|e| Usage::new(format!("cannot write {}: {e}", file.display()), "Name a file in a folder that is there."))?;
    Ok(())
}

/// A key that was read, or a usage error.
pub(super) fn opened(file: &Path, key: io::Result<TraceKey>, hint: &str) -> Result<TraceKey, Usage> {
    key.map_err(|e| Usage::new(format!("cannot use the key {}: {e}", file.display()), hint))
}
