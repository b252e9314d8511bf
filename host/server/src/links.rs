//! Sign-in links for people who are here already: for another device, or for after their sessions have ended.

use fanlight_store::{Digest, PrincipalId, Secret};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    app::App,
    boards::full,
    clock,
    notices::{self, News},
    problem::Problem,
    session::Session,
};

/// Devices that somebody is signed in on at once; each may follow boards, and those places are everybody's.
const MOST: usize = 16;

/// A link that signs one person in, once. Whoever has it is them.
#[derive(Serialize, JsonSchema)]
pub(crate) struct SignInLink {
    link: String,
    /// Until when it can be used.
    expires_at: i64,
}

/// Make one for somebody of the session's workspace, for whom the caller has checked that it may. One that was not used yet ends. Whoever
/// has the link is them, so that somebody else is told of it: no link is made without that.
///
/// # Errors
/// `full` when they are signed in on as many devices as one may be.
pub(crate) async fn make(app: &App, session: &Session, whom: &PrincipalId, life_ms: i64) -> Result<SignInLink, Problem> {
    let now = clock::now_ms();
    let mut write = session.write().await?;
    if write.sessions(whom, now).await?.len() >= MOST {
        return Err(full("Signed in on many devices already", MOST).hint("Sign out on one of them first."));
    }
    let token = write.issue_link(whom, now, life_ms).await?;
    let by = session.principal();
    let told = if by.id == *whom {
        Vec::new()
    } else {
        let link = Digest::of(token.expose().as_bytes()).to_string();
        notices::write_down(&mut write, std::slice::from_ref(whom), &News::LinkMade { link: &link, name: &by.name }).await?
    };
    write.commit().await?;
    notices::announce(app, told);
    Ok(SignInLink { link: address(app, &token), expires_at: now.saturating_add(life_ms) })
}

/// What to open in a browser. The token is behind the `#`, so that it reaches no server's log.
pub(crate) fn address(app: &App, token: &Secret) -> String {
    format!("{}/sign-in#{}", app.front.origin(), token.expose())
}
