//! One client asks for ten thousand live streams: it gets its share, everybody else is served, and once it has gone everything is as before.
#![allow(clippy::disallowed_methods, clippy::print_stderr, reason = "a test may say what it measured, wait")]

use std::{
    io::Read as _,
    net::TcpStream,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, anyhow, ensure};
use fanlight_tests::{
    Server, board,
    follower::{Follower, ask},
};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde_json::json;

const WANTED: u64 = 10_000;
/// Descriptors that the test needs for itself.
const OWN: u64 = 100;
/// Bytes that the server may grow by: about 4,000 sockets at once with their buffers, and a margin.
const MEMORY: u64 = 192 << 20;

#[test]
fn ten_thousand_live_streams_of_one_client() -> Result<()> {
    let crowd = raise_descriptors()?;
    if crowd < WANTED {
        eprintln!("THE SYSTEM ALLOWS {crowd} SOCKETS: so many are tried instead of {WANTED}");
    }
    ensure!(crowd > 1_000, "too few to call it a crowd");
    let data = tempfile::tempdir()?;
    let mut server = Server::start(data.path(), &[])?;
    server.sign_in()?;
    let widget = board::install(&server, "clock", &json!({}))?;
    let home = server.get("/api/v1/account")?.json()["home_board"].as_str().context("no board")?.to_owned();
    let before = server.memory_peak()?;

    let over = Arc::new(AtomicBool::new(false));
    let server = Arc::new(server);
    let others = thread::spawn({
        let (server, over, widget) = (Arc::clone(&server), Arc::clone(&over), widget.clone());
        move || -> Result<Vec<Duration>> {
            let mut took = Vec::new();
            while !over.load(SeqCst) {
                let began = Instant::now();
                let frame = server.get(&format!("/api/v1/widgets/{widget}/frame"))?;
                ensure!(frame.status == 200, "{} {}", frame.status, frame.text);
                took.push(began.elapsed());
                thread::sleep(Duration::from_millis(10));
            }
            took.sort_unstable();
            Ok(took)
        }
    });
    let began = Instant::now();
    let asked: Vec<TcpStream> = (0..crowd).map(|_| ask(&server, &home)).collect::<Result<_>>()?;
    let (mut open, mut refused) = (0, 0);
    for mut stream in &asked {
        let head = answer(&mut stream)?;
        if head.starts_with("http/1.1 200") {
            open += 1;
        } else {
            ensure!(head.starts_with("http/1.1 503") || head.starts_with("http/1.1 429"), "{head}");
            for header in ["retry-after: ", "connection: close", "\"hint\""] {
                ensure!(head.contains(header), "no `{header}`: {head}");
            }
            refused += 1;
        }
    }
    let took = began.elapsed();
    over.store(true, SeqCst);
    let waited = others.join().map_err(|_| anyhow!("the neighbour panicked"))??;
    // Nine of ten within a second, and the one that came behind a thousand others not much later.
    let most = *waited.get(waited.len() * 9 / 10).context("nobody else asked")?;
    let slowest = *waited.last().context("nobody else asked")?;
    let grown = server.memory_peak()?.saturating_sub(before);
    println!(
        "{open} open, {refused} refused in {took:?}; slowest request beside it {slowest:?}; {} MiB more memory",
        grown >> 20
    );
    ensure!((1..=64).contains(&open), "{open} streams of one client");
    ensure!(most < Duration::from_secs(1) && slowest < Duration::from_secs(3), "others waited {most:?}, at most {slowest:?}");
    ensure!(grown < MEMORY, "it grew by {} MiB", grown >> 20);

    drop(asked);
    let until = Instant::now() + Duration::from_secs(5);
    let follower = loop {
        match Follower::new(&server, &home) {
            Ok(follower) => break follower,
            Err(error) => ensure!(Instant::now() < until, "no live stream after the crowd has gone: {error:#}"),
        }
        thread::sleep(Duration::from_millis(50));
    };
    board::send(&server, &widget, &json!({ "type": "refresh" }))?;
    follower.hear("event: changed", Duration::from_secs(2))?;
    Ok(())
}

/// The head of an answer and what else came with it, in lower case.
fn answer(stream: &mut &TcpStream) -> Result<String> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut text = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let count = stream.read(&mut buffer).context("no answer")?;
        text.extend_from_slice(buffer.get(..count).unwrap_or_default());
        let so_far = String::from_utf8_lossy(&text).to_ascii_lowercase();
        if count == 0 || (so_far.starts_with("http/1.1 200") && so_far.contains("\r\n\r\n")) {
            return Ok(so_far);
        }
    }
}

fn raise_descriptors() -> Result<u64> {
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    let wanted = WANTED + OWN;
    let allowed = maximum.map_or(wanted, |most| most.min(wanted));
    setrlimit(Resource::Nofile, Rlimit { current: Some(allowed), maximum })?;
    Ok(allowed - OWN)
}
