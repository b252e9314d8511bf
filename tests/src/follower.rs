//! Reads a board's live stream, as a page that shows the board does.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::TcpStream,
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};

use crate::Server;

/// An open live stream. It ends when this is dropped.
#[derive(Debug)]
pub struct Follower {
    stream: TcpStream,
    lines: Receiver<(Instant, String)>,
}

/// Ask for the live stream of a board; the answer is not read yet.
///
/// # Errors
/// When the server takes no connection.
pub fn ask(server: &Server, board: &str) -> Result<TcpStream> {
    let address = server.origin().trim_start_matches("http://").to_owned();
    let mut stream = TcpStream::connect(&address)?;
    let cookie = server.cookie();
    write!(stream, "GET /api/v1/boards/{board}/live HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\n\r\n")?;
    Ok(stream)
}

impl Follower {
    /// Follow a board from now on.
    ///
    /// # Errors
    /// When the server refuses; the error is its answer.
    pub fn new(server: &Server, board: &str) -> Result<Self> {
        let stream = ask(server, board)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut first = String::new();
        reader.read_line(&mut first)?;
        ensure!(first.contains(" 200 "), "{first}");
        let (sender, lines) = channel();
        let follower = Self { stream, lines };
        thread::spawn(move || {
            for line in reader.lines().map_while(Result::ok) {
                if sender.send((Instant::now(), line)).is_err() {
                    return;
                }
            }
        });
        // The greeting: from here on nothing is missed.
        follower.hear("following", Duration::from_secs(10))?;
        Ok(follower)
    }

    /// Wait for a line that contains `wanted`; when it came.
    ///
    /// # Errors
    /// When it does not come in time.
    pub fn hear(&self, wanted: &str, patience: Duration) -> Result<Instant> {
        let until = Instant::now() + patience;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let (at, line) =
                self.lines.recv_timeout(left).with_context(|| format!("`{wanted}` was not heard within {patience:?}"))?;
            if line.contains(wanted) {
                return Ok(at);
            }
        }
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        // The thread that reads ends with it.
        let _ = self.stream.shutdown(std::net::Shutdown::Both);
    }
}
