//! What the doctor finds, on folders that are well and on folders that are not.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test ends at the first surprise")]

use std::{
    fs,
    io::{BufRead as _, BufReader},
    net::TcpListener,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_fanlight");

fn doctor(data: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.args(["doctor", "--data", data.to_str().unwrap()]);
    if !more.contains(&"--listen") {
        command.args(["--listen", "127.0.0.1:0"]);
    }
    command.args(more).output().unwrap()
}

/// The status and the object that scripts read.
fn said(data: &Path, more: &[&str]) -> (i32, Value) {
    let output = doctor(data, &[more, &["--json"]].concat());
    (output.status.code().unwrap(), serde_json::from_slice(&output.stdout).unwrap())
}

fn check<'a>(said: &'a Value, name: &str) -> &'a Value {
    let checks = said["checks"].as_array().unwrap();
    checks.iter().find(|check| check["name"] == name).unwrap_or_else(|| panic!("{name} is not in {said}"))
}

fn status<'a>(said: &'a Value, name: &str) -> &'a str {
    check(said, name)["status"].as_str().unwrap()
}

fn message<'a>(said: &'a Value, name: &str) -> &'a str {
    check(said, name)["message"].as_str().unwrap()
}

/// A server on this folder, and where it listens.
fn serve(data: &Path) -> (Child, String) {
    let mut command = Command::new(PROGRAM);
    command.args(["serve", "--listen", "127.0.0.1:0", "--data", data.to_str().unwrap()]);
    let mut serving = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(serving.stdout.take().unwrap()).lines().map_while(Result::ok);
    let link = lines.find(|line| line.contains("/sign-in#")).unwrap();
    let address = link.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
    (serving, address)
}

