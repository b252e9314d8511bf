//! The web client, embedded. Every address of its own is answered with the same page; files carry a hash in their name, but for
//! the one that pages of other apps name.

use std::{
    borrow::Cow,
    collections::HashMap,
    sync::{Arc, LazyLock},
};

use axum::{
    body::Bytes,
    extract::Request,
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;

use crate::{
    packed::Packed,
    problem::{Name, Problem},
};

/// The client's page.
const PAGE: &str = "index.html";
/// The file that pages of other apps name. All others carry a hash in their name.
const NAMED: &str = "assets/fanlight-widget.js";

#[derive(RustEmbed)]
#[folder = "../assets/web/"]
#[allow_missing = true]
struct Web;

/// Every file by its path. Its name changes with its contents, so it never goes stale; one whose name stays is asked for again.
static FILES: LazyLock<HashMap<Cow<'static, str>, Arc<Packed>>> = LazyLock::new(|| {
    let packed = |path: Cow<'static, str>| {
        let file = Web::get(&path)?;
        let cache = if [PAGE, NAMED].contains(&&*path) { "no-cache" } else { "public, max-age=31536000, immutable" };
        let kind = if path == PAGE { "text/html; charset=utf-8" } else { file.metadata.mimetype() };
        let body = match file.data {
            Cow::Borrowed(data) => Bytes::from_static(data),
            Cow::Owned(data) => data.into(),
        };
        Some((path.clone(), Arc::new(Packed::new(kind, cache, body))))
    };
    Web::iter().filter_map(packed).collect()
});

/// The client's page. It holds nothing of anyone, so it needs no session.
pub(crate) async fn page(headers: &HeaderMap) -> Response {
    match FILES.get(PAGE) {
        Some(page) => Arc::clone(page).answer(headers).await,
        None => no_client().into_response(),
    }
}

/// A file of the client.
pub(crate) async fn file(name: &str, headers: &HeaderMap) -> Response {
    match FILES.get(format!("assets/{name}").as_str()) {
        Some(file) => Arc::clone(file).answer(headers).await,
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
        let mut page = page(&HeaderMap::new()).await;
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
