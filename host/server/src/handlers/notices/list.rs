//! `GET /api/v1/notices?before=&limit=`: what the host had to tell this person, newest first.

use axum::Json;
use fanlight_store::{BoardId, Notice, NoticeId, WidgetId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{extract::Query, notices::in_english, openapi::Doc, problem::Problem, session::Session};

/// Notices in one answer.
const MOST: u32 = 200;

#[derive(Deserialize, JsonSchema)]
#[serde(default)]
pub(crate) struct Wanted {
    /// How many notices, 1 to 200.
    limit: u32,
    /// Those older than this one, for going further back.
    before: Option<NoticeId>,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { limit: 50, before: None }
    }
}

/// Newest first.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Notices {
    notices: Vec<NoticeJson>,
    /// How many there are that were not read, these and others.
    unread: u64,
}

/// Something that the host had to tell.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Notice")]
struct NoticeJson {
    id: NoticeId,
    at: i64,
    /// What it is about, such as `widget-failed`.
    kind: String,
    /// What is to be said of it, by name, so that a client can say it in its own language.
    detail: serde_json::Value,
    /// The same in English.
    title: String,
    text: String,
    read: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    board: Option<BoardId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    widget: Option<WidgetId>,
}

impl From<Notice> for NoticeJson {
    fn from(notice: Notice) -> Self {
        let Notice { id, at, kind, detail, read, board, widget } = notice;
        let (title, text) = in_english(&kind, &detail);
        Self { id, at, kind, detail, title, text, read, board, widget }
    }
}

pub(crate) const DOC: Doc = Doc::new("What the host had to tell this person, newest first.");

pub(crate) async fn handle(session: Session, Query(wanted): Query<Wanted>) -> Result<Json<Notices>, Problem> {
    let me = &session.principal().id;
    let mut read = session.read().await?;
    let unread = read.unread_notices(me).await?;
    let notices = read.notices(me, wanted.before.as_ref(), wanted.limit.clamp(1, MOST)).await?;
    Ok(Json(Notices { notices: notices.into_iter().map(NoticeJson::from).collect(), unread }))
}
