//! `GET /api/v1/kept`: data that removed widgets left behind.

use axum::Json;
use serde_json::{Value, json};

use crate::{packages, problem::Problem, session::Session};

pub(crate) async fn handle(session: Session) -> Result<Json<Value>, Problem> {
    let mut read = session.read().await?;
    let mut kept = Vec::new();
    for left in read.shelved().await? {
        let package = read.package(&left.package).await?.ok_or_else(|| Problem::ours(&"a kept widget's package is gone"))?;
        let title = packages::manifest(&package)?.title;
        kept.push(json!({
            "id": left.widget, "name": left.package_name, "title": title, "board": left.board, "removed_at": left.removed_at,
            "bytes": left.bytes,
        }));
    }
    Ok(Json(json!({ "kept": kept })))
}
