//! `fanlight replay`: a recording played again, without a server and without anything that stood behind it.

mod shown;

use std::{fs::File, io::Read as _, path::PathBuf};

use fanlight_bridge::recording::{self, Guest};
use fanlight_registry::Package;
use fanlight_runtime::{
    Failure, Kind, Runtime,
    recording::{Fidelity, MAX_TRACE_BYTES, RecordedCall, Trace, TraceKey},
};
use serde_json::json;

use self::shown::Shown;
use super::record;
use crate::{exit::Exit, output, upload};

/// Arguments of `replay`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  fanlight replay counter.trace --package dist/counter.wasm
  fanlight replay tasks.trace --package dist/tasks.wasm --json
  fanlight replay counter.trace --package dist/counter.wasm --share counter.shared.trace

With the package that was recorded, every byte and every unit of fuel has to be the same. With
another version of it, each call gets what the recorded one got, and what differs is shown: view,
state, questions to the gate, fuel. A question that was never recorded is refused as `unavailable`.

--share writes a recording without personal data: words and numbers in documents, stored values,
settings, state and what was typed are replaced by placeholders of the same shape, and the package
runs again over them.

Exit status: 0 equal, 1 different, 2 usage, 3 the recording or the package is not valid.")]
pub(crate) struct ReplayArgs {
    /// The recording
    trace: PathBuf,
    /// The package that was recorded, or another version of it
    #[arg(long, value_name = "FILE")]
    package: PathBuf,
    /// The key with which the recording was sealed
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// Write a recording without personal data to this file
    #[arg(long, value_name = "OUT")]
    share: Option<PathBuf>,
    /// Print one JSON object: {"equal","calls":[{"function","event","equal","usage","differences"}],"notes"}
    #[arg(long)]
    pub(crate) json: bool,
}

/// Plays the recording.
pub(crate) async fn replay(args: &ReplayArgs) -> anyhow::Result<Exit> {
    let trace = read(args)?;
    let (package, bytes) = upload::open_or_bare(&args.package)?;
    let runtime = fanlight_bridge::runtime(recording::settings(&trace)?)?;
    let guest = super::run::compiled(Guest::load(&runtime, &trace, &bytes)).await?;
    let mut notes = notes(&trace, &package, &runtime);
    if let Some(out) = &args.share {
        let shared = recording::share(&guest, &trace, &bytes, &package.manifest).await?;
        record::write(out, &shared.trace, None)?;
        notes.extend(shared.otherwise.iter().map(|call| {
            format!("call {} ends in another way with placeholders: what it shows may not be in the shared recording", call + 1)
        }));
    }
    let fidelity = if package.digest == trace.package.digest { Fidelity::Exact } else { Fidelity::SameQuestions };
    let mut replayed = Vec::new();
    for call in &trace.calls {
        replayed.push(guest.replay(call, fidelity).await?);
    }
    Ok(report(args, &runtime, &trace, &replayed, &notes))
}

fn report(args: &ReplayArgs, runtime: &Runtime, trace: &Trace, replayed: &[RecordedCall], notes: &[String]) -> Exit {
    let calls: Vec<Shown<'_>> = trace.calls.iter().zip(replayed).map(|(one, other)| Shown::new(runtime, one, other)).collect();
    let different = calls.iter().filter(|call| !call.equal()).count();
    if args.json {
        let calls: Vec<_> = calls.iter().map(Shown::json).collect();
        let mut said = json!({ "equal": different == 0, "calls": calls, "notes": notes });
        if let Some(out) = &args.share {
            said["shared"] = json!(out);
        }
        output::result(said);
    } else {
        notes.iter().for_each(|note| output::note(format_args!("note: {}", output::one_line(note))));
        for (n, call) in calls.iter().enumerate() {
            call.lines(n + 1).iter().for_each(|line| output::result(output::one_line(line)));
        }
        match different {
            0 => output::result(format_args!("{} calls are equal in every byte and in fuel.", calls.len())),
            _ => output::result(format_args!("{different} of {} calls differ.", calls.len())),
        }
    }
    if different == 0 { Exit::Done } else { Exit::Guest }
}

/// What a person should know before the differences.
fn notes(trace: &Trace, package: &Package, runtime: &Runtime) -> Vec<String> {
    let (mut notes, manifest) = (Vec::new(), &package.manifest);
    if package.digest != trace.package.digest {
        let recorded = &trace.package;
        notes.push(format!(
            "{} {} was recorded, and this is {} {} ({:.12} and {:.12})",
            recorded.name, recorded.version, manifest.name, manifest.version, recorded.digest, package.digest
        ));
    }
    if *runtime.id() != trace.engine {
        notes.push(format!("recorded with {}; this is {}: fuel may differ for that reason alone", trace.engine, runtime.id()));
    }
    for (n, call) in trace.calls.iter().enumerate().filter(|(_, call)| call.ended_by_the_clock()) {
        notes.push(format!("call {} ({}) was ended by the clock, and is not compared", n + 1, call.function));
    }
    notes
}

/// The recording; one byte more than any has is read, so that the check can say that it is too large.
fn read(args: &ReplayArgs) -> anyhow::Result<Trace> {
    let mut bytes = Vec::new();
    File::open(&args.trace).and_then(|file| file.take(MAX_TRACE_BYTES as u64 + 1).read_to_end(&mut bytes)).map_err(|e| {
        let message = format!("cannot read {}: {e}", args.trace.display());
        Failure::new(Kind::InvalidTrace, message).hint("Check the path and its permissions.")
    })?;
    let hint = "Name the key file with which the recording was made.";
    let key = args.key.as_deref().map(|file| record::opened(file, TraceKey::open(file), hint)).transpose()?;
    Ok(Trace::read(&bytes, key.as_ref())?)
}
