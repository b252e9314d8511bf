//! Failures written down: each in the widget's usage, and those that somebody should hear of in the audit trail.

use fanlight_runtime::{Failure, Kind};
use fanlight_store::{Run, StoreError};
use serde_json::json;

use super::Subject;
use crate::{app::App, clock, problem::Problem, session::Session};

/// Record a call that failed. A guest that fails all the time fills neither the trail nor the disk: usage is a ring, and the trail
/// takes one entry of a kind in a minute.
pub(super) async fn failed(
    app: &App,
    session: &Session,
    subject: &Subject,
    mut run: Run,
    failure: &Failure,
) -> Result<(), Problem> {
    let (id, kind) = (&subject.widget.id, failure.kind.as_str());
    run.kind = Some(kind.to_owned());
    if failure.kind == Kind::Internal {
        tracing::error!(widget = %id, message = ?failure.message, "a call failed here");
    }
    let mut write = session.write_together().await?;
    match write.record_run(id, &run).await {
        // It was removed while it ran: there is no usage to add to.
        Err(StoreError::NotFound { .. }) => return Ok(()),
        other => other?,
    }
    let action = match failure.kind {
        Kind::Denied => Some("call.denied"),
        _ if kind.starts_with("limit.") => Some("call.stopped"),
        Kind::Trap => Some("call.trapped"),
        _ => None,
    };
    if let Some(action) = action
        && app.incidents.allows((id.clone(), kind))
    {
        let detail = json!({ "widget": subject.manifest.title, "kind": kind, "event": run.event });
        write.audit(clock::now_ms(), action, id.as_str(), &detail).await?;
    }
    Ok(write.commit().await?)
}
