//! `POST /api/v1/members/{member}/link`: a new sign-in link for somebody whose sessions have ended, or who lost their device.

use axum::extract::State;
use fanlight_store::{INVITATION_LIFE_MS, PrincipalId, Role};

use crate::{
    answer::Created,
    app::App,
    extract::Path,
    links::{self, SignInLink},
    openapi::Doc,
    problem::{self, Problem},
    session::Session,
};

pub(crate) const DOC: Doc = Doc::new("A new sign-in link for a member.")
    .more("It works once, within a day, and ends an earlier one that was not used. What the member has stays as it is, and they are told.")
    .fails(&[problem::Name::NotFound, problem::Name::Full]);

pub(crate) async fn handle(
    State(app): State<App>,
    session: Session,
    Path(id): Path<PrincipalId>,
) -> Result<Created<SignInLink>, Problem> {
    let members = session.read().await?.members().await?;
    // The owner's own are made where they are signed in, or by the server.
    if !members.iter().any(|member| member.id == id && member.role == Role::Member) {
        return Err(Problem::not_found("member"));
    }
    links::make(&app, &session, &id, INVITATION_LIFE_MS).await.map(Created)
}
