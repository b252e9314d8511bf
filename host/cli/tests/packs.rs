//! Themes without code at the command line: statuses, kinds and JSON shapes that scripts rely on.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test ends at the first surprise")]

use std::{
    fs,
    process::{Command, Output},
};

use serde_json::{Value, json};
use tempfile::TempDir;

const MEADOW: &str = include_str!("../../../sample-widgets/meadow/meadow.tokens.json");

fn fanlight(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fanlight")).args(args).output().unwrap()
}

fn said(args: &[&str]) -> (i32, Value) {
    let output = fanlight(args);
    (output.status.code().unwrap(), serde_json::from_slice(&output.stdout).unwrap())
}

/// The sample with a change, as a file.
fn file(change: impl FnOnce(&mut Value)) -> (TempDir, String) {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("theme.tokens.json");
    let mut document = serde_json::from_str(MEADOW).unwrap();
    change(&mut document);
    fs::write(&path, document.to_string()).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (dir, path)
}

#[test]
fn a_pack_is_checked_inspected_and_run_like_any_package() {
    let (_dir, path) = file(|_| {});
    assert_eq!(said(&["check", &path, "--json"]), (0, json!({ "ok": true, "findings": [] })));
    let (status, seen) = said(&["inspect", &path, "--json"]);
    assert_eq!((status, &seen["manifest"]["kind"], &seen["manifest"]["name"]), (0, &json!("theme"), &json!("meadow")));
    assert_eq!((&seen["imports"], &seen["exports"]), (&json!({}), &json!([])));
    let (status, ran) = said(&["run", &path, "--json"]);
    assert_eq!(status, 0);
    assert_eq!(ran["frame"]["color"]["canvas"].as_str().unwrap().len(), 7);
    assert_eq!(ran["usage"]["fuel"], 0, "there is nothing to run");
}

#[test]
fn tokens_come_out_as_a_pack_or_as_one_screen() {
    let (dir, path) = file(|_| {});
    let whole = fanlight(&["tokens", &path]);
    assert_eq!(whole.status.code(), Some(0));
    let again = dir.path().join("again.tokens.json");
    fs::write(&again, &whole.stdout).unwrap();
    let again = again.to_str().unwrap();
    assert_eq!(said(&["check", again, "--json"]), (0, json!({ "ok": true, "findings": [] })));
    assert_eq!(said(&["run", again, "--json"]).1["frame"], said(&["run", &path, "--json"]).1["frame"]);
    let (_, dark) = said(&["tokens", &path, "--scheme", "dark", "--contrast", "more"]);
    assert_eq!((&dark["color"]["$type"], &dark["weight"]["strong"]["$value"]), (&json!("color"), &json!(600)));
    assert!(dark.get("light").is_none() && dark.get("$extensions").is_none());
    assert_eq!(fanlight(&["tokens", &path, "--hour", "24"]).status.code(), Some(2));
}

#[test]
fn colours_that_cannot_be_read_are_refused_with_the_nearest_that_can() {
    let (_dir, path) = file(|document| document["light"]["color"]["text-muted"] = json!({ "$value": "#aaaaaa" }));
    let (status, refused) = said(&["check", &path, "--json"]);
    assert_eq!((status, &refused["error"]["kind"]), (3, &json!("invalid.tokens")));
    assert!(refused["error"]["message"].as_str().unwrap().starts_with("light: `text-muted` on `canvas` has a contrast of"));
    let first = &refused["findings"][0];
    assert_eq!((&first["code"], &first["contrast"]["scheme"]), (&json!("contrast"), &json!("light")));
    assert_eq!(first["contrast"]["least"], 4.5);
    let suggestion = &first["contrast"]["suggestion"];
    assert_eq!(suggestion["token"], "text-muted");
    assert!(suggestion["ratio"].as_f64().unwrap() >= 4.5);
    // Taken over, it passes.
    let hex = suggestion["hex"].clone();
    let (_dir, mended) = file(|document| document["light"]["color"]["text-muted"] = json!({ "$value": hex }));
    assert_eq!(said(&["check", &mended, "--json"]).0, 0);
    let (status, ran) = said(&["run", &path, "--json"]);
    assert_eq!((status, &ran["error"]["kind"]), (3, &json!("invalid.tokens")));
    let for_people = fanlight(&["check", &path]);
    let words = String::from_utf8(for_people.stderr).unwrap();
    assert!(words.contains("hint: The nearest `text-muted` that passes is #"), "{words}");
}

#[test]
fn a_slip_is_a_finding_and_a_fault_has_its_kind() {
    let (_dir, path) =
        file(|document| document["all"]["dimension"]["raduis-small"] = json!({ "$value": { "value": 1, "unit": "px" } }));
    let (status, found) = said(&["check", &path, "--json"]);
    assert_eq!((status, &found["findings"][0]["code"]), (0, &json!("token.unknown")));
    assert_eq!(found["findings"][0]["hint"], "Did you mean `all.dimension.radius-small`?");
    for (change, kind) in [
        (json!({ "plant": { "leaf": { "$value": "{plant.leaf}" } } }), "invalid.tokens"),
        (json!({ "$extensions": {} }), "invalid.manifest"),
    ] {
        let (_dir, path) = file(|document| {
            for (name, value) in change.as_object().unwrap() {
                document[name] = value.clone();
            }
        });
        let (status, refused) = said(&["check", &path, "--json"]);
        assert_eq!((status, refused["error"]["kind"].as_str()), (3, Some(kind)), "{refused}");
    }
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("not.tokens.json");
    fs::write(&path, "{ \"light\": ").unwrap();
    let (status, refused) = said(&["inspect", path.to_str().unwrap(), "--json"]);
    assert_eq!((status, refused["error"]["kind"].as_str()), (3, Some("invalid.package")));
}
