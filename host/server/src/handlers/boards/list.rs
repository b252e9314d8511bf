//! `GET /api/v1/boards`.

use axum::Json;
use serde_json::{Value, json};

use crate::{problem::Problem, session::Session};

pub(crate) async fn handle(session: Session) -> Result<Json<Value>, Problem> {
    let boards = session.read().await?.boards().await?;
    let boards: Vec<_> = boards.into_iter().map(|board| json!({ "id": board.id, "name": board.name })).collect();
    Ok(Json(json!({ "boards": boards })))
}
