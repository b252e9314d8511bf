//! `GET /api/v1/widgets/{widget}/settings`: what can be adjusted, and how it is.

use axum::{Json, extract::State};
use serde_json::{Value, json};

use crate::{access::OwnedWidget, app::App, packages, problem::Problem, widgets::Subject};

pub(crate) async fn handle(State(app): State<App>, reached: OwnedWidget) -> Result<Json<Value>, Problem> {
    let (session, id) = reached.into_parts();
    let subject = Subject::load(&app, &session, &id, None).await?;
    Ok(Json(json!({ "schema": packages::settings(&subject.manifest), "values": subject.settings() })))
}
