//! `GET /api/v1/kept`: data that removed widgets left behind.

use std::collections::BTreeMap;

use axum::Json;
use fanlight_store::{BoardId, WidgetId};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{openapi::Doc, packages, problem::Problem, session::Session};

/// All of it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Kept")]
pub(crate) struct Shelf {
    kept: Vec<Left>,
}

/// What one of them left.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "KeptData")]
struct Left {
    /// What the widget was.
    id: WidgetId,
    /// Its package's.
    name: String,
    title: String,
    /// The author's translations, by language as in BCP 47.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    title_in: BTreeMap<String, String>,
    board: BoardId,
    removed_at: i64,
    bytes: u64,
}

pub(crate) const DOC: Doc = Doc::new("Data that removed widgets left behind.");

pub(crate) async fn handle(session: Session) -> Result<Json<Shelf>, Problem> {
    let mut read = session.read().await?;
    let mut kept = Vec::new();
    for left in read.shelved().await? {
        let package = read.package(&left.package).await?.ok_or_else(|| Problem::ours(&"a kept widget's package is gone"))?;
        let manifest = packages::manifest(&package)?;
        kept.push(Left {
            id: left.widget,
            name: left.package_name,
            title_in: manifest.in_languages(|said| said.title.clone()),
            title: manifest.title,
            board: left.board,
            removed_at: left.removed_at,
            bytes: left.bytes,
        });
    }
    Ok(Json(Shelf { kept }))
}
