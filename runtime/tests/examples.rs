//! The examples, run as a reader would run them: what they print is what they promise.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends at the first surprise")]

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
};

const GUESTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../host/assets/guests");

/// The example that cargo built beside this test.
fn example(name: &str) -> Command {
    let test = std::env::current_exe().unwrap();
    let path: PathBuf = test.ancestors().nth(2).unwrap().join("examples").join(name);
    assert!(path.exists(), "there is no {}: run `cargo test`, or `cargo build --examples`, in the same profile", path.display());
    let mut command = Command::new(path);
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

fn guest(name: &str) -> String {
    format!("{GUESTS}/{name}.wasm")
}

fn prints(name: &str, args: &[String]) -> String {
    let output = example(name).args(args).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn embed_shows_the_counter_after_a_press() {
    let printed = prints("embed", &[guest("counter")]);
    assert!(printed.contains(r#""number": 1.0"#) || printed.contains(r#""value": 1.0"#), "{printed}");
    assert!(printed.contains("Usage {"), "{printed}");
}

#[test]
fn workers_show_the_same() {
    let printed = prints("workers", &[guest("counter")]);
    assert!(printed.contains(r#""label": "Count""#) && printed.contains("Usage {"), "{printed}");
}

#[test]
fn limits_says_what_each_limit_does() {
    let printed = prints("limits", &[guest("counter")]);
    for line in ["fuel = 1000: limit.fuel", "memory_bytes = 65536: limit.memory", "nodes = 3: limit.output", "no time at all: "] {
        assert!(printed.contains(line), "{line} is not in:\n{printed}");
    }
    let last = printed.lines().find(|line| line.starts_with("look ")).unwrap();
    let look: u32 = last.split([' ', ':']).nth(1).unwrap().parse().unwrap();
    assert!(look > 1 && last.contains("limit.fuel") && last.ends_with("; 0 units are left"), "{last}");
}

#[test]
fn capability_answers_within_its_grant() {
    let printed = prints("capability", &[]);
    let expected = "roses: 2 litres\n  read [\"roses\"] in 1 call of the gate\n\
                    leeks: denied: the bed `leeks` was not granted\n  read [] in 1 call of the gate\n";
    assert_eq!(printed, expected);
}

#[test]
fn record_plays_the_same_calls_again() {
    let printed = prints("record", &[guest("counter")]);
    assert!(printed.contains("update: equal, ") && printed.contains("render: equal, "), "{printed}");
    assert!(!printed.contains("differs"), "{printed}");
}

/// A server that ends with the test.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start() -> Self {
        let mut command = example("axum");
        let mut child = command
            .args(["127.0.0.1:0".to_owned(), guest("counter"), guest("bench-view"), guest("storage-reader")])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").unwrap_or_else(|| panic!("{line:?}")).to_owned();
        Self { child, address }
    }

    /// Status and body.
    fn send(&self, method: &str, path: &str, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}",
            self.address
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
        (status, answer.split_once("\r\n\r\n").unwrap().1.to_owned())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn axum_serves_many_at_once_and_loses_no_event() {
    let server = Server::start();
    thread::scope(|all| {
        for _ in 0..20 {
            all.spawn(|| assert_eq!(server.send("POST", "/widgets/counter", r#"{"type":"input","key":"more"}"#).0, 200));
            all.spawn(|| assert_eq!(server.send("GET", "/widgets/bench-view", "").0, 200));
        }
    });
    let (status, body) = server.send("GET", "/widgets/counter", "");
    assert_eq!(status, 200);
    assert!(body.contains("20.0"), "all twenty are counted: {body}");
}

#[test]
fn axum_refuses_in_http_what_makes_no_sense() {
    let server = Server::start();
    assert_eq!(server.send("GET", "/widgets/nobody", "").0, 404);
    assert_eq!(server.send("POST", "/widgets/counter", "{").0, 400);
    assert_eq!(server.send("POST", "/widgets/counter", r#"{"type":"nothing"}"#).0, 422);
}
