//! `GET /api/v1/packages/{digest}/images/{name}`: a PNG that the registry wrote itself, for the views of that package.

use fanlight_store::Digest;

use crate::{answer::Png, extract::Path, openapi::Doc, problem::Problem, session::Session};

pub(crate) const DOC: Doc = Doc::new("An image that a package carries, for its views.");

pub(crate) async fn handle(session: Session, Path((digest, name)): Path<(Digest, String)>) -> Result<Png, Problem> {
    let image = session.read().await?.package_image(&digest, &name).await?.ok_or_else(|| Problem::not_found("image"))?;
    Ok(Png(image))
}
