//! `GET /api/v1/boards/{board}/widgets`: a board and what is on it. Views are left out: each widget's frame is fetched with the
//! context of who looks, and nothing of a guest runs here.

use axum::{Json, extract::State};
use fanlight_store::{BoardId, Read};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    access::ViewedBoard,
    app::App,
    boards::{BoardFacts, BoardJson},
    openapi::Doc,
    problem::Problem,
    session::Session,
    widgets::{Frame, Subject},
};

/// A board and what is on it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "BoardContent")]
pub(crate) struct Content {
    board: BoardFacts,
    /// Without their views.
    widgets: Vec<Frame>,
}

pub(crate) const DOC: Doc = Doc::new("A board and what is on it.").more("Views are left out: ask for the frames.");

pub(crate) async fn handle(State(app): State<App>, board: ViewedBoard) -> Result<Json<Content>, Problem> {
    let mut read = board.session().read().await?;
    content(&app, board.session(), &mut read, board.id()).await.map(Json)
}

/// The answer's body.
pub(super) async fn content(app: &App, session: &Session, read: &mut Read, id: &BoardId) -> Result<Content, Problem> {
    let board = BoardJson::pick(read.boards().await?, id).ok_or_else(|| Problem::not_found("board"))?;
    let mut frames = Vec::new();
    for widget in read.widgets(id).await? {
        let subject = Subject::of(app, session, read, widget).await?;
        frames.push(Frame::glance(app, &subject));
    }
    Ok(Content { board: board.facts, widgets: frames })
}
