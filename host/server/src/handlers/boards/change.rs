//! `PATCH /api/v1/boards/{board}`: another name, another place in the list, other people who may see it.

use axum::{Json, extract::State};
use fanlight_store::Shared;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use crate::{
    access::OwnedBoard,
    app::App,
    boards::{BoardJson, Sharing},
    clock,
    extract::Body,
    live::Change,
    names::Name,
    openapi::Doc,
    problem::Problem,
};

/// What is left out stays as it is.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "BoardPatch")]
pub(crate) struct Patch {
    name: Option<Name>,
    /// From 0, among the boards of its owner.
    position: Option<usize>,
    shared: Option<Sharing>,
}

pub(crate) const DOC: Doc = Doc::new("Give a board another name, another place in the list, or other people who may see it.");

pub(crate) async fn handle(
    State(app): State<App>,
    board: OwnedBoard,
    Body(patch): Body<Patch>,
) -> Result<Json<BoardJson>, Problem> {
    let (now, id) = (clock::now_ms(), board.id());
    let mut write = board.session().write().await?;
    let before = write.board(id).await?.ok_or_else(|| Problem::not_found("board"))?;
    if let Some(name) = patch.name.as_ref().filter(|name| name.as_str() != before.name) {
        write.rename_board(id, name.as_str()).await?;
        let detail = json!({ "name": name.as_str(), "before": before.name });
        write.audit(now, "board.renamed", id.as_str(), &detail).await?;
    }
    if let Some(position) = patch.position {
        write.place_board(id, position).await?;
        write.audit(now, "board.moved", id.as_str(), &json!({ "name": before.name, "position": position })).await?;
    }
    let narrowed = match patch.shared.map(Shared::from) {
        Some(shared) if shared != before.shared => {
            write.share_board(id, shared).await?;
            let detail = json!({ "name": before.name, "shared": shared.as_str(), "before": before.shared.as_str() });
            write.audit(now, "board.shared", id.as_str(), &detail).await?;
            shared == Shared::No
        }
        _ => false,
    };
    let json = BoardJson::pick(write.boards().await?, id).ok_or_else(|| Problem::not_found("board"))?;
    write.commit().await?;
    app.live.tell_all(&Change::Boards);
    if narrowed {
        // Who may still follow it comes back by itself; who may not is refused then.
        app.live.end(id);
    }
    Ok(Json(json))
}
