//! What an attack costs a neighbour. `tests/bench/neighbour` runs it and says how.

#![allow(clippy::print_stdout, reason = "the table is what it is for")]
#![allow(clippy::disallowed_methods, reason = "a program of its own, steered by arguments; nobody else is on its threads")]

use std::{
    fs, iter,
    sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail, ensure};
use fanlight_tests::{
    Server, board,
    hostile::{self, Attack},
};
use serde_json::{Map, Value, json};

/// The neighbour is used so often.
const PACE: Duration = Duration::from_millis(20);
/// What the 99th percentile may grow by during an attack: by a tenth, or by so much if that is more.
const SLOWER: Duration = Duration::from_millis(5);

fn main() -> Result<()> {
    let asked = Asked::read()?;
    let data = tempfile::tempdir()?;
    let mut server = Server::start(data.path(), &[])?;
    server.sign_in()?;
    let neighbour = board::install(&server, "tasks", &json!({ "storage": {} }))?;
    rested(&server)?;
    // The first calls warm up.
    measure(&server, &neighbour, Duration::from_secs(1), &AtomicBool::new(false))?;

    println!("load average {}", fs::read_to_string("/proc/loadavg")?.trim());
    println!(
        "{:<30} {:>17} {:>17} {:>6} {:>9} {:>6} {:>7} {:>5}",
        "attack", "quiet p50/p99 ms", "then p50/p99 ms", "×", "attacks/s", "503s/s", "RSS MiB", "5xx"
    );
    let attacks = hostile::attacks()?.into_iter().filter(|attack| asked.only.is_empty() || asked.only.contains(&attack.name));
    let mut missed = Vec::new();
    for attack in attacks {
        let quiet = measure(&server, &neighbour, asked.time, &AtomicBool::new(false))?;
        let during = attacked(&server, &neighbour, &attack, &asked)?;
        let allowed = (quiet.p99 + SLOWER).max(quiet.p99.mul_f64(1.1));
        if during.neighbour.p99 > allowed || during.failed > 0 {
            missed.push(attack.name.clone());
        }
        println!(
            "{:<30} {:>17} {:>17} {:>6.2} {:>9.1} {:>6.0} {:>7} {:>5}",
            attack.name,
            quiet.to_string(),
            during.neighbour.to_string(),
            during.neighbour.p99.as_secs_f64() / quiet.p99.as_secs_f64(),
            during.attacks as f64 / during.time.as_secs_f64(),
            during.refused as f64 / during.time.as_secs_f64(),
            memory(&server)? >> 20,
            during.failed
        );
    }
    println!("the server held {} MiB at the most", server.memory_peak()? >> 20);
    println!("{} beyond the target: {}", missed.len(), missed.join(", "));
    ensure!(missed.is_empty() || !asked.check, "a target was missed");
    Ok(())
}

/// The command line.
struct Asked {
    check: bool,
    time: Duration,
    /// All, if none is named.
    only: Vec<String>,
    attackers: usize,
}

impl Asked {
    fn read() -> Result<Self> {
        let mut asked = Self { check: false, time: Duration::from_secs(2), only: Vec::new(), attackers: 2 };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().with_context(|| format!("{argument} needs a value"));
            match argument.as_str() {
                // cargo says this to every benchmark.
                "--bench" => {}
                "--check" => asked.check = true,
                "--seconds" => asked.time = Duration::from_secs_f64(value()?.parse()?),
                "--only" => asked.only = value()?.split(',').map(str::to_owned).collect(),
                "--attackers" => asked.attackers = value()?.parse()?,
                other => bail!("there is no {other}; there are --check, --seconds N, --only NAME,… and --attackers N"),
            }
        }
        Ok(asked)
    }
}

/// Wait until nothing is compiled any more: a new server begins with its samples, one after the other.
fn rested(server: &Server) -> Result<()> {
    let (mut since, mut workers) = (Instant::now(), usize::MAX);
    while since.elapsed() < Duration::from_secs(2) {
        thread::sleep(Duration::from_millis(50));
        let children = server.children()?.len();
        if children != workers {
            since = Instant::now();
        }
        workers = workers.min(children);
    }
    Ok(())
}

/// Latencies of one widget.
struct Latencies {
    p50: Duration,
    p99: Duration,
}

impl std::fmt::Display for Latencies {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.1} / {:.1}", self.p50.as_secs_f64() * 1e3, self.p99.as_secs_f64() * 1e3)
    }
}

/// Uses a widget at a steady pace, whether it is slow or not, for so long. `over` is set at the end.
fn measure(server: &Server, widget: &str, time: Duration, over: &AtomicBool) -> Result<Latencies> {
    let mut person = Person::new(server, widget)?;
    let started = Instant::now();
    let mut took = Vec::new();
    for n in 0.. {
        let due = started + PACE * n;
        if due > started + time {
            break;
        }
        thread::sleep(due.saturating_duration_since(Instant::now()));
        let answer = person.refresh()?;
        ensure!(answer == 200, "the neighbour got {answer}");
        // From when it was due: what waits behind a slow answer has been slow too.
        took.push(due.elapsed());
    }
    over.store(true, Relaxed);
    took.sort_unstable();
    let at = |part: f64| took.get(((took.len() - 1) as f64 * part).round() as usize).copied().unwrap_or_default();
    Ok(Latencies { p50: at(0.5), p99: at(0.99) })
}