#[test]
fn a_first_start_is_in_good_health_and_nothing_is_made() {
    let dir = TempDir::new().unwrap();
    let data = dir.path().join("not/yet");
    let (exit, seen) = said(&data, &[]);
    assert_eq!((exit, &seen["ok"]), (0, &Value::Bool(true)), "{seen:#}");
    for check in seen["checks"].as_array().unwrap() {
        let (status, hint) = (check["status"].as_str().unwrap(), check["hint"].as_str().unwrap());
        assert!(["ok", "warning"].contains(&status), "{check}");
        assert_eq!(status == "ok", hint.is_empty(), "what is not well has a next step: {check}");
        assert!(!check["message"].as_str().unwrap().is_empty());
    }
    let names: Vec<_> = seen["checks"].as_array().unwrap().iter().map(|check| check["name"].as_str().unwrap()).collect();
    assert_eq!(
        names,
        [
            "sandbox",
            "kernel",
            "mappings",
            "files",
            "time",
            "data",
            "space",
            "lock",
            "database",
            "workspace",
            "port",
            "toolchain",
            "walls"
        ]
    );
    // A kernel that lacks one is a warning.
    assert!(message(&seen, "walls").contains("guests"), "{seen}");
    assert_ne!(status(&seen, "walls"), "problem");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn people_read_the_same_in_words() {
    let dir = TempDir::new().unwrap();
    let output = doctor(dir.path(), &[]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.lines().all(|line| line.is_empty() || !line.contains('\u{1b}')), "no colours: {text}");
    assert!(text.contains("ok       sandbox: the sandbox starts\n"), "{text}");
    assert!(text.contains(" walls: "), "{text}");
    assert!(text.trim_end().lines().last().unwrap().starts_with("Nothing "), "{text}");
    let damaged = dir.path().join("fanlight.db");
    fs::write(damaged, "not a database, but long enough to be looked at as one ".repeat(40)).unwrap();
    let output = doctor(dir.path(), &[]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(5));
    assert!(text.contains("problem  database: "), "{text}");
    assert!(text.trim_end().lines().last().unwrap().starts_with("1 problem to mend"), "{text}");
}

#[test]
fn a_server_is_looked_at_while_it_runs_and_after_it_was_killed() {
    let dir = TempDir::new().unwrap();
    let data = dir.path().join("data");
    let (mut serving, address) = serve(&data);
    let (exit, seen) = said(&data, &["--listen", &address]);
    serving.kill().unwrap();
    serving.wait().unwrap();
    assert_eq!(exit, 0, "{seen:#}");
    assert!(message(&seen, "lock").contains("uses the data folder now"), "{seen:#}");
    assert!(message(&seen, "port").contains("is taken, as it should be"), "{seen:#}");
    assert!(message(&seen, "database").contains("whole"), "{seen:#}");
    assert!(message(&seen, "workspace").contains("can be read (notes and tables: "), "{seen:#}");
    let (exit, seen) = said(&data, &[]);
    assert_eq!(exit, 0, "{seen:#}");
    assert_eq!(message(&seen, "lock"), "no server uses the data folder");
    assert_eq!(status(&seen, "database"), "ok");

    fs::set_permissions(&data, fs::Permissions::from_mode(0o755)).unwrap();
    let (exit, seen) = said(&data, &[]);
    assert_eq!((exit, status(&seen, "privacy")), (0, "warning"));
    let (mut serving, _) = serve(&data);
    serving.kill().unwrap();
    serving.wait().unwrap();
}

#[test]
fn a_damaged_database_is_a_problem_with_a_next_step() {
    let dir = TempDir::new().unwrap();
    let (mut serving, _) = serve(dir.path());
    // SIGTERM: the log is folded into the database.
    let pid = rustix::process::Pid::from_child(&serving);
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
    assert!(serving.wait().unwrap().success());
    let path = dir.path().join("fanlight.db");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[4096 * 2..middle].fill(0xa5);
    fs::write(&path, bytes).unwrap();
    let (exit, seen) = said(dir.path(), &[]);
    assert_eq!((exit, &seen["ok"], status(&seen, "database")), (5, &Value::Bool(false), "problem"), "{seen:#}");
    let words = check(&seen, "database").to_string();
    assert!(words.contains("damaged") && words.contains("restore a backup"), "{words}");
}

#[test]
fn folders_that_cannot_be_used_are_problems() {
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "").unwrap();
    let (exit, seen) = said(&file, &[]);
    assert_eq!((exit, status(&seen, "data")), (5, "problem"), "{seen:#}");
    let missing = dir.path().join("no-notes");
    let (exit, seen) = said(dir.path(), &["--documents", missing.to_str().unwrap()]);
    assert_eq!((exit, status(&seen, "workspace")), (5, "problem"), "{seen:#}");
    fs::create_dir(&missing).unwrap();
    let (exit, seen) = said(dir.path(), &["--documents", missing.to_str().unwrap()]);
    assert_eq!((exit, status(&seen, "workspace")), (0, "warning"), "{seen:#}");
    fs::write(missing.join("a.md"), "# A\n").unwrap();
    let (_, seen) = said(dir.path(), &["--documents", missing.to_str().unwrap()]);
    assert!(message(&seen, "workspace").contains("notes and tables: 1, "), "{seen:#}");
}

#[test]
fn a_port_that_another_program_has_is_a_problem() {
    let dir = TempDir::new().unwrap();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = other.local_addr().unwrap().to_string();
    let (exit, seen) = said(dir.path(), &["--listen", &address]);
    assert_eq!((exit, status(&seen, "port")), (5, "problem"), "{seen:#}");
    let (exit, seen) = said(dir.path(), &["--listen", "0.0.0.0:0"]);
    assert_eq!((exit, status(&seen, "port")), (0, "warning"), "{seen:#}");
}

#[test]
fn a_machine_without_rust_can_still_serve() {
    let dir = TempDir::new().unwrap();
    let mut command = Command::new(PROGRAM);
    command.args(["doctor", "--json", "--listen", "127.0.0.1:0", "--data", dir.path().to_str().unwrap()]);
    let output = command.env("PATH", dir.path()).output().unwrap();
    let seen: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), status(&seen, "toolchain")), (Some(0), "warning"), "{seen:#}");
}
