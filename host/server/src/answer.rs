//! The answers of handlers that are more than JSON with status 200. Each is a type, so that the API's document knows it too.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{AppendHeaders, IntoResponse, Response},
};
use fanlight_bridge::tokens::MEDIA_TYPE;
use serde::Serialize;

/// 201: something is there that was not.
#[derive(Debug)]
pub(crate) struct Created<T>(pub(crate) T);

/// The same for what may have been there already (200).
#[derive(Debug)]
pub(crate) enum Kept<T> {
    New(T),
    Known(T),
}

/// 204: done, and there is nothing to say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NoContent;

/// 204, with a session's cookie given or taken back.
#[derive(Debug)]
pub(crate) struct SetCookie(pub(crate) HeaderValue);

/// A PNG that the registry wrote itself. Its address names a digest, so it never changes; it is one person's to see, so no shared cache
/// keeps it.
#[derive(Debug)]
pub(crate) struct Png(pub(crate) Vec<u8>);

/// A pack of tokens for the person's disk. The name is letters, digits and hyphens: the manifest's check has seen to it.
#[derive(Debug)]
pub(crate) struct Download {
    pub(crate) name: String,
    pub(crate) document: serde_json::Value,
}

/// Lines for people and programs.
#[derive(Debug)]
pub(crate) struct Text(pub(crate) String);

/// The web client's page.
#[derive(Debug)]
pub(crate) struct Page(pub(crate) Response);

/// A file of the web client.
#[derive(Debug)]
pub(crate) struct Asset(pub(crate) Response);

/// The API's document.
#[derive(Debug)]
pub(crate) struct Document(pub(crate) Response);

impl<T: Serialize> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        (StatusCode::CREATED, Json(self.0)).into_response()
    }
}

impl<T: Serialize> IntoResponse for Kept<T> {
    fn into_response(self) -> Response {
        match self {
            Self::New(it) => Created(it).into_response(),
            Self::Known(it) => Json(it).into_response(),
        }
    }
}

impl IntoResponse for NoContent {
    fn into_response(self) -> Response {
        StatusCode::NO_CONTENT.into_response()
    }
}

impl IntoResponse for SetCookie {
    fn into_response(self) -> Response {
        (StatusCode::NO_CONTENT, AppendHeaders([(header::SET_COOKIE, self.0)])).into_response()
    }
}

impl IntoResponse for Png {
    fn into_response(self) -> Response {
        let headers = [(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, "private, max-age=31536000, immutable")];
        (headers, self.0).into_response()
    }
}

impl IntoResponse for Download {
    fn into_response(self) -> Response {
        let file = format!("attachment; filename=\"{}.tokens.json\"", self.name);
        let headers = [(header::CONTENT_TYPE, MEDIA_TYPE.to_owned()), (header::CONTENT_DISPOSITION, file)];
        (headers, format!("{:#}\n", self.document)).into_response()
    }
}

impl IntoResponse for Text {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        self.0
    }
}

impl IntoResponse for Document {
    fn into_response(self) -> Response {
        self.0
    }
}

impl IntoResponse for Asset {
    fn into_response(self) -> Response {
        self.0
    }
}
