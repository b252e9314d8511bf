//! `GET /api/v1/packages`: the gallery.

use axum::{Json, extract::State};
use serde_json::{Value, json};

use crate::{app::App, packages::Description, problem::Problem, session::Session};

pub(crate) async fn handle(State(app): State<App>, session: Session) -> Result<Json<Value>, Problem> {
    let all = session.read().await?.packages().await?;
    let described = all.iter().map(|package| Description::of(package, app.sandbox.limits())).collect::<Result<Vec<_>, _>>()?;
    Ok(Json(json!({ "packages": described })))
}
