//! One server, every hostile guest uploaded and installed on it: it refuses or contains each, and serves on. Guests in workers and guests
//! in the server's own process come to the same end.

#![allow(clippy::print_stdout, reason = "a test may say what it counted")]

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, ensure};
use fanlight_tests::{
    Server, board,
    hostile::{self, Attack},
};
use serde_json::{Value, json};

#[test]
fn a_server_serves_on_after_every_attack() -> Result<()> {
    let attacks = hostile::attacks()?;
    let (apart, here) = (serve_on(&attacks, &[])?, serve_on(&attacks, &["--in-process"])?);
    ensure!(apart == here, "in workers they end as {apart:#?},\nin the server's own process as {here:#?}");
    Ok(())
}

/// How each ended.
fn serve_on(attacks: &[Attack], arguments: &[&str]) -> Result<BTreeMap<String, Value>> {
    let data = tempfile::tempdir()?;
    let mut server = Server::start(data.path(), arguments)?;
    server.sign_in()?;
    let innocent = board::install(&server, "tasks", &json!({ "storage": {} }))?;
    let (mut refused, mut contained, mut ends) = (0, 0, BTreeMap::new());
    for case in attacks {
        let uploaded = server.send("POST", "/api/v1/packages", "application/wasm", &case.bytes)?;
        match uploaded.status {
            201 => {
                ends.insert(case.name.clone(), attack(&server, &case.name, &uploaded.json())?);
                contained += 1;
            }
            400..500 => {
                ensure!(
                    uploaded.json()["kind"].as_str().is_some_and(|kind| kind.starts_with("invalid.")),
                    "{}: {}",
                    case.name,
                    uploaded.text
                );
                refused += 1;
            }
            other => anyhow::bail!("{}: {other} {}", case.name, uploaded.text),
        }
        let frame = server.get(&format!("/api/v1/widgets/{innocent}/frame"))?;
        ensure!(frame.status == 200 && frame.json()["status"] == "live", "after {} the neighbour is {}", case.name, frame.text);
        ensure!(server.get("/healthz")?.status == 200, "after {} the server is ill", case.name);
    }
    println!("{refused} refused at upload, {contained} contained while running");
    ensure!(refused > 0 && contained > 10, "{refused} refused, {contained} contained: were the cases run at all?");
    let frame = board::send(&server, &innocent, &json!({ "type": "refresh" }))?;
    ensure!(frame["status"] == "live", "{frame}");
    Ok(ends)
}

/// Install it with all that it asks for, and let it show itself. The kind of failure that it comes to.
fn attack(server: &Server, name: &str, package: &Value) -> Result<Value> {
    let asked = package["permissions"].as_array().context("no permissions")?;
    let grants: serde_json::Map<String, Value> =
        asked.iter().filter_map(|p| Some((p["capability"].as_str()?.to_owned(), p["scope"].clone()))).collect();
    let widget = board::install_digest(server, package["digest"].as_str().context("no digest")?, &Value::Object(grants))?;
    let frame = server.get(&format!("/api/v1/widgets/{widget}/frame"))?;
    ensure!(frame.status == 200, "{name}: {} {}", frame.status, frame.text);
    let state = frame.json();
    ensure!(state["status"] != "live" || name == "documents-outside-grant", "{name} is live: {}", frame.text);
    Ok(state["error"]["kind"].clone())
}
