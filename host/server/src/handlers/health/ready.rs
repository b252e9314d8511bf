//! `GET /readyz`: for whoever sends people here. As it costs a write and anybody may ask, one that went well is believed for a second.

use std::time::Duration;

use axum::extract::State;

use crate::{answer::Text, app::App, clock, openapi::Doc, problem::Problem};

const BELIEVED: Duration = Duration::from_secs(1);

pub(crate) const DOC: Doc = Doc::new("The database takes a change, too.");

pub(crate) async fn handle(State(app): State<App>) -> Result<Text, Problem> {
    let mut last = app.wrote_at.lock().await;
    if last.is_none_or(|at| at.elapsed() >= BELIEVED) {
        app.store.ready().await?;
        *last = Some(clock::instant());
    }
    Ok(Text("ready\n".to_owned()))
}
