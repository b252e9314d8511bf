//! `GET /api/v1/audit?limit=100`: who did what, the latest first.

use axum::Json;
use fanlight_store::AuditEntry;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{extract::Query, problem::Problem, session::Session};

/// Entries in one answer.
const MOST: u32 = 500;

#[derive(Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    limit: u32,
    /// Entries before this number, for going further back.
    before: i64,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { limit: 100, before: i64::MAX }
    }
}

pub(crate) async fn handle(session: Session, Query(wanted): Query<Wanted>) -> Result<Json<Value>, Problem> {
    let entries = session.read().await?.audit_log_before(wanted.before, wanted.limit.clamp(1, MOST)).await?;
    let entry = |AuditEntry { seq, at, actor, actor_name, action, subject, detail }| json!({ "seq": seq, "at": at, "actor": actor_name, "actor_id": actor, "action": action, "subject": subject, "detail": detail });
    Ok(Json(json!({ "entries": entries.into_iter().map(entry).collect::<Vec<_>>() })))
}