/// Somebody who uses a widget, and knows which frame they saw last.
struct Person<'a> {
    server: &'a Server,
    widget: &'a str,
    seen: Value,
}

impl<'a> Person<'a> {
    fn new(server: &'a Server, widget: &'a str) -> Result<Self> {
        let mut person = Self { server, widget, seen: Value::Null };
        person.look()?;
        Ok(person)
    }

    fn look(&mut self) -> Result<()> {
        self.seen = self.server.get(&format!("/api/v1/widgets/{}/frame", self.widget))?.json()["version"].clone();
        Ok(())
    }

    /// An event, as a browser sends it; the status.
    fn refresh(&mut self) -> Result<u16> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let id = format!("{:032x}", u128::from(COUNT.fetch_add(1, Relaxed)) << 64 | std::time::UNIX_EPOCH.elapsed()?.as_nanos());
        let body = json!({ "id": id, "seen": self.seen, "event": { "type": "refresh" }, "context": {} });
        let answer = self.server.json("POST", &format!("/api/v1/widgets/{}/events", self.widget), &body)?;
        match answer.status {
            200 => self.seen = answer.json()["version"].clone(),
            // Another attacker was faster.
            409 => self.look()?,
            // It is suspended: as a person would who believes in it, ask for one more try.
            503 => drop(self.server.send("POST", &format!("/api/v1/widgets/{}/retry", self.widget), "", b"")?),
            _ => {}
        }
        Ok(answer.status)
    }
}

/// What the neighbour saw during an attack.
struct During {
    neighbour: Latencies,
    attacks: u64,
    time: Duration,
    /// Answers of 503 to attackers: their widget is suspended, or too much was asked.
    refused: u64,
    /// Any other answer of 5xx to them.
    failed: u64,
}

/// Attacks without pause from several threads: with events if the guest could be installed, with uploads if not.
fn attacked(server: &Server, neighbour: &str, attack: &Attack, asked: &Asked) -> Result<During> {
    let widget = install(server, attack)?;
    let began = Instant::now();
    let over = AtomicBool::new(false);
    let [attacks, refused, failed] = [const { AtomicU64::new(0) }; 3];
    let attacker = || {
        let mut person = widget.as_deref().map(|widget| Person::new(server, widget)).transpose()?;
        while !over.load(Relaxed) {
            let status = match &mut person {
                Some(person) => person.refresh(),
                None => server.send("POST", "/api/v1/packages", "application/wasm", &attack.bytes).map(|answer| answer.status),
            };
            attacks.fetch_add(1, Relaxed);
            match status {
                Ok(503) => refused.fetch_add(1, Relaxed),
                Ok(500..) => failed.fetch_add(1, Relaxed),
                _ => 0,
            };
        }
        anyhow::Ok(())
    };
    let neighbour = thread::scope(|scope| {
        iter::repeat_n(&attacker, asked.attackers).for_each(|attacker| drop(scope.spawn(attacker)));
        let measured = measure(server, neighbour, asked.time, &over);
        over.store(true, Relaxed);
        measured
    })?;
    let time = began.elapsed();
    if let Some(widget) = widget {
        server.send("DELETE", &format!("/api/v1/widgets/{widget}"), "", b"")?;
    }
    let [attacks, refused, failed] = [attacks, refused, failed].map(AtomicU64::into_inner);
    Ok(During { neighbour, attacks, time, refused, failed })
}

/// The widget with all that it asks for; none when the package is refused or is a theme.
fn install(server: &Server, attack: &Attack) -> Result<Option<String>> {
    let uploaded = server.send("POST", "/api/v1/packages", "application/wasm", &attack.bytes)?;
    let package = uploaded.json();
    if uploaded.status >= 300 || package["kind"] == "theme" {
        return Ok(None);
    }
    let asked = package["permissions"].as_array().context("no permissions")?;
    let grants: Map<String, Value> =
        asked.iter().filter_map(|p| Some((p["capability"].as_str()?.to_owned(), p["scope"].clone()))).collect();
    board::install_digest(server, package["digest"].as_str().context("no digest")?, &Value::Object(grants)).map(Some)
}

/// Bytes that the server holds now: the kernel counts pages of 4 KiB.
fn memory(server: &Server) -> Result<u64> {
    let pages = fs::read_to_string(format!("/proc/{}/statm", server.id()))?;
    let resident: u64 = pages.split(' ').nth(1).context("no figure")?.parse()?;
    Ok(resident << 12)
}
