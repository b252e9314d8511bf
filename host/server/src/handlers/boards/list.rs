//! `GET /api/v1/boards`: one's own in their order, then those that others share.

use axum::Json;
use serde_json::{Value, json};

use crate::{boards::BoardJson, problem::Problem, session::Session};

pub(crate) async fn handle(session: Session) -> Result<Json<Value>, Problem> {
    let boards = session.read().await?.boards().await?;
    Ok(Json(json!({ "boards": BoardJson::list(boards) })))
}
