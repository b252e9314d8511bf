//! `GET /api/v1/notices?before=&limit=`: what the host had to tell this person, newest first.

use axum::Json;
use fanlight_store::NoticeId;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{extract::Query, notices::in_english, problem::Problem, session::Session};

/// Notices in one answer.
const MOST: u32 = 200;

#[derive(Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    limit: u32,
    /// Those older than this one, for going further back.
    before: Option<NoticeId>,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { limit: 50, before: None }
    }
}

pub(crate) async fn handle(session: Session, Query(wanted): Query<Wanted>) -> Result<Json<Value>, Problem> {
    let me = &session.principal().id;
    let mut read = session.read().await?;
    let unread = read.unread_notices(me).await?;
    let notices: Vec<_> = read
        .notices(me, wanted.before.as_ref(), wanted.limit.clamp(1, MOST))
        .await?
        .into_iter()
        .map(|notice| {
            let (title, text) = in_english(&notice.kind, &notice.detail);
            let mut json = json!({
                "id": notice.id, "at": notice.at, "kind": notice.kind, "detail": notice.detail, "title": title, "text": text,
                "read": notice.read,
            });
            if let Some(board) = notice.board {
                json["board"] = json!(board);
            }
            if let Some(widget) = notice.widget {
                json["widget"] = json!(widget);
            }
            json
        })
        .collect();
    Ok(Json(json!({ "notices": notices, "unread": unread })))
}
