//! `GET /api/v1/widgets/{widget}/usage`: what it cost.

use axum::{Json, extract::State};
use fanlight_store::{OperationCount, Run};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    access::OwnedWidget,
    app::App,
    metrics::Tally,
    openapi::Doc,
    problem::Problem,
    widgets::{LogLine, Subject},
};

/// All that a widget's calls used since it was installed.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Usage {
    calls: u64,
    fuel: u64,
    gate_calls: u64,
    /// The most that one call had.
    memory_peak_bytes: u64,
    wall_us: u64,
    /// Calls at the gate that were denied.
    refused: u64,
    /// Since the server started, drawing included.
    lately: Tally,
    /// Why nothing of it is run for a while; null when it is.
    suspended: Option<String>,
    /// What it logged, latest first.
    log: Vec<LogLine>,
    /// Its latest calls, latest first.
    last: Vec<LastRun>,
}

/// One call.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Run")]
struct LastRun {
    at: i64,
    /// What it was for, such as `input`.
    event: String,
    /// How it failed, such as `limit.fuel`; null when it did not.
    kind: Option<String>,
    wall_us: u64,
    fuel: u64,
    /// What it asked for at the gate, each operation once.
    asked: Vec<OperationCount>,
}

impl From<Run> for LastRun {
    fn from(run: Run) -> Self {
        let Run { at, event, kind, wall_us, fuel, asked, .. } = run;
        Self { at, event, kind, wall_us, fuel, asked }
    }
}

pub(crate) const DOC: Doc = Doc::new("What a widget cost.");

pub(crate) async fn handle(State(app): State<App>, reached: OwnedWidget) -> Result<Json<Usage>, Problem> {
    let (session, id) = reached.into_parts();
    let mut read = session.read().await?;
    let widget = read.widget(&id).await?.ok_or_else(|| Problem::not_found("widget"))?;
    let subject = Subject::of(&app, &session, &mut read, widget).await?;
    let usage = read.usage(&id).await?;
    Ok(Json(Usage {
        calls: usage.calls,
        fuel: usage.fuel,
        gate_calls: usage.gate_calls,
        memory_peak_bytes: usage.memory_peak_bytes,
        wall_us: usage.wall_us,
        refused: usage.refused,
        lately: app.metrics.of(&id),
        suspended: subject.suspension(&app).map(|suspension| suspension.why.to_string()),
        log: app.journal.of(&id),
        last: usage.last.into_iter().map(LastRun::from).collect(),
    }))
}
