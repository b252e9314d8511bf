//! `GET /api/v1/members`: who belongs to the workspace.

use axum::Json;
use schemars::JsonSchema;
use serde::Serialize;

use super::invite::MemberJson;
use crate::{openapi::Doc, problem::Problem, session::Session};

/// Everybody, the owner first.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Members {
    members: Vec<MemberJson>,
}

pub(crate) const DOC: Doc = Doc::new("Who belongs to the workspace.");

pub(crate) async fn handle(session: Session) -> Result<Json<Members>, Problem> {
    let members = session.read().await?.members().await?.into_iter().map(MemberJson::from).collect();
    Ok(Json(Members { members }))
}
