//! `POST /api/v1/notices/read`: that one is read, and all older ones.

use axum::{Json, extract::State};
use fanlight_store::NoticeId;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{app::App, clock, extract::Body, live::Change, problem::Problem, session::Session};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Through {
    through: NoticeId,
}

pub(crate) async fn handle(
    State(app): State<App>,
    session: Session,
    Body(Through { through }): Body<Through>,
) -> Result<Json<Value>, Problem> {
    let me = &session.principal().id;
    let mut write = session.write().await?;
    write.read_notices(me, &through, clock::now_ms()).await?;
    let unread = write.unread_notices(me).await?;
    write.commit().await?;
    // In the person's other windows, too.
    app.live.tell_person(me, Change::Notices(unread));
    Ok(Json(json!({ "unread": unread })))
}
