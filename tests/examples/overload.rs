//! What a server does when twice as much is asked of it as it can do: `tests/bench/overload`.
//!
//! First clients that ask again as soon as they are answered, more and more of them, find its peak. Then, in turns, as many find it again,
//! and requests are sent at twice that rate over as many connections as the server takes. Goodput is what was answered with 200 within a
//! second. All clients are tasks on one thread: a thread for each would have the machine switch between them, and overload would measure
//! that. Loopback only.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "it prints what it measures, and paces itself")]

use std::{
    cell::Cell,
    fs,
    net::SocketAddr,
    rc::Rc,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};
use fanlight_tests::{Server, board, checkout, load};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    task::LocalSet,
    time::sleep_until,
};

/// Widgets that are looked at. As many clients click, each on one of their own: nobody's click is overtaken.
const WIDGETS: usize = 1_000;
/// So many of them on each board.
const A_BOARD: usize = 100;
/// Clients that look for the peak.
const STEPS: [usize; 4] = [4, 16, 64, 128];
/// Connections that overload it: more than may have a request under way, and nearly all that it takes.
const CROWD: usize = 4_000;
/// How often the two take turns.
const TURNS: usize = 3;
const STEP: Duration = Duration::from_secs(3);
const OVERLOAD: Duration = Duration::from_secs(6);
/// An answer after this long is no good to anybody.
const SOON: Duration = Duration::from_secs(1);
/// One request in so many is a click, the others look.
const CLICK_IN: usize = 5;

#[derive(Default)]
struct Counts {
    good: Cell<u64>,
    late: Cell<u64>,
    sent_away: Cell<u64>,
    other: Cell<u64>,
    sent: Cell<u64>,
    took: Cell<Duration>,
}

/// A widget, and the version of the frame that was seen last.
struct Widget {
    id: String,
    seen: Cell<u64>,
}

struct Target {
    address: SocketAddr,
    /// What every request says: the session, and where it comes from.
    head: String,
    widgets: Vec<Widget>,
    events: Cell<usize>,
}

fn main() -> Result<()> {
    let data = tempfile::tempdir()?;
    let mut server = Server::start(data.path(), &[])?;
    server.sign_in()?;
    let guest = fs::read(checkout().join("host/assets/guests/counter.wasm"))?;
    let digest = board::upload(&server, &load::counter(&guest, "counted", "1.0.0")?)?;
    let mut widgets = Vec::new();
    for number in 0..WIDGETS / A_BOARD {
        let board = board::create(&server, &format!("Board {number}"))?;
        for _ in 0..A_BOARD {
            widgets.push(Widget { id: board::install_on(&server, &board, &digest, &json!({}))?, seen: Cell::new(1) });
        }
    }
    let host = server.origin().trim_start_matches("http://").to_owned();
    let head = format!("Host: {host}\r\nOrigin: http://{host}\r\nCookie: {}\r\n", server.cookie());
    let target = Rc::new(Target { address: host.parse()?, head, widgets, events: Cell::new(0) });

    let executor = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let run = |clients, long, rate| LocalSet::new().block_on(&executor, run(&target, clients, long, rate));
    let (mut most, mut best) = (0.0, 0);
    for clients in STEPS {
        let goodput = run(clients, STEP, None)?.print(&format!("{clients:>5} clients, as fast as they can"));
        if goodput > most {
            (most, best) = (goodput, clients);
        }
    }
    let mut kept = Vec::new();
    for _ in 0..TURNS {
        let peak = run(best, STEP, None)?.print(&format!("{best:>5} clients, as fast as they can"));
        let goodput = run(CROWD, OVERLOAD, Some(peak * 2.0))?.print(&format!("{CROWD:>5} clients, {:.0}/s wanted", peak * 2.0));
        println!("      at 2x {:.0} % of the peak", 100.0 * goodput / peak);
        kept.push(goodput / peak);
    }
    kept.sort_by(f64::total_cmp);
    println!("goodput at 2x, the median of {TURNS} turns: {:.0} % of the peak", 100.0 * kept[TURNS / 2]);
    ensure!(server.get("/readyz")?.status == 200, "it is not well afterwards");
    Ok(())
}

impl Counts {
    /// Say what came of it; the goodput a second.
    fn print(&self, who: &str) -> f64 {
        let second = self.took.get().as_secs_f64();
        let [good, late, away, other, sent] =
            [&self.good, &self.late, &self.sent_away, &self.other, &self.sent].map(|count| count.get() as f64 / second);
        println!("{who}: {sent:.0}/s sent, goodput {good:.0}/s, {late:.0}/s late, {away:.0}/s sent away, {other:.0}/s otherwise");
        good
    }
}

