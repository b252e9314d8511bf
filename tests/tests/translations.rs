//! What an author said in other languages travels with everything that is said of the package, and a package without it is told as before.

use anyhow::{Context as _, Result, ensure};
use fanlight_bridge::manifest::Manifest;
use fanlight_tests::{Server, board, checkout};
use serde_json::{Value, json};

/// The storage reader under a manifest of the test's own.
fn package(change: impl FnOnce(&mut Value)) -> Result<Vec<u8>> {
    let mut manifest = json!({
        "name": "reader", "version": "1.0.0", "kind": "widget", "api": "0.1.0", "publisher": "Tests", "title": "Reader",
        "description": "Reads one note.", "permissions": { "storage": { "reason": "To read the note." } },
        "settings": { "size": { "type": "choice", "label": "Size", "default": "small", "options": ["small", "large"] } },
    });
    change(&mut manifest);
    let component = std::fs::read(checkout().join("host/assets/guests/storage-reader.wasm"))?;
    Ok(fanlight_registry::build(&component, &Manifest::from_json(manifest.to_string().as_bytes())?, None)?)
}

fn german() -> Value {
    json!({
        "title": "Leser", "description": "Liest eine Notiz.", "permissions": { "storage": { "reason": "Um die Notiz zu lesen." } },
        "settings": { "size": { "label": "Größe", "options": { "small": "klein" } } },
    })
}

fn de(words: &str) -> Value {
    json!({ "de": words })
}

#[test]
fn translations_are_told_wherever_the_originals_are() -> Result<()> {
    let data = tempfile::tempdir()?;
    let mut server = Server::start(data.path(), &[])?;
    server.sign_in()?;
    let digest = board::upload(&server, &package(|json| json["translations"] = json!({ "de": german() }))?)?;

    let one = server.get(&format!("/api/v1/packages/{digest}"))?.json();
    ensure!(one["title"] == "Reader" && one["title_in"] == de("Leser"), "{one}");
    ensure!(one["description_in"] == de("Liest eine Notiz."), "{one}");
    ensure!(one["permissions"][0]["reason_in"] == de("Um die Notiz zu lesen."), "{one}");
    ensure!(one["settings"][0]["label_in"] == de("Größe"), "{one}");
    let all = server.get("/api/v1/packages")?.json();
    ensure!(all["packages"].as_array().is_some_and(|all| all.contains(&one)), "the list tells it otherwise");

    let widget = board::install_digest(&server, &digest, &json!({ "storage": {} }))?;
    let frame = server.get(&format!("/api/v1/widgets/{widget}/frame"))?.json();
    ensure!(frame["title"] == "Reader" && frame["title_in"] == de("Leser"), "{frame}");
    let grants = server.get(&format!("/api/v1/widgets/{widget}/grants"))?.json();
    ensure!(grants["grants"]["storage"]["reason_in"] == de("Um die Notiz zu lesen."), "{grants}");
    let settings = server.get(&format!("/api/v1/widgets/{widget}/settings"))?.json();
    // A value stays the option itself, whatever people read for it.
    ensure!(settings["schema"][0]["options_in"] == json!({ "de": { "small": "klein" } }), "{settings}");
    ensure!(settings["values"]["size"] == "small", "{settings}");
    let translated = json!({ "values": { "size": "klein" } });
    let answer = server.json("PUT", &format!("/api/v1/widgets/{widget}/settings"), &translated)?;
    ensure!(answer.status == 422, "{} {}", answer.status, answer.text);
    Ok(())
}

#[test]
fn a_package_without_translations_is_told_as_before() -> Result<()> {
    let data = tempfile::tempdir()?;
    let mut server = Server::start(data.path(), &[])?;
    server.sign_in()?;
    let digest = board::upload(&server, &package(|_| {})?)?;
    let told = server.get(&format!("/api/v1/packages/{digest}"))?.json();
    for field in ["title_in", "description_in"] {
        ensure!(told.get(field).is_none(), "{field}: {told}");
    }
    let widget = board::install_digest(&server, &digest, &json!({ "storage": {} }))?;
    let frame = server.get(&format!("/api/v1/widgets/{widget}/frame"))?.json();
    ensure!(frame.get("title_in").is_none() && frame["grants"]["storage"].get("reason_in").is_none(), "{frame}");
    Ok(())
}

/// What `fanlight build` would never write: the section is replaced by one with a translation of something that is not there.
#[test]
fn a_translation_of_something_else_is_refused_with_its_place() -> Result<()> {
    let data = tempfile::tempdir()?;
    let mut server = Server::start(data.path(), &[])?;
    server.sign_in()?;
    let good = package(|json| json["translations"] = json!({ "de": german() }))?;
    let text = br#""storage":{"reason":"Um die "#;
    let at = good.windows(text.len()).position(|window| window == text).context("the section is JSON")?;
    let mut bad = good;
    bad[at + 1..at + 8].copy_from_slice(b"strange");
    let answer = server.send("POST", "/api/v1/packages", "application/wasm", &bad)?;
    let problem = answer.json();
    ensure!(answer.status == 422 && problem["kind"] == "invalid.manifest", "{} {problem}", answer.status);
    ensure!(problem.to_string().contains("translations.de.permissions.strange"), "{problem}");
    ensure!(problem["hint"].as_str().is_some_and(|hint| hint.contains("storage")), "{problem}");
    Ok(())
}
