//! `DELETE /api/v1/session`: sign out. The session ends on the server, not just in the browser.

use axum::{extract::State, http::HeaderMap};

use crate::{answer::SetCookie, app::App, clock, openapi::Doc, origin, problem::Problem, session::Session};

pub(crate) const DOC: Doc = Doc::new("Sign out.").more("The session ends on the server, not just in the browser.");

pub(crate) async fn handle(State(app): State<App>, session: Session, headers: HeaderMap) -> Result<SetCookie, Problem> {
    let mut write = session.write().await?;
    write.revoke_session(&session.principal().id, session.id(), clock::now_ms()).await?;
    write.commit().await?;
    app.live.revoke(session.id());
    Ok(SetCookie(app.cookie.take(app.front.https() || origin::secure(&headers))?))
}
