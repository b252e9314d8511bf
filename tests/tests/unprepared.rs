//! What nobody prepared: a folder of five thousand notes with broken text, a table of 50 MB and links that lead out, and a state that
//! its widget cannot read.

use std::{fs, os::unix::fs::symlink, path::Path};

use anyhow::{Context as _, Result, ensure};
use fanlight_tests::{Server, board, checkout, program};
use serde_json::json;

const NOTES: usize = 5_000;

#[test]
fn a_folder_that_nobody_prepared_is_counted() -> Result<()> {
    let (data, documents) = (tempfile::tempdir()?, tempfile::tempdir()?);
    fill(documents.path())?;
    let path = documents.path().to_str().context("a path that is no text")?;
    let mut server = Server::start(data.path(), &["--documents", path])?;
    server.sign_in()?;
    // The notes, the broken one and the table; neither link.
    ensure!(
        server.get("/api/v1/account")?.json()["workspace"]["documents"] == NOTES + 2,
        "{}",
        server.get("/api/v1/account")?.text
    );

    let widget = board::install(&server, "notes-insight", &json!({ "documents": { "folder": "" } }))?;
    for _ in 0..200 {
        let frame = board::send(&server, &widget, &json!({ "type": "refresh" }))?;
        ensure!(frame["status"] == "live", "{frame}");
        let counted = board::find(&frame, &|node| node["node"] == "stat" && node["label"] == "Notes");
        if let Some(counted) = counted {
            ensure!(counted["value"]["value"] == f64::from(u16::try_from(NOTES)? + 1), "{counted}");
            ensure!(!frame.to_string().contains("root:"), "a link led out");
            return Ok(());
        }
    }
    anyhow::bail!("not counted after 200 calls")
}

fn fill(documents: &Path) -> Result<()> {
    for n in 0..NOTES {
        let folder = documents.join(format!("folder-{}", n % 40));
        if n < 40 {
            fs::create_dir(&folder)?;
        }
        fs::write(folder.join(format!("note-{n}.md")), format!("# Note {n}\n\n- [ ] first\n- [x] second\n\nSome words.\n"))?;
    }
    fs::write(documents.join("broken.md"), b"# Broken \xff\xfe\n- [ ] still here")?;
    fs::File::create(documents.join("big.csv"))?.set_len(50 << 20)?;
    symlink("/etc/passwd", documents.join("out.md"))?;
    symlink("/etc", documents.join("out"))?;
    Ok(())
}

#[test]
fn a_state_that_is_not_understood_is_kept() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let state = folder.path().join("state");
    fs::write(&state, "not what a counter writes")?;
    let counter = checkout().join("host/assets/guests/counter.wasm");
    let arguments = ["--state".to_owned(), state.to_string_lossy().into_owned()];
    let said = program::fanlight("run", &counter, &arguments)?;
    ensure!((said.kind(), said.status) == (Some("guest"), 1), "{}", said.json);
    ensure!(said.json["error"]["message"].as_str().is_some_and(|message| message.contains("state")), "{}", said.json);
    ensure!(fs::read(&state)? == b"not what a counter writes", "the state was changed");
    Ok(())
}
