//! `GET /api/v1/boards`: one's own in their order, then those that others share.

use axum::Json;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{boards::BoardJson, openapi::Doc, problem::Problem, session::Session};

/// Every board that one may see.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Boards {
    boards: Vec<BoardJson>,
}

pub(crate) const DOC: Doc = Doc::new("One's own boards in their order, then those that others share.");

pub(crate) async fn handle(session: Session) -> Result<Json<Boards>, Problem> {
    let boards = session.read().await?.boards().await?;
    Ok(Json(Boards { boards: BoardJson::list(boards) }))
}
