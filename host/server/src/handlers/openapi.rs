//! `GET /api/v1/openapi.json`: the API, described.

use std::sync::Arc;

use axum::{extract::State, http::HeaderMap};

use crate::{
    answer::Document,
    app::App,
    openapi::{self, Doc},
    packed::Packed,
    router,
};

pub(crate) const DOC: Doc = Doc::new("This document: the API in OpenAPI 3.1.");

pub(crate) async fn handle(State(app): State<App>, headers: HeaderMap) -> Document {
    let document = app.document.get_or_init(|| {
        let json = openapi::document(&router::table(), app.cookie.name()).to_string();
        Arc::new(Packed::new("application/json", "no-cache", json))
    });
    Document(Arc::clone(document).answer(&headers).await)
}
