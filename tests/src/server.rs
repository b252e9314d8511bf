//! A server of a test's own, and a client that is as small as the questions asked of it.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Mutex, PoisonError},
    time::Duration,
};

use anyhow::{Context as _, Result, bail};
use rustix::process::{Pid, Signal};
use serde_json::Value;

/// A running `fanlight serve`. Dropping it kills that process, by its id, and no other.
#[derive(Debug)]
pub struct Server {
    child: Mutex<Child>,
    address: String,
    token: String,
    cookie: String,
}

/// An answer of the server.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Status line and headers, as they came.
    pub head: String,
    /// Body as text.
    pub text: String,
}

impl Answer {
    /// The value of a header; empty when it is not there. The name is in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(':'));
        lines.find(|(header, _)| header.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value.trim())
    }

    /// The body as JSON; null when it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_default()
    }
}

impl Server {
    /// Start on a free port with `data` and wait until it says that it is ready.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(data: &Path, arguments: &[&str]) -> Result<Self> {
        let mut command = Command::new(crate::program::binary()?);
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data).args(arguments);
        Self::launch(command)
    }

    /// The same with a command of one's own: another environment, other limits of the system.
    ///
    /// # Errors
    /// When it does not start.
    pub fn launch(mut command: Command) -> Result<Self> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn()?;
        let stdout = child.stdout.take().context("no stdout")?;
        let mut server = Self { child: Mutex::new(child), address: String::new(), token: String::new(), cookie: String::new() };
        let mut lines = BufReader::new(stdout).lines();
        for line in lines.by_ref() {
            let line = line?;
            if let Some((_, rest)) = line.split_once("http://")
                && let Some((address, token)) = rest.trim().split_once("/sign-in#")
            {
                server.address = address.to_owned();
                server.token = token.split_whitespace().next().unwrap_or_default().to_owned();
                // Keep reading, so that the server never blocks on a full pipe.
                std::thread::spawn(move || lines.count());
                return Ok(server);
            }
        }
        bail!("the server ended before it was ready")
    }

    /// Spend the one-time token; later requests carry the session.
    ///
    /// # Errors
    /// When the server refuses.
    pub fn sign_in(&mut self) -> Result<()> {
        let body = serde_json::json!({ "token": self.token }).to_string();
        let answer = self.send("POST", "/api/v1/session", "application/json", body.as_bytes())?;
        let cookie =
            answer.head.lines().find_map(|line| line.to_ascii_lowercase().starts_with("set-cookie:").then(|| line[11..].trim()));
        let cookie = cookie.with_context(|| format!("no cookie: {} {}", answer.head, answer.text))?;
        self.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        Ok(())
    }

    /// `http://address:port`
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The process.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.lock().unwrap_or_else(PoisonError::into_inner).id()
    }

    /// Ask it to stop (SIGTERM), and wait until it is gone.
    ///
    /// # Errors
    /// When it could not be asked.
    pub fn stop(&self) -> Result<ExitStatus> {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        let process = Pid::from_child(&child);
        rustix::process::kill_process(process, Signal::TERM)?;
        Ok(child.wait()?)
    }

    /// Its child processes and theirs: workers and compilers, if it has any.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn children(&self) -> Result<Vec<Pid>> {
        let (mut found, mut unseen) = (Vec::new(), vec![self.id()]);
        while let Some(process) = unseen.pop() {
            // One that is gone by now has no children.
            let Ok(threads) = std::fs::read_dir(format!("/proc/{process}/task")) else { continue };
            for thread in threads {
                let children = std::fs::read_to_string(thread?.path().join("children")).unwrap_or_default();
                unseen.extend(children.split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
            }
            found.extend(i32::try_from(process).ok().and_then(Pid::from_raw));
        }
        Ok(found.split_off(1))
    }

    /// The most memory that it ever held, in bytes.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn memory_peak(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("no VmHWM")?;
        Ok(line.split_whitespace().next().context("no figure")?.parse::<u64>()? << 10)
    }

    /// kill -9, and wait until it is gone.
    ///
    /// # Errors
    /// When it could not be killed.
    pub fn kill_now(&self) -> Result<()> {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        child.kill()?;
        child.wait()?;
        Ok(())
    }

    /// The token of the sign-in link that was printed.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The session, as a `Cookie` header carries it.
    #[must_use]
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    /// Go on with a session of before.
    pub fn resume(&mut self, cookie: String) {
        self.cookie = cookie;
    }

    /// GET.
    ///
    /// # Errors
    /// When there is no answer.
    pub fn get(&self, path: &str) -> Result<Answer> {
        self.send("GET", path, "", b"")
    }

    /// A request with a JSON body.
    ///
    /// # Errors
    /// When there is no answer.
    pub fn json(&self, method: &str, path: &str, body: &Value) -> Result<Answer> {
        self.send(method, path, "application/json", body.to_string().as_bytes())
    }

    /// Any request, on a connection of its own, from the server's own origin.
    ///
    /// # Errors
    /// When there is no answer within ten seconds.
    pub fn send(&self, method: &str, path: &str, content_type: &str, body: &[u8]) -> Result<Answer> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        let (address, cookie, length) = (&self.address, &self.cookie, body.len());
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nConnection: close\r\nContent-Length: {length}\r\n"
        );
        if !content_type.is_empty() {
            head += &format!("Content-Type: {content_type}\r\n");
        }
        if !cookie.is_empty() {
            head += &format!("Cookie: {cookie}\r\n");
        }
        stream.write_all(format!("{head}\r\n").as_bytes())?;
        // A server that refuses a large body early closes the connection: what it said is what counts.
        let _ = stream.write_all(body);
        let mut raw = Vec::new();
        let _ = stream.read_to_end(&mut raw);
        let text = String::from_utf8_lossy(&raw);
        let (head, text) = text.split_once("\r\n\r\n").with_context(|| format!("no answer to {method} {path}"))?;
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).context("no status")?;
        let chunked = head.to_ascii_lowercase().contains("transfer-encoding: chunked");
        Ok(Answer { status, text: if chunked { unchunk(text) } else { text.to_owned() }, head: head.to_owned() })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.kill_now();
    }
}

fn unchunk(mut text: &str) -> String {
    let mut whole = String::new();
    while let Some((size, rest)) = text.split_once("\r\n") {
        let size = usize::from_str_radix(size.trim(), 16).unwrap_or(0);
        if size == 0 || rest.len() < size {
            break;
        }
        whole += &rest[..size];
        text = rest[size..].trim_start_matches("\r\n");
    }
    whole
}
