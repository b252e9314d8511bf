#![allow(clippy::unwrap_used, reason = "a test ends at the first surprise")]
use super::*;
use crate::{Refusal, recording::Answer};

fn trace() -> Trace {
    let exchange = |answer| Exchange { capability: "dice".into(), operation: "roll".into(), payload: vec![6], answer, worked: 7 };
    let call = RecordedCall {
        function: "update".into(),
        inputs: Parts::from([("state".into(), b"old".repeat(100)), ("event".into(), Vec::new())]),
        limits: Limits { fuel: 1_000, ..Limits::default() },
        gate: vec![
            exchange(Answer::Given(f64::NAN.to_le_bytes().to_vec())),
            exchange(Answer::Refused(Refusal::Missing("no dice".into()))),
            exchange(Answer::Ended(Failure::new(Kind::Log, "too much").hint("Less."))),
        ],
        result: Ok(Parts::from([("state".into(), b"new".to_vec())])),
        fuel: u64::MAX,
        memory_peak_bytes: 65_536,
        gate_calls: 3,
    };
    let failed = RecordedCall { result: Err(Failure::new(Kind::Trap, "unreachable")), gate: Vec::new(), ..call.clone() };
    Trace {
        engine: EngineId { wasmtime: "48".into(), architecture: "z80".into(), settings: "00".into() },
        package: PackageId::of("dice", "1.0.0", b"bytes"),
        calls: vec![call, failed],
    }
}

fn key(dir: &std::path::Path) -> TraceKey {
    TraceKey::open_or_make(&dir.join("key")).unwrap()
}

#[test]
fn what_was_written_is_read_again() {
    assert_eq!(Trace::read(&trace().write(None).unwrap(), None).unwrap(), trace());
}

#[test]
fn a_cut_or_flipped_file_is_refused_and_never_more() {
    let file = trace().write(None).unwrap();
    for at in 0..file.len() {
        let cut = Trace::read(&file[..at], None).unwrap_err();
        let mut flipped = file.clone();
        flipped[at] ^= 0x40;
        for failure in [cut, Trace::read(&flipped, None).unwrap_err()] {
            assert_eq!(failure.kind, Kind::InvalidTrace, "byte {at}");
            assert!(!failure.message.is_empty() && !failure.hint.is_empty());
        }
    }
}

/// A stranger can make the checksum fit. Whatever the bytes are, they are read or refused.
#[test]
fn bodies_of_strangers_are_read_or_refused() {
    let mut body = Vec::new();
    let file = trace().write(None).unwrap();
    DeflateDecoder::new(&file[HEAD_BYTES + CHECKSUM_BYTES..]).read_to_end(&mut body).unwrap();
    let mut refused = 0;
    for at in 0..body.len() {
        for value in [0, 1, 0x7f, 0x80, 0xff] {
            let mut changed = body.clone();
            changed[at] = value;
            refused += usize::from(Reader::new(&changed).trace().is_err());
            refused += usize::from(Reader::new(&changed[..at]).trace().is_err());
        }
    }
    assert!(refused > body.len(), "{refused}");
}

fn packed(body: &[u8]) -> Vec<u8> {
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::default());
    deflate.write_all(body).unwrap();
    let deflated = deflate.finish().unwrap();
    [&MAGIC[..], &[VERSION, OPEN], blake3::hash(&deflated).as_bytes(), &deflated].concat()
}

#[test]
fn what_a_file_asks_for_is_bounded() {
    let says = |file: &[u8]| Trace::read(file, None).unwrap_err().message;
    assert!(says(&packed(&vec![0; MAX_TRACE_BYTES + 1])).contains("unpacks to more than"));
    assert!(says(b"PK\x03\x04 something else").contains("no recording"));
    let mut other = trace().write(None).unwrap();
    other[MAGIC.len()] = 9;
    assert!(says(&other).contains("format 9"));

    let mut start = Writer(Vec::new());
    start.put(&trace().engine).unwrap();
    start.put(&trace().package).unwrap();
    start.put(&usize::MAX).unwrap();
    assert!(says(&packed(&start.0)).contains("calls; a recording holds 10000"));

    let refuses = |change: &dyn Fn(&mut RecordedCall), words: &str| {
        let mut trace = trace();
        change(&mut trace.calls[1]);
        let failure = trace.write(None).unwrap_err();
        assert!(failure.message.contains("call 2 of the recording") && failure.message.contains(words), "{failure}");
    };
    refuses(&|call| call.limits.fuel = u64::MAX, "the limit fuel");
    refuses(&|call| drop(call.inputs.insert("state".into(), vec![0; MAX_PART_BYTES + 1])), "state has");
    refuses(&|call| call.function = "f".repeat(1_000), "a name has 1000 bytes");
    refuses(&|call| call.inputs = (0..17).map(|n| (n.to_string(), Vec::new())).collect(), "17 parameters");
}

#[test]
fn a_sealed_file_opens_with_its_key_alone() {
    let dir = tempfile::tempdir().unwrap();
    let key = key(dir.path());
    let file = trace().write(Some(&key)).unwrap();
    assert_eq!(Trace::read(&file, Some(&key)).unwrap(), trace());
    assert_ne!(trace().write(Some(&key)).unwrap(), file, "no nonce is used twice");
    assert!(!file.windows(4).any(|window| window == b"dice"));
    assert!(Trace::read(&file, None).unwrap_err().hint.contains("--key"));
    assert!(Trace::read(&trace().write(None).unwrap(), Some(&key)).unwrap_err().message.contains("not sealed"));
    let other = tempfile::tempdir().unwrap();
    let other = TraceKey::open_or_make(&other.path().join("key")).unwrap();
    assert!(Trace::read(&file, Some(&other)).unwrap_err().message.contains("does not open"));
    for at in 0..file.len() {
        let mut flipped = file.clone();
        flipped[at] ^= 1;
        assert_eq!(Trace::read(&flipped, Some(&key)).unwrap_err().kind, Kind::InvalidTrace, "byte {at}");
    }
}

#[test]
fn the_key_is_private_and_is_not_made_by_reading() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    assert!(TraceKey::open(&dir.path().join("key")).is_err());
    key(dir.path());
    assert_eq!(std::fs::metadata(dir.path().join("key")).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(format!("{:?}", key(dir.path())), "TraceKey(…)");
}
