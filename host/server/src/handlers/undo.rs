//! `POST /api/v1/undo/{undo}`: put back what was removed a moment ago, exactly where and as it was.

use axum::{Json, extract::State, http::StatusCode};
use fanlight_store::UndoId;
use serde_json::{Value, json};

use crate::{app::App, clock, extract::Path, live::Change, problem::Problem, session::Session};

/// Whose board it is about decides who may: for anybody else there is nothing to put back.
pub(crate) async fn handle(State(app): State<App>, session: Session, Path(id): Path<UndoId>) -> Result<Json<Value>, Problem> {
    let now = clock::now_ms();
    let mut write = session.write().await?;
    let Some(undone) = write.undo(&id, now).await? else {
        let problem = Problem::new(StatusCode::GONE, "gone", "It is too late for that", "This cannot be put back any more.");
        return Err(problem.hint("If its data was kept, installing the package again on the same board brings it back."));
    };
    let (action, subject) = match &undone.widget {
        Some(widget) => ("widget.put-back", widget.to_string()),
        None => ("board.put-back", undone.board.to_string()),
    };
    write.audit(now, action, &subject, &json!({})).await?;
    write.commit().await?;
    let mut answer = json!({ "board": undone.board });
    match undone.widget {
        Some(widget) => {
            app.live.tell(&undone.board, Change::Widgets);
            answer["widget"] = json!(widget);
        }
        None => app.live.tell_all(&Change::Boards),
    }
    Ok(Json(answer))
}
