//! `POST /api/v1/session`: spend the one-time token of a sign-in link.

use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, StatusCode, header},
};
use fanlight_store::Role;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    answer::SetCookie,
    app::App,
    clock,
    connections::Peer,
    extract::Body,
    notices::{self, News, To},
    openapi::Doc,
    origin,
    problem::{Name, Problem},
};

/// The token of a sign-in link: what stands after its `#`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    token: String,
}

pub(crate) const DOC: Doc = Doc::new("Sign in: spend the one-time token of a link.").fails(&[Name::Token, Name::TooMany]);

/// Unknown, spent and old tokens get the same answer.
pub(crate) async fn handle(
    State(app): State<App>,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
    Body(SignIn { token }): Body<SignIn>,
) -> Result<SetCookie, Problem> {
    let device = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    match app.store.sign_in(&token, device, clock::now_ms()).await? {
        Some(signed_in) => {
            if signed_in.first && signed_in.session.role() == Role::Member {
                let person = signed_in.session.principal();
                let news = News::MemberJoined { id: &person.id, name: &person.name };
                notices::tell(&app, signed_in.session.scope(), To::Owner, news).await;
            }
            Ok(SetCookie(app.cookie.give(&signed_in.secret, app.front.https() || origin::secure(&headers))?))
        }
        None => {
            if peer.is_some_and(|Extension(Peer(address))| !app.knocks.failed(address.ip())) {
                return Err(Problem::too_many("Too many sign-ins from this address failed.", 60));
            }
            Err(Problem::new(
                StatusCode::FORBIDDEN,
                Name::Token,
                "This link does not work",
                "It was used already, or it is too old.",
            )
            .hint("Make a new one where you are signed in, or ask the owner who invited you. The owner gets one by restarting the server."))
        }
    }
}
