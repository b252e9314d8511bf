//! `GET /api/v1/packages`: the gallery.

use axum::{Json, extract::State};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{app::App, openapi::Doc, packages::Description, problem::Problem, session::Session};

/// Every package.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Packages {
    packages: Vec<Description>,
}

pub(crate) const DOC: Doc = Doc::new("The gallery.");

pub(crate) async fn handle(State(app): State<App>, session: Session) -> Result<Json<Packages>, Problem> {
    let all = session.read().await?.packages().await?;
    let packages = all.iter().map(|package| Description::of(package, app.sandbox.limits())).collect::<Result<Vec<_>, _>>()?;
    Ok(Json(Packages { packages }))
}
