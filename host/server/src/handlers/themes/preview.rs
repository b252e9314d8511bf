//! `GET /api/v1/themes/{digest}/preview?scheme&contrast&hour`: the tokens of a theme that nobody need have put on.

use axum::{extract::State, http::HeaderMap};
use fanlight_store::Digest;

use crate::{
    app::App,
    etag::Tagged,
    extract::{Path, Query},
    looks::{self, LookJson, Moment},
    openapi::Doc,
    problem::{Name, Problem},
    session::Session,
};

pub(crate) const DOC: Doc = Doc::new("The tokens of a theme that nobody need have put on.").fails(&[Name::Unprocessable]);

pub(crate) async fn handle(
    State(app): State<App>,
    session: Session,
    Path(digest): Path<Digest>,
    headers: HeaderMap,
    Query(moment): Query<Moment>,
) -> Result<Tagged<LookJson>, Problem> {
    let package = session.read().await?.package(&digest).await?.ok_or_else(|| Problem::not_found("theme"))?;
    Ok(Tagged::new(headers, looks::described(&app, &session, &package, moment).await?))
}
