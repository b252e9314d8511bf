//! What a server does when twice as much is asked of it as it can do: `tests/bench/overload`.
//!
//! First clients that ask again as soon as they are answered, more and more of them, find its peak. Then requests are sent at twice that
//! rate, whether it keeps up or not. Goodput is what was answered with 200 within a second. Loopback only.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "it prints what it measures, and paces itself")]

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering::SeqCst},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, anyhow, ensure};
use fanlight_tests::{Server, board, checkout, connection::Connection, load};
use serde_json::{Value, json};

/// Widgets that are looked at and clicked.
const WIDGETS: usize = 32;
/// Clients that look for the peak.
const STEPS: [usize; 4] = [4, 16, 64, 128];
/// Connections that overload it: more than the requests that it takes at once.
const CROWD: usize = 768;
const STEP: Duration = Duration::from_secs(4);
const OVERLOAD: Duration = Duration::from_secs(10);
/// An answer after this long is no good to anybody.
const SOON: Duration = Duration::from_secs(1);
/// One request in so many is an event, the others look.
const EVENT_IN: usize = 5;

#[derive(Default)]
struct Counts {
    good: AtomicU64,
    late: AtomicU64,
    sent_away: AtomicU64,
    /// Events that another client's had overtaken: answered in time with 409 and the newer frame.
    stale: AtomicU64,
    other: AtomicU64,
    offered: AtomicU64,
}

struct Target {
    server: Server,
    widgets: Vec<String>,
    ids: AtomicUsize,
}

fn main() -> Result<()> {
    let data = tempfile::tempdir()?;
    let mut server = Server::start(data.path(), &[])?;
    server.sign_in()?;
    let guest = std::fs::read(checkout().join("host/assets/guests/counter.wasm"))?;
    let digest = board::upload(&server, &load::counter(&guest, "counted", "1.0.0")?)?;
    let widgets = (0..WIDGETS).map(|_| board::install_digest(&server, &digest, &json!({}))).collect::<Result<_>>()?;
    let target = Arc::new(Target { server, widgets, ids: AtomicUsize::new(0) });

    let mut peak = 0.0_f64;
    for clients in STEPS {
        let (counts, took) = run(&target, clients, STEP, None)?;
        let rate = counts.good.load(SeqCst) as f64 / took.as_secs_f64();
        println!("{clients:>4} clients, as fast as they can: goodput {rate:.0}/s{}", rest(&counts));
        peak = peak.max(rate);
    }
    let offered = peak * 2.0;
    let (counts, took) = run(&target, CROWD, OVERLOAD, Some(offered))?;
    let goodput = counts.good.load(SeqCst) as f64 / took.as_secs_f64();
    let sent = counts.offered.load(SeqCst) as f64 / took.as_secs_f64();
    println!(
        "{CROWD} connections at twice the peak ({offered:.0}/s wanted, {sent:.0}/s sent): goodput {goodput:.0}/s{}",
        rest(&counts)
    );
    println!("peak goodput {peak:.0}/s; at 2x {goodput:.0}/s, which is {:.0} %", 100.0 * goodput / peak);
    ensure!(target.server.get("/readyz")?.status == 200, "it is not well afterwards");
    Ok(())
}

fn rest(counts: &Counts) -> String {
    let all = [&counts.late, &counts.sent_away, &counts.stale, &counts.other];
    let [late, away, stale, other] = all.map(|count| count.load(SeqCst));
    format!(" ({late} late, {away} sent away, {stale} overtaken, {other} otherwise)")
}

/// So many connections for so long; with a rate, each sends when its time has come rather than when it was answered.
fn run(target: &Arc<Target>, clients: usize, long: Duration, rate: Option<f64>) -> Result<(Arc<Counts>, Duration)> {
    let counts = Arc::new(Counts::default());
    let began = Instant::now();
    let all: Vec<_> = (0..clients)
        .map(|n| {
            let (target, counts) = (Arc::clone(target), Arc::clone(&counts));
            thread::Builder::new().stack_size(128 << 10).spawn(move || -> Result<()> {
                let mut client = Connection::open(&target.server)?;
                let mut due = rate.map(|rate| began + Duration::from_secs_f64(n as f64 / rate));
                for turn in n.. {
                    if let (Some(due), Some(rate)) = (&mut due, rate) {
                        thread::sleep(due.saturating_duration_since(Instant::now()));
                        *due += Duration::from_secs_f64(clients as f64 / rate);
                    }
                    if began.elapsed() >= long {
                        return Ok(());
                    }
                    // Who waits for a request that was due earlier has waited since then.
                    let since = Instant::now();
                    counts.offered.fetch_add(1, SeqCst);
                    let status = ask(&target, &mut client, turn)?;
                    let count = match status {
                        200 if since.elapsed() <= SOON => &counts.good,
                        200 => &counts.late,
                        503 => &counts.sent_away,
                        409 => &counts.stale,
                        _ => &counts.other,
                    };
                    count.fetch_add(1, SeqCst);
                }
                Ok(())
            })
        })
        .collect::<std::io::Result<_>>()?;
    for one in all {
        one.join().map_err(|_| anyhow!("a client panicked"))??;
    }
    Ok((counts, began.elapsed()))
}

fn ask(target: &Target, client: &mut Connection, turn: usize) -> Result<u16> {
    let widget = target.widgets.get(turn * 7 % WIDGETS).context("no widget")?;
    if !turn.is_multiple_of(EVENT_IN) {
        return Ok(client.ask("GET", &format!("/api/v1/widgets/{widget}/frame"), None)?.status);
    }
    let id = target.ids.fetch_add(1, SeqCst);
    // A refresh of version 0 would be stale: whoever looks at the answer of 409 knows the version.
    let event =
        |seen: &Value| json!({ "id": format!("overload {id}"), "seen": seen, "event": { "type": "refresh" }, "context": {} });
    let path = format!("/api/v1/widgets/{widget}/events");
    let first = client.ask("POST", &path, Some(&event(&json!(0))))?;
    if first.status != 409 {
        return Ok(first.status);
    }
    Ok(client.ask("POST", &path, Some(&event(&first.json["widget"]["version"])))?.status)
}
