//! `GET /api/v1/themes/{digest}/preview?scheme&contrast&hour`: the tokens of a theme that nobody need have put on.

use axum::{extract::State, http::HeaderMap, response::Response};
use fanlight_store::Digest;

use crate::{
    app::App,
    etag,
    extract::{Path, Query},
    looks::{self, Moment},
    problem::Problem,
    session::Session,
};

pub(crate) async fn handle(
    State(app): State<App>,
    session: Session,
    Path(digest): Path<Digest>,
    headers: HeaderMap,
    Query(moment): Query<Moment>,
) -> Result<Response, Problem> {
    let package = session.read().await?.package(&digest).await?.ok_or_else(|| Problem::not_found("theme"))?;
    Ok(etag::json(&headers, &looks::described(&app, &session, &package, moment).await?))
}
