//! `DELETE /api/v1/widgets/{widget}?data=keep|delete`: take it off the board. For a while it can be put back.

use axum::{Json, extract::State};
use fanlight_store::Data;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use crate::{
    access::OwnedWidget, app::App, boards::UndoJson, clock, extract::Query, live::Change, openapi::Doc, problem::Problem,
};

/// What becomes of its state, storage and settings once it cannot be put back any more.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fate {
    #[default]
    Keep,
    Delete,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Removal {
    /// Whether its data is kept. Nothing is deleted unless that is said.
    #[serde(default)]
    data: Fate,
}

pub(crate) const DOC: Doc = Doc::new("Take a widget off its board.").more("For a while it can be put back.");

pub(crate) async fn handle(
    State(app): State<App>,
    reached: OwnedWidget,
    Query(Removal { data }): Query<Removal>,
) -> Result<Json<UndoJson>, Problem> {
    let (session, id) = reached.into_parts();
    let now = clock::now_ms();
    let (fate, word) = match data {
        Fate::Keep => (Data::Keep, "keep"),
        Fate::Delete => (Data::Delete, "delete"),
    };
    let mut write = session.write().await?;
    let widget = write.widget(&id).await?.ok_or_else(|| Problem::not_found("widget"))?;
    let undo = write.remove(&id, fate, now).await?;
    let detail = json!({ "name": widget.package_name, "digest": widget.package, "data": word });
    write.audit(now, "widget.removed", id.as_str(), &detail).await?;
    write.commit().await?;
    app.live.tell(&widget.board, Change::Widgets);
    Ok(Json(undo.into()))
}
