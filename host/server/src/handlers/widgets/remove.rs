//! `DELETE /api/v1/widgets/{widget}?data=keep|delete`: take it off the board.

use axum::{extract::State, http::StatusCode};
use fanlight_store::{Data, WidgetId};
use serde::Deserialize;
use serde_json::json;

use crate::{
    app::App,
    clock,
    extract::{Path, Query},
    live::Change,
    problem::Problem,
    session::Session,
};

/// What becomes of its state, storage and settings. Nothing is deleted unless that is said.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Fate {
    #[default]
    Keep,
    Delete,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Removal {
    #[serde(default)]
    data: Fate,
}

pub(crate) async fn handle(
    State(app): State<App>,
    session: Session,
    Path(id): Path<WidgetId>,
    Query(Removal { data }): Query<Removal>,
) -> Result<StatusCode, Problem> {
    let now = clock::now_ms();
    let (fate, word) = match data {
        Fate::Keep => (Data::Keep, "keep"),
        Fate::Delete => (Data::Delete, "delete"),
    };
    let mut write = session.write().await?;
    let widget = write.widget(&id).await?.ok_or_else(|| Problem::not_found("widget"))?;
    write.remove(&id, fate, now).await?;
    write.audit(now, "widget.removed", id.as_str(), &json!({ "name": widget.package_name, "data": word })).await?;
    write.commit().await?;
    if fate == Data::Delete {
        app.journal.forget(&id);
    }
    app.live.tell(&widget.board, Change::Widgets);
    Ok(StatusCode::NO_CONTENT)
}
