//! Answers that a browser has already: asked with their tag, they cost no bytes.

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use fanlight_store::Digest;
use serde_json::Value;

/// Whether the browser says that it has what this tag names.
pub(crate) fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let list = headers.get(header::IF_NONE_MATCH).and_then(|list| list.to_str().ok());
    list.is_some_and(|list| list.split(',').any(|one| one.trim() == tag))
}

/// JSON that is asked for again each time, and sent when it has changed. It is one person's: no shared cache keeps it.
pub(crate) fn json(headers: &HeaderMap, value: &Value) -> Response {
    let body = value.to_string();
    // Weak, because the same answer may be sent compressed.
    let digest = Digest::of(body.as_bytes()).to_string();
    let tag = format!("W/\"{}\"", digest.get(..32).unwrap_or(&digest));
    let mut response = if is_known(headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/json")], body).into_response()
    };
    let all = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        all.insert(header::ETAG, tag);
    }
    all.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}
