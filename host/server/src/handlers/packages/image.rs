//! `GET /api/v1/packages/{digest}/images/{name}`: a PNG that the registry wrote itself, for the views of that package.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use fanlight_store::Digest;

use crate::{extract::Path, problem::Problem, session::Session};

pub(crate) async fn handle(session: Session, Path((digest, name)): Path<(Digest, String)>) -> Result<Response, Problem> {
    let image = session.read().await?.package_image(&digest, &name).await?.ok_or_else(|| Problem::not_found("image"))?;
    // A digest's images never change; they are this person's to see, so no shared cache keeps them.
    Ok(([(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, "private, max-age=31536000, immutable")], image)
        .into_response())
}
