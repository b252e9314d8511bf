//! `DELETE /api/v1/kept/{kept}`: erase what a removed widget left behind, now and for good.

use axum::extract::State;
use fanlight_store::WidgetId;
use serde_json::json;

use crate::{answer::NoContent, app::App, clock, extract::Path, openapi::Doc, problem::Problem, session::Session};

pub(crate) const DOC: Doc = Doc::new("Erase what a removed widget left behind, now and for good.");

/// The store finds what this person left on boards of their own, and nothing else.
pub(crate) async fn handle(State(app): State<App>, session: Session, Path(id): Path<WidgetId>) -> Result<NoContent, Problem> {
    let now = clock::now_ms();
    let mut write = session.write().await?;
    let left = write.shelved().await?.into_iter().find(|left| left.widget == id).ok_or_else(|| Problem::not_found("data"))?;
    write.discard_shelved(&id).await?;
    let detail = json!({ "name": left.package_name, "bytes": left.bytes });
    write.audit(now, "data.erased", id.as_str(), &detail).await?;
    write.commit().await?;
    app.journal.forget(&id);
    Ok(NoContent)
}
