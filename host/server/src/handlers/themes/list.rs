//! `GET /api/v1/themes`: every theme, and the one that is on.

use axum::{Json, extract::State};
use fanlight_bridge::manifest::Kind;
use serde_json::{Value, json};

use crate::{app::App, packages::Description, problem::Problem, session::Session};

pub(crate) async fn handle(State(app): State<App>, session: Session) -> Result<Json<Value>, Problem> {
    let mut read = session.read().await?;
    let (all, current) = (read.packages().await?, read.theme().await?);
    let themes = all.iter().filter(|package| package.kind == Kind::Theme.as_str());
    let themes = themes.map(|package| Description::of(package, app.sandbox.limits())).collect::<Result<Vec<_>, _>>()?;
    Ok(Json(json!({ "themes": themes, "current": current })))
}
