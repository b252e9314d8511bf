//! `GET /api/v1/themes`: every theme, and the one that is on.

use axum::{Json, extract::State};
use fanlight_bridge::manifest::Kind;
use fanlight_store::Digest;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{app::App, openapi::Doc, packages::Description, problem::Problem, session::Session};

/// Every theme.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Themes {
    themes: Vec<Description>,
    /// The one that is on; null is the client's own look.
    current: Option<Digest>,
}

pub(crate) const DOC: Doc = Doc::new("Every theme, and the one that is on.");

pub(crate) async fn handle(State(app): State<App>, session: Session) -> Result<Json<Themes>, Problem> {
    let mut read = session.read().await?;
    let (all, current) = (read.packages().await?, read.theme().await?);
    let themes = all.iter().filter(|package| package.kind == Kind::Theme.as_str());
    let themes = themes.map(|package| Description::of(package, app.sandbox.limits())).collect::<Result<Vec<_>, _>>()?;
    Ok(Json(Themes { themes, current }))
}
