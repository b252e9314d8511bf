//! `POST /api/v1/packages/{digest}/words`: what grants would mean, before anybody gives them. Nothing is kept.

use axum::Json;
use fanlight_store::Digest;

use crate::{
    extract::{Body, Path},
    openapi::Doc,
    packages::{self, Grants, Wanted},
    problem::{Name, Problem},
    session::Session,
};

pub(crate) const DOC: Doc =
    Doc::new("What grants would mean, in the host's words; nothing is granted by it.").fails(&[Name::Unprocessable]);

pub(crate) async fn handle(
    session: Session,
    Path(digest): Path<Digest>,
    Body(Wanted { grants }): Body<Wanted>,
) -> Result<Json<Grants>, Problem> {
    let package = session.read().await?.package(&digest).await?.ok_or_else(|| Problem::not_found("package"))?;
    let manifest = packages::manifest(&package)?;
    let granted = packages::within(&manifest, &grants)?;
    Ok(Json(Grants { grants: packages::given(&manifest, &granted) }))
}
