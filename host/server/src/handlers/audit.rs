//! `GET /api/v1/audit?limit=100`: who did what, the latest first.

use axum::Json;
use fanlight_store::AuditEntry;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{extract::Query, openapi::Doc, problem::Problem, session::Session};

/// Entries in one answer.
const MOST: u32 = 500;

#[derive(Deserialize, JsonSchema)]
#[serde(default)]
pub(crate) struct Wanted {
    /// How many entries, 1 to 500.
    limit: u32,
    /// Entries before this number, for going further back.
    before: Option<i64>,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { limit: 100, before: None }
    }
}

/// The latest entries.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Trail {
    entries: Vec<Entry>,
}

/// Who did what to what.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AuditEntry")]
struct Entry {
    /// Its place in the trail: 1, 2, 3 … without a gap.
    seq: i64,
    at: i64,
    /// What to call who did it.
    actor: String,
    /// Their id, or `system`.
    actor_id: String,
    /// What was done, such as `widget.installed`.
    action: String,
    /// To what, as an id.
    subject: String,
    /// Whatever else is worth knowing.
    detail: Value,
}

impl From<AuditEntry> for Entry {
    fn from(entry: AuditEntry) -> Self {
        let AuditEntry { seq, at, actor, actor_name, action, subject, detail } = entry;
        Self { seq, at, actor: actor_name, actor_id: actor, action, subject, detail }
    }
}

pub(crate) const DOC: Doc = Doc::new("Who did what, the latest first.");

pub(crate) async fn handle(session: Session, Query(wanted): Query<Wanted>) -> Result<Json<Trail>, Problem> {
    let entries = session.read().await?.audit_log_before(wanted.before.unwrap_or(i64::MAX), wanted.limit.clamp(1, MOST)).await?;
    Ok(Json(Trail { entries: entries.into_iter().map(Entry::from).collect() }))
}
