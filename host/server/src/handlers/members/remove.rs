//! `DELETE /api/v1/members/{member}`: send somebody away. Their sessions end now; their boards become the owner's.

use axum::extract::State;
use fanlight_store::PrincipalId;

use crate::{answer::NoContent, app::App, clock, extract::Path, live::Change, openapi::Doc, problem::Problem, session::Session};

pub(crate) const DOC: Doc = Doc::new("Send somebody away.").more("Their sessions end now; their boards become the owner's.");

pub(crate) async fn handle(State(app): State<App>, session: Session, Path(id): Path<PrincipalId>) -> Result<NoContent, Problem> {
    let mut write = session.write().await?;
    let ended = write.remove_member(&id, &session.principal().id, clock::now_ms()).await?;
    write.commit().await?;
    for session in &ended {
        app.live.revoke(session);
    }
    app.live.tell_all(&Change::Boards);
    Ok(NoContent)
}
