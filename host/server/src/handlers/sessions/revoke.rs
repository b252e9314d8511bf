//! `DELETE /api/v1/sessions/{session}`: sign out on one of one's own devices, from another one.

use axum::extract::State;
use fanlight_store::SessionId;

use crate::{
    answer::NoContent,
    app::App,
    clock,
    extract::Path,
    openapi::Doc,
    problem::{Name, Problem},
    session::Session,
};

pub(crate) const DOC: Doc = Doc::new("Sign out on one of one's own devices.")
    .more("Its session ends now, with whatever it follows, and so does a sign-in link that was not used yet.")
    .fails(&[Name::NotFound]);

pub(crate) async fn handle(State(app): State<App>, session: Session, Path(id): Path<SessionId>) -> Result<NoContent, Problem> {
    let me = &session.principal().id;
    let mut write = session.write().await?;
    if !write.revoke_session(me, &id, clock::now_ms()).await? {
        return Err(Problem::not_found("session"));
    }
    // Whoever has that device may have made a link on it, to come back by.
    write.end_links(me).await?;
    write.commit().await?;
    app.live.revoke(&id);
    Ok(NoContent)
}
