//! `POST /api/v1/members`: invite somebody. The link signs them in once, within a day: whoever has it is them.

use axum::{Json, extract::State, http::StatusCode};
use fanlight_store::Member;
use serde::{Deserialize, Serialize};

use crate::{app::App, boards::full, clock, extract::Body, names::Name, problem::Problem, session::Session};

/// People of one workspace.
const MOST: usize = 100;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Invited {
    name: Name,
}

/// A member as JSON.
#[derive(Serialize)]
pub(crate) struct MemberJson {
    id: String,
    name: String,
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
#[derive(Serialize)]
pub(crate) struct Invitation {
    member: MemberJson,
    link: String,
}

pub(crate) async fn handle(
    State(app): State<App>,
    session: Session,
    Body(Invited { name }): Body<Invited>,
) -> Result<(StatusCode, Json<Invitation>), Problem> {
    let mut write = session.write().await?;
    if write.members().await?.len() >= MOST {
        return Err(full("There are many members already", MOST));
    }
    let (member, token) = write.invite(name.as_str(), clock::now_ms()).await?;
    write.commit().await?;
    let link = format!("http://{}/sign-in#{}", app.address, token.expose());
    Ok((StatusCode::CREATED, Json(Invitation { member: member.into(), link })))
}
