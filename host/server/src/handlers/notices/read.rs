//! `POST /api/v1/notices/read`: that one is read, and all older ones.

use axum::{Json, extract::State};
use fanlight_store::NoticeId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{app::App, clock, extract::Body, live::Change, openapi::Doc, problem::Problem, session::Session};

/// Up to which notice, itself among them.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Through {
    through: NoticeId,
}

/// How many are left.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Unread {
    unread: u64,
}

pub(crate) const DOC: Doc = Doc::new("That notice is read, and all older ones.");

pub(crate) async fn handle(
    State(app): State<App>,
    session: Session,
    Body(Through { through }): Body<Through>,
) -> Result<Json<Unread>, Problem> {
    let me = &session.principal().id;
    let mut write = session.write().await?;
    write.read_notices(me, &through, clock::now_ms()).await?;
    let unread = write.unread_notices(me).await?;
    write.commit().await?;
    // In the person's other windows, too.
    app.live.tell_person(me, Change::Notices(unread));
    Ok(Json(Unread { unread }))
}
