//! `GET /api/v1/boards/{board}/widgets`: a board and what is on it. Views are left out: each widget's frame is fetched with the
//! context of who looks, and nothing of a guest runs here.

use axum::{Json, extract::State};
use fanlight_store::{BoardId, Read};
use serde_json::{Value, json};

use crate::{
    access::ViewedBoard,
    app::App,
    boards::BoardJson,
    problem::Problem,
    session::Session,
    widgets::{Frame, Subject},
};

pub(crate) async fn handle(State(app): State<App>, board: ViewedBoard) -> Result<Json<Value>, Problem> {
    let mut read = board.session().read().await?;
    content(&app, board.session(), &mut read, board.id()).await.map(Json)
}

/// The answer's body.
pub(super) async fn content(app: &App, session: &Session, read: &mut Read, id: &BoardId) -> Result<Value, Problem> {
    let board = BoardJson::pick(read.boards().await?, id).ok_or_else(|| Problem::not_found("board"))?;
    let mut frames = Vec::new();
    for widget in read.widgets(id).await? {
        let subject = Subject::of(app, session, read, widget).await?;
        frames.push(Frame::glance(app, &subject));
    }
    let mut board = serde_json::to_value(board).map_err(|e| Problem::ours(&e))?;
    // The widgets themselves stand beside it.
    board.as_object_mut().and_then(|board| board.remove("widgets"));
    Ok(json!({ "board": board, "widgets": frames }))
}
