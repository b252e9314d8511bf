//! `POST /api/v1/undo/{undo}`: put back what was removed a moment ago, exactly where and as it was.

use axum::{Json, extract::State, http::StatusCode};
use fanlight_store::{BoardId, UndoId, WidgetId};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use crate::{
    app::App,
    clock,
    extract::Path,
    live::Change,
    openapi::Doc,
    problem::{Name, Problem},
    session::Session,
};

/// What is there again.
#[derive(Serialize, JsonSchema)]
pub(crate) struct PutBack {
    board: BoardId,
    /// When it is a widget and not the board.
    #[serde(skip_serializing_if = "Option::is_none")]
    widget: Option<WidgetId>,
}

pub(crate) const DOC: Doc = Doc::new("Put back what was removed a moment ago, exactly where and as it was.").fails(&[Name::Gone]);

/// Whose board it is about decides who may: for anybody else there is nothing to put back.
pub(crate) async fn handle(State(app): State<App>, session: Session, Path(id): Path<UndoId>) -> Result<Json<PutBack>, Problem> {
    let now = clock::now_ms();
    let mut write = session.write().await?;
    let Some(undone) = write.undo(&id, now).await? else {
        let problem = Problem::new(StatusCode::GONE, Name::Gone, "It is too late for that", "This cannot be put back any more.");
        return Err(problem.hint("If its data was kept, installing the package again on the same board brings it back."));
    };
    let (action, subject) = match &undone.widget {
        Some(widget) => ("widget.put-back", widget.to_string()),
        None => ("board.put-back", undone.board.to_string()),
    };
    write.audit(now, action, &subject, &json!({})).await?;
    write.commit().await?;
    match undone.widget {
        Some(_) => app.live.tell(&undone.board, Change::Widgets),
        None => app.live.tell_all(&Change::Boards),
    }
    Ok(Json(PutBack { board: undone.board, widget: undone.widget }))
}
