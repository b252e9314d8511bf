//! `POST /api/v1/widgets/{widget}/events`: a person did something.

use axum::{Json, extract::State};

use crate::{
    access::UsedWidget,
    app::App,
    extract::Body,
    problem::Problem,
    widgets::{self, Frame, Sent},
};

pub(crate) async fn handle(State(app): State<App>, reached: UsedWidget, Body(sent): Body<Sent>) -> Result<Json<Frame>, Problem> {
    let (session, id) = reached.into_parts();
    widgets::send(&app, &session, id, sent).await.map(Json)
}
