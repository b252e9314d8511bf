//! `POST /api/v1/members`: invite somebody. The link signs them in once, within a day: whoever has it is them.

use axum::extract::State;
use fanlight_store::Member;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    answer::Created,
    app::App,
    boards::full,
    clock,
    extract::Body,
    links,
    names::Name,
    openapi::Doc,
    problem::{self, Problem},
    session::Session,
};

/// People of one workspace.
const MOST: usize = 100;

/// Somebody to invite.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Invited {
    name: Name,
}

/// Somebody of the workspace.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Member")]
pub(crate) struct MemberJson {
    id: String,
    name: String,
    /// `owner` or `member`.
    role: &'static str,
    joined_at: i64,
    last_seen: Option<i64>,
}

impl From<Member> for MemberJson {
    fn from(member: Member) -> Self {
        let Member { id, name, role, joined_at, last_seen } = member;
        Self { id: id.to_string(), name, role: role.as_str(), joined_at, last_seen }
    }
}

/// The new member and their link.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Invitation {
    member: MemberJson,
    link: String,
}

pub(crate) const DOC: Doc = Doc::new("Invite somebody.")
    .more("The link signs them in once, within a day: whoever has it is them.")
    .fails(&[problem::Name::Full]);

pub(crate) async fn handle(
    State(app): State<App>,
    session: Session,
    Body(Invited { name }): Body<Invited>,
) -> Result<Created<Invitation>, Problem> {
    let mut write = session.write().await?;
    if write.members().await?.len() >= MOST {
        return Err(full("There are many members already", MOST));
    }
    let (member, token) = write.invite(name.as_str(), clock::now_ms()).await?;
    write.commit().await?;
    Ok(Created(Invitation { member: member.into(), link: links::address(&app, &token) }))
}
