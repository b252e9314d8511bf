//! `POST /api/v1/boards/{board}/frames`: what several widgets of a board show to this viewer, drawn now. A browser opens six
//! connections to a host, so that asking for a hundred frames one by one is mostly waiting in line.

use axum::{Json, extract::State};
use fanlight_bridge::{Size, Viewer};
use fanlight_store::{BoardId, WidgetId};
use futures_util::{StreamExt as _, stream};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    app::App,
    extract::{Body, Path},
    problem::Problem,
    session::Session,
    widgets::{self, Frame},
};

/// Widgets of one request: as many as a board holds.
const MOST: usize = 100;
/// Frames of one request that are drawn at once. More would take the turns of everybody else.
const AT_ONCE: usize = 4;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    /// What the browser says about itself; of each widget's room says `widgets`.
    #[serde(default)]
    context: Viewer,
    widgets: Vec<One>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct One {
    id: WidgetId,
    #[serde(default)]
    size: Size,
}

/// One answer; they come in the order that was asked for.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Answer {
    Frame(Box<Frame>),
    Problem(Problem),
}

pub(crate) async fn handle(
    State(app): State<App>,
    session: Session,
    Path(board): Path<BoardId>,
    Body(Wanted { context, widgets }): Body<Wanted>,
) -> Result<Json<Value>, Problem> {
    if widgets.len() > MOST {
        return Err(Problem::unprocessable(format!("At most {MOST} frames are drawn for one request.")));
    }
    let board = session.read().await?.board(&board).await?.ok_or_else(|| Problem::not_found("board"))?;
    app.viewers.learn(&session, &context);
    let drawn = stream::iter(widgets).map(|One { id, size }| {
        let (app, session, board) = (app.clone(), session.clone(), board.id.clone());
        let viewer = Viewer { size, ..context.clone() }.clamped();
        // A task for each, so that they are drawn on all cores.
        let drawing = tokio::spawn(async move {
            let frame = widgets::frame(&app, &session, &id, viewer).await?;
            if *frame.board() == board { Ok(frame) } else { Err(Problem::not_found("widget")) }
        });
        async move {
            match drawing.await {
                Ok(Ok(frame)) => Answer::Frame(Box::new(frame)),
                Ok(Err(problem)) => Answer::Problem(problem),
                Err(error) => Answer::Problem(Problem::ours(&error)),
            }
        }
    });
    let frames: Vec<_> = drawn.buffered(AT_ONCE).collect().await;
    Ok(Json(json!({ "frames": frames })))
}
