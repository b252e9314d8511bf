//! `GET /api/v1/openapi.json`: the API, described.

use std::sync::Arc;

use axum::{extract::State, http::HeaderMap};
use serde_json::Value;

use crate::{
    app::App,
    etag::Tagged,
    openapi::{self, Doc},
    router,
};

pub(crate) const DOC: Doc = Doc::new("This document: the API in OpenAPI 3.1.");

pub(crate) async fn handle(State(app): State<App>, headers: HeaderMap) -> Tagged<Arc<Value>> {
    let document = app.document.get_or_init(|| Arc::new(openapi::document(&router::table(), app.cookie.name())));
    Tagged::new(headers, Arc::clone(document))
}
