//! What a person does on a board, through the API.

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use crate::Server;

/// The digest of a package in the gallery.
///
/// # Errors
/// When it is not there.
pub fn digest(server: &Server, name: &str) -> Result<String> {
    let packages = server.get("/api/v1/packages")?.json();
    let list = packages["packages"].as_array().context("no packages")?;
    let found = list.iter().find(|package| package["name"] == name).with_context(|| format!("no package `{name}`"))?;
    Ok(found["digest"].as_str().context("no digest")?.to_owned())
}

/// Put a package of the gallery on the home board; its id.
///
/// # Errors
/// When the server refuses.
pub fn install(server: &Server, name: &str, grants: &Value) -> Result<String> {
    install_digest(server, &digest(server, name)?, grants)
}

/// The same by digest.
///
/// # Errors
/// When the server refuses.
pub fn install_digest(server: &Server, digest: &str, grants: &Value) -> Result<String> {
    let home = server.get("/api/v1/account")?.json()["home_board"].as_str().context("no board")?.to_owned();
    install_on(server, &home, digest, grants)
}

/// A further board; its id.
///
/// # Errors
/// When the server refuses.
pub fn create(server: &Server, name: &str) -> Result<String> {
    let answer = server.json("POST", "/api/v1/boards", &json!({ "name": name }))?;
    ensure!(answer.status == 201, "{} {}", answer.status, answer.text);
    Ok(answer.json()["id"].as_str().context("no id")?.to_owned())
}

/// Put a package on a board; the widget's id.
///
/// # Errors
/// When the server refuses.
pub fn install_on(server: &Server, board: &str, digest: &str, grants: &Value) -> Result<String> {
    let answer =
        server.json("POST", &format!("/api/v1/boards/{board}/widgets"), &json!({ "package": digest, "grants": grants }))?;
    ensure!(answer.status == 201, "{} {}", answer.status, answer.text);
    Ok(answer.json()["id"].as_str().context("no id")?.to_owned())
}

/// Bring a package to the gallery; its digest.
///
/// # Errors
/// When the server refuses.
pub fn upload(server: &Server, package: &[u8]) -> Result<String> {
    let answer = server.send("POST", "/api/v1/packages", "application/wasm", package)?;
    ensure!(matches!(answer.status, 200 | 201), "{} {}", answer.status, answer.text);
    Ok(answer.json()["digest"].as_str().context("no digest")?.to_owned())
}

/// Send an event for the frame that is current, as a browser would; the new frame.
///
/// # Errors
/// When the event is not acknowledged.
pub fn send(server: &Server, widget: &str, event: &Value) -> Result<Value> {
    let seen = server.get(&format!("/api/v1/widgets/{widget}/frame"))?.json()["version"].clone();
    let id = format!("{:032x}", std::time::UNIX_EPOCH.elapsed()?.as_nanos());
    let answer = server.json(
        "POST",
        &format!("/api/v1/widgets/{widget}/events"),
        &json!({ "id": id, "seen": seen, "event": event, "context": {} }),
    )?;
    ensure!(answer.status == 200, "{} {}", answer.status, answer.text);
    Ok(answer.json())
}

/// The first node of a frame's view that is looked for.
#[must_use]
pub fn find(frame: &Value, wanted: &dyn Fn(&Value) -> bool) -> Option<Value> {
    fn walk(node: &Value, wanted: &dyn Fn(&Value) -> bool) -> Option<Value> {
        if wanted(node) {
            return Some(node.clone());
        }
        node["children"].as_array()?.iter().find_map(|child| walk(child, wanted))
    }
    walk(&frame["view"], wanted)
}

/// The key of the first node of a kind.
#[must_use]
pub fn key_of(frame: &Value, kind: &str) -> Option<String> {
    find(frame, &|node| node["node"] == kind)?["key"].as_str().map(str::to_owned)
}
