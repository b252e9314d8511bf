//! `PATCH /api/v1/account`: what somebody is called, and, for its owner, what the workspace is.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::Deserialize;

use super::show::{self, Account};
use crate::{
    app::App,
    clock,
    extract::Body,
    live::Change,
    names::Name,
    openapi::Doc,
    problem::{self, Problem},
    session::Session,
};

/// What is left out stays as it is.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "AccountPatch")]
pub(crate) struct Patch {
    /// What others read, on boards that are shared with them for one.
    name: Option<Name>,
    /// The workspace's own name.
    workspace: Option<Name>,
}

pub(crate) const DOC: Doc =
    Doc::new("Give oneself another name, or the workspace, if one owns it.").fails(&[problem::Name::NotYours]);

pub(crate) async fn handle(
    State(app): State<App>,
    session: Session,
    Body(Patch { name, workspace }): Body<Patch>,
) -> Result<Json<Account>, Problem> {
    if workspace.is_some() && !session.is_owner() {
        let name = problem::Name::NotYours;
        return Err(Problem::new(StatusCode::FORBIDDEN, name, "Not for you", "The workspace's owner alone may name it.")
            .hint("Ask the owner."));
    }
    let now = clock::now_ms();
    let mut write = session.write().await?;
    if let Some(name) = &name {
        write.rename_member(&session.principal().id, name.as_str(), now).await?;
    }
    if let Some(workspace) = &workspace {
        write.rename_workspace(workspace.as_str(), now).await?;
    }
    write.commit().await?;
    // Boards of others say whose they are.
    app.live.tell_all(&Change::Boards);
    let name = name.map_or_else(|| session.principal().name.clone(), |name| name.as_str().to_owned());
    show::account(&app, &session, name).await.map(Json)
}
