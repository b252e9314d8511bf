//! What a worker says that a guest has taken over: anything, in the frames of the protocol or not, once it was given a call.

use std::{path::PathBuf, sync::LazyLock};

use arbitrary::Unstructured;
use fanlight_bridge::{Context, Event, Reach, Widget, capabilities};
use fanlight_runtime::{ArtifactKey, CompileLimits, Compiler, Failure, Kind, Launch, Settings};
use serde::Serialize;
use serde_bytes::Bytes;

use crate::host::{self, COUNTER, LIMITS};

/// As `runtime/src/workers/wire.rs` has it: [`honest`] fails when that is another one.
#[derive(Serialize)]
enum FromWorker<'a> {
    /// Which walls are missing.
    Ready(Result<Vec<String>, Failure>),
    Gate {
        id: u64,
        capability: &'a str,
        operation: &'a str,
        payload: &'a Bytes,
    },
    Done {
        id: u64,
        result: Result<&'a Bytes, Failure>,
        usage: [u64; 4],
    },
}

/// Says that it is ready when it is told to begin, that the component is a widget when it is asked, to the next question what is in a file,
/// and then no more.
const LIAR: &str = r#"
hear() { dd bs=1000000 count=1 > "$1/heard" 2> "$1/heard"; }
hear "$1"; cat "$1/ready" >&0
hear "$1"; cat "$1/widget" >&0
hear "$1"; cat "$1/said" >&0
"#;

static FOLDER: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("ready"), frame(&FromWorker::Ready(Ok(Vec::new())))).unwrap();
    let yes = FromWorker::Done { id: 0, result: Ok(Bytes::new(&[])), usage: [0; 4] };
    std::fs::write(folder.path().join("widget"), frame(&yes)).unwrap();
    // As a server has compiled it before. A liar needs no artifact, but nobody is asked without one.
    let runtime = fanlight_bridge::runtime(settings(folder.path().into())).unwrap();
    host::wait(Widget::load(&runtime, &COUNTER)).unwrap();
    folder
});

fn settings(folder: PathBuf) -> Settings {
    let mut settings = Settings::default();
    let key = ArtifactKey::open(&folder.join("key")).unwrap();
    (settings.limits, settings.concurrency, settings.artifacts) = (*LIMITS, 2, Some((folder.join("artifacts"), key)));
    settings
}

pub(crate) fn run(bytes: &[u8]) {
    static HONEST: LazyLock<()> = LazyLock::new(honest);
    LazyLock::force(&HONEST);
    let from = &mut Unstructured::new(bytes);
    if let Ok((said, update)) = said(from).and_then(|said| Ok((said, from.arbitrary()?))) {
        let _ = heard(&said, update);
    }
}

/// A worker that says nothing but what it should is believed.
fn honest() {
    let said = frame(&FromWorker::Done { id: 1, result: Ok(Bytes::new(&outcome(b"2", None))), usage: [7; 4] });
    assert_eq!(heard(&said, true), Ok(()), "the answers of workers have changed");
    let end = Failure::new(Kind::Trap, "as it is said");
    let said = frame(&FromWorker::Done { id: 1, result: Err(end.clone()), usage: [7; 4] });
    assert_eq!(heard(&said, true), Err(end), "the messages of workers have changed");
}

