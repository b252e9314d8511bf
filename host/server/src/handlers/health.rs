//! `GET /healthz`, `GET /readyz`: for whoever watches the process.

use std::time::Duration;

use axum::extract::State;

use crate::{app::App, clock, problem::Problem};

const BELIEVED: Duration = Duration::from_secs(1);

/// The process answers.
pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

/// The database takes a change, too. As that costs a write and anybody may ask, one that went well is believed for a second.
pub(crate) async fn ready(State(app): State<App>) -> Result<&'static str, Problem> {
    let mut last = app.wrote_at.lock().await;
    if last.is_none_or(|at| at.elapsed() >= BELIEVED) {
        app.store.ready().await?;
        *last = Some(clock::instant());
    }
    Ok("ready\n")
}
