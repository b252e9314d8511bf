//! `PATCH /api/v1/widgets/{widget}`: pause or resume.

use axum::{Json, extract::State};
use fanlight_store::WidgetId;
use serde::Deserialize;
use serde_json::json;

use crate::{
    app::App,
    clock,
    extract::{Body, Path},
    live::Change,
    problem::Problem,
    session::Session,
    widgets::{self, Frame},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Patch {
    paused: bool,
}

pub(crate) async fn handle(
    State(app): State<App>,
    session: Session,
    Path(id): Path<WidgetId>,
    Body(Patch { paused }): Body<Patch>,
) -> Result<Json<Frame>, Problem> {
    let mut write = session.write().await?;
    let widget = write.widget(&id).await?.ok_or_else(|| Problem::not_found("widget"))?;
    if widget.paused != paused {
        write.set_paused(&id, paused).await?;
        let action = if paused { "widget.paused" } else { "widget.resumed" };
        write.audit(clock::now_ms(), action, id.as_str(), &json!({ "name": widget.package_name })).await?;
        write.commit().await?;
        // The version is the same, so the list says it: pages fetch the frame where the status differs.
        app.live.tell(&widget.board, Change::Widgets);
    } else {
        drop(write);
    }
    widgets::frame(&app, &session, &id, app.viewers.of(&session)).await.map(Json)
}
