//! `record` and `replay` from outside: a recording and a package are all that a fresh process needs.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test ends at the first surprise")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::{Value, json};
use tempfile::TempDir;

const PRESS: &str = r#"{"type":"input","key":"more"}"#;

fn fanlight(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fanlight")).args(args).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Exit status, and the one object on stdout.
fn json_of(args: &[&str]) -> (i32, Value) {
    let output = fanlight(&[args, &["--json"]].concat());
    let (said, errors) = (text(&output.stdout), text(&output.stderr));
    (output.status.code().unwrap(), serde_json::from_str(&said).unwrap_or_else(|e| panic!("{args:?}: {e}: {said}\n{errors}")))
}

fn assets(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets").join(name).to_str().unwrap().to_owned()
}

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    /// A counter that was pressed twice, recorded.
    fn counter(&self, more: &[&str]) -> String {
        let trace = self.path("counter.trace");
        let args = ["record", &assets("guests/counter.wasm"), "--event", PRESS, "--event", PRESS, "-o", &trace];
        let (status, said) = json_of(&[&args, more].concat());
        assert_eq!((status, &said["calls"]), (0, &json!(6)), "{said}");
        trace
    }
}

#[test]
fn a_recording_replays_to_the_same_bytes_and_fuel_as_often_as_one_likes() {
    let folder = Folder::new();
    let workspace = assets("workspace");
    for package in ["packages/tasks.wasm", "packages/kanban.wasm", "packages/notes-insight.wasm", "packages/daylight.wasm"] {
        let (package, trace) = (assets(package), folder.path("a.trace"));
        let grants = ["--documents", &workspace, "--grant", "documents", "--grant", "storage", "--grant", "log"];
        let record = ["record", &package, "--event", r#"{"type":"refresh"}"#, "-o", &trace];
        let (status, said) = json_of(&[&record[..], &grants].concat());
        assert_eq!(status, 0, "{said}");
        for _ in 0..2 {
            let (status, said) = json_of(&["replay", &trace, "--package", &package]);
            assert_eq!((status, &said["equal"], &said["notes"]), (0, &json!(true), &json!([])), "{said}");
            assert!(said["calls"][0]["usage"]["fuel"]["replayed"].as_u64().unwrap() > 1_000);
        }
    }
}

#[test]
fn another_package_is_shown_where_it_differs() {
    let (folder, other) = (Folder::new(), assets("packages/clock.wasm"));
    let trace = folder.counter(&[]);
    let (status, said) = json_of(&["replay", &trace, "--package", &other]);
    assert_eq!((status, &said["equal"]), (1, &json!(false)));
    let calls = said["calls"].as_array().unwrap();
    let render = calls.iter().find(|call| call["function"] == "render").unwrap();
    let view = render["differences"].as_array().unwrap().iter().find(|difference| difference["what"] == "view").unwrap();
    let place = view["places"].as_array().unwrap().iter().find(|place| place["recorded"] == "Count").unwrap();
    assert_eq!((&place["path"], &place["replayed"]), (&json!("/children/0/label"), &json!("UTC")), "{view}");
    assert!(said["notes"][0].as_str().unwrap().starts_with("counter 0.1.0 was recorded, and this is clock 0.1.0 ("));
    let fuel = &render["usage"]["fuel"];
    assert_ne!(fuel["recorded"], fuel["replayed"]);

    let output = fanlight(&["replay", &trace, "--package", &other]);
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains(r#"view /children/0/label: "Count" → "UTC""#) && said.ends_with("6 of 6 calls differ.\n"), "{said}");
    // What was recorded of one package is not shared by way of another.
    let (status, said) = json_of(&["replay", &trace, "--package", &other, "--share", &folder.path("shared")]);
    assert_eq!((status, &said["error"]["kind"]), (3, &json!("invalid.trace")));
}

#[test]
fn a_failure_is_recorded_and_replays() {
    let folder = Folder::new();
    let (package, trace) = (assets("guests/counter.wasm"), folder.path("failed.trace"));
    let (status, said) = json_of(&["record", &package, "--limit", "fuel=1000", "-o", &trace]);
    assert_eq!((status, &said["error"]["kind"], &said["calls"]), (1, &json!("limit.fuel"), &json!(2)));
    let (status, said) = json_of(&["replay", &trace, "--package", &package]);
    assert_eq!((status, &said["calls"][1]["usage"]["fuel"]["replayed"]), (0, &json!(1000)), "{said}");
}

#[test]
fn a_sealed_recording_needs_its_key() {
    let (folder, package) = (Folder::new(), assets("guests/counter.wasm"));
    let key = folder.path("key");
    let trace = folder.counter(&["--key", &key]);
    assert_eq!(json_of(&["replay", &trace, "--package", &package, "--key", &key]).0, 0);
    let (status, said) = json_of(&["replay", &trace, "--package", &package]);
    assert_eq!((status, &said["error"]["kind"]), (3, &json!("invalid.trace")));
    assert!(said["error"]["hint"].as_str().unwrap().contains("--key"));
    // Reading makes no key.
    let missing = folder.path("missing");
    assert_eq!(json_of(&["replay", &trace, "--package", &package, "--key", &missing]).0, 2);
    assert!(!PathBuf::from(missing).exists());
    fs::write(&key, [7; 32]).unwrap();
    assert_eq!(json_of(&["replay", &trace, "--package", &package, "--key", &key]).0, 3);
}

#[test]
fn what_is_no_recording_ends_with_3_and_says_why() {
    let (folder, package) = (Folder::new(), assets("guests/counter.wasm"));
    let trace = fs::read(folder.counter(&[])).unwrap();
    let mut flipped = trace.clone();
    flipped[trace.len() / 2] ^= 1;
    let cases: [(&str, &[u8]); 5] = [
        ("empty", b""),
        ("a package", &fs::read(&package).unwrap()),
        ("cut", &trace[..trace.len() - 1]),
        ("flipped", &flipped),
        ("text", b"hello"),
    ];
    for (name, bytes) in cases {
        let file = folder.path("bad.trace");
        fs::write(&file, bytes).unwrap();
        let (status, said) = json_of(&["replay", &file, "--package", &package]);
        assert_eq!((status, &said["error"]["kind"]), (3, &json!("invalid.trace")), "{name}: {said}");
        assert!(!said["error"]["message"].as_str().unwrap().is_empty() && !said["error"]["hint"].as_str().unwrap().is_empty());
    }
    assert_eq!(json_of(&["replay", &folder.path("nowhere"), "--package", &package]).0, 3);
    assert_eq!(json_of(&["replay", &folder.counter(&[]), "--package", &folder.path("nowhere")]).0, 3);
}

#[test]
fn what_is_shared_names_nobody_and_replays() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    let notes = folder.path("notes");
    fs::create_dir(&notes).unwrap();
    fs::write(format!("{notes}/annegret.md"), "# Zaubernuss\n\n- [ ] ring annegret@canaria.example\n").unwrap();
    let (package, trace, shared) = (assets("packages/kanban.wasm"), folder.path("a.trace"), folder.path("b.trace"));
    let grants = ["--documents", &notes, "--grant", "documents", "--grant", "storage"];
    let record = ["record", &package, "--event", r#"{"type":"refresh"}"#, "-o", &trace];
    assert_eq!(json_of(&[&record[..], &grants].concat()).0, 0);
    let (status, said) = json_of(&["replay", &trace, "--package", &package, "--share", &shared]);
    assert_eq!((status, &said["shared"], &said["notes"]), (0, &json!(shared), &json!([])));
    assert!(said.to_string().contains("annegret"), "the recording itself has it");

    let (status, said) = json_of(&["replay", &shared, "--package", &package]);
    assert_eq!((status, &said["equal"]), (0, &json!(true)));
    let said = said.to_string().to_lowercase();
    assert!(["annegret", "zaubernuss", "canaria"].iter().all(|canary| !said.contains(canary)), "{said}");
    assert!(said.contains("documents.list"), "{said}");
    for file in [trace, shared] {
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600, "{file}");
    }
}