/// What becomes of a call whose worker says this.
fn heard(said: &[u8], update: bool) -> Result<(), Failure> {
    let folder = FOLDER.path();
    std::fs::write(folder.join("said"), said).unwrap();
    host::wait(async {
        let mut settings = settings(folder.into());
        let compiler = Launch::new("/bin/false", [""; 0]);
        settings.compiler = Some(Compiler::new(compiler, CompileLimits::default()));
        let liar = Launch::new("/bin/sh", ["-c".as_ref(), LIAR.as_ref(), "liar".as_ref(), folder.as_os_str()]);
        let workers = fanlight_bridge::workers(settings, &[], liar).await?;
        let widget = Widget::load(workers, &COUNTER).await?;
        let context = Context::default();
        if update {
            let done = widget.update(super::gate::everything(), *LIMITS, &context, Some(b"1"), &Event::Refresh).await;
            assert!(done.usage.fuel <= LIMITS.fuel && done.usage.memory_peak_bytes <= LIMITS.memory_bytes);
            let outcome = done.result?;
            assert!(outcome.state.len() as u64 <= LIMITS.state_bytes);
        } else {
            let view = widget.render(*LIMITS, &context, b"1", &Reach::default()).await.result?;
            assert!(serde_json::to_vec(&view).unwrap().len() < 8 << 20);
        }
        Ok(())
    })
}

/// Some messages, whole or not.
fn said(from: &mut Unstructured<'_>) -> arbitrary::Result<Vec<u8>> {
    let mut said = Vec::new();
    for _ in 0..from.int_in_range(1..=6)? {
        // The call's own, mostly.
        let id = if from.ratio(7, 8)? { 1 } else { from.arbitrary()? };
        match from.int_in_range(0..=9)? {
            0 => said.extend(bytes(from)?),
            1 => said.extend(framed(bytes(from)?)),
            2 => said.extend(frame(&FromWorker::Ready(if from.arbitrary()? {
                Ok(from.arbitrary()?)
            } else {
                Err(failure(from)?)
            }))),
            3..=6 => {
                let interfaces: Vec<_> = capabilities::ALL.iter().filter_map(|known| Some(known.imports?.interface)).collect();
                let interface = from.choose(&interfaces)?;
                let (capability, operation) = (interface.capability, from.choose(interface.operations)?.name);
                let other: &str = from.arbitrary()?;
                let (capability, operation) = match from.int_in_range(0..=9)? {
                    0 => (other, operation),
                    1 => (capability, other),
                    _ => (capability, operation),
                };
                said.extend(frame(&FromWorker::Gate { id, capability, operation, payload: Bytes::new(bytes(from)?) }));
            }
            _ => {
                let answer = if from.arbitrary()? { outcome(bytes(from)?, from.arbitrary()?) } else { bytes(from)?.to_vec() };
                let result = if from.ratio(3, 4)? { Ok(Bytes::new(&answer)) } else { Err(failure(from)?) };
                said.extend(frame(&FromWorker::Done { id, result, usage: from.arbitrary()? }));
            }
        }
    }
    if from.ratio(1, 8)? {
        said.truncate(from.choose_index(said.len() + 1)?);
    }
    Ok(said)
}

/// What a guest's `update` gives, in the types of the WIT: a state, and when it wants to be refreshed.
fn outcome(state: &[u8], refresh_after: Option<u32>) -> Vec<u8> {
    postcard::to_stdvec(&Ok::<_, ()>((Bytes::new(state), refresh_after))).unwrap()
}

fn bytes<'a>(from: &mut Unstructured<'a>) -> arbitrary::Result<&'a [u8]> {
    let most = if from.ratio(1, 8)? { from.len() } else { from.len().min(24) };
    let length = from.int_in_range(0..=most)?.min(from.len());
    from.bytes(length)
}

fn failure(from: &mut Unstructured<'_>) -> arbitrary::Result<Failure> {
    let kinds =
        [Kind::Fuel, Kind::Deadline, Kind::Memory, Kind::Trap, Kind::Guest, Kind::Denied, Kind::InvalidView, Kind::Internal];
    Ok(Failure::new(*from.choose(&kinds)?, from.arbitrary::<&str>()?).hint(from.arbitrary::<&str>()?))
}

fn frame(message: &FromWorker<'_>) -> Vec<u8> {
    framed(&postcard::to_stdvec(message).unwrap())
}

fn framed(message: &[u8]) -> Vec<u8> {
    [&(message.len() as u32).to_be_bytes(), message].concat()
}
