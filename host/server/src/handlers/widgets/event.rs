//! `POST /api/v1/widgets/{widget}/events`: a person did something.

use axum::{Json, extract::State};
use fanlight_store::WidgetId;

use crate::{
    app::App,
    extract::{Body, Path},
    problem::Problem,
    session::Session,
    widgets::{self, Frame, Sent},
};

pub(crate) async fn handle(
    State(app): State<App>,
    session: Session,
    Path(id): Path<WidgetId>,
    Body(sent): Body<Sent>,
) -> Result<Json<Frame>, Problem> {
    widgets::send(&app, &session, id, sent).await.map(Json)
}
