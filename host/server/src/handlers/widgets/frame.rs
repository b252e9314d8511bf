//! `GET /api/v1/widgets/{widget}/frame?<context>`: what it shows to this viewer, drawn now.

use axum::{Json, extract::State};
use fanlight_bridge::Viewer;

use crate::{
    access::ViewedWidget,
    app::App,
    extract::Query,
    openapi::Doc,
    problem::Problem,
    widgets::{self, Frame},
};

pub(crate) const DOC: Doc = Doc::new("What a widget shows to this viewer, drawn now.");

pub(crate) async fn handle(
    State(app): State<App>,
    reached: ViewedWidget,
    Query(viewer): Query<Viewer>,
) -> Result<Json<Frame>, Problem> {
    let (session, id) = reached.into_parts();
    app.viewers.learn(&session, &viewer);
    widgets::frame(&app, &session, &id, viewer.clamped()).await.map(Json)
}
