//! Frames over HTTP beside a bare axum, and among 100,000 installed widgets: `tests/bench/frames`.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "it prints what it measures, and waits for a server to rest")]

use std::{
    fs,
    io::{BufRead as _, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, anyhow, ensure};
use fanlight_bridge::manifest::Manifest;
use fanlight_tests::{Server, board, chance::Chance, checkout, connection::Connection};
use serde_json::json;

const CLIENTS: usize = 16;
const TURNS: usize = 3;
const TURN: Duration = Duration::from_secs(2);
/// Frames that are asked for among the many widgets.
const LOOKS: usize = 20_000;

/// A hundred to a board, under ids that end in their number.
const FILL: &str = "import sqlite3, sys
c, widget, widgets = sqlite3.connect(sys.argv[1]), sys.argv[2], int(sys.argv[3])
id = lambda of, number: f'{of[:24]}{number:012x}'
def copies(table, key, value, count, changed):
    found = c.execute(f'SELECT * FROM {table} WHERE {key} = ?', (value,))
    row = dict(zip([column[0] for column in found.description], found.fetchone()))
    rows = [list({**row, **changed(n)}.values()) for n in range(count)]
    c.executemany('INSERT INTO ' + table + ' VALUES (' + ','.join('?' * len(row)) + ')', rows)
board, = c.execute('SELECT board FROM widgets WHERE id = ?', (widget,)).fetchone()
copies('boards', 'id', board, -(-widgets // 100), lambda n: {'id': id(board, n), 'position': n + 1})
copies('widgets', 'id', widget, widgets, lambda n: {'id': id(widget, n), 'board': id(board, n // 100), 'position': n % 100})
copies('states', 'widget', widget, widgets, lambda n: {'widget': id(widget, n)})
c.commit()";

fn main() -> Result<()> {
    let argument = std::env::args().nth(1);
    if argument.as_deref() == Some("hello") {
        return hello();
    }
    let widgets: usize = argument.as_deref().unwrap_or("100000").parse().context("how many widgets?")?;
    let data = tempfile::tempdir()?;
    let mut server = Server::start(data.path(), &[])?;
    server.sign_in()?;
    let (counters, fifties) = (install(&server, "counter")?, install(&server, "bench-view")?);
    let counter = counters[0].clone();

    let bare = Hello::start()?;
    let (mut most_bare, mut most_counter, mut most_fifty) = (0.0_f64, 0.0_f64, 0.0_f64);
    for _ in 0..TURNS {
        most_bare = most_bare.max(a_second(|| Connection::to(bare.address), &vec!["/".to_owned(); CLIENTS])?);
        most_counter = most_counter.max(a_second(|| Connection::open(&server), &counters)?);
        most_fifty = most_fifty.max(a_second(|| Connection::open(&server), &fifties)?);
    }
    println!("{CLIENTS} clients, the best of {TURNS} turns:");
    println!("  bare axum, hello              {most_bare:>8.0}/s");
    println!("  frame of the counter          {most_counter:>8.0}/s, {:.2} of it", most_counter / most_bare);
    println!("  frame of 50 nodes             {most_fifty:>8.0}/s, {:.2} of it", most_fifty / most_bare);
    drop(bare);

    let cookie = server.cookie().to_owned();
    let few = idle(&server)?;
    ensure!(server.stop()?.success(), "the server did not stop well");
    let counter = counter.split('/').nth(4).context("no id")?;
    fill(&data.path().join("fanlight.db"), counter, widgets)?;
    let began = Instant::now();
    let mut server = Server::start(data.path(), &[])?;
    let ready = began.elapsed();
    server.resume(cookie);
    let many = idle(&server)?;
    let mut times = looks(&server, counter, widgets)?;
    times.sort_unstable();
    let at = |part: usize| times.get((times.len() - 1) * part / 100).copied().unwrap_or_default();
    let seen = idle(&server)?;
    let each = |bytes: u64| (bytes as f64 - few as f64) / widgets as f64;
    println!("{widgets} widgets, ready in {ready:.0?}:");
    println!("  resident, idle                {:>8.0} bytes a widget ({} MiB in all)", each(many), many >> 20);
    println!("  resident, {LOOKS} frames later {:>8.0} bytes a widget ({} MiB in all)", each(seen), seen >> 20);
    println!("  a frame of any                p50 {:.2?}, p99 {:.2?}", at(50), at(99));
    Ok(())
}

/// Frames of the counter, or of 50 nodes, of a widget for each client: one alone has few places in the sandbox.
fn install(server: &Server, guest: &str) -> Result<Vec<String>> {
    let bytes = fs::read(checkout().join(format!("host/assets/guests/{guest}.wasm")))?;
    let manifest = json!({
        "name": guest, "version": "1.0.0", "kind": "widget", "api": "0.1.0", "publisher": "Tests", "title": guest,
        "description": "Is measured.", "state": "board", "permissions": { "storage": { "reason": "To measure." } },
    });
    let package = fanlight_registry::build(&bytes, &Manifest::from_json(manifest.to_string().as_bytes())?, None)?;
    let digest = board::upload(server, &package)?;
    (0..CLIENTS).map(|_| Ok(frame(&board::install_digest(server, &digest, &json!({ "storage": {} }))?))).collect()
}

fn frame(widget: &str) -> String {
    format!("/api/v1/widgets/{widget}/frame")
}

/// Answers a second, to clients that ask for a path each as fast as they are answered.
fn a_second(open: impl Fn() -> Result<Connection>, paths: &[String]) -> Result<f64> {
    let clients = paths.iter().map(|path| Ok((open()?, path))).collect::<Result<Vec<_>>>()?;
    let began = Instant::now();
    let answers: usize = thread::scope(|scope| {
        let ask = |mut client: Connection, path: &str| {
            let mut answers = 0;
            while began.elapsed() < TURN {
                let (status, _) = client.bytes("GET", path, None)?;
                ensure!(status == 200, "{path}: {status}");
                answers += 1;
            }
            Ok::<_, anyhow::Error>(answers)
        };
        let threads: Vec<_> = clients.into_iter().map(|(client, path)| scope.spawn(move || ask(client, path))).collect();
        threads.into_iter().map(|thread| thread.join().map_err(|_| anyhow!("a client panicked"))?).sum::<Result<usize>>()
    })?;
    Ok(answers as f64 / began.elapsed().as_secs_f64())
}

/// Bytes of memory that the server and its workers hold, shared pages counted in part; after a moment without requests.
fn idle(server: &Server) -> Result<u64> {
    thread::sleep(Duration::from_secs(2));
    let processes = server.children()?.into_iter().map(|child| child.as_raw_nonzero().get().to_string());
    let mut bytes = 0;
    for process in processes.chain([server.id().to_string()]) {
        let text = fs::read_to_string(format!("/proc/{process}/smaps_rollup"))?;
        let line = text.lines().find_map(|line| line.strip_prefix("Pss:")).context("no Pss")?;
        bytes += line.trim().trim_end_matches(" kB").parse::<u64>()? << 10;
    }
    Ok(bytes)
}

/// The id of the widget of this number.
fn numbered(widget: &str, number: usize) -> String {
    format!("{}{number:012x}", &widget[..24])
}

/// Puts so many widgets into the database of a server that does not run, each like `widget`.
fn fill(database: &Path, widget: &str, widgets: usize) -> Result<()> {
    let mut command = Command::new("python3");
    command.args(["-c", FILL]).arg(database).args([widget, &widgets.to_string()]);
    ensure!(command.status().context("this needs python3")?.success(), "the database was not filled");
    Ok(())
}

/// How long a frame takes of a widget that is chosen by chance, one after the other.
fn looks(server: &Server, widget: &str, widgets: usize) -> Result<Vec<Duration>> {
    let (mut client, mut chance) = (Connection::open(server)?, Chance::of(7));
    let mut times = Vec::with_capacity(LOOKS);
    for _ in 0..LOOKS {
        let path = frame(&numbered(widget, usize::try_from(chance.within(0..widgets as u64))?));
        let began = Instant::now();
        let (status, _) = client.bytes("GET", &path, None)?;
        times.push(began.elapsed());
        ensure!(status == 200, "{path}: {status}");
    }
    Ok(times)
}

/// axum and nothing else, in a process of its own.
struct Hello {
    process: Child,
    address: SocketAddr,
}

impl Hello {
    fn start() -> Result<Self> {
        let mut process = Command::new(std::env::current_exe()?).arg("hello").stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        BufReader::new(process.stdout.take().context("no output")?).read_line(&mut line)?;
        Ok(Self { process, address: line.trim().parse()? })
    }
}

impl Drop for Hello {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn hello() -> Result<()> {
    tokio::runtime::Runtime::new()?.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("{}", listener.local_addr()?);
        Ok(axum::serve(listener, axum::Router::new().route("/", axum::routing::get(|| async { "hello" }))).await?)
    })
}
