//! Answers that a browser has already: asked with their tag, they cost no bytes.

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use fanlight_store::Digest;
use serde::Serialize;

use crate::problem::Problem;

/// JSON that is asked for again each time, and sent when it has changed. It is one person's: no shared cache keeps it.
#[derive(Debug)]
pub(crate) struct Tagged<T> {
    asked: HeaderMap,
    value: T,
}

impl<T> Tagged<T> {
    /// The answer to a request with these headers.
    pub(crate) fn new(asked: HeaderMap, value: T) -> Self {
        Self { asked, value }
    }
}

impl<T: Serialize> IntoResponse for Tagged<T> {
    fn into_response(self) -> Response {
        let body = match serde_json::to_vec(&self.value) {
            Ok(body) => body,
            Err(error) => return Problem::ours(&error).into_response(),
        };
        // Weak, because the same answer may be sent compressed.
        let digest = Digest::of(&body).to_string();
        let tag = format!("W/\"{}\"", digest.get(..32).unwrap_or(&digest));
        let mut response = if is_known(&self.asked, &tag) {
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
}

/// Whether the browser says that it has what this tag names.
pub(crate) fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let list = headers.get(header::IF_NONE_MATCH).and_then(|list| list.to_str().ok());
    list.is_some_and(|list| list.split(',').any(|one| one.trim() == tag))
}
