//! SIGTERM under load: every request that was under way gets its answer, live streams end, and the process is gone within the thirty
//! seconds that it promises.
#![allow(clippy::disallowed_methods, reason = "a test may wait")]

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    sync::Arc,
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, anyhow, ensure};
use fanlight_tests::{Server, board, checkout, follower, load, toiler};
use serde_json::json;

/// Widgets that take some twenty milliseconds to be drawn.
const WIDGETS: usize = 4;
/// Events of each that are under way: a second of work, or two.
const EVENTS: usize = 20;
/// How long the server may take.
const DRAIN: Duration = Duration::from_secs(30);

#[test]
fn what_is_under_way_is_answered() -> Result<()> {
    let data = tempfile::tempdir()?;
    let mut server = Server::start(data.path(), &[])?;
    server.sign_in()?;
    let slow = board::upload(&server, &toiler::package("slow", 1, 3_000_000)?)?;
    let widgets = (0..WIDGETS).map(|_| board::install_digest(&server, &slow, &json!({}))).collect::<Result<Vec<_>>>()?;
    let home = server.get("/api/v1/account")?.json()["home_board"].as_str().context("no board")?.to_owned();
    let streams = (0..3).map(|_| follower::ask(&server, &home)).collect::<Result<Vec<_>>>()?;
    let server = Arc::new(server);

    let mut under_way: Vec<JoinHandle<Result<(u16, Instant)>>> = Vec::new();
    for widget in &widgets {
        for n in 0..EVENTS {
            let (server, widget) = (Arc::clone(&server), widget.clone());
            under_way.push(thread::spawn(move || {
                let event = json!({ "id": format!("{widget} {n}"), "seen": 1, "event": { "type": "refresh" }, "context": {} });
                let answer = server.json("POST", &format!("/api/v1/widgets/{widget}/events"), &event)?;
                ensure!(answer.json().is_object(), "an answer that was cut off: {}", answer.text);
                Ok((answer.status, Instant::now()))
            }));
        }
    }
    // A client that is slow to say what it wants has begun, too.
    let package = load::counter(&std::fs::read(checkout().join("host/assets/guests/counter.wasm"))?, "late", "1.0.0")?;
    let upload = Upload::begin(&server, package)?;
    thread::sleep(Duration::from_millis(200));

    let began = Instant::now();
    let stopping = thread::spawn({
        let server = Arc::clone(&server);
        move || server.stop()
    });
    let uploaded = upload.end()?;
    ensure!(uploaded.starts_with("HTTP/1.1 201"), "the upload: {uploaded}");
    let (mut before, mut after) = (0, 0);
    for one in under_way {
        let (status, at) = one.join().map_err(|_| anyhow!("a client panicked"))??;
        // 409 is an answer, too: about an older frame, with the newer one drawn.
        ensure!(matches!(status, 200 | 409), "a request under way was answered {status}");
        if at < began { before += 1 } else { after += 1 }
    }
    for mut stream in streams {
        stream.set_read_timeout(Some(DRAIN))?;
        let mut said = Vec::new();
        stream.read_to_end(&mut said).context("a live stream did not end")?;
        ensure!(said.ends_with(b"0\r\n\r\n"), "a live stream was cut off: {}", String::from_utf8_lossy(&said));
    }
    let status = stopping.join().map_err(|_| anyhow!("stopping panicked"))??;
    let took = began.elapsed();
    println!(
        "{before} events answered before SIGTERM and {after} after it, an upload, 3 live streams ended; gone after {took:.1?}, {status}"
    );
    ensure!(status.success() && took < DRAIN, "{status} after {took:?}");
    ensure!(after > 0, "nothing was under way");
    Ok(())
}

/// An upload whose bytes come slowly.
struct Upload {
    stream: TcpStream,
    package: Vec<u8>,
}

impl Upload {
    /// Send half of it.
    fn begin(server: &Server, package: Vec<u8>) -> Result<Self> {
        let address = server.origin().trim_start_matches("http://").to_owned();
        let mut stream = TcpStream::connect(&address)?;
        let (cookie, length) = (server.cookie(), package.len());
        write!(
            stream,
            "POST /api/v1/packages HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nCookie: {cookie}\r\n\
             Content-Type: application/wasm\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
        )?;
        stream.write_all(&package[..length / 2])?;
        Ok(Self { stream, package })
    }

    /// Send the rest in pieces over half a second; the answer.
    fn end(mut self) -> Result<String> {
        let rest = &self.package[self.package.len() / 2..];
        for piece in rest.chunks(rest.len() / 10 + 1) {
            thread::sleep(Duration::from_millis(50));
            self.stream.write_all(piece)?;
        }
        let mut answer = String::new();
        self.stream.set_read_timeout(Some(DRAIN))?;
        self.stream.read_to_string(&mut answer)?;
        Ok(answer)
    }
}
