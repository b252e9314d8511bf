//! `GET /api/v1/widgets/{widget}/usage`: what it cost.

use axum::{Json, extract::State};
use fanlight_store::Run;
use serde_json::{Value, json};

use crate::{access::OwnedWidget, app::App, problem::Problem, widgets::Subject};

pub(crate) async fn handle(State(app): State<App>, reached: OwnedWidget) -> Result<Json<Value>, Problem> {
    let (session, id) = reached.into_parts();
    let mut read = session.read().await?;
    let widget = read.widget(&id).await?.ok_or_else(|| Problem::not_found("widget"))?;
    let subject = Subject::of(&app, &session, &mut read, widget).await?;
    let usage = read.usage(&id).await?;
    let last = |run: Run| json!({ "at": run.at, "event": run.event, "kind": run.kind, "wall_us": run.wall_us, "fuel": run.fuel });
    Ok(Json(json!({
        "calls": usage.calls,
        "fuel": usage.fuel,
        "gate_calls": usage.gate_calls,
        "memory_peak_bytes": usage.memory_peak_bytes,
        "wall_us": usage.wall_us,
        "refused": usage.refused,
        // Since the server started, drawing included.
        "lately": app.metrics.of(&id),
        "suspended": subject.suspension(&app).map(|suspension| suspension.why.to_string()),
        "log": app.journal.of(&id),
        "last": usage.last.into_iter().map(last).collect::<Vec<_>>(),
    })))
}
