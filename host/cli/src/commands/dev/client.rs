//! The server's own API, as any client of it speaks: signed in, one request a connection.

use std::net::SocketAddr;

use anyhow::{Context as _, anyhow};
use http_body_util::{BodyExt as _, Full};
use hyper::{Method, Request, StatusCode, body::Bytes, header};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpStream;

use crate::exit::Usage;

/// What a body is.
pub(super) const JSON: &str = "application/json";
pub(super) const PACKAGE: &str = "application/wasm";

/// A signed-in client of a server on this machine.
pub(super) struct Client {
    server: SocketAddr,
    cookie: String,
}

impl Client {
    /// Spend the token of a sign-in link.
    ///
    /// # Errors
    /// When the server refuses, or cannot be reached.
    pub(super) async fn sign_in(server: SocketAddr, link: &str) -> anyhow::Result<Self> {
        let (_, token) = link.split_once('#').context("a sign-in link has its token behind a #")?;
        let mut client = Self { server, cookie: String::new() };
        let body = json!({ "token": token }).to_string();
        let (head, _) = client.request(Method::POST, "session", JSON, body).await?;
        let cookie = head.headers.get(header::SET_COOKIE).context("the session has no cookie")?.to_str()?;
        client.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        Ok(client)
    }

    /// Ask for what is at `path`, below `/api/v1/`.
    ///
    /// # Errors
    /// What the server says.
    pub(super) async fn get(&self, path: &str) -> anyhow::Result<Value> {
        self.send(Method::GET, path, JSON, "").await
    }

    /// Send a body, and read the answer; null when it has none.
    ///
    /// # Errors
    /// What the server says, with its hint.
    pub(super) async fn send(&self, method: Method, path: &str, kind: &str, body: impl Into<Bytes>) -> anyhow::Result<Value> {
        let (_, body) = self.request(method, path, kind, body).await?;
        Ok(if body.is_empty() { Value::Null } else { serde_json::from_slice(&body)? })
    }

    async fn request(
        &self,
        method: Method,
        path: &str,
        kind: &str,
        body: impl Into<Bytes>,
    ) -> anyhow::Result<(hyper::http::response::Parts, Bytes)> {
        let server = self.server;
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1/{path}"))
            .header(header::HOST, server.to_string())
            .header(header::ORIGIN, format!("http://{server}"))
            .header(header::COOKIE, &self.cookie)
            .header(header::USER_AGENT, "fanlight dev")
            .header(header::CONTENT_TYPE, kind)
            .body(Full::new(body.into()))?;
        let stream = TcpStream::connect(server).await?;
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
        let connection = tokio::spawn(connection);
        let (head, body) = sender.send_request(request).await?.into_parts();
        let body = body.collect().await?.to_bytes();
        connection.abort();
        match head.status {
            status if status.is_success() => Ok((head, body)),
            status => Err(refused(status, &body)),
        }
    }
}

/// A problem as in RFC 9457, for whoever reads the terminal.
fn refused(status: StatusCode, body: &[u8]) -> anyhow::Error {
    let problem: Value = serde_json::from_slice(body).unwrap_or_default();
    let text = |name: &str| problem.get(name).and_then(Value::as_str).unwrap_or_default();
    match text("detail") {
        "" => anyhow!("the server answered {status}"),
        detail => Usage::new(detail, text("hint")).into(),
    }
}
