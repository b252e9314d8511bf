//! `GET /api/v1/boards/{board}/live`: server-sent events until the session or the server ends.

use std::{convert::Infallible, time::Duration};

use axum::{
    extract::State,
    response::sse::{Event, KeepAlive, Sse},
};
use futures_util::{Stream, StreamExt as _, stream};

use crate::{access::ViewedBoard, app::App, clock, members, openapi::Doc, problem::Problem, session::Session};

/// Often enough that no proxy takes the silence for an end.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

pub(crate) const DOC: Doc = Doc::new("What changes on a board, as it happens.").more(
    "Server-sent events until the session or the server ends. They say that something changed and not what: fetch it then.",
);

pub(crate) async fn handle(
    State(app): State<App>,
    board: ViewedBoard,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    let changes = app.live.follow(board.session(), board.id())?;
    // Whoever ends a session ends the streams that are there: one that comes at that moment has to look for itself.
    if !goes_on(board.session()).await? {
        return Err(Problem::signed_out());
    }
    members::seen(&app, board.session()).await?;
    // A proxy may hold the head of an answer back until the first bytes of its body.
    let greeting = stream::once(async { Ok(Event::default().comment("following")) });
    Ok(Sse::new(greeting.chain(changes)).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)))
}

async fn goes_on(session: &Session) -> Result<bool, Problem> {
    let sessions = session.read().await?.sessions(&session.principal().id, clock::now_ms()).await?;
    Ok(sessions.iter().any(|one| one.id == *session.id()))
}
