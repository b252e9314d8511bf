//! `GET /api/v1/packages/{digest}`: what the consent page shows.

use axum::{Json, extract::State};
use fanlight_store::Digest;

use crate::{app::App, extract::Path, openapi::Doc, packages::Description, problem::Problem, session::Session};

pub(crate) const DOC: Doc = Doc::new("What a package is and asks for: what the consent page shows.");

pub(crate) async fn handle(
    State(app): State<App>,
    session: Session,
    Path(digest): Path<Digest>,
) -> Result<Json<Description>, Problem> {
    let package = session.read().await?.package(&digest).await?.ok_or_else(|| Problem::not_found("package"))?;
    Description::of(&package, app.sandbox.limits()).map(Json)
}
