//! `GET /api/v1/members`: who belongs to the workspace.

use axum::Json;
use serde_json::{Value, json};

use super::invite::MemberJson;
use crate::{problem::Problem, session::Session};

pub(crate) async fn handle(session: Session) -> Result<Json<Value>, Problem> {
    let members: Vec<_> = session.read().await?.members().await?.into_iter().map(MemberJson::from).collect();
    Ok(Json(json!({ "members": members })))
}
