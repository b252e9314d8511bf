//! `GET /assets/{*file}`: what the web client's page is made of.

use axum::http::HeaderMap;

use crate::{answer::Asset, assets, extract::Path, openapi::Doc};

pub(crate) const DOC: Doc = Doc::new("A file of the web client.");

pub(crate) async fn handle(Path(name): Path<String>, headers: HeaderMap) -> Asset {
    Asset(assets::file(&name, &headers).await)
}
