//! `POST /api/v1/boards/{board}/frames`: what several widgets of a board show to this viewer, drawn now. A browser opens six
//! connections to a host, so that asking for a hundred frames one by one is mostly waiting in line.

use std::collections::HashSet;

use axum::{Json, extract::State};
use fanlight_bridge::{Size, Viewer};
use fanlight_store::WidgetId;
use futures_util::{StreamExt as _, stream};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    access::ViewedBoard,
    app::App,
    extract::Body,
    openapi::Doc,
    problem::{Name, Problem},
    widgets::{self, Frame},
};

/// Widgets of one request: as many as a board holds.
const MOST: usize = 100;
/// Frames of one request that are drawn at once. More would take the turns of everybody else.
const AT_ONCE: usize = 4;

/// The widgets whose frames are wanted, 100 at most.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "WantedFrames")]
pub(crate) struct Wanted {
    /// What the browser says about itself; of each widget's room says `widgets`.
    #[serde(default)]
    context: Viewer,
    widgets: Vec<One>,
}

/// One of them, and the room it has.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "WantedFrame")]
struct One {
    id: WidgetId,
    #[serde(default)]
    size: Size,
}

/// One for each widget that was asked for, in that order.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Frames {
    frames: Vec<Answer>,
}

/// A frame, or why there is none.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "FrameOrProblem")]
enum Answer {
    Frame(Box<Frame>),
    Problem(Problem),
}

pub(crate) const DOC: Doc =
    Doc::new("What several widgets of a board show to this viewer, drawn now.").fails(&[Name::Unprocessable]);

pub(crate) async fn handle(
    State(app): State<App>,
    reached: ViewedBoard,
    Body(Wanted { context, widgets }): Body<Wanted>,
) -> Result<Json<Frames>, Problem> {
    if widgets.len() > MOST {
        return Err(Problem::unprocessable(format!("At most {MOST} frames are drawn for one request.")));
    }
    let mut named = HashSet::new();
    if !widgets.iter().all(|one| named.insert(&one.id)) {
        return Err(Problem::unprocessable("A widget is named twice.").hint("Ask for each widget once."));
    }
    let (session, board) = reached.into_parts();
    app.viewers.learn(&session, &context);
    let drawn = stream::iter(widgets).map(|One { id, size }| {
        let (app, session, board) = (app.clone(), session.clone(), board.clone());
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
    let frames = drawn.buffered(AT_ONCE).collect().await;
    Ok(Json(Frames { frames }))
}
