//! `fanlight dev` with a real folder, a real cargo and a real server: what is saved is seen, and what does not build takes nothing away.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may write files, run commands and wait"
)]

use std::{
    fs,
    path::Path,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use fanlight_tests::{Server, board, checkout, guests, program};
use serde_json::{Value, json};

/// A build of one crate, on a machine that does much else.
const LONG: Duration = Duration::from_secs(120);

fn new(folder: &Path, kind: &str) -> Result<()> {
    let mut command = Command::new(program::binary()?);
    command.arg("new").arg(folder).args(["--kind", kind, "--sdk"]).arg(checkout().join("bridge-api/sdk"));
    ensure!(command.output()?.status.success());
    // The versions that are here already.
    fs::copy(checkout().join("sample-widgets/Cargo.lock"), folder.join("Cargo.lock"))?;
    Ok(())
}

/// `fanlight dev`, signed in.
fn dev(folder: &Path) -> Result<Server> {
    let mut command = Command::new(program::binary()?);
    command.arg("dev").arg(folder).args(["--listen", "127.0.0.1:0"]).env_remove("RUSTFLAGS");
    command.env("RUSTC", guests::toolchain()?).env("CARGO_TARGET_DIR", guests::authors_target());
    let mut server = Server::launch(command)?;
    server.sign_in()?;
    Ok(server)
}

fn edit(folder: &Path, from: &str, to: &str) {
    let file = folder.join("src/lib.rs");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(file, text.replace(from, to)).unwrap();
}

/// The one widget of the home board, as it is drawn now.
fn frame(server: &Server) -> Result<Value> {
    let home = server.get("/api/v1/account")?.json()["home_board"].as_str().unwrap_or_default().to_owned();
    let content = server.get(&format!("/api/v1/boards/{home}/widgets"))?.json();
    let widgets = content["widgets"].as_array().unwrap();
    ensure!(widgets.len() == 1, "{content}");
    Ok(server.get(&format!("/api/v1/widgets/{}/frame", widgets[0]["id"].as_str().unwrap()))?.json())
}

fn until(what: &str, mut holds: impl FnMut() -> Result<bool>) -> Result<()> {
    let began = Instant::now();
    while !holds()? {
        ensure!(began.elapsed() < LONG, "it took too long until {what}");
        thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}

#[test]
fn what_is_saved_is_on_the_board_with_the_state_of_before() -> Result<()> {
    let home = tempfile::tempdir()?;
    let folder = home.path().join("bottles");
    new(&folder, "widget")?;
    let server = dev(&folder)?;

    let first = frame(&server)?;
    let label = |frame: &Value, label: &str| board::find(frame, &|node| node["label"] == label).map(|node| node["value"].clone());
    let shown = label(&first, "Count");
    ensure!(shown.is_some(), "{first}");
    let id = first["id"].as_str().unwrap();
    let pressed = board::send(&server, id, &json!({ "type": "input", "key": "more" }))?;
    let one = label(&pressed, "Count");
    ensure!(one != shown, "{pressed}");

    // Something that does not compile, and then something that does.
    edit(&folder, "stat(\"Count\"", "stat(Bottles");
    thread::sleep(Duration::from_secs(2));
    ensure!(label(&frame(&server)?, "Count") == one, "what was there stays");
    edit(&folder, "stat(Bottles", "stat(\"Bottles\"");
    until("the new words are there", || Ok(label(&frame(&server)?, "Bottles") == one))?;
    ensure!(frame(&server)?["id"] == first["id"], "it is the same widget");

    // A new permission is granted, since it is the author's own; one that was taken away stays away.
    let manifest = fs::read_to_string(folder.join("fanlight.toml"))?;
    fs::write(folder.join("fanlight.toml"), manifest.clone() + "\n[permissions.storage]\nreason = \"Keeps bottles.\"\n")?;
    let storage = |server: &Server| frame(server).map(|frame| frame["grants"]["storage"]["granted"].clone());
    until("storage is granted", || Ok(storage(&server)? == true))?;
    ensure!(server.json("DELETE", &format!("/api/v1/widgets/{id}/grants/storage"), &json!({}))?.status < 300);
    edit(&folder, "\"Bottles\"", "\"Glasses\"");
    until("the next words are there", || Ok(label(&frame(&server)?, "Glasses") == one))?;
    ensure!(storage(&server)? == false);

    // One build stays in the gallery, beside the samples.
    until("the builds of before are gone", || {
        let packages = server.get("/api/v1/packages")?.json();
        let own = packages["packages"].as_array().unwrap().iter().filter(|package| package["name"] == "bottles");
        let versions: Vec<_> = own.map(|package| package["version"].as_str().unwrap_or_default()).collect();
        Ok(versions.len() == 1 && versions[0].starts_with("0.1.0-dev."))
    })?;
    ensure!(server.stop()?.success());

    // The board is there the next time, with what was on it.
    let again = dev(&folder)?;
    let found = frame(&again)?;
    ensure!(found["id"] == first["id"] && label(&found, "Glasses") == one, "{found}");
    Ok(())
}

#[test]
fn a_theme_is_put_on() -> Result<()> {
    let home = tempfile::tempdir()?;
    let folder = home.path().join("seaside");
    new(&folder, "theme")?;
    let server = dev(&folder)?;
    let current = |server: &Server| {
        let answer = server.get("/api/v1/themes/current?scheme=light&contrast=standard")?.json();
        ensure!(answer["tokens"].is_array() || answer["tokens"].is_object(), "{answer}");
        Ok(answer["tokens"].to_string())
    };
    let before = current(&server)?;
    ensure!(server.get("/api/v1/themes")?.json()["current"].is_string());
    edit(&folder, "const HUE: f32 = 250.0", "const HUE: f32 = 145.0");
    until("the colours are others", || Ok(current(&server)? != before))
}
