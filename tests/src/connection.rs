//! A connection that stays open from one request to the next, for measuring: a connection for each request would be what is measured.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::Server;

/// An open connection of a signed-in person. After an error it is of no use.
#[derive(Debug)]
pub struct Connection {
    stream: BufReader<TcpStream>,
    head: String,
}

/// An answer.
#[derive(Debug)]
pub struct Answered {
    /// HTTP status.
    pub status: u16,
    /// Body as JSON; null when it is none.
    pub json: Value,
}

impl Connection {
    /// Connect, with the session of the server's client.
    ///
    /// # Errors
    /// When there is no connection.
    pub fn open(server: &Server) -> Result<Self> {
        let address = server.origin().trim_start_matches("http://").to_owned();
        let mut connection = Self::to(address.parse()?)?;
        connection.head = format!("Host: {address}\r\nOrigin: http://{address}\r\nCookie: {}\r\n", server.cookie());
        Ok(connection)
    }

    /// To another server, as nobody.
    ///
    /// # Errors
    /// When there is no connection.
    pub fn to(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Self { stream: BufReader::new(stream), head: format!("Host: {address}\r\n") })
    }

    /// Ask, and read the answer.
    ///
    /// # Errors
    /// When there is none.
    pub fn ask(&mut self, method: &str, path: &str, body: Option<&Value>) -> Result<Answered> {
        let (status, body) = self.bytes(method, path, body)?;
        Ok(Answered { status, json: serde_json::from_slice(&body).unwrap_or_default() })
    }

    /// Ask, and leave the body of the answer as it is: to read JSON costs the machine that is being measured.
    ///
    /// # Errors
    /// When there is no answer.
    pub fn bytes(&mut self, method: &str, path: &str, body: Option<&Value>) -> Result<(u16, Vec<u8>)> {
        let body = body.map(Value::to_string).unwrap_or_default();
        let (head, length) = (&self.head, body.len());
        let kind = if body.is_empty() { "" } else { "Content-Type: application/json\r\n" };
        let request = format!("{method} {path} HTTP/1.1\r\n{head}{kind}Content-Length: {length}\r\n\r\n{body}");
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|code| code.parse().ok()).with_context(|| format!("no status: {line:?}"))?;
        let mut length = 0;
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            match line.trim_end().split_once(':') {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.trim().parse()?,
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok((status, body))
    }
}
