//! A grant that is taken back while a call runs does not hold for what the call would have kept.
#![allow(clippy::disallowed_methods, reason = "a test may wait")]

use std::{
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, anyhow, ensure};
use fanlight_tests::{Server, board, database::Held};
use serde_json::{Value, json};

#[test]
fn a_call_that_runs_while_its_grant_is_revoked_keeps_nothing() -> Result<()> {
    let data = tempfile::tempdir()?;
    let mut server = Server::start(data.path(), &[])?;
    server.sign_in()?;
    let widget = board::install(&server, "tasks", &json!({ "storage": {} }))?;
    let event = submit(&server, &widget, "too late")?;
    let server = Arc::new(server);

    // Nobody can write: the revocation comes first, and waits; the call begins with the grant, runs, and waits behind it to keep
    // what came out.
    let held = Held::take(&data.path().join("fanlight.db"))?;
    let revoking = thread::spawn({
        let (server, path) = (Arc::clone(&server), format!("/api/v1/widgets/{widget}/grants/storage"));
        move || server.json("DELETE", &path, &json!({}))
    });
    thread::sleep(Duration::from_millis(400));
    let calling = thread::spawn({
        let (server, path) = (Arc::clone(&server), format!("/api/v1/widgets/{widget}/events"));
        move || server.json("POST", &path, &event)
    });
    thread::sleep(Duration::from_millis(600));
    ensure!(!revoking.is_finished() && !calling.is_finished(), "something was kept while nobody could write");
    drop(held);
    let revoked = revoking.join().map_err(|_| anyhow!("the revocation panicked"))??;
    ensure!(revoked.status == 200, "{} {}", revoked.status, revoked.text);
    let called = calling.join().map_err(|_| anyhow!("the call panicked"))??;
    ensure!(called.json()["status"] != "live", "{} {}", called.status, called.text);
    ensure!(!called.text.contains("too late"), "{}", called.text);

    // With the grant again, nothing of that call is there, and the next one works.
    server.json("PUT", &format!("/api/v1/widgets/{widget}/grants"), &json!({ "grants": { "storage": {} } }))?;
    let until = Instant::now() + Duration::from_secs(5);
    let frame = loop {
        let frame = server.get(&format!("/api/v1/widgets/{widget}/frame"))?;
        if frame.json()["status"] == "live" {
            break frame;
        }
        ensure!(Instant::now() < until, "{}", frame.text);
        thread::sleep(Duration::from_millis(50));
    };
    ensure!(!frame.text.contains("too late"), "the call was kept: {}", frame.text);
    let answer = loop {
        let event = submit(&server, &widget, "in time")?;
        let answer = server.json("POST", &format!("/api/v1/widgets/{widget}/events"), &event)?;
        // It is still being told that it has its grant again: what was seen is another frame then.
        if answer.status != 409 || Instant::now() > until {
            break answer;
        }
    };
    ensure!(answer.status == 200 && answer.text.contains("in time"), "{} {}", answer.status, answer.text);
    Ok(())
}

/// The event of somebody who enters a task.
fn submit(server: &Server, widget: &str, title: &str) -> Result<Value> {
    let frame = server.get(&format!("/api/v1/widgets/{widget}/frame"))?.json();
    let form = board::key_of(&frame, "form").context("no form")?;
    let field = board::key_of(&frame, "text-field").context("no field")?;
    let event = json!({ "type": "submitted", "key": form, "fields": { field: title } });
    Ok(json!({ "id": title.replace(' ', "-"), "seen": frame["version"], "event": event, "context": {} }))
}
