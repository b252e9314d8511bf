//! How many events a second are updated, committed and answered, beside how often SQLite alone commits: `tests/bench/events`.
//!
//! 64 clients click 64 counters of their own, over HTTP, each event on the disk before it is answered. Before and after, in the same run
//! and on the same disk, SQLite commits one row of a kibibyte after the other with the same durability (write-ahead log, FULL).
#![allow(clippy::print_stdout, reason = "it prints what it measures")]

use std::{
    path::Path,
    process::Command,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, anyhow, ensure};
use fanlight_tests::{Server, board, checkout, connection::Connection, load};
use serde_json::json;

const CLIENTS: usize = 64;
const LONG: Duration = Duration::from_secs(6);

/// Python's module is SQLite in C with some microseconds around each statement.
const PLAIN: &str = "import sqlite3, sys, time
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute('PRAGMA journal_mode=WAL'); c.execute('PRAGMA synchronous=FULL')
c.execute('CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, bytes BLOB)')
n, began, row = 0, time.perf_counter(), b'7' * 1024
while time.perf_counter() - began < 3:
    c.execute('BEGIN IMMEDIATE'); c.execute('INSERT INTO t (bytes) VALUES (?)', (row,)); c.execute('COMMIT')
    n += 1
print(n / (time.perf_counter() - began))";

fn main() -> Result<()> {
    let data = tempfile::tempdir()?;
    let mut server = Server::start(data.path(), &[])?;
    server.sign_in()?;
    let guest = std::fs::read(checkout().join("host/assets/guests/counter.wasm"))?;
    let digest = board::upload(&server, &load::counter(&guest, "counted", "1.0.0")?)?;
    let widgets = (0..CLIENTS).map(|_| board::install_digest(&server, &digest, &json!({}))).collect::<Result<Vec<_>>>()?;

    let before = plain(&data.path().join("plain.db"))?;
    let server = Arc::new(server);
    let began = Instant::now();
    let clients: Vec<_> = widgets
        .into_iter()
        .map(|widget| {
            let server = Arc::clone(&server);
            thread::spawn(move || click(&server, &widget, began))
        })
        .collect();
    let mut times = Vec::new();
    for client in clients {
        times.extend(client.join().map_err(|_| anyhow!("a client panicked"))??);
    }
    let events = times.len() as f64 / began.elapsed().as_secs_f64();
    let after = plain(&data.path().join("plain.db"))?;
    times.sort_unstable();
    let at = |part: usize| times.get((times.len() - 1) * part / 100).copied().unwrap_or_default();
    println!("events: {events:.0}/s by {CLIENTS} clients, p50 {:.1?}, p99 {:.1?}", at(50), at(99));
    println!("SQLite alone: {before:.0} commits/s before, {after:.0} after");
    println!("ratio {:.2}", events / before.midpoint(after));
    Ok(())
}

/// Click as fast as it is answered; how long each took.
fn click(server: &Server, widget: &str, began: Instant) -> Result<Vec<Duration>> {
    let mut client = Connection::open(server)?;
    let mut seen = client.ask("GET", &format!("/api/v1/widgets/{widget}/frame"), None)?.json["version"].clone();
    let path = format!("/api/v1/widgets/{widget}/events");
    let mut times = Vec::new();
    while began.elapsed() < LONG {
        let event = json!({ "type": "input", "key": "more", "value": null });
        let id = format!("{widget} {}", times.len());
        let at = Instant::now();
        let answer = client.ask("POST", &path, Some(&json!({ "id": id, "seen": seen, "event": event, "context": {} })))?;
        times.push(at.elapsed());
        ensure!(answer.status == 200, "{} {}", answer.status, answer.json);
        seen = answer.json["version"].clone();
    }
    Ok(times)
}

fn plain(database: &Path) -> Result<f64> {
    let output = Command::new("python3").args(["-c", PLAIN]).arg(database).output().context("this needs python3")?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?.trim().parse()?)
}
