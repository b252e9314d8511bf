//! HTTP/1.1 by hyper, one connection a request, with the headers that a browser's own page sends.

use std::net::SocketAddr;

use axum::body::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{HeaderMap, Method, Request, StatusCode, body::Incoming, client::conn::http1};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

use crate::contract;

/// Somebody with or without a session.
#[derive(Clone, Debug)]
pub struct Client {
    pub address: SocketAddr,
    pub cookie: Option<String>,
    /// Whether the API's description speaks of this listener: the operator's is none of its business.
    pub described: bool,
}

/// What the server said.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The JSON, if the status is this one.
    #[track_caller]
    pub fn is(&self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        if self.body.is_empty() { Value::Null } else { self.json() }
    }
}

impl Client {
    pub fn new(address: SocketAddr) -> Self {
        Self { address, cookie: None, described: true }
    }

    /// At the operator's listener.
    pub fn operator(address: SocketAddr) -> Self {
        Self { described: false, ..Self::new(address) }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Vec::new()).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.as_page(Method::DELETE, path, None).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.as_page(Method::POST, path, Some(body)).await
    }

    pub async fn put(&self, path: &str, body: &Value) -> Answer {
        self.as_page(Method::PUT, path, Some(body)).await
    }

    pub async fn patch(&self, path: &str, body: &Value) -> Answer {
        self.as_page(Method::PATCH, path, Some(body)).await
    }

    pub async fn upload(&self, package: &[u8]) -> Answer {
        let headers = [("sec-fetch-site", "same-origin"), ("content-type", "application/wasm")];
        self.send(Method::POST, "/api/v1/packages", &headers, package.to_vec()).await
    }

    async fn as_page(&self, method: Method, path: &str, body: Option<&Value>) -> Answer {
        let headers = [("sec-fetch-site", "same-origin"), ("content-type", "application/json")];
        self.send(method, path, &headers, body.map_or(Vec::new(), |body| body.to_string().into_bytes())).await
    }

    /// Exactly these headers, and the cookie.
    pub async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
        let answer = self.begin(method.clone(), path, headers, body).await;
        let (parts, body) = answer.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        if self.described {
            contract::hold(&method, path, parts.status.as_u16(), &parts.headers, Some(&body));
        }
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// The answer with its body still on the way.
    pub async fn begin(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> hyper::Response<Incoming> {
        let socket = TcpStream::connect(self.address).await.unwrap();
        let (mut sender, connection) = http1::handshake(TokioIo::new(socket)).await.unwrap();
        tokio::spawn(connection);
        let mut request = Request::builder().method(method.clone()).uri(path).header("host", self.address.to_string());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        let answer = sender.send_request(request.body(Full::new(Bytes::from(body))).unwrap()).await.unwrap();
        if self.described {
            contract::hold(&method, path, answer.status().as_u16(), answer.headers(), None);
        }
        answer
    }
}
