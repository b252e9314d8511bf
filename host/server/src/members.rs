//! When people were last here: for the owner, who asks who still comes.

use crate::{app::App, clock, problem::Problem, session::Session};

/// Note that somebody follows a board; not more often than every few minutes, as each is a write.
pub(crate) async fn seen(app: &App, session: &Session) -> Result<(), Problem> {
    if app.seen.allows(session.principal().id.clone()) {
        let mut write = session.write().await?;
        write.member_seen(&session.principal().id, clock::now_ms()).await?;
        write.commit().await?;
    }
    Ok(())
}
