//! `DELETE /api/v1/widgets/{widget}/grants/{capability}`: not any more. Holds for the next call, and for the one that is running:
//! its outcome is not kept.

use axum::{Json, extract::State};
use fanlight_bridge::Event;
use fanlight_store::WidgetId;
use serde_json::json;

use crate::{
    access::OwnedWidget,
    app::App,
    clock,
    extract::Path,
    live::Change,
    openapi::Doc,
    packages::{self, Grants},
    problem::Problem,
    widgets::{self, Subject},
};

pub(crate) const DOC: Doc =
    Doc::new("Not any more.").more("Holds for the next call, and for the one that is running: its outcome is not kept.");

pub(crate) async fn handle(
    State(app): State<App>,
    reached: OwnedWidget,
    Path((_, capability)): Path<(WidgetId, String)>,
) -> Result<Json<Grants>, Problem> {
    let (session, id) = reached.into_parts();
    let mut write = session.write().await?;
    let widget = write.widget(&id).await?.ok_or_else(|| Problem::not_found("widget"))?;
    let subject = Subject::of(&app, &session, &mut write, widget).await?;
    if !subject.manifest.permissions.contains_key(&capability) {
        return Err(Problem::not_found("grant"));
    }
    let mut granted = subject.widget.granted.clone();
    if granted.remove(&capability).is_some() {
        write.set_granted(&id, &granted).await?;
        let detail = json!({ "name": subject.widget.package_name, "capability": capability });
        write.audit(clock::now_ms(), "grant.revoked", id.as_str(), &detail).await?;
        write.commit().await?;
        app.live.tell(&subject.widget.board, Change::Widget(id.clone(), subject.version()));
        app.live.tell(&subject.widget.board, Change::Widgets);
        widgets::tell_later(&app, &session, id, Event::DocumentsChanged);
    }
    Ok(Json(Grants { grants: packages::given(&subject.manifest, &granted) }))
}