/// So many connections for so long; with a rate, each sends when its time has come rather than when it was answered.
async fn run(target: &Rc<Target>, clients: usize, long: Duration, rate: Option<f64>) -> Result<Rc<Counts>> {
    let (counts, clickers) = (Rc::new(Counts::default()), clients.min(WIDGETS));
    let mut all = Vec::new();
    for _ in 0..clients {
        all.push(Connection::open(target.address).await?);
    }
    let began = Instant::now();
    let all: Vec<_> = all
        .into_iter()
        .enumerate()
        .map(|(n, mut connection)| {
            let (target, counts) = (Rc::clone(target), Rc::clone(&counts));
            tokio::task::spawn_local(async move {
                let mut due = rate.map(|rate| began + Duration::from_secs_f64(n as f64 / rate));
                for turn in n.. {
                    // Where not everybody has a widget to click on, those who have click more.
                    let clicks = n < clickers && turn * clients % (clickers * CLICK_IN) < clients;
                    if let (Some(due), Some(rate)) = (&mut due, rate) {
                        sleep_until((*due).into()).await;
                        *due += Duration::from_secs_f64(clients as f64 / rate);
                    }
                    if began.elapsed() >= long {
                        break;
                    }
                    // Who waits for a request that was due earlier has waited since then.
                    let since = Instant::now();
                    add(&counts.sent);
                    add(match ask(&target, &mut connection, if clicks { Ask::Click(n) } else { Ask::Look(turn * 7) }).await? {
                        200 if since.elapsed() <= SOON => &counts.good,
                        200 => &counts.late,
                        503 => &counts.sent_away,
                        _ => &counts.other,
                    });
                }
                anyhow::Ok(())
            })
        })
        .collect();
    for one in all {
        one.await??;
    }
    counts.took.set(began.elapsed());
    Ok(counts)
}

fn add(count: &Cell<u64>) {
    count.set(count.get() + 1);
}

/// What is asked, of the widget of a number.
enum Ask {
    Look(usize),
    Click(usize),
}

async fn ask(target: &Target, connection: &mut Connection, what: Ask) -> Result<u16> {
    let Target { head, widgets, events, .. } = target;
    let (Ask::Look(number) | Ask::Click(number)) = what;
    let Widget { id, seen } = widgets.get(number % WIDGETS).context("no widget")?;
    let request = if let Ask::Click(_) = what {
        events.set(events.get() + 1);
        let event = json!({
            "id": format!("overload {}", events.get()), "seen": seen.get(), "event": { "type": "refresh" }, "context": {},
        });
        let (event, kind) = (event.to_string(), "Content-Type: application/json");
        format!("POST /api/v1/widgets/{id}/events HTTP/1.1\r\n{head}{kind}\r\nContent-Length: {}\r\n\r\n{event}", event.len())
    } else {
        format!("GET /api/v1/widgets/{id}/frame HTTP/1.1\r\n{head}\r\n")
    };
    let (status, body) = connection.ask(&request).await?;
    // A frame says its version; so does the newer one in an answer of 409.
    if let Some(version) = number_after(body, b"\"version\":") {
        seen.set(seen.get().max(version));
    }
    Ok(status)
}

/// The number after the first of these that has one: to read all of the JSON costs the machine that is being measured.
fn number_after(text: &[u8], what: &[u8]) -> Option<u64> {
    text.windows(what.len()).enumerate().filter(|(_, window)| *window == what).find_map(|(at, _)| {
        let digits: Vec<u8> = text[at + what.len()..].iter().copied().take_while(u8::is_ascii_digit).collect();
        String::from_utf8(digits).ok()?.parse().ok()
    })
}

/// A connection that stays open from one request to the next.
struct Connection {
    stream: TcpStream,
    answer: Vec<u8>,
}

impl Connection {
    async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, answer: Vec::with_capacity(16 << 10) })
    }

    /// Ask; the status and the body of the answer.
    async fn ask(&mut self, request: &str) -> Result<(u16, &[u8])> {
        self.stream.write_all(request.as_bytes()).await?;
        self.answer.clear();
        let body = loop {
            ensure!(self.stream.read_buf(&mut self.answer).await? > 0, "the server closed a connection");
            let Some(body) = self.answer.windows(4).position(|end| end == b"\r\n\r\n").map(|at| at + 4) else { continue };
            let length = number_after(&self.answer[..body], b"content-length: ").context("an answer without a length")?;
            if self.answer.len() as u64 >= body as u64 + length {
                break body;
            }
        };
        let status =
            number_after(&self.answer, b"HTTP/1.1 ").and_then(|status| u16::try_from(status).ok()).context("no status")?;
        Ok((status, &self.answer[body..]))
    }
}
