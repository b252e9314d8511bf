//! `GET /api/v1/widgets/{widget}/grants`: what it asked for, and what it got.

use axum::{Json, extract::State};
use fanlight_store::WidgetId;
use serde_json::{Value, json};

use crate::{app::App, extract::Path, packages, problem::Problem, session::Session, widgets::Subject};

pub(crate) async fn handle(State(app): State<App>, session: Session, Path(id): Path<WidgetId>) -> Result<Json<Value>, Problem> {
    let subject = Subject::load(&app, &session, &id, None).await?;
    Ok(Json(json!({ "grants": packages::given(&subject.manifest, &subject.widget.granted) })))
}
