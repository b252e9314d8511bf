//! `GET /api/v1/widgets/{widget}/settings`: what can be adjusted, and how it is.

use axum::{Json, extract::State};
use fanlight_store::WidgetId;
use serde_json::{Value, json};

use crate::{app::App, extract::Path, packages, problem::Problem, session::Session, widgets::Subject};

pub(crate) async fn handle(State(app): State<App>, session: Session, Path(id): Path<WidgetId>) -> Result<Json<Value>, Problem> {
    let subject = Subject::load(&app, &session, &id, None).await?;
    Ok(Json(json!({ "schema": packages::settings(&subject.manifest), "values": subject.settings() })))
}
