//! `GET /healthz`, `GET /readyz`: for whoever watches the process.

use axum::extract::State;

use crate::{app::App, problem::Problem};

/// The process answers.
pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

/// The database answers, too.
pub(crate) async fn ready(State(app): State<App>) -> Result<&'static str, Problem> {
    app.store.ready().await?;
    Ok("ready\n")
}
