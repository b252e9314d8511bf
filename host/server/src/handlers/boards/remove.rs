//! `DELETE /api/v1/boards/{board}`: take it away with everything on it. For a while it can be put back.

use axum::{Json, extract::State, http::StatusCode};
use fanlight_store::Access;
use serde_json::json;

use crate::{
    access::OwnedBoard,
    app::App,
    boards::UndoJson,
    clock,
    live::Change,
    openapi::Doc,
    problem::{Name, Problem},
};

pub(crate) const DOC: Doc =
    Doc::new("Take a board away with everything on it.").more("For a while it can be put back.").fails(&[Name::Last]);

pub(crate) async fn handle(State(app): State<App>, board: OwnedBoard) -> Result<Json<UndoJson>, Problem> {
    let (now, id) = (clock::now_ms(), board.id());
    let mut write = board.session().write().await?;
    let all = write.boards().await?;
    let Some(removed) = all.iter().find(|other| other.id == *id) else { return Err(Problem::not_found("board")) };
    if all.iter().filter(|other| other.access == Access::Own).count() <= 1 {
        let problem = Problem::new(StatusCode::CONFLICT, Name::Last, "This is your only board", "One board always stays.");
        return Err(problem.hint("Make another one first, or remove the widgets that are on it."));
    }
    let undo = write.remove_board(id, now).await?;
    let detail = json!({ "name": removed.name, "widgets": removed.widgets });
    write.audit(now, "board.removed", id.as_str(), &detail).await?;
    write.commit().await?;
    app.live.end(id);
    app.live.tell_all(&Change::Boards);
    Ok(Json(undo.into()))
}
