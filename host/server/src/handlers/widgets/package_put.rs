//! `PUT /api/v1/widgets/{widget}/package`: another version of what it is. Its state, storage and settings stay; what it may do is decided
//! anew, so that no version gets more than somebody has read.

use axum::{Json, extract::State};
use fanlight_bridge::Event;
use serde_json::json;

use crate::{
    access::OwnedWidget,
    app::App,
    clock,
    extract::Body,
    live::Change,
    openapi::Doc,
    packages::{self, Install},
    problem::{Name, Problem},
    widgets::{self, Frame},
};

pub(crate) const DOC: Doc = Doc::new("Put another version of a widget in its place.")
    .more("What it has stays: its state, which the new version migrates, its storage and its settings. It may do what `grants` says and nothing else.")
    .fails(&[Name::Unprocessable]);

pub(crate) async fn handle(
    State(app): State<App>,
    reached: OwnedWidget,
    Body(wanted): Body<Install>,
) -> Result<Json<Frame>, Problem> {
    let (session, id) = reached.into_parts();
    let mut write = session.write().await?;
    let widget = write.widget(&id).await?.ok_or_else(|| Problem::not_found("widget"))?;
    let now = write.package(&wanted.package).await?.ok_or_else(|| Problem::not_found("package"))?;
    let before = write.package(&widget.package).await?.ok_or_else(|| Problem::not_found("package"))?;
    let manifest = packages::widget_manifest(&now)?;
    // As with data that was kept: a name alone can be taken by anybody.
    if (&now.name, &now.publisher) != (&before.name, &before.publisher) {
        return Err(Problem::unprocessable("This package is another widget, or somebody else's.").hint(format!(
            "A version of `{}` by {} can be put in its place; install others beside it.",
            before.name, before.publisher
        )));
    }
    let granted = packages::within(&manifest, &wanted.grants)?;
    write.set_package(&id, &now.digest).await?;
    write.set_granted(&id, &granted).await?;
    let detail = json!({
        "name": now.name, "version": now.version, "was": before.version, "digest": now.digest, "granted": granted,
        "before": widget.granted,
    });
    write.audit(clock::now_ms(), "widget.updated", id.as_str(), &detail).await?;
    write.commit().await?;
    // What the version before did is not held against this one.
    app.breaker.forget(&id);
    app.live.tell(&widget.board, Change::Widgets);
    widgets::tell_later(&app, &session, id.clone(), Event::DocumentsChanged);
    widgets::frame(&app, &session, &id, app.viewers.of(&session)).await.map(Json)
}
