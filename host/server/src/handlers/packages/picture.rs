//! `GET /api/v1/packages/{digest}/picture`: a PNG that the registry wrote itself.

use fanlight_store::Digest;

use crate::{answer::Png, extract::Path, openapi::Doc, problem::Problem, session::Session};

pub(crate) const DOC: Doc = Doc::new("The picture of a package, for the gallery.");

pub(crate) async fn handle(session: Session, Path(digest): Path<Digest>) -> Result<Png, Problem> {
    let picture = session.read().await?.package_picture(&digest).await?.ok_or_else(|| Problem::not_found("picture"))?;
    Ok(Png(picture))
}
