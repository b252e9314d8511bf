//! `GET /api/v1/widgets/{widget}/grants`: what it asked for, and what it got.

use axum::{Json, extract::State};
use serde_json::{Value, json};

use crate::{access::ViewedWidget, app::App, packages, problem::Problem, widgets::Subject};

pub(crate) async fn handle(State(app): State<App>, reached: ViewedWidget) -> Result<Json<Value>, Problem> {
    let (session, id) = reached.into_parts();
    let subject = Subject::load(&app, &session, &id, None).await?;
    Ok(Json(json!({ "grants": packages::given(&subject.manifest, &subject.widget.granted) })))
}
