//! A recording that somebody sends, to be looked at and played again.

use std::{io::Write as _, sync::LazyLock};

use fanlight_bridge::{
    Context, Event, Reach, Widget,
    recording::{Guest, Recorder},
};
use fanlight_runtime::{
    Gate, Kind,
    recording::{Answer, Fidelity, RecordedCall, Trace},
};
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};

use crate::host::{self, COUNTER, LIMITS, RUNTIME};

/// Of an open file: its magic, version and form, and its checksum (`docs/TRACES.md`).
const HEAD: &[u8] = b"FLTRACE\n\x01\x00";
const CHECKSUM: usize = 32;

/// What the recordings are of. It is loaded as for one that has calls of a widget.
static GUEST: LazyLock<Guest> = LazyLock::new(|| host::wait(Guest::load(&RUNTIME, &recorded(), &COUNTER)).unwrap());

/// As a file, and as what is in a file whose checksum is right.
pub(crate) fn run(bytes: &[u8]) {
    let _ = Trace::read(bytes, None);
    let Ok(trace) = Trace::read(&file(bytes), None) else { return };
    let again = trace.write(None).expect("what was read can be written");
    assert_eq!(Trace::read(&again, None).as_ref(), Ok(&trace));
    for call in trace.calls.iter().take(3) {
        play(call.clone());
    }
}

fn play(mut call: RecordedCall) {
    for exchange in &call.gate {
        let _ = RUNTIME.describe(&exchange.capability, &exchange.operation, &exchange.payload);
        if let Answer::Given(answer) = &exchange.answer {
            let _ = RUNTIME.describe_answer(&exchange.capability, &exchange.operation, answer);
        }
    }
    call.limits.fuel = call.limits.fuel.min(LIMITS.fuel);
    for fidelity in [Fidelity::Exact, Fidelity::SameQuestions] {
        if let Some(played) = host::blameless(host::wait(GUEST.replay(&call, fidelity))) {
            assert!(played.fuel <= call.limits.fuel);
            let _ = call.differences(&played);
            // The file may say that the host was at fault; playing it is not.
            let said = call.gate.iter().any(|asked| matches!(&asked.answer, Answer::Ended(end) if end.kind == Kind::Internal));
            if !said {
                let _ = host::blameless(played.result);
            }
        }
    }
}

/// A file with this content.
fn file(body: &[u8]) -> Vec<u8> {
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::fast());
    deflate.write_all(body).unwrap();
    let deflated = deflate.finish().unwrap();
    [HEAD, blake3::hash(&deflated).as_bytes(), &deflated].concat()
}

fn recorded() -> Trace {
    host::wait(async {
        let widget = Widget::load(&*RUNTIME, &COUNTER).await.unwrap();
        let mut recorder = Recorder::new(&RUNTIME, "counter", "0.1.0", &COUNTER);
        let (context, reach) = (Context::default(), Reach::default());
        let first = recorder.update(&widget, Gate::new(), *LIMITS, &context, None, &Event::Installed).await.result.unwrap();
        recorder.render(&widget, *LIMITS, &context, &first.state, &reach).await.result.unwrap();
        let input = serde_json::from_str(r#"{"type":"input","key":"more"}"#).unwrap();
        recorder.update(&widget, Gate::new(), *LIMITS, &context, Some(&first.state), &input).await.result.unwrap();
        recorder.finish().unwrap()
    })
}

/// The content of a recording, without its checksum.
pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let file = recorded().write(None).unwrap();
    assert!(file.starts_with(HEAD), "the form of recordings has changed");
    let mut body = Vec::new();
    std::io::copy(&mut DeflateDecoder::new(&file[HEAD.len() + CHECKSUM..]), &mut body).unwrap();
    assert!(Trace::read(&self::file(&body), None).is_ok());
    vec![body]
}
