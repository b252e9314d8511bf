//! Hostile guests that attack when a new version of a package reads what the version before it has kept.

use anyhow::{Context as _, Result, ensure};
use fanlight_tests::{
    Server, board,
    hostile::{self, Attack},
};
use serde_json::json;

#[test]
fn a_migration_that_attacks_ends_as_it_should_and_leaves_the_state() -> Result<()> {
    let data = tempfile::tempdir()?;
    let mut server = Server::start(data.path(), &[])?;
    server.sign_in()?;
    let attacks: Vec<Attack> = hostile::attacks()?.into_iter().filter(|attack| attack.case.migrates.is_some()).collect();
    ensure!(attacks.len() >= 4, "{} attacks: were the cases found?", attacks.len());
    for attack in &attacks {
        migrate(&server, attack).with_context(|| attack.name.clone())?;
    }
    Ok(())
}

/// The earlier version is installed and removed, its state is kept, and the attack is installed in its place.
fn migrate(server: &Server, attack: &Attack) -> Result<()> {
    let grants = if attack.case.run.is_empty() { json!({}) } else { json!({ "storage": {} }) };
    let earlier = board::install_digest(server, &upload(server, &attack.earlier()?)?, &grants)?;
    let kept = server.send("DELETE", &format!("/api/v1/widgets/{earlier}?data=keep"), "", b"")?;
    ensure!(kept.status == 200, "{} {}", kept.status, kept.text);

    let attacker = board::install_digest(server, &upload(server, &attack.bytes)?, &grants)?;
    let frame = server.get(&format!("/api/v1/widgets/{attacker}/frame"))?.json();
    ensure!(frame["error"]["kind"].as_str() == attack.case.migrates.as_deref(), "it ended so: {frame}");
    let usage = server.get(&format!("/api/v1/widgets/{attacker}/usage"))?.json();
    ensure!(usage["last"][0]["event"] == "migrate", "it was not migrated: {usage}");

    // It can be kept and taken back by the version that wrote it.
    let removed = server.send("DELETE", &format!("/api/v1/widgets/{attacker}?data=keep"), "", b"")?;
    ensure!(removed.status == 200, "{} {}", removed.status, removed.text);
    let again = board::install_digest(server, &upload(server, &attack.earlier()?)?, &grants)?;
    let frame = server.get(&format!("/api/v1/widgets/{again}/frame"))?.json();
    ensure!(frame["status"] == "live", "the state is lost: {frame}");
    Ok(())
}

fn upload(server: &Server, package: &[u8]) -> Result<String> {
    let uploaded = server.send("POST", "/api/v1/packages", "application/wasm", package)?;
    ensure!(uploaded.status < 300, "{} {}", uploaded.status, uploaded.text);
    Ok(uploaded.json()["digest"].as_str().context("no digest")?.to_owned())
}
