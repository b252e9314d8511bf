//! `DELETE /api/v1/session`: sign out. The session ends on the server, not just in the browser.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{AppendHeaders, IntoResponse},
};

use crate::{app::App, clock, origin, problem::Problem, session::Session};

pub(crate) async fn handle(State(app): State<App>, session: Session, headers: HeaderMap) -> Result<impl IntoResponse, Problem> {
    let mut write = session.write().await?;
    write.revoke_session(session.id(), clock::now_ms()).await?;
    write.commit().await?;
    app.live.revoke(session.id());
    Ok((StatusCode::NO_CONTENT, AppendHeaders([(header::SET_COOKIE, app.cookie.take(origin::secure(&headers))?)])))
}
