//! `GET /api/v1/widgets/{widget}/settings`: what can be adjusted, and how it is.

use axum::{Json, extract::State};
use fanlight_store::JsonMap;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    access::OwnedWidget,
    app::App,
    openapi::Doc,
    packages::{self, Setting},
    problem::Problem,
    widgets::Subject,
};

/// What can be adjusted, and how it is.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Settings {
    schema: Vec<Setting>,
    /// By name, defaults among them.
    values: JsonMap,
}

pub(crate) const DOC: Doc = Doc::new("What can be adjusted about a widget, and how it is.");

pub(crate) async fn handle(State(app): State<App>, reached: OwnedWidget) -> Result<Json<Settings>, Problem> {
    let (session, id) = reached.into_parts();
    let subject = Subject::load(&app, &session, &id, None).await?;
    Ok(Json(Settings { schema: packages::settings(&subject.manifest), values: subject.settings() }))
}
