//! `GET /api/v1/sessions`: the devices on which one is signed in.

use axum::Json;
use fanlight_store::SessionId;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{clock, openapi::Doc, problem::Problem, session::Session};

/// One's own sessions, the newest first.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Sessions {
    sessions: Vec<Device>,
}

/// A session.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Session")]
struct Device {
    id: SessionId,
    /// What its browser called itself (`User-Agent`). It may be anything, and is empty when the browser said nothing.
    device: String,
    created_at: i64,
    expires_at: i64,
    /// Whether it is the one that asks.
    current: bool,
}

pub(crate) const DOC: Doc = Doc::new("The devices on which one is signed in.").more("One's own, and nobody else's.");

pub(crate) async fn handle(session: Session) -> Result<Json<Sessions>, Problem> {
    let sessions = session.read().await?.sessions(&session.principal().id, clock::now_ms()).await?;
    let sessions = sessions.into_iter().map(|one| Device {
        current: one.id == *session.id(),
        id: one.id,
        device: one.device,
        created_at: one.created_at,
        expires_at: one.expires_at,
    });
    Ok(Json(Sessions { sessions: sessions.collect() }))
}
