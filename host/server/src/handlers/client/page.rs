//! The web client's own addresses, such as `GET /gallery`. The page holds nothing of anyone, so it needs no session.

use axum::http::HeaderMap;

use crate::{answer::Page, assets, openapi::Doc};

pub(crate) const DOC: Doc = Doc::new("The web client's page.").of_many();

pub(crate) async fn handle(headers: HeaderMap) -> Page {
    Page(assets::page(&headers).await)
}
