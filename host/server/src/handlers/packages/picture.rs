//! `GET /api/v1/packages/{digest}/picture`: a PNG that the registry wrote itself.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use fanlight_store::Digest;

use crate::{extract::Path, problem::Problem, session::Session};

pub(crate) async fn handle(session: Session, Path(digest): Path<Digest>) -> Result<Response, Problem> {
    let picture = session.read().await?.package_picture(&digest).await?.ok_or_else(|| Problem::not_found("picture"))?;
    // A digest's picture never changes; it is this person's to see, so no shared cache keeps it.
    Ok(([(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, "private, max-age=31536000, immutable")], picture)
        .into_response())
}
