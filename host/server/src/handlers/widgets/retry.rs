//! `POST /api/v1/widgets/{widget}/retry`: try a suspended widget now. The frame afterwards, suspended again if it failed.

use axum::{Json, extract::State};

use crate::{
    access::UsedWidget,
    app::App,
    openapi::Doc,
    problem::Problem,
    widgets::{self, Frame},
};

pub(crate) const DOC: Doc = Doc::new("Try a suspended widget now.");

pub(crate) async fn handle(State(app): State<App>, reached: UsedWidget) -> Result<Json<Frame>, Problem> {
    let (session, id) = reached.into_parts();
    widgets::retry(&app, &session, id).await.map(Json)
}
