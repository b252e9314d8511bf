//! Two thousand documents change at once: that is one change, it is told once to every widget, soon, and nobody waits for it.
#![allow(clippy::disallowed_methods, reason = "a test may write files and wait")]

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, anyhow, ensure};
use fanlight_tests::{Server, board, follower::Follower};
use serde_json::json;

const NOTES: usize = 2_000;
/// From the last of the changes to the open board. Two seconds, and one more for a machine that runs other tests.
const SOON: Duration = Duration::from_secs(3);

#[test]
fn two_thousand_documents_change_at_once() -> Result<()> {
    let (data, documents, next) = (tempfile::tempdir()?, tempfile::tempdir()?, tempfile::tempdir()?);
    for n in 0..NOTES {
        fs::write(documents.path().join(format!("note-{n}.md")), format!("# Note {n}\n"))?;
        fs::write(next.path().join(format!("note-{n}.md")), format!("# Note {n}\n\nChanged.\n"))?;
    }
    let path = documents.path().to_str().context("a path that is no text")?;
    let mut server = Server::start(data.path(), &["--documents", path])?;
    server.sign_in()?;
    let grants = json!({ "documents": { "folder": "" } });
    let widgets = [board::install(&server, "notes-insight", &grants)?, board::install(&server, "notes-insight", &grants)?];
    let home = server.get("/api/v1/account")?.json()["home_board"].as_str().context("no board")?.to_owned();
    // Somebody has looked at each: they have a state. One who looks now is told.
    for widget in &widgets {
        board::send(&server, widget, &json!({ "type": "refresh" }))?;
    }
    let follower = Follower::new(&server, &home)?;
    // What the server itself found out about the folder at its start is told by now.
    thread::sleep(Duration::from_secs(1));
    let before = [told(&server, &widgets[0])?, told(&server, &widgets[1])?];

    let over = Arc::new(AtomicBool::new(false));
    let server = Arc::new(server);
    let others = thread::spawn({
        let (server, over) = (Arc::clone(&server), Arc::clone(&over));
        move || -> Result<Duration> {
            let mut slowest = Duration::ZERO;
            while !over.load(SeqCst) {
                let began = Instant::now();
                ensure!(server.get("/api/v1/account")?.status == 200, "no account");
                slowest = slowest.max(began.elapsed());
                thread::sleep(Duration::from_millis(5));
            }
            Ok(slowest)
        }
    });
    for n in 0..NOTES {
        let name = format!("note-{n}.md");
        fs::rename(next.path().join(&name), documents.path().join(&name))
            .or_else(|_| fs::copy(next.path().join(&name), documents.path().join(&name)).map(drop))?;
    }
    let changed = Instant::now();
    let heard: Vec<Duration> = widgets
        .iter()
        .map(|_| Ok(follower.hear("event: changed", SOON)?.saturating_duration_since(changed)))
        .collect::<Result<_>>()?;
    // Time enough for a second one to come.
    thread::sleep(Duration::from_secs(3));
    over.store(true, SeqCst);
    let slowest = others.join().map_err(|_| anyhow!("the neighbour panicked"))??;
    println!("heard after {heard:?}; slowest request beside it {slowest:?}");
    ensure!(slowest < Duration::from_secs(1), "somebody else waited {slowest:?}");
    for (widget, before) in widgets.iter().zip(before) {
        ensure!(told(&server, widget)? == before + 1, "told {} times", told(&server, widget)? - before);
        ensure!(server.get(&format!("/api/v1/widgets/{widget}/frame"))?.json()["status"] == "live");
    }
    Ok(())
}

/// How often a widget was told that documents changed.
fn told(server: &Server, widget: &str) -> Result<usize> {
    let usage = server.get(&format!("/api/v1/widgets/{widget}/usage"))?.json();
    let last = usage["last"].as_array().context("no runs")?;
    Ok(last.iter().filter(|run| run["event"] == "documents-changed").count())
}
