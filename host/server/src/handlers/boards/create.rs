//! `POST /api/v1/boards`: one more board of one's own.

use axum::extract::State;
use fanlight_store::Access;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use crate::{
    answer::Created,
    app::App,
    boards::{BoardJson, MOST, full},
    clock,
    extract::Body,
    live::Change,
    names::Name,
    openapi::Doc,
    problem::{self, Problem},
    session::Session,
};

/// A board to make.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "NewBoard")]
pub(crate) struct New {
    name: Name,
}

pub(crate) const DOC: Doc = Doc::new("Make a board.").fails(&[problem::Name::Full]);

pub(crate) async fn handle(
    State(app): State<App>,
    session: Session,
    Body(New { name }): Body<New>,
) -> Result<Created<BoardJson>, Problem> {
    let now = clock::now_ms();
    let mut write = session.write().await?;
    if write.boards().await?.iter().filter(|board| board.access == Access::Own).count() >= MOST {
        return Err(full("There are many boards already", MOST));
    }
    let id = write.create_board(&session.principal().id, name.as_str(), now).await?;
    write.audit(now, "board.created", id.as_str(), &json!({ "name": name.as_str() })).await?;
    let board = BoardJson::pick(write.boards().await?, &id).ok_or_else(|| Problem::ours(&"a new board is not there"))?;
    write.commit().await?;
    app.live.tell_all(&Change::Boards);
    Ok(Created(board))
}
