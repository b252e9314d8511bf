//! One server, every hostile guest uploaded and installed on it: it refuses or contains each, and serves on. Guests in workers and guests
//! in the server's own process come to the same end.

#![allow(clippy::print_stdout, reason = "a test may say what it counted")]

use std::{collections::BTreeMap, thread};

use anyhow::{Context as _, Result, anyhow, ensure};
use fanlight_tests::{
    Server, board,
    hostile::{self, Attack},
};
use serde_json::{Value, json};

#[test]
fn a_server_serves_on_after_every_attack() -> Result<()> {
    let attacks = hostile::attacks()?;
    // At the same time: each waits for its server most of the time.
    let (apart, here) = thread::scope(|scope| {
        let apart = scope.spawn(|| serve_on(&attacks, &[]));
        let here = serve_on(&attacks, &["--in-process"]);
        (apart.join(), here)
    });
    let (apart, here) = (apart.map_err(|_| anyhow!("the side with workers panicked"))??, here?);
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
                let ended = attack(&server, case, &uploaded.json()).with_context(|| case.name.clone())?;
                ends.insert(case.name.clone(), ended);
                contained += 1;
            }
            400..500 => {
                // A theme is run when it is uploaded, and refused for how that ends.
                let kind = uploaded.json()["kind"].as_str().map(str::to_owned).unwrap_or_default();
                ensure!(kind.starts_with("invalid.") || kind == case.case.kind, "{}: {}", case.name, uploaded.text);
                refused += 1;
            }
            other => anyhow::bail!("{}: {other} {}", case.name, uploaded.text),
        }
        let frame = server.get(&format!("/api/v1/widgets/{innocent}/frame")).with_context(|| case.name.clone())?;
        ensure!(frame.status == 200 && frame.json()["status"] == "live", "after {} the neighbour is {}", case.name, frame.text);
        ensure!(server.get("/healthz")?.status == 200, "after {} the server is ill", case.name);
    }
    println!("{refused} refused at upload, {contained} contained while running");
    ensure!(refused > 0 && contained > 10, "{refused} refused, {contained} contained: were the cases run at all?");
    let frame = board::send(&server, &innocent, &json!({ "type": "refresh" }))?;
    ensure!(frame["status"] == "live", "{frame}");
    Ok(ends)
}

/// Install it with all that it asks for, and let it show itself; a theme is tried on. The kind of failure that it comes to.
fn attack(server: &Server, Attack { name, case, .. }: &Attack, package: &Value) -> Result<Value> {
    let digest = package["digest"].as_str().context("no digest")?;
    if package["kind"] == "theme" {
        let tried = server.get(&format!("/api/v1/themes/{digest}/preview?scheme=light&contrast=standard&hour=12"))?;
        let failed = tried.json()["error"].is_object();
        ensure!(tried.status == 200 && failed != case.is_harmless(), "{name}: {} {}", tried.status, tried.text);
        return Ok(tried.json()["error"]["kind"].clone());
    }
    let asked = package["permissions"].as_array().context("no permissions")?;
    let grants: serde_json::Map<String, Value> =
        asked.iter().filter_map(|p| Some((p["capability"].as_str()?.to_owned(), p["scope"].clone()))).collect();
    let widget = board::install_digest(server, digest, &Value::Object(grants))?;
    let frame = server.get(&format!("/api/v1/widgets/{widget}/frame"))?;
    ensure!(frame.status == 200, "{name}: {} {}", frame.status, frame.text);
    let state = frame.json();
    // Those that attack beyond a grant have all of it here.
    let may_live = case.is_harmless() || case.kind == "denied";
    ensure!(may_live || state["status"] != "live", "{name} is live: {}", frame.text);
    let removed = server.send("DELETE", &format!("/api/v1/widgets/{widget}"), "", b"")?;
    ensure!(removed.status == 200, "{name} cannot be removed: {} {}", removed.status, removed.text);
    let kind = &state["error"]["kind"];
    // On a machine that is busy enough, the clock ends a call before it comes to its own limit.
    let late = kind == "limit.deadline" && case.kind.starts_with("limit.");
    Ok(if late { json!(case.kind) } else { kind.clone() })
}
