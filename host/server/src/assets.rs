//! The web client, embedded. Every address of its own is answered with the same page; files carry a hash in their name, but for
//! the one that pages of other apps name.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::{
    etag,
    problem::{Name, Problem},
};

/// The file that pages of other apps name. All others carry a hash in their name.
const NAMED: &str = "fanlight-widget.js";

#[derive(RustEmbed)]
#[folder = "../assets/web/"]
#[allow_missing = true]
struct Web;

/// The client's page. It holds nothing of anyone, so it needs no session.
pub(crate) fn page(headers: &HeaderMap) -> Response {
    match Web::get("index.html") {
        Some(page) => send(headers, page, "text/html; charset=utf-8", "no-cache"),
        None => no_client().into_response(),
    }
}

/// A file of the client. Its name changes with its contents, so it never goes stale; one whose name stays is asked for again.
pub(crate) fn file(name: &str, headers: &HeaderMap) -> Response {
    let path = format!("assets/{name}");
    match Web::get(&path) {
        Some(file) => {
            let kind = file.metadata.mimetype().to_owned();
            let cache = if name == NAMED { "no-cache" } else { "public, max-age=31536000, immutable" };
            send(headers, file, &kind, cache)
        }
        None => Problem::not_found("file").into_response(),
    }
}

/// Any other address. A person gets the client's page, which says so; a program gets a problem.
pub(crate) async fn nothing_here(request: Request) -> Response {
    let asks_for_page = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    if request.method() == Method::GET && asks_for_page && !request.uri().path().starts_with("/api/") {
        let mut page = page(&HeaderMap::new());
        *page.status_mut() = StatusCode::NOT_FOUND;
        return page;
    }
    Problem::not_found("address").into_response()
}

fn no_client() -> Problem {
    Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        Name::NoClient,
        "The web client is missing",
        "This build carries no web client.",
    )
    .hint("Build it in host/web, then build the server again.")
}

fn send(headers: &HeaderMap, file: EmbeddedFile, kind: &str, cache: &'static str) -> Response {
    // Weak, because the same file may be sent compressed.
    let tag = format!("W/\"{}\"", hex(&file.metadata.sha256_hash()));
    let known = etag::is_known(headers, &tag);
    let mut response = if known { StatusCode::NOT_MODIFIED.into_response() } else { file.data.into_owned().into_response() };
    let all = response.headers_mut();
    if !known && let Ok(kind) = HeaderValue::from_str(kind) {
        all.insert(header::CONTENT_TYPE, kind);
    }
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        all.insert(header::ETAG, tag);
    }
    all.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}

/// Sixteen bytes are plenty to tell two builds apart.
fn hex(hash: &[u8; 32]) -> String {
    hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
