//! `GET /api/v1/widgets/{widget}/frame?<context>`: what it shows to this viewer, drawn now.

use axum::{Json, extract::State};
use fanlight_bridge::Viewer;
use fanlight_store::WidgetId;

use crate::{
    app::App,
    extract::{Path, Query},
    problem::Problem,
    session::Session,
    widgets::{self, Frame},
};

pub(crate) async fn handle(
    State(app): State<App>,
    session: Session,
    Path(id): Path<WidgetId>,
    Query(viewer): Query<Viewer>,
) -> Result<Json<Frame>, Problem> {
    app.viewers.learn(&session, &viewer);
    widgets::frame(&app, &session, &id, viewer.clamped()).await.map(Json)
}
