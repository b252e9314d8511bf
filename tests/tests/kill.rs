//! kill -9 while people work, and start again: what was acknowledged is there.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may wait for a process")]

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    thread,
    time::Duration,
};

use anyhow::{Context as _, Result, ensure};
use fanlight_tests::{Server, board};
use serde_json::json;

const ROUNDS: usize = 5;

#[test]
fn what_was_acknowledged_survives() -> Result<()> {
    let data = tempfile::tempdir()?;
    let mut server = Server::start(data.path(), &[])?;
    server.sign_in()?;
    let widget = board::install(&server, "tasks", &json!({ "storage": {} }))?;
    let mut acknowledged = 0;
    for round in 0..ROUNDS {
        let done = Arc::new(AtomicUsize::new(0));
        let server_now = Arc::new(server);
        let worker = thread::spawn({
            let (server, widget, done) = (Arc::clone(&server_now), widget.clone(), Arc::clone(&done));
            // Ends at the first event that is not acknowledged, which is when the server is gone.
            move || {
                while add_task(&server, &widget, &format!("r{round} t{}", done.load(SeqCst))).is_ok() {
                    done.fetch_add(1, SeqCst);
                }
            }
        });
        while done.load(SeqCst) < 3 {
            thread::sleep(Duration::from_millis(5));
            ensure!(!worker.is_finished(), "no task could be added in round {round}");
        }
        thread::sleep(Duration::from_millis(37 * (round as u64 + 1)));
        server_now.kill_now()?;
        worker.join().unwrap();
        let cookie = server_now.cookie().to_owned();
        drop(server_now);
        acknowledged += done.load(SeqCst);

        server = Server::start(data.path(), &[])?;
        // The session is one of the things that were acknowledged.
        server.resume(cookie);
        let view = server.get(&format!("/api/v1/widgets/{widget}/frame"))?;
        ensure!(view.status == 200, "{} {}", view.status, view.text);
        for n in 0..done.load(SeqCst) {
            ensure!(
                view.text.contains(&format!("\"r{round} t{n}\"")),
                "round {round}: task {n} of {} was lost",
                done.load(SeqCst)
            );
        }
        clear(&server, &widget)?;
    }
    println!("{acknowledged} acknowledged events over {ROUNDS} kills, none lost");
    Ok(())
}

fn add_task(server: &Server, widget: &str, title: &str) -> Result<()> {
    let frame = server.get(&format!("/api/v1/widgets/{widget}/frame"))?.json();
    let form = board::key_of(&frame, "form").context("no form")?;
    let field = board::key_of(&frame, "text-field").context("no field")?;
    board::send(server, widget, &json!({ "type": "submitted", "key": form, "fields": { field: title } }))?;
    Ok(())
}

/// Remove the widget's tasks, so that a view never gets long.
fn clear(server: &Server, widget: &str) -> Result<()> {
    loop {
        let frame = server.get(&format!("/api/v1/widgets/{widget}/frame"))?.json();
        let Some(open) = board::find(&frame, &|node| node["node"] == "check" && node["checked"] == false) else { break };
        board::send(server, widget, &json!({ "type": "input", "key": open["key"], "value": true }))?;
    }
    let frame = server.get(&format!("/api/v1/widgets/{widget}/frame"))?.json();
    let remove = board::find(&frame, &|node| {
        node["node"] == "button" && node["label"].as_str().is_some_and(|l| l.contains("emove") || l.contains("lear"))
    });
    let remove = remove.context("no button that removes what is done")?;
    board::send(server, widget, &json!({ "type": "input", "key": remove["key"] }))?;
    Ok(())
}
