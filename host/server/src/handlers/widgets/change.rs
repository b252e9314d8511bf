//! `PATCH /api/v1/widgets/{widget}`: pause or resume it, or move it to another board.

use axum::{Json, extract::State};
use fanlight_store::{Access, BoardId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use crate::{
    access::OwnedWidget,
    app::App,
    boards::{MOST_WIDGETS, full},
    clock,
    extract::Body,
    live::Change,
    openapi::Doc,
    problem::{Name, Problem},
    widgets::{self, Frame},
};

/// What is left out stays as it is.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "WidgetPatch")]
pub(crate) struct Patch {
    paused: Option<bool>,
    board: Option<BoardId>,
}

pub(crate) const DOC: Doc = Doc::new("Pause or resume a widget, or move it to another board.").fails(&[Name::Full]);

pub(crate) async fn handle(
    State(app): State<App>,
    reached: OwnedWidget,
    Body(Patch { paused, board }): Body<Patch>,
) -> Result<Json<Frame>, Problem> {
    let (session, id) = reached.into_parts();
    let now = clock::now_ms();
    let mut write = session.write().await?;
    let widget = write.widget(&id).await?.ok_or_else(|| Problem::not_found("widget"))?;
    let pausing = paused.filter(|paused| widget.paused != *paused);
    let moving = board.filter(|board| widget.board != *board);
    if let Some(paused) = pausing {
        write.set_paused(&id, paused).await?;
        if !paused {
            app.programs.retry(&widget.package);
        }
        let action = if paused { "widget.paused" } else { "widget.resumed" };
        write.audit(now, action, id.as_str(), &json!({ "name": widget.package_name })).await?;
    }
    if let Some(to) = &moving {
        let board =
            write.board(to).await?.filter(|board| board.access == Access::Own).ok_or_else(|| Problem::not_found("board"))?;
        if write.widgets(to).await?.len() >= MOST_WIDGETS {
            return Err(full("The board is full", MOST_WIDGETS));
        }
        write.move_widget(&id, to).await?;
        let detail = json!({ "name": widget.package_name, "from": widget.board, "to": to, "board": board.name });
        write.audit(now, "widget.moved", id.as_str(), &detail).await?;
    }
    if pausing.is_some() || moving.is_some() {
        write.commit().await?;
        // The version is the same, so the list says it: pages fetch the frame where the status differs.
        app.live.tell(&widget.board, Change::Widgets);
    } else {
        drop(write);
    }
    if let Some(to) = &moving {
        app.live.tell(to, Change::Widgets);
    }
    widgets::frame(&app, &session, &id, app.viewers.of(&session)).await.map(Json)
}
