//! One server, every hostile guest uploaded and installed on it: it refuses or contains each, and serves on.

use anyhow::{Context as _, Result, ensure};
use fanlight_tests::{
    Server, board,
    hostile::{self, Attack},
};
use serde_json::{Value, json};

#[test]
fn a_server_serves_on_after_every_attack() -> Result<()> {
    let data = tempfile::tempdir()?;
    let mut server = Server::start(data.path(), &[])?;
    server.sign_in()?;
    let innocent = board::install(&server, "tasks", &json!({ "storage": {} }))?;
    let (mut refused, mut contained) = (0, 0);
    for case in hostile::attacks()? {
        let uploaded = server.send("POST", "/api/v1/packages", "application/wasm", &case.bytes)?;
        match uploaded.status {
            201 => {
                attack(&server, &case, &uploaded.json()).with_context(|| case.name.clone())?;
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
        let frame = server.get(&format!("/api/v1/widgets/{innocent}/frame")).with_context(|| case.name.clone())?;
        ensure!(frame.status == 200 && frame.json()["status"] == "live", "after {} the neighbour is {}", case.name, frame.text);
        ensure!(server.get("/healthz")?.status == 200, "after {} the server is ill", case.name);
    }
    println!("{refused} refused at upload, {contained} contained while running");
    ensure!(refused > 0 && contained > 10, "{refused} refused, {contained} contained: were the cases run at all?");
    let frame = board::send(&server, &innocent, &json!({ "type": "refresh" }))?;
    ensure!(frame["status"] == "live", "{frame}");
    Ok(())
}

/// Install it with all that it asks for, and let it show itself. A theme is tried on.
fn attack(server: &Server, Attack { name, case, .. }: &Attack, package: &Value) -> Result<()> {
    let digest = package["digest"].as_str().context("no digest")?;
    if package["kind"] == "theme" {
        let tried = server.get(&format!("/api/v1/themes/{digest}/preview?scheme=light&contrast=standard&hour=12"))?;
        let failed = tried.json()["error"].is_object();
        ensure!(tried.status == 200 && failed != case.is_harmless(), "{name}: {} {}", tried.status, tried.text);
        return Ok(());
    }
    let asked = package["permissions"].as_array().context("no permissions")?;
    let grants: serde_json::Map<String, Value> =
        asked.iter().filter_map(|p| Some((p["capability"].as_str()?.to_owned(), p["scope"].clone()))).collect();
    let widget = board::install_digest(server, digest, &Value::Object(grants))?;
    let frame = server.get(&format!("/api/v1/widgets/{widget}/frame"))?;
    ensure!(frame.status == 200, "{name}: {} {}", frame.status, frame.text);
    // Those that attack beyond a grant have all of it here.
    let may_live = case.is_harmless() || case.kind == "denied";
    ensure!(may_live || frame.json()["status"] != "live", "{name} is live: {}", frame.text);
    let removed = server.send("DELETE", &format!("/api/v1/widgets/{widget}"), "", b"")?;
    ensure!(removed.status == 200, "{name} cannot be removed: {} {}", removed.status, removed.text);
    Ok(())
}
