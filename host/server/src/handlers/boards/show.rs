//! `GET /api/v1/boards/{board}/widgets`: a board and what is on it. Views are left out: each widget's frame is fetched with the
//! context of who looks, and nothing of a guest runs here.

use axum::{Json, extract::State};
use fanlight_store::BoardId;
use serde_json::{Value, json};

use crate::{
    app::App,
    extract::Path,
    problem::Problem,
    session::Session,
    widgets::{Frame, Subject},
};

pub(crate) async fn handle(State(app): State<App>, session: Session, Path(board): Path<BoardId>) -> Result<Json<Value>, Problem> {
    let mut read = session.read().await?;
    let board = read.board(&board).await?.ok_or_else(|| Problem::not_found("board"))?;
    let mut frames = Vec::new();
    for widget in read.widgets(&board.id).await? {
        let subject = Subject::of(&app, &session, &mut read, widget).await?;
        frames.push(Frame::glance(&app, &subject));
    }
    Ok(Json(json!({ "board": { "id": board.id, "name": board.name }, "widgets": frames })))
}
